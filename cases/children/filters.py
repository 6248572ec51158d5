"""Which children a list shows: claim, place, company, age, case, caseworker."""

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.children.quick import QUICK
from cases.components.state_field import state_choices
from cases.enums import OFFICE_ROLES, AgeBand, CaseStatus, ClaimStatus, Separation
from cases.models import Child, Nationality, Place, User, years_before
from cases.people.ages import COMING_OF_AGE

ANY = _("Any")
UNKNOWN = "unknown"
NOBODY = "nobody"
# By how the address names an order: field names, never null.
ORDERS = {
    "-updated": ("-updated_at",),
    "updated": ("updated_at",),
    "-registered": ("-registered_date",),
    "registered": ("registered_date",),
    "number": ("case_number",),
    "-number": ("-case_number",),
}
DEFAULT_ORDER = "-updated"


class _Choice(django_filters.ChoiceFilter):
    """A select box whose first line leaves the filter out."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("empty_label", ANY)
        super().__init__(*args, **kwargs)


class ChildFilter(django_filters.FilterSet):
    """Filters of the list of children; ``request.user`` decides which places and caseworkers are offered."""

    place = _Choice(label=_("Where now"), method="at_place")
    state = _Choice(label=_("State claimed"), method="claimed")
    age = _Choice(
        label=_("Age now"),
        method="aged",
        choices=[(band.value, band.label) for band in AgeBand if band != AgeBand.UNCERTAIN]
        + [(UNKNOWN, _("Not known"))],
    )
    caseworker = _Choice(label=_("Caseworker"), method="with_caseworker")
    decision = _Choice(label=_("Answer of the State"), method="claimed", choices=ClaimStatus.choices)
    company = _Choice(label=_("With whom"), method="in_company", choices=Separation.choices)
    status = _Choice(label=_("Case status"), field_name="status", choices=CaseStatus.choices)
    # Shown as a row of its own over the list, not among the fields.
    quick = django_filters.MultipleChoiceFilter(
        label=_("Quick filters"),
        method="quickly",
        choices=[(quick.code, quick.label) for quick in QUICK.values()],
        widget=forms.MultipleHiddenInput,
    )

    class Meta:
        model = Child
        fields = ["place", "state", "age", "caseworker", "decision", "company", "status", "quick"]
        form = forms.Form

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        user = self.request.user
        self._offer("place", _places(user))
        self._offer("state", state_choices(chosen=_code(self.data.get("state"))))
        self._offer("caseworker", _caseworkers(user))

    def _offer(self, name, choices):
        self.filters[name].extra["choices"] = choices

    def at_place(self, children, name, value):
        if value == UNKNOWN:
            return children.whereabouts_unknown()
        return children.at_place(Place.objects.get(public_id=value))

    def claimed(self, children, name, value):
        """State and answer belong to one claim: both filters together ask for a claim with both."""
        chosen = self.form.cleaned_data
        if name == "decision" and chosen.get("state"):
            return children  # the filter by State has asked for both
        claims = Nationality.objects.all()
        if chosen.get("state"):
            claims = claims.on_state(chosen["state"])
        if chosen.get("decision"):
            claims = claims.filter(status=chosen["decision"])
        return children.filter(pk__in=claims.values("child_id"))

    def aged(self, children, name, value):
        if value == AgeBand.ADULT:
            # Certainly of age; whoever may still be a child is found among the children.
            return children.filter(
                person__birth_latest__lte=years_before(timezone.localdate(), COMING_OF_AGE)
            )
        return children.aged(value)

    def quickly(self, children, name, chosen):
        """Every quick filter in use must hold."""
        for code in chosen:
            children = QUICK[code].rows(children, self.request.user)
        return children

    def in_company(self, children, name, value):
        return children.in_separation(value)

    def with_caseworker(self, children, name, value):
        if value == NOBODY:
            return children.unassigned()
        return children.assigned_to(User.objects.get(public_id=value))


def caseworkers_of(user):
    """Colleagues who work on case files in the user's office, by name."""
    return (
        User.objects.visible_to(user)
        .filter(
            is_active=True,
            memberships__role__in=OFFICE_ROLES,
            memberships__office_id=user.office_id,
            memberships__to_date__isnull=True,
        )
        .order_by("full_name", "pk")
    )


def _places(user):
    places = Place.objects.visible_to(user).by_name().values_list("public_id", "name")
    return [(UNKNOWN, _("Not known")), *((str(public_id), name) for public_id, name in places)]


def _caseworkers(user):
    people = caseworkers_of(user).values_list("public_id", "full_name")
    return [(NOBODY, _("Nobody")), *((str(public_id), name) for public_id, name in people)]


def _code(text):
    """A State outside the usual ones may be chosen by its address."""
    return text if text and len(text) == 2 and text.isascii() and text.isalpha() else ""
