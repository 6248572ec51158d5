"""The form that hands over cases."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.children.filters import caseworkers_of
from cases.children.forms import CaseworkerField
from cases.components.forms import OfUser, Once
from cases.components.wording import HintedTextarea
from cases.handover.choosing import cases_of
from cases.models import Child

TICKED, ALL = "ticked", "all"


class HandOverForm(OfUser, Once):
    """To whom, which cases of ``holder``, and what the colleague should know."""

    user = CaseworkerField(label=_("To whom"), empty_label=_("Choose a colleague"))
    reason = forms.CharField(
        label=_("What the colleague should know"),
        required=False,
        max_length=300,
        widget=HintedTextarea(attrs={"rows": 3}),
        help_text=_("It stands on each case that is handed over, and stays with it."),
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

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("which") == ALL:
            cleaned["children"] = self.cases
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
