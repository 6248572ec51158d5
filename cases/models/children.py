"""The case file of a child: case number, who is responsible, with whom the child is."""

import secrets

import pgtrigger
from django.db import models
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import (
    AGE_BAND_YEARS,
    CLAIMS_ACCEPTED,
    OPEN_CASES,
    CaseStatus,
    ClosureReason,
    Sensitivity,
    Separation,
    SourceKind,
)
from cases.models import rules
from cases.models.base import (
    PublicIdModel,
    Stamped,
    Versioned,
    not_merged_into_itself,
    period_in_order,
    tracked,
)
from cases.models.families import FamilyMembership
from cases.models.numbers import CASE_NUMBER_FORMAT, IsCheckedNumber, checked_number
from cases.models.people import Person, Whereabouts
from cases.models.restrictions import hidden_from
from cases.policy.permissions import Permission


def new_case_number():
    """A random case number such as 7K4M-29QD-X; it tells no State, year or order."""
    return checked_number(CASE_NUMBER_FORMAT, secrets.SystemRandom())


class ChildQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Children whose case the user's office keeps and no restriction hides; a file merged into another is none."""
        if not user.may(Permission.VIEW_CASES) or user.office_id is None:
            return self.none()
        return self.filter(~hidden_from(user, "person"), office_id=user.office_id).standing()

    def standing(self):
        """Files that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def given_up(self, user):
        """Files of the user's office that were merged into another: their numbers lead there."""
        if not user.may(Permission.VIEW_CASES) or user.office_id is None:
            return self.none()
        return self.filter(
            ~hidden_from(user, "merged_into__person"), office_id=user.office_id, merged_into__isnull=False
        )

    def by_number(self, start):
        """Children whose case number begins so, and those into whose file one of such a number was merged."""
        begins = Q(case_number__startswith=start)
        into = Child.objects.filter(begins, merged_into__isnull=False).values("merged_into")
        return self.filter(begins | Q(pk__in=into))

    def open(self):
        return self.filter(status__in=OPEN_CASES)

    def at_place(self, place):
        """Children whose latest whereabouts that have not ended are this place."""
        here = Whereabouts.objects.current().filter(person=OuterRef("person"), place=place)
        return self.filter(Exists(here))

    def whereabouts_unknown(self):
        known = Whereabouts.objects.current().filter(
            Q(place__isnull=False) | Q(country__isnull=False), person=OuterRef("person")
        )
        return self.filter(~Exists(known))

    def in_separation(self, status):
        current = SeparationPeriod.objects.current().filter(child=OuterRef("pk"), status=status)
        return self.filter(Exists(current))

    def assigned_to(self, user):
        current = CaseAssignment.objects.current().filter(child=OuterRef("pk"), user=user)
        return self.filter(Exists(current))

    def unassigned(self):
        current = CaseAssignment.objects.current().filter(child=OuterRef("pk"), user__isnull=False)
        return self.filter(~Exists(current))

    def followed_by(self, user):
        """Children whose case somebody wants to hear of."""
        return self.filter(followers__user=user)

    def changed_since(self, moment):
        return self.filter(updated_at__gte=moment)

    def untouched_since(self, moment):
        """Open cases in which nothing changed since a moment."""
        return self.open().filter(updated_at__lt=moment)

    def without_claim(self):
        return self.filter(nationalities__isnull=True)

    def accepted_by_a_state(self):
        """Children whom at least one State has accepted as its own."""
        return self.filter(
            pk__in=Child.objects.filter(nationalities__status__in=CLAIMS_ACCEPTED).values("pk")
        )

    def on_an_open_transfer(self):
        listed = Child.objects.filter(pk=OuterRef("pk"), person__passages__is_open=True)
        return self.filter(Exists(listed))

    def flagged(self):
        """Children on whose case a flag is raised."""
        return self.filter(Exists(_with_raised_flags()))

    def aged(self, band, today=None):
        """Children who may be in this age band today: the range of birth dates touches it."""
        today = today or timezone.localdate()
        if band not in AGE_BAND_YEARS:
            return self.filter(person__birth_earliest__isnull=True)
        first, last = AGE_BAND_YEARS[band]
        return self.filter(
            person__birth_earliest__lte=years_before(today, first),
            person__birth_latest__gt=years_before(today, last + 1),
        )

    def without_claim_on(self, state):
        """Children of whom no claim on this State is recorded, whatever its answer."""
        return self.exclude(nationalities__state=state)

    def with_separation(self):
        current = SeparationPeriod.objects.filter(child=OuterRef("pk"), to_date__isnull=True)
        return self.annotate(separation=Subquery(current.order_by("-from_date", "-pk").values("status")[:1]))

    def with_next_flag(self):
        """Adds ``next_flag``, the day of the raised flag that is due first."""
        due_first = _with_raised_flags().order_by("flags__due_date").values("flags__due_date")
        return self.annotate(next_flag=Subquery(due_first[:1]))

    def with_missing_answers(self):
        """Adds ``missing_answers``: of how many questions it is recorded why they have no answer."""
        of_each = Person.objects.filter(pk=OuterRef("person")).order_by().values("pk")
        count = of_each.annotate(count=Count("missing_answers")).values("count")
        return self.annotate(missing_answers=Subquery(count))

    def with_assignment(self):
        """Adds ``current_assignment`` with its user to children that have one; there is at most one."""
        current = FilteredRelation("assignments", condition=Q(assignments__to_date__isnull=True))
        return self.annotate(current_assignment=current).select_related("current_assignment__user")

    def with_list_parts(self):
        """All that a list row shows, at a number of queries that does not grow with the rows."""
        return (
            self.with_assignment()
            .select_related("person", "office")
            .with_separation()
            .prefetch_related(
                "person__names",
                models.Prefetch(
                    "person__whereabouts",
                    queryset=Whereabouts.objects.current().select_related("place").newest_first(),
                    to_attr="current_whereabouts",
                ),
                "nationalities",
                models.Prefetch("person__family_memberships", queryset=FamilyMembership.objects.with_group()),
            )
        )


