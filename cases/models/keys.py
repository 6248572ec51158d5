"""Keys under which columns are sealed, each wrapped by the master key, which is never in the database.

Both tables are left out of ordinary backups (docs/deploy.md): a key that was destroyed is then in none of them.
"""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models import rules
from cases.models.base import PublicIdModel, Stamped
from cases.models.children import Child
from cases.models.people import Person


class ChildKeyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keys of the children and persons whose records the user's office keeps."""
        of_children = Q(child__in=Child.objects.visible_to(user))
        return self.filter(of_children | Q(person__in=Person.objects.visible_to(user)))

    def alive(self):
        """Keys that were not destroyed."""
        return self.filter(destroyed_at__isnull=True)


class ChildKey(PublicIdModel, Stamped):
    """The data key of one child's file (notes), or of one person (papers, places), wrapped by the master key.

    Once it is destroyed, nobody can read what was encrypted under it, in history and backups neither; that there was
    one stays, so that no other takes its place.
    """

    child = models.OneToOneField(
        Child,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="data_key",
        verbose_name=_("child"),
    )
    person = models.OneToOneField(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="data_key",
        verbose_name=_("person"),
    )
    wrapped = models.BinaryField(_("wrapped key"))
    destroyed_at = models.DateTimeField(_("destroyed"), null=True, blank=True)

    objects = ChildKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("data key")
        verbose_name_plural = _("data keys")
        constraints = [
            models.CheckConstraint(
                name="child_key_of_one",
                condition=Q(child__isnull=True) ^ Q(person__isnull=True),
                violation_error_message=_("A key belongs to one file or to one person."),
            ),
            models.CheckConstraint(
                name="child_key_destroyed_is_empty",
                condition=Q(destroyed_at__isnull=True) | Q(wrapped=b""),
                violation_error_message=_("Of a key that was destroyed nothing is left."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="child_key_is_held",
                operation=pgtrigger.Delete | pgtrigger.UpdateOf("destroyed_at", "wrapped"),
                when=pgtrigger.Before,
                func=rules.KEY_IS_HELD,
            )
        ]

    def __str__(self):
        return str(self.public_id)


class IndexSecret(PublicIdModel, Stamped):
    """The key of the index by which numbers of papers are found. Of two the newer one is being brought in."""

    wrapped = models.BinaryField(_("wrapped key"))

    objects = models.QuerySet.as_manager()

    class Meta:
        verbose_name = _("key of an index")
        verbose_name_plural = _("keys of indexes")

    def __str__(self):
        return str(self.public_id)
