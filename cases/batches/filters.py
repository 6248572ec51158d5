"""Filters of the list of transfers, and of the children who could be added to one."""

import django_filters as filters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from cases.components.forms import DateInput
from cases.components.state_field import state_choices
from cases.enums import DEPARTED_TRANSFERS, OPEN_TRANSFERS, TransferStatus
from cases.models import Country, Passenger, TransferBatch

NOT_DEPARTED, DEPARTED = "not-departed", "any-departed"
STATUS_CHOICES = [
    (NOT_DEPARTED, _("Not departed yet")),
    (DEPARTED, _("Departed, wherever it stands")),
    *TransferStatus.choices,
]


class TransferFilter(filters.FilterSet):
    """Status, destination, State of departure, and when."""

    status = filters.ChoiceFilter(
        label=_("Status"), choices=STATUS_CHOICES, empty_label=_("Any"), method="by_status"
    )
    destination = filters.ChoiceFilter(label=_("Destination"), empty_label=_("Any"), method="by_destination")
    leaving = filters.ModelChoiceFilter(
        label=_("Leaves from"),
        field_name="departure_country",
        queryset=lambda request: Country.objects.filter(
            departures__in=TransferBatch.objects.visible_to(request.user)
        )
        .distinct()
        .order_by("code"),
        empty_label=_("Any"),
    )
    since = filters.DateFilter(label=_("From"), field_name="list_date", lookup_expr="gte", widget=DateInput)
    until = filters.DateFilter(label=_("Until"), field_name="list_date", lookup_expr="lte", widget=DateInput)

    class Meta:
        model = TransferBatch
        fields = ["status", "destination", "leaving", "since", "until"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A State outside the usual ones may be chosen by its address.
        chosen = self.data.get("destination") or ""
        is_code = len(chosen) == 2 and chosen.isascii() and chosen.isalpha()
        self.filters["destination"].extra["choices"] = state_choices(chosen=chosen if is_code else "")

    def by_status(self, queryset, name, value):
        if value == NOT_DEPARTED:
            return queryset.filter(status__in=OPEN_TRANSFERS)
        if value == DEPARTED:
            return queryset.filter(status__in=DEPARTED_TRANSFERS)
        return queryset.filter(status=value)

    def by_destination(self, queryset, name, value):
        return queryset.filter(Exists(Passenger.objects.filter(transfer=OuterRef("pk"), destination=value)))
