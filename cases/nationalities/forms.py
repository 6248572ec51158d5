"""Forms about claims, decisions and contact."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.components.forms import DateInput, OfUser, Once, Versioned
from cases.components.stamps import Stamped
from cases.components.state_field import StateField
from cases.components.wording import HintedTextarea
from cases.enums import (
    DECISIONS_OF_THE_STATE,
    ClaimBasis,
    ClaimStatus,
    ContactLevel,
    Evidence,
    StateResponse,
)
from cases.people.correction_forms import CorrectionForm
from cases.people.forms import ReasonField

# A claim begins here; whoever wants to say so again corrects or withdraws it.
_DECISIONS = [(code, label) for code, label in ClaimStatus.choices if code != ClaimStatus.UNASSESSED]
# Steps that a State may have answered.
_ANSWERABLE = (*DECISIONS_OF_THE_STATE, ClaimStatus.SUBMITTED, ClaimStatus.NO_REPLY)


class ClaimForm(OfUser, forms.Form):
    """On which State, on what ground, since when, with what evidence."""

    state = StateField(label=_("State"))
    basis = forms.ChoiceField(label=_("Ground"), choices=[("", _("Choose a ground")), *ClaimBasis.choices])
    claimed_date = forms.DateField(label=_("Claimed on"), widget=DateInput)
    evidence = forms.MultipleChoiceField(
        label=_("Evidence"),
        choices=Evidence.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "options-two"}),
        help_text=_("What supports the claim. Of a DNA test only the result is recorded."),
    )


class NewClaimForm(ClaimForm, Once):
    """A claim that is not on file yet."""


class EditClaimForm(ClaimForm, Versioned):
    """A claim to correct."""

    reason = ReasonField(required=False)


class DecisionFields(forms.Form):
    """One step of a ``claim``: sent, queried, confirmed, refused …"""

    status = forms.ChoiceField(label=_("What happened"), choices=[("", _("Choose")), *_DECISIONS])
    decided_date = forms.DateField(label=_("On"), widget=DateInput)
    response = forms.ChoiceField(
        label=_("Answer of the State"),
        choices=[("", _("None")), *StateResponse.choices],
        required=False,
        help_text=_("In the words of the State, where it gave one."),
    )
    reference = forms.CharField(
        label=_("Reference"),
        max_length=120,
        required=False,
        help_text=_("Number of the note or letter, without names."),
    )

    def __init__(self, *args, claim, **kwargs):
        super().__init__(*args, **kwargs)
        self.claim = claim

    def clean(self):
        values = super().clean()
        day = values.get("decided_date")
        if day and day < self.claim.claimed_date:
            self.add_error("decided_date", _("A decision cannot be earlier than its claim."))
        if values.get("response") and values.get("status") and values["status"] not in _ANSWERABLE:
            self.add_error("response", _("The State was not asked in this step, so it gave no answer."))
        return values


class DecisionForm(OfUser, Once, DecisionFields):
    """A step of a claim that is not on file yet."""


class CorrectDecisionForm(CorrectionForm, DecisionFields):
    """A step of a claim that was recorded wrongly."""

    field_order = ["status", "decided_date", "response", "reference", "reason"]


def decision_initial(decision):
    """What ``CorrectDecisionForm`` is opened with, by field; the stamp is added by the view."""
    return {name: getattr(decision, name) for name in ("status", "decided_date", "response", "reference")}


class ContactForm(OfUser, Once, Stamped):
    """Whether one State may be contacted about one child, from a day on."""

    level = forms.ChoiceField(
        label=_("May this State be contacted about the child?"),
        choices=ContactLevel.choices,
        widget=forms.RadioSelect,
    )
    from_date = forms.DateField(label=_("From"), widget=DateInput)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=HintedTextarea(attrs={"rows": 3}),
        help_text=_("Why, and on whose word."),
    )


class CorrectContactForm(CorrectionForm):
    """A leave to contact that was recorded wrongly. ``levels`` are those that it may be corrected to."""

    level = forms.ChoiceField(
        label=_("What should have been recorded?"),
        widget=forms.RadioSelect,
        help_text=_("A correction gives a State no more than before; more leave is a new decision."),
    )
    from_date = forms.DateField(label=_("From"), widget=DateInput)
    grounds = forms.CharField(
        label=_("Reason of the decision"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why, and on whose word."),
    )

    field_order = ["level", "from_date", "grounds", "reason"]

    def __init__(self, *args, levels, **kwargs):
        super().__init__(*args, **kwargs)
        # Whoever wrote while somebody else narrowed it is shown that first.
        is_stale = self.is_bound and self["version"].value() != self.initial.get("version")
        offered = ContactLevel if is_stale else levels
        self.fields["level"].choices = [(level, ContactLevel(level).label) for level in offered]


def contact_initial(permission):
    """What ``CorrectContactForm`` is opened with, by field; the stamp is added by the view."""
    return {"level": permission.level, "from_date": permission.from_date, "grounds": permission.reason}
