"""Asking all that is known of a child at the first meeting, in parts; and the quick form with four questions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.children.forms import WhereaboutsFields
from cases.components.forms import OfUser, Once
from cases.components.partial_dates import AgeField, PartialDate
from cases.components.state_field import StateField
from cases.enums import ClaimBasis, Confidence, PersonState, Separation, Sex, WhereaboutsKind
from cases.guardians.forms import CaseNumberField
from cases.intake import actions
from cases.models import Child
from cases.names import script_of
from cases.people.actions import Birth
from cases.people.forms import (
    NAME_LENGTH,
    BirthForm,
    ConfidenceField,
    PersonNamesForm,
    PlaceField,
    SexField,
    SinceField,
    StatusField,
)

FEWEST_CLAIM_ROWS = 2
MOST_CLAIM_ROWS = 6
NO_FAMILY, NEW_FAMILY, FAMILY_OF = "none", "new", "of"


class SiblingField(CaseNumberField):
    """A brother or sister by case number; may be left empty."""

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def clean(self, value):
        return super().clean(value) if (value or "").strip() else None


class _OfFamily(OfUser):
    """Form mixin: finds brothers and sisters among the children that the user may see."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        for field in self.fields.values():
            if isinstance(field, SiblingField):
                field.visible = Child.objects.visible_to(user)


class ChildPart(OfUser, Once, PersonNamesForm, BirthForm):
    """The child: name, sex and age are part of the minimum record."""

    sex = SexField()


class WherePart(OfUser, WhereaboutsFields):
    """Where the child is and with whom: part of the minimum record."""

    from_date = SinceField(required=False, help_text=_("Leave it empty where nobody knows."))
    confidence = ConfidenceField(initial=Confidence.CONFIRMED)
    company = forms.ChoiceField(
        label=_("With whom is the child?"),
        choices=Separation.choices,
        widget=forms.RadioSelect(attrs={"class": "options-two"}),
        error_messages={"required": _("Choose one; “not yet established” is an answer.")},
    )
    company_from = SinceField(
        label=_("With them, or alone, since"),
        required=False,
        help_text=_("Leave it empty where nobody knows."),
    )

    def where(self):
        """The answers about the place, for the action."""
        names = ("kind", "place", "country", "from_date", "confidence")
        return actions.Where(**{name: self.cleaned_data[name] for name in names})


class ParentPart(_OfFamily, PersonNamesForm):
    """A mother or father: not recorded, the same as a brother's or sister's, or somebody new."""

    names_required = False

    same_as = SiblingField()
    confidence = ConfidenceField(label=_("How sure is it that this is the parent?"), widget=forms.Select)
    status = StatusField(required=False)
    status_confidence = ConfidenceField(label=_("How sure is that?"), widget=forms.Select)
    status_from = SinceField(required=False)

    def __init__(self, *args, role, **kwargs):
        super().__init__(*args, **kwargs)
        self.role = role
        self.fields["same_as"].label = (
            _("Same mother as the child with case number")
            if role == "mother"
            else _("Same father as the child with case number")
        )

    def clean(self):
        cleaned = super().clean()
        sibling = cleaned.get("same_as")
        if sibling and self.names():
            self.add_error("same_as", _("Choose one: a parent on file, or a new name."))
        elif sibling and actions.known_parent_of(sibling, self.role) is None:
            self.add_error("same_as", _("This child has no such parent on file."))
        confirmed = cleaned.get("status_confidence") == Confidence.CONFIRMED
        if confirmed and cleaned.get("status") == PersonState.BELIEVED_DEAD:
            self.add_error("status_confidence", _("A death that is believed is not confirmed."))
        return cleaned

    def parent(self):
        """A ``KnownParent``, a ``NewParent``, or ``None`` where nothing was answered."""
        typed = self.cleaned_data
        if typed["same_as"]:
            guardian = actions.known_parent_of(typed["same_as"], self.role)
            return actions.KnownParent(guardian=guardian, confidence=typed["confidence"])
        if not self.names() and not typed["status"]:
            return None
        return actions.NewParent(
            names=self.names(),
            status=typed["status"],
            status_confidence=typed["status_confidence"],
            status_from=typed["status_from"],
            confidence=typed["confidence"],
            source=typed["name_source"],
        )


