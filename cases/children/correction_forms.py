"""Forms that correct a dated entry which was wrong, each with the reason that stays in the history."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.children.forms import WhereaboutsFields
from cases.components.wording import HintedTextarea
from cases.enums import Confidence, PersonState, Separation
from cases.people.correction_forms import CorrectionForm, PeriodFields
from cases.people.forms import ConfidenceField, PlaceOfDayField, SinceField, SourceField
from cases.people.sealing import opened


class CorrectPeriodForm(CorrectionForm, PeriodFields):
    """What the three share: since when, until when, from whom."""

    source = SourceField()


class CorrectWhereaboutsForm(CorrectPeriodForm, WhereaboutsFields):
    """Where somebody was said to be; a place that has closed since is one of days before."""

    place = PlaceOfDayField(label=_("Place"), required=False, empty_label=_("Choose a place"))

    field_order = [
        "kind", "place", "country", "detail", "from_date", "to_date", "confidence", "source", "reason",
    ]  # fmt: skip


class CorrectStatusForm(CorrectPeriodForm):
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


class CorrectSeparationForm(CorrectPeriodForm):
    """With whom a child was."""

    status = forms.ChoiceField(label=_("With whom"), choices=Separation.choices, widget=forms.RadioSelect)

    field_order = ["status", "from_date", "to_date", "source", "reason"]


def entry_initial(row):
    """What the form on a whereabouts, status or separation row is opened with; the stamp is added by the view."""
    names = ("kind", "status", "from_date", "to_date", "confidence", "source")
    found = {name: getattr(row, name) for name in names if hasattr(row, name)}
    if hasattr(row, "place_id"):
        found |= {"place": row.place.public_id if row.place else None, "country": row.country_id}
        found["detail"] = opened(row, "sealed_detail") or ""
    return found


class CorrectAssignmentForm(CorrectionForm):
    """Since when somebody was responsible, and what was said with the case. Who it was is not rewritten."""

    from_date = SinceField(help_text=_("Whoever was responsible before was so until this day."))
    said = forms.CharField(
        label=_("What the colleague should know"),
        required=False,
        max_length=300,
        widget=HintedTextarea(attrs={"rows": 3}),
        help_text=_("It stays with the case; no names of informants."),
    )

    field_order = ["from_date", "said", "reason"]


def assignment_initial(row):
    """What ``CorrectAssignmentForm`` is opened with; the stamp is added by the view."""
    return {"from_date": row.from_date, "said": row.reason}
