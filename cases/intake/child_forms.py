"""Steps about each child: name, sex, where and with whom, before, papers, nationality."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.children.forms import WhereaboutsFields
from cases.enums import (
    Confidence,
    Question,
    Relationship,
    Script,
    Separation,
    Sex,
    SourceKind,
    WhereaboutsKind,
)
from cases.intake import answers as said
from cases.intake.family_forms import FATHER, MOST_CHILDREN, MOTHER, FoundFields
from cases.intake.name_rows import OtherNames
from cases.intake.parts_forms import PartsStep
from cases.intake.row_forms import ClaimRow, LivedRow, PaperRow
from cases.intake.step_forms import MissingField, StepForm
from cases.names import script_of
from cases.people.forms import NAME_LENGTH, ConfidenceField, PersonNamesForm, SexField, SinceField

NOBODY, PERSON, INSTITUTION = "", "person", "institution"
FEWEST_ROWS = 2


class ChildStep(StepForm):
    """A step about the child of this number, from 1.

    ``word`` is that of the step; ``shared_parts`` maps the part of the page to the fields that stand in it.
    """

    word = ""
    shared_parts = {}

    def __init__(self, *args, number, **kwargs):
        self.number = number
        super().__init__(*args, **kwargs)

    @property
    def copied(self):
        """The parts of the page that stand filled in with earlier answers and were not kept here yet."""
        if self.answers.has(f"child-{self.number}-{self.word}"):
            return []
        shared = self.shared()
        return [part for part, names in self.shared_parts.items() if any(shared.get(name) for name in names)]

    @property
    def copied_from(self):
        """Which child the answers come from, as ``(number, name)``; ``None`` for the family's."""
        return self.answers.copied_from(self.number, self.word)


class NameStep(OtherNames, ChildStep, PersonNamesForm):
    """The name in each script; a child whose name nobody knows has none, for a reason."""

    names_required = False
    questions = {Question.NAME: "no_name"}
    quiet = {"name_source": SourceKind.UNKNOWN}

    own = forms.ChoiceField(
        label=_("Which one does the child use?"),
        required=False,
        choices=[
            (Script.LATIN, _("Latin")),
            (Script.CYRILLIC, _("Cyrillic")),
            (Script.ARABIC, _("Arabic")),
            (Script.OTHER, _("Other letters")),
            ("", _("Not asked")),
        ],
        initial="",
        widget=forms.RadioSelect(attrs={"class": "options-inline"}),
    )
    no_name = MissingField()

    def clean(self):
        cleaned = super().clean()
        names = self.names()
        if not names and not cleaned.get("no_name") and not self._has_name_errors():
            self.add_error("name_latin", _("Write the name in one script, or say below why there is none."))
        if cleaned.get("own") and names and not self.own_script():
            self.add_error("own", _("There is no name in these letters."))
        return cleaned

    def has_answer(self, question):
        return bool(self.names())

    def own_script(self):
        """The script of the spelling that the child uses, or ``""``."""
        own, names = self.cleaned_data.get("own"), self.names()
        if own == Script.OTHER:
            return next(
                (script for script in names if script not in (Script.LATIN, Script.CYRILLIC, Script.ARABIC)),
                "",
            )
        return own if own in names else ""


class AboutStep(ChildStep, PartsStep):
    """The parts of the name, and the sex."""

    questions = {Question.SEX: "no_sex"}

    sex = SexField()
    no_sex = MissingField(label=_("If it is unknown, why?"))

    def __init__(self, *args, number, **kwargs):
        self.who = f"child-{number}"
        super().__init__(*args, number=number, **kwargs)

    def has_answer(self, question):
        return self.cleaned_data.get("sex", Sex.U) != Sex.U


