"""Forms about possible matches: an answer, a request to another office and its answer, a family."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.components.forms import DateInput, OfUser, Once, Versioned
from cases.components.wording import HintedTextarea
from cases.enums import MatchAnswer, MatchRequestState
from cases.matching.consent import LONGEST_DAYS
from cases.matching.explaining import answer_labels
from cases.models import MatchRequest, PossibleMatch

LONGEST_REASON = PossibleMatch._meta.get_field("reason").max_length
USUAL_DAYS = 14


class AnswerForm(OfUser, Once, Versioned):
    """What two records are to one another, and why."""

    answer = forms.ChoiceField(
        label=_("What do you find?"), choices=MatchAnswer.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_REASON,
        widget=HintedTextarea(attrs={"rows": 3}),
        help_text=_("In a sentence, without names. It is remembered, so that nobody is asked again."),
    )

    def __init__(self, *args, user, match, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["answer"].choices = list(answer_labels(match.kind).items())


class AskForm(OfUser, Once):
    """Why another office is asked."""

    reason = forms.CharField(
        label=_("Why should the two be compared?"),
        max_length=MatchRequest._meta.get_field("reason").max_length,
        widget=HintedTextarea(attrs={"rows": 3}),
        help_text=_("The other office reads this beside its own record. No names, nothing from the file."),
    )


class ConsentForm(OfUser, Once, Versioned):
    """Whether two records may be compared, until when, and why (not)."""

    decision = forms.ChoiceField(
        label=_("May the two records be compared?"),
        choices=[
            (MatchRequestState.GRANTED.value, _("Yes, until a day")),
            (MatchRequestState.REFUSED.value, _("No")),
        ],
        widget=forms.RadioSelect,
    )
    until = forms.DateField(label=_("Until"), required=False, widget=DateInput)
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=MatchRequest._meta.get_field("answer_reason").max_length,
        widget=HintedTextarea(attrs={"rows": 3}),
        help_text=_("Needed for a no. The office that asked reads it; no names."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["until"].help_text = gettext("Within %(days)s days.") % {"days": LONGEST_DAYS}

    @staticmethod
    def opened_with():
        """The day that is proposed."""
        return {"until": timezone.localdate() + timedelta(days=USUAL_DAYS)}

    def clean(self):
        cleaned = super().clean()
        decision = cleaned.get("decision")
        if decision == MatchRequestState.GRANTED:
            self._need("until", _("Give the last day."))
        if decision == MatchRequestState.REFUSED:
            self._need("reason", _("Say why; the other office reads it."))
        return cleaned

    def _need(self, name, message):
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, message)


class FamilyForm(OfUser, Once):
    """How two children of one family are tied: by a family group, by the parents of either."""

    with_group = forms.BooleanField(label=_("Put both into one family group"), required=False)
    ties = forms.MultipleChoiceField(
        label=_("Parents who are on one file only"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each is tied to the other child as well."),
    )

    def __init__(self, *args, user, options, has_group, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["ties"].choices = [(str(tie.public_id), label) for tie, label in options]
        self._ties = {str(tie.public_id): tie for tie, _label in options}
        if not options:
            del self.fields["ties"]
        if has_group:
            del self.fields["with_group"]
        else:
            self.fields["with_group"].initial = True

    def chosen(self):
        """The answers as the action takes them."""
        return {
            "with_group": bool(self.cleaned_data.get("with_group")),
            "ties": [self._ties[public_id] for public_id in self.cleaned_data.get("ties", ())],
        }
