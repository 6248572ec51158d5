"""Records that may speak of one person: what was found, what people said of it, and what was merged."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.enums import (
    MATCH_REQUESTS_OPEN,
    MatchAnswer,
    MatchBand,
    MatchKind,
    MatchRequestState,
)
from cases.models.base import PublicIdModel, Stamped, Versioned, tracked
from cases.models.restrictions import hidden_from
from cases.policy.permissions import Permission


class NameKeyCount(models.Model):
    """In how many written names a key occurs, as last counted: rare keys lead a search. A key without a row is rare."""

    key = models.TextField(primary_key=True)
    names = models.PositiveIntegerField()

    objects = models.QuerySet.as_manager()

    def __str__(self):
        return self.key


class SearchedName(models.Model):
    """A written name as a search reads it: those of the office, with their indexes (``policies.NAMES_VIEW``)."""

    person = models.ForeignKey("cases.Person", on_delete=models.DO_NOTHING, related_name="+")
    full = models.CharField(max_length=300)
    script = models.CharField(max_length=4)
    is_preferred = models.BooleanField()
    search_key = models.CharField(max_length=400)
    skeleton = models.CharField(max_length=400)
    consonants = models.CharField(max_length=400)
    token_keys = ArrayField(models.TextField())
    pair_keys = ArrayField(models.TextField())

    objects = models.QuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "cases_searchedname"

    def __str__(self):
        return self.full


class PossibleMatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Pairs of which the user's office keeps at least one; of the other it may know only that there is one.

        A record under a restriction is found by those whom it names alone, whichever office keeps it.
        """
        if not user.may(Permission.VIEW_CASES) or user.office_id is None:
            return self.none()
        return self.standing().filter(
            ~hidden_from(user, "first"),
            ~hidden_from(user, "second"),
            Q(first__office_id=user.office_id) | Q(second__office_id=user.office_id),
        )

    def standing(self):
        """Pairs of two records of which neither was merged into another."""
        return self.filter(first__merged_into__isnull=True, second__merged_into__isnull=True)

    def within(self, office_id):
        """Pairs of which an office keeps both."""
        return self.filter(first__office_id=office_id, second__office_id=office_id)

    def unanswered(self):
        """Pairs that nobody has compared yet."""
        return self.filter(answer="")

    def likeliest_first(self):
        return self.order_by("-score", "pk")