class WhereStep(ChildStep, WhereaboutsFields):
    """Where the child is now, with whom, and who cares."""

    word = "where"
    shared_parts = {
        "place": ("place", "country", "detail", "from_date"),
        "company": ("company", "company_from"),
        "carer": ("carer", "carer_relationship", "carer_name", "carer_from"),
    }

    questions = {
        Question.WHERE_NOW: "no_where_now",
        Question.COMPANY: "no_company",
        Question.CARER: "no_carer",
    }
    quiet = {"kind": WhereaboutsKind.AT_PLACE}
    needed_if = {
        "carer_relationship": _("needed for another person"),
        "carer_name": _("needed for another person or an institution"),
    }

    from_date = SinceField(
        label=_("Here since"), required=False, help_text=_("Leave it empty where nobody knows.")
    )
    confidence = ConfidenceField(initial=Confidence.CONFIRMED, required=False)
    no_where_now = MissingField(label=_("If the place is unknown, why?"))
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
    no_company = MissingField(label=_("If that is not established, why?"))
    carer = forms.ChoiceField(
        label=_("Who cares for the child now?"),
        required=False,
        choices=[
            (MOTHER, _("The mother")),
            (FATHER, _("The father")),
            (PERSON, _("Another person")),
            (INSTITUTION, _("A home or another institution")),
            (NOBODY, _("Nobody, or not known")),
        ],
        widget=forms.RadioSelect(attrs={"class": "options-two"}),
    )
    carer_relationship = forms.ChoiceField(
        label=_("What is this person to the child?"),
        required=False,
        choices=[
            ("", _("Choose")),
            *(
                (code, label)
                for code, label in Relationship.choices
                if code not in (Relationship.MOTHER, Relationship.FATHER, Relationship.INSTITUTION_STAFF)
            ),
        ],
    )
    carer_name = forms.CharField(
        label=_("Name of the person or institution"),
        required=False,
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    carer_from = SinceField(label=_("Cares since"), required=False)
    no_carer = MissingField(label=_("If nobody is known, why?"))

    def shared(self):
        return self.answers.where_for(self.number)

    def clean(self):
        cleaned = super().clean()
        carer, named = cleaned.get("carer"), (cleaned.get("carer_name") or "").strip()
        if carer in (MOTHER, FATHER) and not self.answers.has_parent(carer):
            self.add_error(
                "carer", _("This parent is not named; name the parent first, or choose another answer.")
            )
        if (
            carer == PERSON
            and not cleaned.get("carer_relationship")
            and "carer_relationship" not in self.errors
        ):
            self.add_error("carer_relationship", _("Choose what this person is to the child."))
        if carer in (PERSON, INSTITUTION) and not named and "carer_name" not in self.errors:
            self.add_error("carer_name", _("Write the name as it was said."))
        elif named and not any(character.isalpha() for character in named):
            self.add_error("carer_name", _("A name has letters."))
        return cleaned

    def has_answer(self, question):
        cleaned = self.cleaned_data
        answers = {
            Question.WHERE_NOW: cleaned.get("kind") in (WhereaboutsKind.AT_PLACE, WhereaboutsKind.IN_COUNTRY),
            Question.COMPANY: cleaned.get("company", Separation.UNKNOWN) != Separation.UNKNOWN,
            Question.CARER: bool(cleaned.get("carer")),
        }
        return answers[question]

    def where(self, *, source):
        """The answers about the place, for the action."""
        cleaned = self.cleaned_data
        return said.Where(
            kind=cleaned["kind"],
            place=cleaned["place"],
            country=cleaned["country"],
            detail=cleaned["detail"],
            from_date=cleaned["from_date"],
            confidence=cleaned["confidence"],
            source=source,
        )

    def cares(self, *, source):
        """A ``Carer``, known from ``source``, or ``None``."""
        cleaned = self.cleaned_data
        who, since = cleaned.get("carer"), cleaned.get("carer_from")
        if not who:
            return None
        if who in (MOTHER, FATHER):
            return said.Carer(role=who, since=since, source=source)
        full = cleaned["carer_name"].strip()
        is_person = who == PERSON
        relationship = cleaned["carer_relationship"] if is_person else Relationship.INSTITUTION_STAFF
        names = {script_of(full): full}
        return said.Carer(relationship=relationship, names=names, since=since, source=source)


class BeforeStep(ChildStep, FoundFields):
    """Where the child was found, and where it lived before."""

    word = "before"
    row_title = _("Earlier place %(number)s")
    shared_parts = {"found": ("found_place", "found_country", "found_date")}

    questions = {Question.FOUND: "no_found", Question.LIVED_BEFORE: "no_lived_before"}

    no_found = MissingField(label=_("If that is not known, why?"))
    no_lived_before = MissingField(label=_("If nothing is known of it, why?"))

    def shared(self):
        return self.answers.found_for(self.number)

    def make_rows(self, data, *, more):
        return self.row_forms(LivedRow, data, fewest=FEWEST_ROWS, more=more)

    def has_answer(self, question):
        if question == Question.FOUND:
            return self.found() is not None
        return any(row.is_bound and row.is_valid() and row.said() for row in self.rows)

    def rows_fit(self):
        arrival = self.answers.arrival_of(self.number)
        # Every row is judged, so that each message stands at once.
        fitting = [row.check_arrival(arrival) for row in self.rows]
        return all(fitting)

    def stays(self):
        """Every ``LivedBefore`` that was answered."""
        return [stay for row in self.rows if (stay := row.said())]


class PapersStep(ChildStep):
    """The papers of the child, lost ones too."""

    word = "papers"
    row_title = _("Paper %(number)s")

    questions = {Question.PAPERS: "no_papers"}

    no_papers = MissingField(label=_("If nothing is known of papers, why?"))

    @property
    def copied(self):
        is_kept = self.answers.has(f"child-{self.number}-{self.word}")
        return [] if is_kept or not self.answers.paper_for(self.number) else ["paper"]

    def make_rows(self, data, *, more):
        rows = self.row_forms(PaperRow, data, fewest=FEWEST_ROWS, more=more)
        rows[0].initial = self.answers.paper_for(self.number)
        return rows

    def has_answer(self, question):
        return any(row.is_bound and row.is_valid() and row.said() for row in self.rows)

    def papers(self):
        """The facts of every paper."""
        return [paper for row in self.rows if (paper := row.said())]


class NationalityStep(ChildStep):
    """The States whose national the child may be."""

    word = "nationality"
    row_title = _("Claim %(number)s")

    questions = {Question.NATIONALITY: "no_nationality"}

    no_nationality = MissingField(label=_("If no State is known, why?"))

    def make_rows(self, data, *, more):
        rows = self.row_forms(ClaimRow, data, fewest=FEWEST_ROWS, more=more)
        for row, initial in zip(rows, self.answers.claims_for(self.number), strict=False):
            row.initial = initial
        return rows

    @property
    def copied(self):
        is_kept = self.answers.has(f"child-{self.number}-{self.word}")
        return [] if is_kept or not self.answers.claims_for(self.number) else ["claims"]

    def rows_fit(self):
        seen = set()
        for row in self.rows:
            claim = row.said()
            if claim and claim in seen:
                row.add_error("basis", _("This claim stands on the page twice."))
                return False
            seen.add(claim)
        return True

    def has_answer(self, question):
        return any(row.is_bound and row.is_valid() and row.said() for row in self.rows)

    def claims(self):
        """Every ``Claim`` that was answered."""
        return [claim for row in self.rows if (claim := row.said())]


class MoreStep(StepForm):
    """Whether another brother or sister is registered along."""

    another = forms.ChoiceField(
        label=_("Is there another brother or sister to register now?"),
        choices=[("no", _("No, this is everybody")), ("yes", _("Yes, another child"))],
        initial="no",
        widget=forms.RadioSelect,
        help_text=_("What they share is filled in already."),
    )
    # Which child a "yes" makes: it belongs to the page, so it is not kept with the answer.
    makes = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=2, max_value=MOST_CHILDREN + 1
    )

    def shared(self):
        return {"makes": self.answers.children + 1}

    asides = StepForm.asides | {"makes"}
