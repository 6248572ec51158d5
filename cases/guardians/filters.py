"""Which parents and carers a list shows: what they are to a child, what is known of them, where they are."""

import django_filters
from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from cases.enums import DETAINED_STATES, PersonState, Relationship
from cases.models import Guardian, Guardianship, PersonStatus, Place, Whereabouts

ANY = _("Any")
UNKNOWN = "unknown"
DETAINED, FREE = "yes", "no"
DEFAULT_ORDER = "-updated"
# By how the address names an order: field names, never null.
ORDERS = {DEFAULT_ORDER: ("-person__updated_at",)}


class GuardianFilter(django_filters.FilterSet):
    """Filters of the list of parents and carers; ``request.user`` decides which places are offered."""

    relationship = django_filters.ChoiceFilter(
        label=_("Is to a child"), method="related", choices=Relationship.choices, empty_label=ANY
    )
    status = django_filters.ChoiceFilter(
        label=_("What is known"), method="in_status", choices=PersonState.choices, empty_label=ANY
    )
    detained = django_filters.ChoiceFilter(
        label=_("Detained"),
        method="in_detention",
        choices=[(DETAINED, _("Detained")), (FREE, _("Not recorded as detained"))],
        empty_label=ANY,
    )
    place = django_filters.ChoiceFilter(label=_("Where now"), method="at_place", empty_label=ANY)

    class Meta:
        model = Guardian
        fields = ["relationship", "status", "detained", "place"]
        form = forms.Form

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        places = Place.objects.visible_to(self.request.user).by_name().values_list("public_id", "name")
        offered = [(str(public_id), name) for public_id, name in places]
        self.filters["place"].extra["choices"] = [(UNKNOWN, _("Not known")), *offered]

    def related(self, guardians, name, value):
        ties = Guardianship.objects.standing().filter(guardian=OuterRef("pk"), relationship=value)
        return guardians.filter(Exists(ties))

    def in_status(self, guardians, name, value):
        return guardians.filter(_now(PersonStatus, status=value))

    def in_detention(self, guardians, name, value):
        detained = _now(PersonStatus, status__in=DETAINED_STATES)
        return guardians.filter(detained if value == DETAINED else ~detained)

    def at_place(self, guardians, name, value):
        if value == UNKNOWN:
            return guardians.filter(~_now(Whereabouts, place__isnull=False))
        return guardians.filter(_now(Whereabouts, place__public_id=value))


def _now(model, **facts):
    """Condition on guardians: a dated fact that has not ended."""
    return Exists(model.objects.current().filter(person=OuterRef("person"), **facts))