@tracked()
class PossibleMatch(PublicIdModel, Stamped, Versioned):
    """Two persons who may be one, or of one family. ``evidence`` holds codes and weights, never names.

    An answer is remembered, so that nobody is asked twice.
    """

    first = models.ForeignKey(
        "cases.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("first person")
    )
    second = models.ForeignKey(
        "cases.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("second person")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=MatchKind)
    band = models.CharField(_("how likely"), max_length=8, choices=MatchBand)
    score = models.FloatField(_("score"))
    evidence = models.JSONField(_("what speaks for and against it"), default=list)
    answer = models.CharField(_("answer"), max_length=9, choices=MatchAnswer, blank=True)
    answered_by = models.ForeignKey(
        "cases.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = PossibleMatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("possible match")
        verbose_name_plural = _("possible matches")
        constraints = [
            models.UniqueConstraint(
                name="possible_match_once",
                fields=["first", "second", "kind"],
                violation_error_message=_("These two are already on the list."),
            ),
            models.CheckConstraint(
                name="possible_match_in_order",
                condition=Q(first__lt=F("second")),
                violation_error_message=_("A pair is kept once, in one order."),
            ),
            models.CheckConstraint(
                name="possible_match_score_is_a_share",
                condition=Q(score__gte=0, score__lte=1),
                violation_error_message=_("A score lies between 0 and 1."),
            ),
            models.CheckConstraint(
                name="possible_match_answered_by_somebody",
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | ~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False),
                violation_error_message=_("An answer is given by somebody at a time."),
            ),
        ]
        indexes = [
            models.Index(fields=["-score", "id"], name="possible_match_unanswered", condition=Q(answer="")),
            models.Index(fields=["second", "id"], name="possible_match_of_second"),
        ]

    def __str__(self):
        return str(self.public_id)


class MatchRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Requests that the user's office made or received."""
        if not user.may(Permission.VIEW_CASES) or user.office_id is None:
            return self.none()
        return self.filter(
            ~hidden_from(user, "match__first"),
            ~hidden_from(user, "match__second"),
            Q(asking_office_id=user.office_id) | Q(holding_office_id=user.office_id),
        )

    def open(self):
        return self.filter(state__in=MATCH_REQUESTS_OPEN)

    def granted_on(self, day):
        """Requests by which two offices may compare two records on a day."""
        return self.filter(state=MatchRequestState.GRANTED, until_date__gte=day)


@tracked()
class MatchRequest(PublicIdModel, Stamped, Versioned):
    """One office asks another whether two records may be compared. Without its consent nothing is shown."""

    match = models.ForeignKey(
        PossibleMatch, on_delete=models.PROTECT, related_name="requests", verbose_name=_("possible match")
    )
    asking_office = models.ForeignKey(
        "cases.Office", on_delete=models.PROTECT, related_name="+", verbose_name=_("asking office")
    )
    holding_office = models.ForeignKey(
        "cases.Office", on_delete=models.PROTECT, related_name="+", verbose_name=_("office that is asked")
    )
    asked_by = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    reason = models.CharField(_("reason"), max_length=300)
    state = models.CharField(
        _("state"), max_length=9, choices=MatchRequestState, default=MatchRequestState.ASKED
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
    until_date = models.DateField(_("may be compared until"), null=True, blank=True)

    objects = MatchRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to compare")
        verbose_name_plural = _("requests to compare")
        constraints = [
            models.UniqueConstraint(
                name="match_request_one_open",
                fields=["match", "asking_office"],
                condition=Q(state__in=MATCH_REQUESTS_OPEN),
                violation_error_message=_("This office has already been asked."),
            ),
            models.CheckConstraint(
                name="match_request_between_two_offices",
                condition=~Q(asking_office=F("holding_office")),
                violation_error_message=_("An office does not ask itself."),
            ),
            models.CheckConstraint(
                name="match_request_says_why",
                condition=Q(reason__regex=r"\S"),
                violation_error_message=_("Say why the two should be compared."),
            ),
            models.CheckConstraint(
                name="match_request_granted_until_a_day",
                condition=~Q(state=MatchRequestState.GRANTED)
                | Q(until_date__isnull=False, answered_by__isnull=False, answered_at__isnull=False),
                violation_error_message=_("Consent is given by somebody, until a day."),
            ),
        ]

    def __str__(self):
        return str(self.public_id)


class PersonMergeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Merges of records that the user's office keeps."""
        if not user.may(Permission.VIEW_CASES) or user.office_id is None:
            return self.none()
        return self.filter(~hidden_from(user, "kept"), kept__office_id=user.office_id)

    def standing(self):
        """Merges that were not undone."""
        return self.filter(undone_at__isnull=True)


@tracked()
class PersonMerge(PublicIdModel, Stamped, Versioned):
    """Two records of one person became one. ``journal`` says what was moved or changed, so that it can be undone.

    The record that was given up stays as it is, empty and out of every list; its history stays its own.
    """

    kept = models.ForeignKey(
        "cases.Person", on_delete=models.PROTECT, related_name="merges", verbose_name=_("record that stays")
    )
    merged = models.ForeignKey(
        "cases.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("record given up")
    )
    merged_by = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("merged by")
    )
    merged_at = models.DateTimeField(_("merged"), auto_now_add=True)
    reason = models.CharField(_("reason"), max_length=300)
    journal = models.JSONField(_("what was moved"), default=list)
    undone_by = models.ForeignKey(
        "cases.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone by"),
    )
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undo_reason = models.CharField(_("reason of undoing it"), max_length=300, blank=True)

    objects = PersonMergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge of two records")
        verbose_name_plural = _("merges of two records")
        constraints = [
            models.UniqueConstraint(
                name="person_merge_given_up_once",
                fields=["merged"],
                condition=Q(undone_at__isnull=True),
                violation_error_message=_("This record was merged already."),
            ),
            models.CheckConstraint(
                name="person_merge_of_two",
                condition=~Q(kept=F("merged")),
                violation_error_message=_("A record cannot be merged into itself."),
            ),
            models.CheckConstraint(
                name="person_merge_says_why",
                condition=Q(reason__regex=r"\S"),
                violation_error_message=_("Say why the two are one."),
            ),
            models.CheckConstraint(
                name="person_merge_undone_by_somebody",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                violation_error_message=_("A merge is undone by somebody at a time."),
            ),
        ]

    def __str__(self):
        return str(self.public_id)