class ClaimPart(OfUser, forms.Form):
    """One State and the ground on which the child may be its national; both or neither."""

    state = StateField(required=False, empty_label=_("No State"))
    basis = forms.ChoiceField(
        label=_("Ground"), required=False, choices=[("", _("No ground")), *ClaimBasis.choices]
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("state") and not cleaned.get("basis") and "basis" not in self.errors:
            self.add_error("basis", _("Choose the ground of this claim."))
        if cleaned.get("basis") and not cleaned.get("state") and "state" not in self.errors:
            self.add_error("state", _("Choose the State of this claim."))
        return cleaned

    def claim(self):
        """The ``Claim``, or ``None`` for a row left empty."""
        if not self.cleaned_data.get("state"):
            return None
        return actions.Claim(state=self.cleaned_data["state"], basis=self.cleaned_data["basis"])


class FamilyPart(_OfFamily, forms.Form):
    """Whether the child belongs to a family group."""

    family = forms.ChoiceField(
        label=_("Family group"),
        initial=NO_FAMILY,
        choices=[
            (NO_FAMILY, _("None for now")),
            (NEW_FAMILY, _("A new one, with the parents named here")),
            (FAMILY_OF, _("That of a brother or sister on file")),
        ],
        widget=forms.RadioSelect,
    )
    group_name = forms.CharField(
        label=_("Name of the new group"),
        required=False,
        max_length=200,
        help_text=_("Left empty, it takes the family name."),
    )
    sibling = SiblingField(label=_("Case number of the brother or sister"))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("family") == FAMILY_OF and not cleaned.get("sibling") and "sibling" not in self.errors:
            self.add_error("sibling", _("Write the case number of the brother or sister."))
        return cleaned

    def joined(self):
        """A ``NewFamily``, a ``FamilyOf``, or ``None``."""
        typed = self.cleaned_data
        if typed["family"] == NEW_FAMILY:
            return actions.NewFamily(name=typed["group_name"].strip())
        if typed["family"] == FAMILY_OF:
            return actions.FamilyOf(sibling=typed["sibling"])
        return None


class RegisterForms:
    """The parts of the page as one form."""

    def __init__(self, data, *, user, typed=None, claim_rows=FEWEST_CLAIM_ROWS):
        self.claim_rows = claim_rows
        self._data, self._user, self._typed = data, user, typed
        self.child = self._part(ChildPart, "child")
        self.where = self._part(WherePart, "where")
        self.mother = self._part(ParentPart, "mother", role="mother")
        self.father = self._part(ParentPart, "father", role="father")
        self.claims = [self._part(ClaimPart, f"claim{row}") for row in range(claim_rows)]
        self.family = self._part(FamilyPart, "family")

    @classmethod
    def of(cls, data, *, user):
        """The form of a page that is opened (``data`` is ``None``) or was sent."""
        return cls(data, user=user, claim_rows=_rows(data))

    @classmethod
    def with_another_claim(cls, data, *, user):
        """What was typed so far, not judged yet, and one more row for a claim."""
        return cls(None, user=user, typed=data, claim_rows=min(_rows(data) + 1, MOST_CLAIM_ROWS))

    def _part(self, form_class, prefix, **kwargs):
        form = form_class(self._data, user=self._user, prefix=prefix, **kwargs)
        if self._typed is not None:
            form.initial = {
                name: field.widget.value_from_datadict(self._typed, {}, form.add_prefix(name))
                for name, field in form.fields.items()
                if not field.widget.value_omitted_from_data(self._typed, {}, form.add_prefix(name))
            }
        return form

    @property
    def others(self):
        """Every part but the first, in the order of the page."""
        return [self.where, self.mother, self.father, *self.claims, self.family]

    @property
    def is_bound(self):
        return self.child.is_bound

    @property
    def may_add_claim(self):
        return self.claim_rows < MOST_CLAIM_ROWS

    def is_valid(self):
        """Whether every part is; each part's messages stand beside its fields."""
        parts_are_valid = all(part.is_valid() for part in (self.child, *self.others))
        return parts_are_valid and self._claims_differ()

    def _claims_differ(self):
        seen = set()
        for part in self.claims:
            claim = part.claim()
            if claim and claim in seen:
                part.add_error("basis", _("This claim stands on the page twice."))
                return False
            seen.add(claim)
        return True

    def add_refusal(self, refused):
        """Show why nothing was saved, on top of the page."""
        self.child.add_error(None, refused.message)

    def registration(self):
        """All answers, for the action."""
        child, where = self.child.cleaned_data, self.where.cleaned_data
        return actions.Registration(
            names=self.child.names(),
            sex=child["sex"],
            birth=self.child.born(),
            name_source=child["name_source"],
            where=self.where.where(),
            company=where["company"],
            company_from=where["company_from"],
            mother=self.mother.parent(),
            father=self.father.parent(),
            claims=[claim for part in self.claims if (claim := part.claim())],
            family=self.family.joined(),
        )


def _rows(data):
    """How many rows for claims the page had, as far as it says so."""
    text = (data or {}).get("claim_rows", "")
    rows = int(text) if text.isdecimal() and len(text) < 3 else FEWEST_CLAIM_ROWS
    return min(max(rows, FEWEST_CLAIM_ROWS), MOST_CLAIM_ROWS)


class QuickRegisterForm(OfUser, Once):
    """Four questions, since a child met now cannot wait for a form; the rest follows on the case page."""

    name = forms.CharField(
        label=_("Name, as it was said to you"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", "placeholder": _("Any script")}),
    )
    age = AgeField(
        label=_("Age, about"),
        widget=forms.TextInput(attrs={"placeholder": _("6 to 7"), "autocomplete": "off"}),
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, initial=Sex.U)
    place = PlaceField(label=_("Where the child is now"), required=False, empty_label=_("Not known"))

    def clean_name(self):
        name = self.cleaned_data["name"]
        if not any(character.isalpha() for character in name):
            raise forms.ValidationError(_("A name has letters."))
        return name

    def registration(self):
        """The answers, for the action; with whom the child is stays to be established."""
        typed = self.cleaned_data
        place = typed["place"]
        kind = WhereaboutsKind.AT_PLACE if place else WhereaboutsKind.UNKNOWN
        return actions.Registration(
            names={script_of(typed["name"]): typed["name"]},
            sex=typed["sex"],
            birth=Birth(when=typed["age"] or PartialDate()),
            where=actions.Where(kind=kind, place=place),
            company=Separation.UNKNOWN,
        )
