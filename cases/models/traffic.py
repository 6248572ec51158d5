"""Between offices: cases offered and moved, sight of parts of a file until a day, a file opened in an emergency."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.enums import (
    CASE_MOVES_ANSWERED,
    CaseMoveState,
    EmergencyKind,
    EmergencyOutcome,
    ReferralPart,
)
from cases.models.base import PublicIdModel, Stamped, Versioned, tracked
from cases.models.children import Child
from cases.models.restrictions import hidden_from
from cases.policy.permissions import Permission

LONGEST_REFERRAL = timedelta(days=90)
LONGEST_EMERGENCY = timedelta(hours=4)


class CaseMoveQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Offers that the user's office made or received."""
        if not user.may(Permission.VIEW_CASES) or user.office_id is None:
            return self.none()
        return self.filter(Q(from_office_id=user.office_id) | Q(to_office_id=user.office_id))

    def waiting(self, day):
        """Offers that can still be accepted on a day."""
        return self.filter(state=CaseMoveState.OFFERED, lapses_date__gte=day)

    def lapsed_before(self, day):
        """Offers that nobody answered in time."""
        return self.filter(state=CaseMoveState.OFFERED, lapses_date__lt=day)


@tracked()
class CaseMove(PublicIdModel, Stamped, Versioned):
    """One office offers cases to another. Until that one accepts it is shown no name, and nothing changes hands.

    ``reason`` is read before, ``briefing`` only by the office that has accepted.
    """

    from_office = models.ForeignKey(
        "cases.Office", on_delete=models.PROTECT, related_name="+", verbose_name=_("office that offers")
    )
    to_office = models.ForeignKey(
        "cases.Office", on_delete=models.PROTECT, related_name="+", verbose_name=_("office that is offered")
    )
    offered_by = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("offered by")
    )
    reason = models.CharField(_("reason"), max_length=300)
    briefing = models.CharField(_("what the other office needs to know"), max_length=300, blank=True)
    lapses_date = models.DateField(_("can be accepted until"))
    state = models.CharField(
        _("state"), max_length=9, choices=CaseMoveState, default=CaseMoveState.OFFERED, editable=False
    )
    answered_by = models.ForeignKey(
        "cases.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer_reason = models.CharField(_("reason of the answer"), max_length=300, blank=True)
    responsible = models.ForeignKey(
        "cases.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible from then on"),
    )

    objects = CaseMoveQuerySet.as_manager()

    class Meta:
        verbose_name = _("move of cases to another office")
        verbose_name_plural = _("moves of cases to other offices")
        constraints = [
            models.CheckConstraint(
                name="case_move_between_two_offices",
                condition=~Q(from_office=F("to_office")),
                violation_error_message=_("A case is offered to another office."),
            ),
            models.CheckConstraint(
                name="case_move_says_why",
                condition=Q(reason__regex=r"\S"),
                violation_error_message=_("Say why the case should move."),
            ),
            models.CheckConstraint(
                name="case_move_answered_by_somebody",
                condition=~Q(state__in=CASE_MOVES_ANSWERED)
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                violation_error_message=_("An offer is answered by somebody at a time."),
            ),
            models.CheckConstraint(
                name="case_move_accepted_for_somebody",
                condition=Q(state=CaseMoveState.ACCEPTED, responsible__isnull=False)
                | (~Q(state=CaseMoveState.ACCEPTED) & Q(responsible__isnull=True)),
                violation_error_message=_("Whoever accepts a case names who is responsible for it."),
            ),
        ]
        indexes = [
            models.Index(fields=["to_office", "state"], name="case_move_to"),
            models.Index(fields=["from_office", "state"], name="case_move_from"),
        ]

    def __str__(self):
        return str(self.public_id)


class OfferedChildQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Which cases the offers that the user's office made or received are about."""
        return self.filter(~hidden_from(user, "child__person"), move__in=CaseMove.objects.visible_to(user))


@tracked()
class OfferedChild(PublicIdModel):
    """One case of an offer. ``is_open`` as long as the offer waits: no case is offered to two offices at once."""

    move = models.ForeignKey(
        CaseMove, on_delete=models.PROTECT, related_name="children", verbose_name=_("offer")
    )
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", verbose_name=_("child"))
    is_open = models.BooleanField(_("waits for an answer"), default=True)

    objects = OfferedChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("case that was offered")
        verbose_name_plural = _("cases that were offered")
        constraints = [
            models.UniqueConstraint(
                name="offered_child_once",
                fields=["move", "child"],
                violation_error_message=_("This case is part of the offer already."),
            ),
            models.UniqueConstraint(
                name="offered_child_one_open",
                fields=["child"],
                condition=Q(is_open=True),
                violation_error_message=_(
                    "This case is already offered to an office; take that offer back first."
                ),
            ),
        ]

    def __str__(self):
        return str(self.public_id)


class ReferralQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Referrals that the user's office gave or was given, but of restricted files; being one of these opens no file."""
        if not user.may(Permission.VIEW_CASES) or user.office_id is None:
            return self.none()
        return self.filter(
            ~hidden_from(user, "child__person"),
            Q(giving_office_id=user.office_id) | Q(to_office_id=user.office_id),
        )

    def running_on(self, day):
        """Referrals by which another office may read on a day: not ended, and given by the office that keeps the file.

        A file that went to another office, or into another file, is not read by an older referral.
        """
        return self.filter(
            ended_at__isnull=True,
            until_date__gte=day,
            child__office=F("giving_office"),
            child__merged_into__isnull=True,
        )

    def past(self, day):
        """Referrals whose last day is over and that still stand open."""
        return self.filter(ended_at__isnull=True, until_date__lt=day)


