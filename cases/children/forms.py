"""Forms about a child: the record itself, and one form for each dated fact."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.children.filters import caseworkers_of
from cases.components.forms import DateInput, OfUser, Once, Versioned
from cases.components.periods import check_order
from cases.components.stamps import Stamped
from cases.components.state_field import StateField
from cases.components.wording import HintedTextarea
from cases.enums import CaseStatus, ClosureReason, Confidence, PersonState, Separation, WhereaboutsKind
from cases.models import Child, User
from cases.models.numbers import is_checked_number
from cases.people.forms import (
    BirthForm,
    ConfidenceField,
    DetailField,
    IdentityForm,
    PersonNamesForm,
    PlaceField,
    PlaceOfDayField,
    ReasonField,
    SexField,
    SinceField,
    SourceField,
    person_initial,
)


class ChildForm(OfUser, Versioned, IdentityForm, PersonNamesForm, BirthForm):
    """Who the child is, and where the case stands. Bind it with ``initial`` of the record that it changes."""

    sex = SexField()
    status = forms.ChoiceField(label=_("Case status"), choices=CaseStatus.choices)
    closure_reason = forms.ChoiceField(
        label=_("Closed because"),
        required=False,
        choices=[("", _("Not closed")), *ClosureReason.choices],
    )
    reason = ReasonField(
        required=False,
        help_text=_(
            "Needed when a name, the birth, the sex or the case status changes. It stays in the history; no names."
        ),
    )

    needed_if = {"closure_reason": _("needed if the case is closed")}
    needs_reason = (*IdentityForm.needs_reason, "status")
    reason_missing = _("Say why a name, the birth, the sex or the case status changes.")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("status") == CaseStatus.CLOSED and not cleaned.get("closure_reason"):
            self.add_error("closure_reason", _("A case is closed for a reason; choose one."))
        if cleaned.get("status") != CaseStatus.CLOSED:
            cleaned["closure_reason"] = ""
        return cleaned


def child_initial(child):
    """What ``ChildForm`` is opened with, by field; the version is added by the view."""
    return {
        **person_initial(child.person),
        "status": child.status,
        "closure_reason": child.closure_reason,
        "reason": "",
    }


class DatedFactForm(OfUser, Once):
    """What the forms on dated facts share: since when, from whom."""

    from_date = SinceField(required=False, help_text=_("Leave it empty where nobody knows."))
    source = SourceField()


class WhereaboutsFields(forms.Form):
    """Where somebody is, or that it is not known, and how sure that is."""

    needed_if = {
        "place": _("needed if at a known place"),
        "country": _("needed if only the State is known"),
    }

    kind = forms.ChoiceField(
        label=_("What is known"),
        choices=WhereaboutsKind.choices,
        initial=WhereaboutsKind.AT_PLACE,
        widget=forms.RadioSelect,
    )
    place = PlaceField(label=_("Place"), required=False, empty_label=_("Choose a place"))
    country = StateField(required=False)
    detail = DetailField()
    confidence = ConfidenceField()

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind == WhereaboutsKind.AT_PLACE and not cleaned.get("place") and "place" not in self.errors:
            self.add_error("place", _("Choose the place."))
        if kind == WhereaboutsKind.IN_COUNTRY and not cleaned.get("country") and "country" not in self.errors:
            self.add_error("country", _("Choose the State."))
        return cleaned


class WhereaboutsForm(DatedFactForm, WhereaboutsFields):
    """Where somebody is from a day on, or was until a day; a site that has closed since is still a place of days before."""

    place = PlaceOfDayField(label=_("Place"), required=False, empty_label=_("Choose a place"))
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=DateInput,
        help_text=_("Only for somewhere lived before. Leave it empty where the person is now."),
    )

    field_order = ["kind", "place", "country", "detail", "from_date", "until", "confidence", "source"]

    def clean(self):
        cleaned = super().clean()
        check_order(self, until="until")
        return cleaned


class StatusForm(DatedFactForm):
    """What is known of the child as a person: with the family, missing, dead …"""

    status = forms.ChoiceField(label=_("What is known of the child"), choices=PersonState.choices)
    confidence = ConfidenceField()

    field_order = ["status", "from_date", "confidence", "source"]

    def clean(self):
        cleaned = super().clean()
        confirmed = cleaned.get("confidence") == Confidence.CONFIRMED
        if confirmed and cleaned.get("status") == PersonState.BELIEVED_DEAD:
            self.add_error("confidence", _("A death that is believed is not confirmed."))
        return cleaned


class SeparationForm(DatedFactForm):
    """With whom the child is from a day on."""

    status = forms.ChoiceField(label=_("With whom"), choices=Separation.choices, widget=forms.RadioSelect)
    from_date = SinceField(help_text=_("What was true before ends on this day."))

    field_order = ["status", "from_date", "source"]


class FoundForm(OfUser, Versioned):
    """Where and when the child was found. Bind it with ``initial`` of the record that it changes."""

    found_place = PlaceOfDayField(
        label=_("Found at"),
        required=False,
        empty_label=_("Not a known place"),
        help_text=_("When it is a known place, open or closed."),
    )
    found_country = StateField(
        label=_("Found in"),
        required=False,
        help_text=_("When only the State is known."),
        empty_label=_("Not recorded"),
    )
    found_date = forms.DateField(
        label=_("Found on"),
        required=False,
        widget=DateInput,
        help_text=_(
            "The day on which somebody first met the child there. Leave it empty where nobody knows."
        ),
    )

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if not cleaned.get("found_place") and not cleaned.get("found_country"):
            self.add_error("found_place", _("Choose the place, or the State."))
        return cleaned


def found_initial(child):
    """What ``FoundForm`` is opened with, by field; the version is added by the view."""
    return {
        "found_place": str(child.found_place.public_id) if child.found_place else "",
        "found_country": child.found_country_id or "",
        "found_date": child.found_date,
    }


class CaseNumberField(forms.CharField):
    """A child of the own office by case number; ``visible`` is set by the form that knows its user."""

    default_error_messages = {
        "unknown": _("Your office has no child with this case number."),
        "slip": _("This case number has a wrong letter or digit."),
    }

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Case number of the child"))
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("widget", forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "characters"}))
        super().__init__(**kwargs)
        self.visible = Child.objects.none()

    def clean(self, value):
        number = "".join(super().clean(value).upper().split())
        if not number:
            return None
        if not is_checked_number(number):
            raise forms.ValidationError(self.error_messages["slip"], code="slip")
        child = self.visible.by_number(number).select_related("person").first()
        if child is None:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        return child


class CaseworkerField(forms.ModelChoiceField):
    """A colleague, offered by name; the address and the form carry the public id."""

    def __init__(self, **kwargs):
        super().__init__(User.objects.all(), to_field_name="public_id", **kwargs)

    def label_from_instance(self, user):
        return user.full_name


class TakeForm(OfUser, forms.Form):
    """Why somebody takes a case, and the stamp of the assignment that was in force when this was asked.

    With ``is_held`` somebody is responsible, and a reason is needed.
    """

    version = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)
    reason = forms.CharField(
        label=_("Why you take the case"),
        required=False,
        max_length=300,
        widget=HintedTextarea(attrs={"rows": 3}),
        help_text=_("It stays with the case, and its caseworker reads it."),
    )

    def __init__(self, *args, is_held=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = is_held


class AssignForm(OfUser, Stamped):
    """Who is responsible for the child from a day on."""

    user = CaseworkerField(label=_("Caseworker"), required=False, empty_label=_("Nobody"))
    from_date = SinceField(initial=timezone.localdate)
    reason = forms.CharField(
        label=_("What the colleague should know"),
        required=False,
        max_length=300,
        widget=HintedTextarea(attrs={"rows": 3}),
        help_text=_("Or why. It stays with the case; no names of informants."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["user"].queryset = caseworkers_of(user)


def assignment_on_file(assignment):
    """What stands in the assignment in force (``None`` for none), by the fields of ``AssignForm``."""
    names = ("user", "from_date", "reason")
    return {name: getattr(assignment, name, None) for name in names}


def assign_initial(assignment):
    """What ``AssignForm`` is opened with of the assignment in force (``None`` for none); the stamp is added by the view."""
    return {"user": str(assignment.user.public_id) if assignment and assignment.user else ""}
