"""Forms over a list: a name for a view, the choice of columns, a change to many cases."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.children.filters import caseworkers_of
from cases.children.forms import CaseworkerField
from cases.components.forms import DateInput, OfUser, Once, check_year
from cases.components.stamps import Stamped
from cases.components.wording import HintedInput
from cases.enums import BulkChange, CaseStatus, FlagKind
from cases.models import CaseFlag, SavedView

LAST_PLACE = 99
# In many cases at once no case is closed, and none is called a duplicate or handed to another agency.
STATUSES = (CaseStatus.REGISTERED, CaseStatus.ACTIVE, CaseStatus.ON_HOLD, CaseStatus.POST_RETURN)
FLAG_WITHIN_DAYS = 3 * 365
LONGEST_REASON = CaseFlag._meta.get_field("reason").max_length


class _ViewFields(OfUser, forms.Form):
    name = forms.CharField(
        label=_("Name of the view"),
        max_length=SavedView._meta.get_field("name").max_length,
        help_text=_("What the list shows, such as “Camp 1, no claim”. No names of people."),
    )
    is_shared = forms.BooleanField(label=_("Share it with the office"), required=False)


class NewViewForm(_ViewFields, Once):
    """A name for what a list shows now."""


class ViewForm(_ViewFields, Stamped):
    """A saved view under a new name, or with what is shown now."""

    take_shown = forms.BooleanField(
        label=_("Keep filters, order and columns as they are shown now"), required=False
    )


class ColumnsForm(forms.Form):
    """Which columns of ``kept`` are shown, and in which order; ``shown`` are those shown so far."""

    def __init__(self, *args, kept, shown, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = kept
        codes = [column.code for column in shown]
        # What is shown comes first, in its order.
        self.ordered = [*shown, *(column for column in kept.columns if column.code not in codes)]
        for place, column in enumerate(self.ordered, start=1):
            self.fields[f"show-{column.code}"] = forms.BooleanField(
                label=column.label, required=False, initial=column.code in codes
            )
            self.fields[f"place-{column.code}"] = forms.IntegerField(
                label=_("Place of “%(column)s”") % {"column": column.label},
                min_value=1,
                max_value=LAST_PLACE,
                initial=place,
            )

    @property
    def rows(self):
        """Pairs of bound fields: whether a column is shown, and its place."""
        return [(self[f"show-{column.code}"], self[f"place-{column.code}"]) for column in self.ordered]

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self._shown(cleaned):
            self.add_error(f"show-{self.ordered[0].code}", _("Show at least one column."))
        return cleaned

    def _shown(self, cleaned):
        return [column for column in self.ordered if cleaned.get(f"show-{column.code}")]

    def codes(self):
        """Codes of the chosen columns in their order; equal places keep the order of the page."""
        chosen = self._shown(self.cleaned_data)
        chosen.sort(key=lambda column: self.cleaned_data[f"place-{column.code}"])
        return [column.code for column in chosen]


class BulkForm(OfUser, Once):
    """What changes in many cases, and why."""

    change = forms.ChoiceField(label=_("What changes"), choices=BulkChange.choices, widget=forms.RadioSelect)
    user = CaseworkerField(
        label=_("Caseworker"),
        required=False,
        empty_label=_("Nobody"),
        help_text=_("For “Who is responsible”."),
    )
    status = forms.ChoiceField(
        label=_("Case status"),
        required=False,
        choices=[("", _("Choose a status")), *((status.value, status.label) for status in STATUSES)],
        help_text=_("For “Case status”. Cases are closed one by one, each with its own reason."),
    )
    kind = forms.ChoiceField(
        label=_("Kind of flag"),
        required=False,
        choices=[("", _("Choose a kind")), *FlagKind.choices],
        help_text=_("For “Raise a flag”, with the day by which somebody looks at it."),
    )
    due_date = forms.DateField(label=_("By"), required=False, widget=DateInput)
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=LONGEST_REASON,
        widget=HintedInput,
        help_text=_("Needed for a status and for a flag. It stays in the history; no names."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["user"].queryset = caseworkers_of(user)
        self.fields["due_date"].validators.append(check_year)

    def clean(self):
        cleaned = super().clean()
        change = cleaned.get("change")
        if change == BulkChange.STATUS:
            self._need("status", _("Choose the status."))
            self._need("reason", _("Say why the status changes."))
        if change == BulkChange.FLAG:
            self._need("kind", _("Choose a kind of flag."))
            self._need("reason", _("Say why the flag is raised."))
            self._need("due_date", _("Give the day by which somebody looks at it."))
            self._check_due(cleaned.get("due_date"))
        return cleaned

    def _need(self, name, message):
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, message)

    def _check_due(self, day):
        today = timezone.localdate()
        if day and not today <= day <= today + timedelta(days=FLAG_WITHIN_DAYS):
            self.add_error("due_date", _("Give a day from today on, within three years."))
