"""What was begun and not saved. A draft is no case file: it has no history and may be discarded."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.enums import UnsentKind
from cases.models.base import PublicIdModel, Stamped, Versioned
from cases.models.children import Child
from cases.policy.permissions import Permission


class RegistrationDraftQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The user's own drafts at the office where the user works now."""
        if not user.may(Permission.EDIT_CASES) or user.office_id is None:
            return self.none()
        return self.filter(user_id=user.pk, office_id=user.office_id)

    def kept(self):
        """Drafts that can be gone on with."""
        return self.filter(discarded_at__isnull=True)

    def discarded(self):
        """Drafts whose answers are gone and whose notice has not been put away yet."""
        return self.filter(discarded_at__isnull=False)

    def expired(self, moment):
        """Kept drafts whose time is over."""
        return self.kept().filter(expires_at__lte=moment)


class RegistrationDraft(PublicIdModel, Stamped, Versioned):
    """What somebody has answered so far; ``answers`` maps steps to what was typed in their fields."""

    user = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="registration_drafts", verbose_name=_("user")
    )
    office = models.ForeignKey(
        "cases.Office", on_delete=models.PROTECT, related_name="+", verbose_name=_("office")
    )
    step = models.CharField(_("step"), max_length=40, blank=True)
    answers = models.JSONField(_("answers"), default=dict)
    expires_at = models.DateTimeField(_("kept until"))
    discarded_at = models.DateTimeField(_("discarded"), null=True, blank=True)

    objects = RegistrationDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of a registration")
        verbose_name_plural = _("drafts of registrations")
        constraints = [
            models.CheckConstraint(
                name="registration_draft_discarded_is_empty",
                condition=Q(discarded_at__isnull=True) | Q(answers={}),
                violation_error_message=_("A draft that was discarded keeps no answers."),
            )
        ]
        indexes = [models.Index(fields=["user", "-updated_at", "-id"], name="registration_draft_of_user")]

    def __str__(self):
        return str(self.public_id)


class UnsentTextQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The user's own words about children whose case the user may still see."""
        if not user.may(Permission.EDIT_CASES):
            return self.none()
        return self.filter(user_id=user.pk, child__in=Child.objects.visible_to(user))

    def left_before(self, moment):
        """What nobody has gone on with since ``moment``."""
        return self.filter(updated_at__lte=moment)


class UnsentText(PublicIdModel, Stamped):
    """Words somebody typed about a child and has not saved, sealed under the child's key as notes are."""

    user = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="unsent_texts", verbose_name=_("user")
    )
    child = models.ForeignKey(
        "cases.Child", on_delete=models.PROTECT, related_name="unsent_texts", verbose_name=_("child")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=UnsentKind)
    sealed = models.BinaryField(_("encrypted text"))

    objects = UnsentTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text that was not saved")
        verbose_name_plural = _("texts that were not saved")
        constraints = [
            models.UniqueConstraint(
                name="unsent_text_one_of_a_kind",
                fields=["user", "child", "kind"],
                violation_error_message=_("There is a text of this kind already."),
            )
        ]

    def __str__(self):
        return self.get_kind_display()
