"""Forms between offices: an offer and its answer, a referral, an emergency and its review."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.children.filters import caseworkers_of
from cases.children.forms import CaseworkerField
from cases.components.forms import DateInput, OfUser, Once, Versioned
from cases.components.stamps import Stamped
from cases.components.wording import HintedTextarea
from cases.enums import CaseMoveState, EmergencyKind, EmergencyOutcome, ReferralPart, Role
from cases.models import CaseMove, Child, Membership, Office
from cases.models.traffic import LONGEST_REFERRAL
from cases.people.presenters import PersonPresenter
from cases.traffic.emergencies import SHORTEST_REASON

LONGEST = CaseMove._meta.get_field("reason").max_length
USUAL_DAYS = 30


class OfficeField(forms.ModelChoiceField):
    """Another office, by name; the form carries its public id."""

    def __init__(self, **kwargs):
        super().__init__(
            Office.objects.all(), to_field_name="public_id", empty_label=_("Choose an office"), **kwargs
        )


class SiblingsField(forms.ModelMultipleChoiceField):
    """Brothers and sisters to go along, by name and age."""

    def __init__(self, **kwargs):
        super().__init__(
            Child.objects.all(),
            to_field_name="public_id",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )

    def label_from_instance(self, child):
        person = PersonPresenter(child.person)
        return _("%(name)s, %(who)s") % {"name": person.name, "who": person.sex_and_age_short}


def _reason(label, help_text, *, required=True, rows=3):
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        widget=HintedTextarea(attrs={"rows": rows}),
        help_text=help_text,
    )


def _other_offices(user):
    """Open offices where people work on cases, but one's own."""
    at_work = Membership.objects.current().filter(user__is_active=True, role=Role.SUPERVISOR)
    return (
        Office.objects.visible_to(user)
        .open()
        .filter(pk__in=at_work.values("office"))
        .exclude(pk=user.office_id)
        .by_name()
    )


class OfferForm(OfUser, Once):
    """To which office a case is offered, with which brothers and sisters, and why."""

    office = OfficeField(label=_("To which office"))
    siblings = SiblingsField(
        label=_("Brothers and sisters who go along"),
        help_text=_("They are offered together, unless you take somebody out here."),
    )
    reason = _reason(
        _("Why the case should move"),
        _("The other office reads this before it answers. No names, nothing from the file."),
    )
    briefing = _reason(
        _("What the other office needs to know"),
        _("It is read once the case is accepted, and stands with whoever is responsible then. No names."),
        required=False,
    )

    def __init__(self, *args, user, siblings, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["office"].queryset = _other_offices(user)
        self.fields["siblings"].queryset = siblings
        self.fields["siblings"].initial = [str(child.public_id) for child in siblings]
        if not siblings:
            del self.fields["siblings"]


class AnswerForm(OfUser, Once, Versioned):
    """Whether offered cases are taken over, by whom, and why not."""

    needed_if = {"responsible": _("needed for a yes"), "reason": _("needed for a no")}

    decision = forms.ChoiceField(
        label=_("Does your office take the case over?"),
        choices=[
            (CaseMoveState.ACCEPTED.value, _("Yes, we accept")),
            (CaseMoveState.DECLINED.value, _("No, we decline")),
        ],
        widget=forms.RadioSelect,
    )
    responsible = CaseworkerField(
        label=_("Who is responsible from today on"), required=False, empty_label=_("Choose a colleague")
    )
    reason = _reason(
        _("Why not"),
        _("The office that offered the case reads it; no names."),
        required=False,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["responsible"].queryset = caseworkers_of(user)

    def clean(self):
        cleaned = super().clean()
        decision = cleaned.get("decision")
        if decision == CaseMoveState.ACCEPTED:
            self._need("responsible", _("Choose who is responsible."))
        if decision == CaseMoveState.DECLINED:
            self._need("reason", _("Say why; the other office reads it."))
        return cleaned

    def _need(self, name, message):
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, message)


class UntilDay(forms.Form):
    """Form mixin: until which day another office may read, and why."""

    until = forms.DateField(label=_("Until and including"), widget=DateInput)
    reason = _reason(
        _("Why the other office should read it"),
        _("The other office reads this on top of the page, and it stays in the history. No names."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].help_text = gettext("Within %(days)s days. It ends by itself.") % {
            "days": LONGEST_REFERRAL.days
        }
        self.fields["until"].initial = timezone.localdate() + timedelta(days=USUAL_DAYS)


class ReferForm(OfUser, Once, UntilDay):
    """Which office may read which parts of a file, until when, and why."""

    office = OfficeField(label=_("Which office"))
    parts = forms.MultipleChoiceField(
        label=_("Parts of the file"),
        required=False,
        choices=ReferralPart.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "options-two"}),
        help_text=_(
            "Names, sex and age are shown in any case. Choose only what the other office needs; notes and restricted "
            "papers are never shown."
        ),
    )

    field_order = ["office", "parts", "until", "reason"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["office"].queryset = _other_offices(user)


class ExtendForm(OfUser, Once, Stamped, UntilDay):
    """Until which later day, and why."""

    field_order = ["until", "reason"]


class EmergencyForm(OfUser, Once):
    """Which file of another office is opened, and why now."""

    number = forms.CharField(
        label=_("Case number"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
        help_text=_("As the other office or a paper gave it, such as 7K4M-29QD-X."),
    )
    kind = forms.ChoiceField(
        label=_("What kind of emergency"), choices=EmergencyKind.choices, widget=forms.RadioSelect
    )
    reason = _reason(
        _("What happens, and why it cannot wait"),
        _("The office that keeps the file and the data-protection officer read this. No names."),
    )

    def clean_number(self):
        return self.cleaned_data["number"].strip().upper()

    def clean_reason(self):
        reason = self.cleaned_data["reason"].strip()
        if len(reason) < SHORTEST_REASON:
            raise forms.ValidationError(
                _("Say a little more: at least %(n)s letters, so that others understand it later."),
                params={"n": SHORTEST_REASON},
            )
        return reason


class ReviewForm(OfUser, Once, Stamped):
    """What a data-protection officer finds of an emergency opening."""

    outcome = forms.ChoiceField(
        label=_("What do you find?"), choices=EmergencyOutcome.choices, widget=forms.RadioSelect
    )
    reason = _reason(_("Why"), _("In a sentence, without names."))
