"""Forms that correct a dated entry which was wrong, each with the reason that stays in the history."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.children.forms import WhereaboutsFields
from cases.components.forms import DateInput, OfUser
from cases.components.stamps import Stamped
from cases.enums import Confidence, PersonState, Separation
from cases.people.forms import ConfidenceField, PlaceOfDayField, ReasonField, SinceField, SourceField


class CorrectionForm(OfUser, Stamped):
    """What the three share: since when, until when, from whom, and why it is corrected."""

    from_date = SinceField(required=False, help_text=_("Leave it empty where nobody knows."))
    to_date = forms.DateField(
        label=_("Until"),
        required=False,
        widget=DateInput,
        help_text=_("Leave it empty while it still holds."),
    )
    source = SourceField()
    reason = ReasonField(label=_("What was wrong"))

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("from_date"), cleaned.get("to_date")
        if since and until and until < since:
            self.add_error("to_date", _("The end is before the beginning."))
        return cleaned


class CorrectWhereaboutsForm(CorrectionForm, WhereaboutsFields):
    """Where somebody was said to be; a place that has closed since is one of days before."""

    place = PlaceOfDayField(label=_("Place"), required=False, empty_label=_("Choose a place"))

    field_order = ["kind", "place", "country", "from_date", "to_date", "confidence", "source", "reason"]


class CorrectStatusForm(CorrectionForm):
    """What was said of a person."""

    status = forms.ChoiceField(label=_("What is known of this person"), choices=PersonState.choices)
    confidence = ConfidenceField()

    field_order = ["status", "from_date", "to_date", "confidence", "source", "reason"]

    def clean(self):
        cleaned = super().clean()
        confirmed = cleaned.get("confidence") == Confidence.CONFIRMED
        if confirmed and cleaned.get("status") == PersonState.BELIEVED_DEAD:
            self.add_error("confidence", _("A death that is believed is not confirmed."))
        return cleaned


class CorrectSeparationForm(CorrectionForm):
    """With whom a child was."""

    status = forms.ChoiceField(label=_("With whom"), choices=Separation.choices, widget=forms.RadioSelect)

    field_order = ["status", "from_date", "to_date", "source", "reason"]


def entry_initial(row):
    """What the form on a whereabouts, status or separation row is opened with; the stamp is added by the view."""
    names = ("kind", "status", "from_date", "to_date", "confidence", "source")
    found = {name: getattr(row, name) for name in names if hasattr(row, name)}
    if hasattr(row, "place_id"):
        found |= {"place": row.place.public_id if row.place else None, "country": row.country_id}
    return found
