"""Forms about States."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.components.forms import DateInput, OfUser, Once
from cases.components.stamps import Stamped
from cases.enums import StatePolicy


class StateForm(OfUser, Stamped):
    """What we ourselves decide about a State."""

    is_destination = forms.BooleanField(
        label=_("We ask this State to take children back"),
        required=False,
        help_text=_("It is then offered first where a State has to be chosen."),
    )


class PositionForm(OfUser, Once):
    """What a State has said about returns since a day."""

    policy = forms.ChoiceField(
        label=_("Position"), choices=[("", _("Choose a position")), *StatePolicy.choices]
    )
    from_date = forms.DateField(label=_("Since"), widget=DateInput)
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        required=False,
        help_text=_(
            "Where this was said: a note, a statement, an address on the web. No names of informants."
        ),
    )