@tracked()
class Referral(PublicIdModel, Stamped):
    """An office shows another one named parts of a file, to read, until and including a day."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", verbose_name=_("child"))
    giving_office = models.ForeignKey(
        "cases.Office", on_delete=models.PROTECT, related_name="+", verbose_name=_("office that shows")
    )
    to_office = models.ForeignKey(
        "cases.Office", on_delete=models.PROTECT, related_name="+", verbose_name=_("office that may read")
    )
    given_by = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("given by")
    )
    parts = ArrayField(
        models.CharField(max_length=8, choices=ReferralPart),
        verbose_name=_("parts of the file"),
        default=list,
        blank=True,
    )
    reason = models.CharField(_("reason"), max_length=300)
    from_date = models.DateField(_("since"))
    until_date = models.DateField(_("until"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(
        "cases.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ended by"),
    )

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        constraints = [
            models.UniqueConstraint(
                name="referral_one_running",
                fields=["child", "to_office"],
                condition=Q(ended_at__isnull=True),
                violation_error_message=_(
                    "This office may read the file already; end or extend that referral."
                ),
            ),
            models.CheckConstraint(
                name="referral_between_two_offices",
                condition=~Q(giving_office=F("to_office")),
                violation_error_message=_("A file is referred to another office."),
            ),
            models.CheckConstraint(
                name="referral_says_why",
                condition=Q(reason__regex=r"\S"),
                violation_error_message=_("Say why the other office should read the file."),
            ),
            models.CheckConstraint(
                name="referral_ends_within_ninety_days",
                condition=Q(until_date__gte=F("from_date"))
                & Q(until_date__lte=F("from_date") + LONGEST_REFERRAL),
                violation_error_message=_("A referral ends within 90 days; extend it by a new decision."),
            ),
        ]
        indexes = [models.Index(fields=["to_office", "until_date"], name="referral_to")]

    def __str__(self):
        return str(self.public_id)


class EmergencyOpeningQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Openings of the files that the user's office keeps, one's own, and all for the role that reviews them."""
        if user.may(Permission.REVIEW_EMERGENCIES):
            return self
        if not user.may(Permission.VIEW_CASES) or user.office_id is None:
            return self.none()
        return self.filter(Q(child__in=Child.objects.visible_to(user)) | Q(opened_by_id=user.pk))

    def running_at(self, moment):
        """Openings by which a file may be read at a moment."""
        return self.filter(until_at__gt=moment, child__merged_into__isnull=True)

    def to_review(self):
        """Openings of which no data-protection officer has said yet what they find."""
        return self.filter(outcome="")


@tracked()
class EmergencyOpening(PublicIdModel, Stamped):
    """A supervisor reads a file of another office for some hours, for a stated reason, and everybody concerned knows."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", verbose_name=_("child"))
    office = models.ForeignKey(
        "cases.Office",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("office that keeps the file"),
    )
    opened_by = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("opened by")
    )
    opened_for = models.ForeignKey(
        "cases.Office", on_delete=models.PROTECT, related_name="+", verbose_name=_("office that opened it")
    )
    kind = models.CharField(_("kind of emergency"), max_length=12, choices=EmergencyKind)
    reason = models.CharField(_("reason"), max_length=300)
    opened_at = models.DateTimeField(_("opened"))
    until_at = models.DateTimeField(_("until"))
    outcome = models.CharField(_("outcome"), max_length=12, choices=EmergencyOutcome, blank=True)
    reviewed_by = models.ForeignKey(
        "cases.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reviewed by"),
    )
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)
    review_reason = models.CharField(_("what was found"), max_length=300, blank=True)

    objects = EmergencyOpeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("emergency opening")
        verbose_name_plural = _("emergency openings")
        constraints = [
            models.CheckConstraint(
                name="emergency_opening_lasts_four_hours",
                condition=Q(until_at__gt=F("opened_at"))
                & Q(until_at__lte=F("opened_at") + LONGEST_EMERGENCY),
                violation_error_message=_("A file stays open for four hours at most."),
            ),
            models.CheckConstraint(
                name="emergency_opening_says_why",
                condition=Q(reason__regex=r"\S"),
                violation_error_message=_("Say why the file has to be opened now."),
            ),
            models.CheckConstraint(
                name="emergency_opening_reviewed_by_somebody",
                condition=Q(outcome="", reviewed_by__isnull=True, reviewed_at__isnull=True)
                | ~Q(outcome="") & Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
                violation_error_message=_("An opening is reviewed by somebody at a time."),
            ),
        ]
        indexes = [models.Index(fields=["child", "-opened_at", "-id"], name="emergency_opening_of_child")]

    def __str__(self):
        return str(self.public_id)


class EmergencyNoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own notices of files that the user's office still keeps."""
        return self.filter(user_id=user.pk, opening__child__in=Child.objects.visible_to(user))

    def unread(self):
        return self.filter(read_at__isnull=True)


class EmergencyNotice(PublicIdModel, Stamped):
    """Tells one person of the office that keeps a file that it was opened; stands on the start page until read."""

    opening = models.ForeignKey(
        EmergencyOpening, on_delete=models.PROTECT, related_name="notices", verbose_name=_("opening")
    )
    user = models.ForeignKey("cases.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("user"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = EmergencyNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice of an emergency opening")
        verbose_name_plural = _("notices of emergency openings")
        constraints = [
            models.UniqueConstraint(
                name="emergency_notice_once",
                fields=["opening", "user"],
                violation_error_message=_("This person has been told already."),
            )
        ]

    def __str__(self):
        return str(self.public_id)
