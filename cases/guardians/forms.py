"""Forms about parents and carers, and about what each is to a child."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.children.forms import CaseNumberField, StatusForm, WhereaboutsForm
from cases.components.forms import DateInput, OfUser, Once, Repeatable, Versioned
from cases.components.partial_dates import PartialDateField
from cases.components.periods import check_order
from cases.components.stamps import Stamped
from cases.enums import Confidence, ParentSide, PersonState, Relationship, Sex
from cases.models import Child
from cases.people.forms import (
    BirthForm,
    ConfidenceField,
    IdentityForm,
    PersonNamesForm,
    ReasonField,
    SexField,
    SinceField,
    SourceField,
    StatusField,
    person_initial,
)


class RelationshipField(forms.ChoiceField):
    """What somebody is to the child."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("What is this person to the child?"))
        super().__init__(choices=[("", _("Choose")), *Relationship.choices], **kwargs)


class SideField(forms.ChoiceField):
    """Through which parent; left empty it follows from the relationship."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("On which side of the family?"))
        kwargs.setdefault("help_text", _("Only where the relationship does not say it: a cousin, for one."))
        kwargs.setdefault("required", False)
        super().__init__(choices=[("", _("As the relationship says")), *ParentSide.choices], **kwargs)


class TieFields(forms.Form):
    """What somebody is to a child, how sure that is, and whether they care for the child."""

    relationship = RelationshipField()
    side = SideField()
    confidence = ConfidenceField(label=_("How sure is this tie?"), required=False)
    source = SourceField(required=False)
    is_carer = forms.BooleanField(label=_("Cares, or cared, for the child"), required=False)
    carer_from = SinceField(label=_("Carer since"), required=False)
    carer_to = forms.DateField(label=_("Carer until"), required=False, widget=DateInput)

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("carer_from"), cleaned.get("carer_to")
        check_order(self, since="carer_from", until="carer_to")
        if (since or until) and not cleaned.get("is_carer"):
            self.add_error("is_carer", _("Tick this, or leave the dates of care empty."))
        return cleaned

    def tie(self):
        """The answers as the actions take them."""
        names = ("relationship", "side", "confidence", "source", "is_carer", "carer_from", "carer_to")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}


class AddGuardianForm(OfUser, Once, PersonNamesForm, BirthForm, TieFields):
    """A new parent, carer or relative of a child, with what is known of them now."""

    sex = SexField(initial=Sex.U)
    birth = PartialDateField(
        label=_("When born"), required=False, help_text=_("Leave it open where nobody was asked.")
    )
    carer_to = None  # whoever is added cares now, or does not; the end comes later
    status = StatusField(required=False)
    status_confidence = ConfidenceField(label=_("How sure is that?"), required=False)
    status_from = SinceField(required=False, help_text=_("Leave it empty where nobody knows."))

    def clean(self):
        cleaned = super().clean()
        confirmed = cleaned.get("status_confidence") == Confidence.CONFIRMED
        if confirmed and cleaned.get("status") == PersonState.BELIEVED_DEAD:
            self.add_error("status_confidence", _("A death that is believed is not confirmed."))
        return cleaned


class EditGuardianForm(OfUser, Versioned, IdentityForm, PersonNamesForm, BirthForm):
    """Names, sex and birth of a parent or carer."""

    sex = SexField()
    reason = ReasonField(
        required=False,
        help_text=_("Needed when a name, the birth or the sex changes. It stays in the history; no names."),
    )


def guardian_initial(guardian):
    """What ``EditGuardianForm`` is opened with, by field; the version is added by the view."""
    return {**person_initial(guardian.person), "reason": ""}


class _OfCaseNumber(OfUser):
    """Form mixin: the field ``child`` finds what the user may see."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["child"].visible = Child.objects.visible_to(user)


class TieForm(_OfCaseNumber, Once, TieFields):
    """Tie a person on file to another child."""

    child = CaseNumberField()

    field_order = ["child"]


class ChildAsParentForm(_OfCaseNumber, Once, TieFields):
    """Tie somebody who has a case file as a child, such as a mother under 18, to another child."""

    child = CaseNumberField(label=_("Case number of the parent or carer"))

    field_order = ["child"]


class ChangeTieForm(OfUser, Stamped, TieFields):
    """Correct what somebody is to a child."""

    reason = ReasonField(required=False)


def tie_initial(tie):
    """What ``ChangeTieForm`` is opened with."""
    return {
        "relationship": tie.relationship,
        "side": tie.side,
        "confidence": tie.confidence,
        "source": tie.source,
        "is_carer": tie.is_carer,
        "carer_from": tie.carer_from_date,
        "carer_to": tie.carer_to_date,
    }


class EndCareForm(OfUser, Repeatable):
    """The day on which somebody ceased to care for a child. Nothing is overwritten: an end is recorded once."""

    on = SinceField(label=_("Carer until"))


class GuardianStatusForm(StatusForm):
    """What is known of a parent or carer from a day on. Never charges, only where and at which stage."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["status"].label = _("What is known of this person")
        self.fields["status"].help_text = _(
            "Only where somebody is held and at which stage. Charges and evidence are not recorded."
        )


class GuardianWhereaboutsForm(WhereaboutsForm):
    """Where a parent or carer is, or that it is not known."""
