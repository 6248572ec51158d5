"""The list of possible matches: which pairs somebody may see, and what the list can be narrowed by."""

import django_filters
from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from cases.enums import MatchAnswer, MatchBand, MatchKind
from cases.models import MatchRequest, PossibleMatch

OURS, OTHERS, ANY = "ours", "others", "any"
# Never by score: of another office's record no more is told than the band.
ORDERS = {"band": ("band", "-created_at"), "-created": ("-created_at",)}
DEFAULT_ORDER = "band"


class MatchFilter(django_filters.FilterSet):
    """By what it may be, how likely, what was answered, and who keeps the other record; unanswered where not asked."""

    kind = django_filters.ChoiceFilter(label=_("What"), choices=MatchKind.choices, empty_label=_("Any"))
    band = django_filters.ChoiceFilter(label=_("How likely"), choices=MatchBand.choices, empty_label=_("Any"))
    answer = django_filters.ChoiceFilter(
        label=_("Answer"),
        choices=[*MatchAnswer.choices, (ANY, _("All, answered or not"))],
        empty_label=_("Not compared yet"),
        method="answered",
    )
    keeper = django_filters.ChoiceFilter(
        label=_("Other record"),
        choices=[(OURS, _("In our office")), (OTHERS, _("In another office"))],
        empty_label=_("Anywhere"),
        method="kept_by",
    )

    class Meta:
        model = PossibleMatch
        fields = ()

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        # How well, and as what, a record of another office fits is not told before that office agrees.
        if self.form.cleaned_data.get("kind") or self.form.cleaned_data.get("band"):
            queryset = queryset.filter(pk__in=self._ours())
        return queryset if self.form.cleaned_data.get("answer") else queryset.unanswered()

    def answered(self, matches, _name, answer):
        return matches if answer == ANY else matches.filter(answer=answer)

    def kept_by(self, matches, _name, keeper):
        ours = Q(pk__in=self._ours())
        return matches.filter(ours if keeper == OURS else ~ours)

    def _ours(self):
        return PossibleMatch.objects.within(self.request.user.office_id).values("pk")


def matches_for(user):
    """Pairs that ``user`` may know of, of records that were not merged since."""
    standing = {"first__merged_into__isnull": True, "second__merged_into__isnull": True}
    return PossibleMatch.objects.visible_to(user).filter(**standing)


def requests_for(user):
    """Requests of the user's office about pairs of which it still keeps a record: the others nobody can answer."""
    return MatchRequest.objects.visible_to(user).filter(match__in=matches_for(user))


def with_row_parts(matches):
    """Pairs with what a row of the list prints of them; nothing is read of another office's record but that it is."""
    return matches.select_related(
        "first__child", "first__guardian", "second__child", "second__guardian", "answered_by"
    ).prefetch_related(Prefetch("requests", queryset=MatchRequest.objects.order_by("-pk")))


def read_names(matches, office_id):
    """Attach the names of those persons of ``matches`` whose records the office keeps."""
    persons = {
        person.pk: person
        for match in matches
        for person in (match.first, match.second)
        if person.office_id == office_id
    }
    prefetch_related_objects(list(persons.values()), "names")
    for match in matches:
        match.first = persons.get(match.first_id, match.first)
        match.second = persons.get(match.second_id, match.second)


def matches_of(person, user):
    """The unanswered pairs of one person, the likeliest first, as rows of the list."""
    mine = matches_for(user).filter(Q(first=person) | Q(second=person)).unanswered()
    return with_row_parts(mine).order_by("band", "-created_at", "pk")