def _with_raised_flags():
    """The child of the query around it, once for each raised flag."""
    return Child.objects.filter(
        pk=OuterRef("pk"), flags__isnull=False, flags__lowered_date__isnull=True
    ).order_by()


def years_before(day, years):
    """The same day ``years`` earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


@tracked()
class Child(PublicIdModel, Stamped, Versioned):
    """The case file of a child. "Ready to travel" is computed, never stored here."""

    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, related_name="child", verbose_name=_("person")
    )
    # Kept equal to the person's office by a trigger, so that lists of an office need one index.
    office = models.ForeignKey(
        "cases.Office",
        on_delete=models.PROTECT,
        related_name="children",
        editable=False,
        verbose_name=_("office"),
    )
    case_number = models.CharField(
        _("case number"), max_length=11, unique=True, default=new_case_number, editable=False
    )
    status = models.CharField(
        _("case status"), max_length=16, choices=CaseStatus, default=CaseStatus.REGISTERED
    )
    closure_reason = models.CharField(_("closed because"), max_length=24, choices=ClosureReason, blank=True)
    sensitivity = models.CharField(
        _("sensitivity"), max_length=10, choices=Sensitivity, default=Sensitivity.HIGH
    )
    registered_date = models.DateField(_("registered"))
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_files",
        verbose_name=_("merged into"),
    )
    found_date = models.DateField(_("found on"), null=True, blank=True)
    found_place = models.ForeignKey(
        "cases.Place",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("found at"),
    )
    found_country = models.ForeignKey(
        "cases.Country",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("found in"),
    )

    objects = ChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("child")
        verbose_name_plural = _("children")
        constraints = [
            models.CheckConstraint(
                name="child_case_number_checks",
                condition=Q(IsCheckedNumber(F("case_number"))),
                violation_error_message=_("This case number has a wrong letter or digit."),
            ),
            models.CheckConstraint(
                name="child_closed_has_reason",
                condition=~Q(status=CaseStatus.CLOSED) | ~Q(closure_reason=""),
                violation_error_message=_("A case is closed for a reason; choose one."),
            ),
            not_merged_into_itself("child_not_merged_into_itself"),
        ]
        indexes = [
            models.Index(fields=["office", "-updated_at", "-id"], name="child_office_updated"),
            models.Index(fields=["office", "-registered_date", "-id"], name="child_office_registered"),
            models.Index(fields=["office", "case_number"], name="child_office_number"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="child_office_of_person",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("office_id", "person_id"),
                when=pgtrigger.Before,
                func=rules.CHILD_TAKES_OFFICE_OF_PERSON,
            )
        ]

    def __str__(self):
        return self.case_number


class OfChildQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rows of the children whose cases the user's office keeps."""
        return self.filter(child__in=Child.objects.visible_to(user))

    def current(self):
        return self.filter(to_date__isnull=True)

    def newest_first(self):
        return self.order_by(F("from_date").desc(nulls_last=True), "-pk")


@tracked()
class CaseAssignment(PublicIdModel, Stamped):
    """Which office, and which caseworker of it, was responsible for a child over a time."""

    child = models.ForeignKey(
        Child, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("child")
    )
    office = models.ForeignKey(
        "cases.Office", on_delete=models.PROTECT, related_name="assignments", verbose_name=_("office")
    )
    user = models.ForeignKey(
        "cases.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("caseworker"),
    )
    from_date = models.DateField(_("since"))
    to_date = models.DateField(_("until"), null=True, blank=True)
    given_by = models.ForeignKey(
        "cases.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("handed over by"),
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True, default="", db_default="")
    return_date = models.DateField(_("stands in until"), null=True, blank=True)
    return_to = models.ForeignKey(
        "cases.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("goes back to"),
    )

    objects = OfChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(
                name="case_assignment_one_current",
                fields=["child"],
                condition=Q(to_date__isnull=True),
                violation_error_message=_("This child already has somebody responsible."),
            ),
            period_in_order("case_assignment_in_order"),
            models.CheckConstraint(
                name="case_assignment_goes_back_to_somebody",
                condition=Q(return_date__isnull=True, return_to__isnull=True)
                | Q(return_date__gte=F("from_date"), return_to__isnull=False),
                violation_error_message=_(
                    "A case goes back to somebody, on a day that is not before this one."
                ),
            ),
        ]

    def __str__(self):
        return str(self.from_date)


@tracked()
class SeparationPeriod(PublicIdModel, Stamped):
    """With whom the child was over a time; a transfer without the mother begins a new period."""

    child = models.ForeignKey(
        Child, on_delete=models.PROTECT, related_name="separations", verbose_name=_("child")
    )
    status = models.CharField(_("with whom"), max_length=20, choices=Separation)
    from_date = models.DateField(_("since"), null=True, blank=True)
    to_date = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=16, choices=SourceKind, default=SourceKind.UNKNOWN)

    objects = OfChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("separation")
        verbose_name_plural = _("separations")
        constraints = [
            models.UniqueConstraint(
                name="separation_one_current",
                fields=["child"],
                condition=Q(to_date__isnull=True),
                violation_error_message=_("End the current separation status first."),
            ),
            period_in_order("separation_in_order"),
        ]

    def __str__(self):
        return self.get_status_display()
