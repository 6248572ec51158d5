"""The one app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Connects the checks, the database grants, and what is noted of a sign-in."""

    name = "cases"
    label = "cases"
    verbose_name = _("Case register")

    def ready(self):
        """Register the system checks, the grants that follow each migration, and what a second factor opens."""
        from allauth.mfa.signals import authenticator_used

        from cases import checks  # noqa: F401

        post_migrate.connect(_grant, sender=self)
        authenticator_used.connect(_proved)


def _grant(using, **kwargs):
    from cases.models.grants import grant_to_app_role

    grant_to_app_role(using)


def _proved(request, user, **kwargs):
    from cases.access import proved

    proved(request, user)
