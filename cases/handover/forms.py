"""The form that hands over cases."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.children.filters import caseworkers_of
from cases.children.forms import CaseworkerField
from cases.components.forms import DateInput, OfUser, Once
from cases.components.searching import LONGEST_TEXT
from cases.components.wording import HintedTextarea
from cases.handover.choosing import FILTERS, Looking, cases_of
from cases.models import Child

TICKED, ALL = "ticked", "all"
STANDS_IN_AT_MOST = timedelta(days=366)


class HandOverForm(OfUser, Once):
    """To whom, until when, which cases of ``holder``, and what the colleague should know."""

    user = CaseworkerField(label=_("To whom"), empty_label=_("Choose a colleague"))
    until = forms.DateField(
        label=_("Until which day"),
        required=False,
        widget=DateInput,
        help_text=_(
            "The colleague stands in until this day and on it; then the cases go back by themselves. Leave it empty to "
            "give them for good."
        ),
    )
    reason = forms.CharField(
        label=_("What the colleague should know"),
        required=False,
        max_length=300,
        widget=HintedTextarea(attrs={"rows": 3}),
        help_text=_("It stands on each case that is handed over, and stays with it."),
    )
    # Which of the cases are looked at: "all" means all of these.
    q = forms.CharField(label=_("Name or case number"), required=False, max_length=LONGEST_TEXT)
    show = forms.ChoiceField(
        label=_("Quick filters"),
        required=False,
        choices=[("", _("All")), *((code, quick.label) for code, quick in FILTERS.items())],
        widget=forms.HiddenInput,
    )
    which = forms.ChoiceField(choices=[(TICKED, _("Those ticked")), (ALL, _("All of them"))], initial=TICKED)
    children = forms.ModelMultipleChoiceField(
        Child.objects.all(), to_field_name="public_id", required=False, label=_("Cases")
    )
    # How many were shown for review; filled in by the page that asks once more.
    expected = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, user, holder, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.cases = cases_of(holder, user)
        self.fields["user"].queryset = caseworkers_of(user).exclude(pk=holder.pk)
        self.fields["children"].queryset = self.cases

    def clean_until(self):
        day, today = self.cleaned_data["until"], timezone.localdate()
        if day and day < today:
            raise forms.ValidationError(_("This day has passed."))
        if day and day > today + STANDS_IN_AT_MOST:
            raise forms.ValidationError(
                _("Give a day within a year; for longer, give the cases without a day.")
            )
        return day

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("which") == ALL:
            cleaned["children"] = Looking.asked(self.data).of(self.cases, self.user)
        chosen = cleaned.get("children")
        if chosen is not None and "children" not in self.errors:
            cleaned["children"] = list(chosen)
            self._check_count(cleaned)
        return cleaned

    def _check_count(self, cleaned):
        count = len(cleaned["children"])
        if not count:
            self.add_error("children", _("Tick at least one case."))
        elif cleaned.get("expected") not in (None, count):
            self.add_error("children", _("The number of cases changed meanwhile; look at the list again."))


def typed_so_far(data):
    """What was typed into the form while looking for cases, as the values that it is opened with again."""
    return {name: data.get(name, "") for name in ("user", "until", "reason", "q", "which", "form_id")}
