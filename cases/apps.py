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
        """Register the system checks, the grants that follow each migration, and what a second factor opens and ends."""
        from allauth.account.signals import password_changed, password_reset
        from allauth.mfa import signals as factors

        from cases import checks  # noqa: F401

        post_migrate.connect(_grant, sender=self)
        factors.authenticator_used.connect(_proved)
        changes = (factors.authenticator_added, factors.authenticator_removed, factors.authenticator_reset)
        for change in (*changes, password_changed, password_reset):
            change.connect(_other_sessions_end)


def _grant(using, **kwargs):
    from cases.models.grants import grant_to_app_role

    grant_to_app_role(using)


def _proved(request, user, **kwargs):
    from cases.access import proved

    proved(request, user)


def _other_sessions_end(request, user, **kwargs):
    from cases.access import end_other_sessions

    end_other_sessions(request, user)
