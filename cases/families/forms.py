"""Asking who belongs to a family group, and whether its siblings stay together."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.children.forms import CaseNumberField
from cases.components.forms import DateInput, OfUser, Once, Repeatable, Versioned
from cases.components.wording import HintedTextarea
from cases.enums import UnityDecision
from cases.models import Child, FamilyGroup
from cases.people.correction_forms import CorrectionForm, PeriodFields
from cases.people.forms import ConfidenceField, SinceField


class UnityForm(OfUser, Versioned):
    """Whether the siblings stay together. Bind it with ``initial`` of the group that it changes."""

    unity = forms.ChoiceField(
        label=_("What was decided?"), choices=UnityDecision.choices, widget=forms.RadioSelect
    )
    decided_date = forms.DateField(label=_("Decided on"), required=False, widget=DateInput)
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=300,
        widget=HintedTextarea(attrs={"rows": 3}),
        help_text=_("In a sentence, without names. Brothers and sisters may ask for it years later."),
    )


def unity_initial(group):
    """What ``UnityForm`` is opened with, by field; the version is added by the view."""
    return {
        "unity": group.unity,
        "decided_date": group.unity_decided_date or "",
        "reason": group.unity_reason,
    }


class JoinForm(OfUser, Once):
    """To which family group a child belongs: that of a brother or sister, or a new one."""

    sibling = CaseNumberField(
        label=_("Case number of a brother or sister"),
        required=False,
        help_text=_("The child joins the group of that child; where there is none, both get one."),
    )
    name = forms.CharField(
        label=_("Or a new group, called"),
        required=False,
        max_length=200,
        help_text=_("The family name is enough."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    from_date = SinceField(required=False, help_text=_("Leave it empty where nobody knows."))
    confidence = ConfidenceField()

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["sibling"].visible = Child.objects.visible_to(user)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("sibling") and not cleaned.get("name") and "sibling" not in self.errors:
            self.add_error("sibling", _("Give a case number, or name a new group."))
        return cleaned


class GroupField(forms.ModelChoiceField):
    """One of the family groups that a child belongs to."""

    def __init__(self, **kwargs):
        super().__init__(FamilyGroup.objects.all(), to_field_name="public_id", **kwargs)

    def label_from_instance(self, group):
        return group.name


class LeaveForm(OfUser, Repeatable):
    """From which group a child is taken, and since when it does not belong to it."""

    group = GroupField(label=_("Family group"), empty_label=None)
    on = SinceField(label=_("No longer since"))

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups


class CorrectMembershipForm(CorrectionForm, PeriodFields):
    """Since when, until when and how surely a child belonged to a family group, or that it never did."""

    confidence = ConfidenceField()
    never = forms.BooleanField(
        label=_("The child never belonged to this group"),
        required=False,
        help_text=_("The entry is taken out; the history keeps it with your reason."),
    )

    field_order = ["from_date", "to_date", "confidence", "never", "reason"]


def membership_initial(membership):
    """What ``CorrectMembershipForm`` is opened with, by field; the stamp is added by the view."""
    names = ("from_date", "to_date", "confidence")
    return {name: getattr(membership, name) for name in names} | {"never": False}
