"""The one app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Connects the checks and the database grants."""

    name = "cases"
    label = "cases"
    verbose_name = _("Case register")

    def ready(self):
        """Register the system checks, and the grants that follow each migration."""
        from cases import checks  # noqa: F401

        post_migrate.connect(_grant, sender=self)


def _grant(using, **kwargs):
    from cases.models.grants import grant_to_app_role

    grant_to_app_role(using)
