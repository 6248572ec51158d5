"""Steps about the family: who is here and where, and each parent."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.children.forms import WhereaboutsFields
from cases.components.chosen import ReadTogether
from cases.components.state_field import StateField
from cases.enums import (
    Confidence,
    MissingReason,
    PersonState,
    Question,
    SourceKind,
    WhereaboutsKind,
)
from cases.guardians.forms import CaseNumberField
from cases.guardians.presenters import GuardianPresenter
from cases.intake import answers as said
from cases.intake.groups import known_parent_of
from cases.intake.name_rows import OtherNames
from cases.intake.step_forms import MissingField, StepForm, source_or
from cases.matching.lookalikes import asked_about
from cases.matching.search import find
from cases.models import Child, Guardian, Place
from cases.people.forms import (
    NAME_LENGTH,
    ConfidenceField,
    PersonNamesForm,
    SinceField,
    SourceField,
    StatusField,
)

MOST_CHILDREN = 12
MOST_FOUND = 10
MOTHER, FATHER, CARER = "mother", "father", "carer"
MERGED = _(
    "This record was merged into another one meanwhile. Look for the name and choose the one that stays."
)
NEW, SIBLING, ON_FILE, NONE = "new", "sibling", "on_file", "none"


class AnyPlaceField(ReadTogether, forms.ModelChoiceField):
    """A place by name, closed ones too: children were found and lived in places that are gone."""

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        kwargs.setdefault("empty_label", _("Not at a listed place"))
        super().__init__(Place.objects.by_name(), to_field_name="public_id", **kwargs)


class SiblingField(CaseNumberField):
    """A brother or sister by case number; may be left empty."""

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def clean(self, value):
        return super().clean(value) if (value or "").strip() else None


class FamilyStep(StepForm):
    """Who is here: decides which questions follow."""

    quiet = {"told_by": SourceKind.UNKNOWN}

    here = forms.MultipleChoiceField(
        label=_("Who is here with the children?"),
        required=False,
        choices=[(MOTHER, _("Their mother")), (FATHER, _("Their father")), (CARER, _("Another carer"))],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick nobody where a child is alone; the questions about the parents become short."),
    )
    children = forms.IntegerField(
        label=_("How many children are registered now?"),
        min_value=1,
        max_value=MOST_CHILDREN,
        initial=1,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        help_text=_("Brothers and sisters who are met together. More can be added at the end."),
    )
    told_by = SourceField(label=_("Who tells us?"), required=False)
    sibling = SiblingField(
        label=_("Case number of a brother or sister on file"),
        help_text=_("The children then join that family group."),
    )
    group_name = forms.CharField(
        label=_("Name of the family group"),
        required=False,
        max_length=200,
        help_text=_("Left empty, it takes the family name."),
    )

    def __init__(self, data=None, *, user, **kwargs):
        super().__init__(data, user=user, **kwargs)
        self.fields["sibling"].visible = Child.objects.visible_to(user)


class FoundFields(forms.Form):
    """Where and when a child was found."""

    found_place = AnyPlaceField(label=_("Found at"))
    found_country = StateField(label=_("Found in"), required=False, empty_label=_("Not known"))
    found_date = SinceField(
        label=_("Found on"), required=False, help_text=_("Leave it empty where nobody knows the day.")
    )

    def found(self):
        """The ``Found`` that was answered, or ``None``."""
        typed = self.cleaned_data
        found = said.Found(
            day=typed.get("found_date"), place=typed.get("found_place"), country=typed.get("found_country")
        )
        return found if any((found.day, found.place, found.country)) else None


class PlaceStep(StepForm, WhereaboutsFields, FoundFields):
    """Where the family is now and where it was found; filled in already for each child."""

    quiet = {"kind": WhereaboutsKind.AT_PLACE}

    from_date = SinceField(
        label=_("Here since"), required=False, help_text=_("Leave it empty where nobody knows.")
    )
    confidence = ConfidenceField(initial=Confidence.CONFIRMED, required=False)

    field_order = ["kind", "place", "country", "from_date", "confidence"]


class ParentsStep(StepForm):
    """A child who is alone: whether anything is known of the parents at all."""

    known = forms.ChoiceField(
        label=_("Is anything known of the parents?"),
        choices=[("yes", _("Yes, something")), *MissingReason.choices],
        initial=MissingReason.NOT_ASKED,
        widget=forms.RadioSelect,
        help_text=_("The last four are different answers. Each is kept as it is."),
    )

    def missing(self):
        reason = self.cleaned_data.get("known")
        return {} if reason == "yes" else {Question.MOTHER: reason, Question.FATHER: reason}


class ParentField(forms.ModelChoiceField):
    """A parent or carer on file, offered by name and children."""

    widget = forms.RadioSelect

    default_error_messages = {
        "invalid_choice": _("This parent is not on file in your office. Look for the name and choose one."),
    }

    def __init__(self, **kwargs):
        super().__init__(Guardian.objects.all(), to_field_name="public_id", required=False, **kwargs)

    def label_from_instance(self, guardian):
        shown = GuardianPresenter(guardian)
        names = ", ".join(
            str(name) for name in (shown.person.name, shown.person.other_name) if name is not None
        )
        office = guardian.person.office_id
        own = [
            tie.child
            for tie in guardian.guardianships.all()
            if tie.child.office_id == office and not tie.hides_child
        ]
        children = ", ".join(child.case_number for child in own)
        return _("%(name)s; children on file: %(children)s") % {"name": names, "children": children or "–"}


class ParentStep(OtherNames, StepForm, PersonNamesForm):
    """A mother or father: new, on file already, or not known."""

    names_required = False
    role = MOTHER
    questions = {Question.STATUS: "no_status"}
    quiet = {
        "how": NEW,
        "name_source": SourceKind.UNKNOWN,
        "status_confidence": Confidence.REPORTED,
        "confidence": Confidence.REPORTED,
    }

    needed_if = {
        "sibling": _("needed if it is the parent of a brother or sister"),
        "search": _("needed if the parent is looked for on file"),
    }

    how = forms.ChoiceField(
        label=_("What do we have of this parent?"),
        choices=[
            (NEW, _("A name, or something else that is known")),
            (SIBLING, _("On file: the parent of a brother or sister")),
            (ON_FILE, _("On file: look for the name")),
            (NONE, _("Nothing")),
        ],
        initial=NEW,
        widget=forms.RadioSelect,
    )
    is_here = forms.BooleanField(label=_("Is at the same place as the children"), required=False)
    status = StatusField(required=False)
    status_confidence = ConfidenceField(label=_("How sure is that?"), widget=forms.Select, required=False)
    status_from = SinceField(required=False)
    no_status = MissingField(label=_("If it is not known what became of this person, why?"))
    confidence = ConfidenceField(
        label=_("How sure is it that this is the parent?"), widget=forms.Select, required=False
    )
    sibling = SiblingField(label=_("Case number of the brother or sister"))
    search = forms.CharField(
        label=_("Name of the parent, in any script"),
        required=False,
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    guardian = ParentField(label=_("Is it one of these?"), empty_label=None)
    no_parent = MissingField(label=_("Why is nothing known?"))

    def __init__(self, data=None, *, user, typed=None, **kwargs):
        super().__init__(data, user=user, typed=typed, **kwargs)
        self.fields["sibling"].visible = Child.objects.visible_to(user)
        asked = data if data is not None else typed
        found = self._found(user, (asked or {}).get("search") or "", (asked or {}).get("guardian"))
        self.fields["guardian"].queryset = found
        self.found = found

    def shared(self):
        here = self.role in self.answers.here
        return {"is_here": here, "status": PersonState.PRESENT if here else ""}

    @property
    def copied(self):
        """Whether the answer about who is here stands filled in, and was not kept here yet."""
        return ["parent"] if self.role in self.answers.here and not self.answers.has(self.role) else []

    def clean(self):
        cleaned = super().clean()
        how = cleaned.get("how")
        if how in (SIBLING, ON_FILE) and (self.names() or self._has_other_names()):
            self.add_error("how", _("Choose one: a parent on file, or a new name."))
        if how == SIBLING:
            self._check_sibling(cleaned)
        if how == ON_FILE and not cleaned.get("guardian") and "guardian" not in self.errors:
            self.add_error("search", _("Look for the name and choose one, or choose another answer above."))
        if how == ON_FILE and "guardian" in self.errors and self._says_merged():
            self.add_error("guardian", MERGED)
        confirmed = cleaned.get("status_confidence") == Confidence.CONFIRMED
        if how == NEW and confirmed and cleaned.get("status") == PersonState.BELIEVED_DEAD:
            self.add_error("status_confidence", _("A death that is believed is not confirmed."))
        return cleaned

    def has_answer(self, question):
        return bool(self.cleaned_data.get("status"))

    def is_quiet(self, name):
        # Who was found says it, and not how.
        is_chosen = self.cleaned_data.get("how") == ON_FILE and self.cleaned_data.get("guardian")
        return (is_chosen and name in ("how", "search", "guardian")) or super().is_quiet(name)

    def summed_up(self):
        guardian = self.cleaned_data.get("guardian") if self.cleaned_data.get("how") == ON_FILE else None
        return (
            [(_("On file already"), self.fields["guardian"].label_from_instance(guardian))]
            if guardian
            else []
        )

    def on_file(self):
        """The parent on file of a valid form, however that one was found; ``None`` for one who is new or not known."""
        typed = self.cleaned_data
        if typed.get("how") == SIBLING:
            return known_parent_of(typed["sibling"], self.role) if typed.get("sibling") else None
        return typed.get("guardian") if typed.get("how") == ON_FILE else None

    def missing(self):
        """Why nothing is known of the parent; kept with the children."""
        cleaned = self.cleaned_data
        if cleaned.get("how") != NONE or not cleaned.get("no_parent"):
            return {}
        question = Question.MOTHER if self.role == MOTHER else Question.FATHER
        return {question: cleaned["no_parent"]}

    def parent(self, *, told_by, **about):
        """A ``KnownParent``, a ``NewParent``, or ``None`` where nothing was answered.

        ``told_by`` is the source of what has none of its own; ``about`` are further answers on a ``NewParent``.
        """
        typed = self.cleaned_data
        tie = {"confidence": typed.get("confidence") or Confidence.REPORTED, "source": told_by}
        if typed["how"] == SIBLING:
            return said.KnownParent(known_parent_of(typed["sibling"], self.role), **tie)
        if typed["how"] == ON_FILE:
            return said.KnownParent(guardian=typed["guardian"], **tie)
        if typed["how"] == NONE or not (self.names() or typed["status"] or typed["is_here"]):
            return None
        where = about.pop("where", None)
        return said.NewParent(
            names=self.names(),
            other_names=self.other_names(),
            status=typed["status"],
            status_confidence=typed["status_confidence"],
            status_from=typed["status_from"],
            name_source=source_or(typed["name_source"], told_by),
            where=where if typed["is_here"] else None,
            missing=super().missing() | about.pop("missing", {}),
            **tie,
            **about,
        )

    def _has_other_names(self):
        return any(row.is_valid() and row.said() for row in self.rows)

    def _check_sibling(self, cleaned):
        sibling = cleaned.get("sibling")
        if not sibling and "sibling" not in self.errors:
            self.add_error("sibling", _("Write the case number of the brother or sister."))
        elif sibling and known_parent_of(sibling, self.role) is None:
            self.add_error("sibling", _("This child has no such parent on file."))

    def _found(self, user, text, chosen):
        """Who has a name like that, and who was chosen before, however the name is spelt by now."""
        guardians = Guardian.objects.visible_to(user)
        keys = [guardian.pk for guardian in find(text, within=guardians, limit=MOST_FOUND)]
        return guardians.filter(Q(pk__in=keys) | Q(public_id=asked_about(chosen or ""))).with_list_parts(user)

    def _says_merged(self):
        """Whether the parent who was chosen was given up in a merge since: then a word more is due."""
        given_up = Guardian.objects.given_up(self.user)
        return given_up.filter(public_id=asked_about(self["guardian"].data or "")).exists()


class MotherStep(ParentStep):
    role = MOTHER


class FatherStep(ParentStep):
    role = FATHER
