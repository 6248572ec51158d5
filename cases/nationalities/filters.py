"""What a list of claims can be narrowed by."""

import django_filters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from cases.components.state_field import state_choices
from cases.enums import ClaimBasis, ClaimStatus, ContactLevel
from cases.models import ContactPermission, Nationality

ANY = _("Any")
# By how the address names an order: field names, never null.
ORDERS = {
    "-claimed": ("-claimed_date",),
    "claimed": ("claimed_date",),
    "state": ("state_id", "-claimed_date"),
    "-state": ("-state_id", "-claimed_date"),
    "answer": ("status", "-claimed_date"),
    "-answer": ("-status", "-claimed_date"),
}
DEFAULT_ORDER = "-claimed"


class ClaimFilter(django_filters.FilterSet):
    """By State, answer, ground, and whether that State may be contacted about the child."""

    state = django_filters.ChoiceFilter(label=_("State"), field_name="state_id", empty_label=ANY)
    status = django_filters.ChoiceFilter(label=_("Answer"), choices=ClaimStatus.choices, empty_label=ANY)
    basis = django_filters.ChoiceFilter(label=_("Ground"), choices=ClaimBasis.choices, empty_label=ANY)
    contact = django_filters.ChoiceFilter(
        label=_("Contact with this State"),
        choices=ContactLevel.choices,
        method="with_contact",
        empty_label=ANY,
    )

    class Meta:
        model = Nationality
        fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["state"].extra["choices"] = state_choices(chosen=_code(self.data.get("state")))

    def with_contact(self, claims, _name, level):
        current = ContactPermission.objects.current().filter(child=OuterRef("child"), state=OuterRef("state"))
        if level == ContactLevel.NOT_ASSESSED:
            # No row means the same: nobody has looked at it yet.
            return claims.exclude(Exists(current.exclude(level=level)))
        return claims.filter(Exists(current.filter(level=level)))


def _code(text):
    """A State outside the usual ones may be chosen by its address."""
    return text if text and len(text) == 2 and text.isascii() and text.isalpha() else ""
