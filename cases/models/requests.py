"""What persons ask about their own data, and by when they are answered."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.enums import IdentityCheck, RequestedBy, RequestOutcome, SubjectRequestKind
from cases.models.base import PublicIdModel, Stamped, tracked
from cases.models.children import Child
from cases.models.restrictions import hidden_from
from cases.policy.permissions import Permission


class SubjectRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Requests about the files that the user's office keeps or kept and that no restriction hides; all for the role
        that watches over them.
        """
        if user.may(Permission.CONFIRM_ERASURES):
            return self
        if not user.may(Permission.VIEW_CASES) or user.office_id is None:
            return self.none()
        return self.filter(~hidden_from(user, "child__person"), child__office_id=user.office_id)

    def open(self):
        """Requests that nobody has answered yet."""
        return self.filter(outcome="")


@tracked()
class SubjectRequest(PublicIdModel, Stamped):
    """Somebody asks about the own data. The register names no one: the file, what was asked, and the dates."""

    child = models.ForeignKey(
        Child, on_delete=models.PROTECT, related_name="subject_requests", verbose_name=_("child")
    )
    kind = models.CharField(_("what is asked"), max_length=8, choices=SubjectRequestKind)
    requested_by = models.CharField(_("who asks"), max_length=14, choices=RequestedBy)
    identity_check = models.CharField(_("how identity was checked"), max_length=12, choices=IdentityCheck)
    words = models.CharField(_("what exactly"), max_length=300, blank=True)
    asked_date = models.DateField(_("asked on"))
    due_date = models.DateField(_("to be answered by"))
    recorded_by = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    export = models.ForeignKey(
        "cases.NumberedExport",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subject_requests",
        verbose_name=_("numbered export"),
    )
    outcome = models.CharField(_("outcome"), max_length=8, choices=RequestOutcome, blank=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    answered_date = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        "cases.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )

    objects = SubjectRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request about own data")
        verbose_name_plural = _("requests about own data")
        constraints = [
            models.CheckConstraint(
                name="subject_request_due_within_a_month",
                condition=Q(due_date__gte=F("asked_date")),
                violation_error_message=_("A request is answered after it was made."),
            ),
            models.CheckConstraint(
                name="subject_request_answered_by_somebody",
                condition=Q(outcome="", answered_date__isnull=True, answered_by__isnull=True)
                | ~Q(outcome="") & Q(answered_date__isnull=False, answered_by__isnull=False),
                violation_error_message=_("A request is answered by somebody on a day."),
            ),
            models.CheckConstraint(
                name="subject_request_answered_after_asked",
                condition=Q(answered_date__isnull=True) | Q(answered_date__gte=F("asked_date")),
                violation_error_message=_("A request is answered after it was made."),
            ),
        ]
        indexes = [models.Index(fields=["child", "due_date"], name="subject_request_of_child")]

    def __str__(self):
        return str(self.public_id)
