"""Notes on a child's file. Their words are kept only in encrypted form, under a key of that child."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from cases.enums import NoteKind
from cases.models.base import PublicIdModel, Stamped, Versioned, tracked
from cases.models.children import Child, OfChildQuerySet


class NoteQuerySet(OfChildQuerySet):
    def newest_first(self):
        """Latest day first, and of one day what was written last."""
        return self.order_by(F("about_date").desc(), "-pk")


@tracked()
class Note(PublicIdModel, Stamped, Versioned):
    """What somebody saw, heard or agreed on a day. ``sealed`` is bound to this row and column."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="notes", verbose_name=_("child"))
    author = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="notes", verbose_name=_("written by")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=NoteKind, default=NoteKind.OTHER)
    about_date = models.DateField(_("day"))
    sealed = models.BinaryField(_("encrypted text"))

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        indexes = [models.Index(fields=["child", "-about_date", "-id"], name="note_latest")]

    def __str__(self):
        return self.get_kind_display()
