"""Steps about a birth: of a child, of a parent; and of a parent who is a child, whether a file is opened."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.components.partial_dates import PartialDateField
from cases.enums import BirthBasis, DocumentKind, Question
from cases.intake.child_forms import ChildStep
from cases.intake.family_forms import FATHER, MOTHER, FoundFields
from cases.intake.step_forms import MissingField, StepForm
from cases.people.forms import BirthForm, ConfidenceField

PAPER_BASES = (BirthBasis.DOCUMENT, BirthBasis.DOCUMENT_UNRECOGNISED)
BIRTH_PAPERS = (
    DocumentKind.BIRTH_CERT,
    DocumentKind.BIRTH_NOTE,
    DocumentKind.PASSPORT,
    DocumentKind.NATIONAL_ID,
    DocumentKind.FAMILY_BOOK,
    DocumentKind.VACCINATION_CARD,
    DocumentKind.SCHOOL_RECORD,
    DocumentKind.MEDICAL,
    DocumentKind.COURT_ORDER,
)
YES, NO = "yes", "no"


class BornStep(StepForm, BirthForm):
    """When and where somebody was born, how that is known and how sure it is."""

    questions = {
        Question.BIRTH: "no_birth",
        Question.BIRTH_PLACE: "no_birth_place",
        Question.ORIGIN: "no_origin",
    }

    no_birth = MissingField(label=_("If nothing is known, why?"))
    birth_confidence = ConfidenceField(required=False)
    no_birth_place = MissingField(label=_("If the place of birth is not known, why?"))
    no_origin = MissingField(label=_("If the region of origin is not known, why?"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The page says so above.
        self.fields["birth"].help_text = ""

    def has_answer(self, question):
        cleaned = self.cleaned_data
        answers = {
            Question.BIRTH: bool(cleaned.get("birth")),
            Question.BIRTH_PLACE: bool(cleaned.get("birth_place") or cleaned.get("birth_country")),
            Question.ORIGIN: bool(cleaned.get("region_of_origin")),
        }
        return answers[question]


class BirthStep(ChildStep, BornStep):
    """The birth of a child, and the paper it was read from."""

    needed_if = {"birth_basis": _("needed if a paper was seen")}

    birth_paper = forms.ChoiceField(
        label=_("On which paper?"),
        required=False,
        choices=[("", _("No paper was seen")), *((kind, kind.label) for kind in BIRTH_PAPERS)],
        help_text=_("It is listed with the papers, where more is asked about it."),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("birth_paper") and cleaned.get("birth_basis") not in PAPER_BASES:
            self.add_error("birth_basis", _("A paper was seen: say whether its issuer is recognised."))
        return cleaned


class ParentBirthStep(BornStep):
    """The birth of a parent; it may be left out, and is no reason to stop."""

    role = MOTHER

    birth = PartialDateField(label=_("When born"), required=False)

    def is_quiet(self, name):
        # How sure a birth is says nothing where there is none.
        return (name == "birth_confidence" and not self.cleaned_data.get("birth")) or super().is_quiet(name)


class MotherBirthStep(ParentBirthStep):
    role = MOTHER


class FatherBirthStep(ParentBirthStep):
    role = FATHER


class OwnFileStep(StepForm, FoundFields):
    """A parent who is certainly under 18: whether a case file is opened, since a parent may be a child too."""

    role = MOTHER
    field_order = ["own_file"]
    copied_from = None

    def shared(self):
        return self.answers.found_with_family()

    @property
    def copied(self):
        """Whether the place stands filled in with what was said of the family, and was not kept here yet."""
        return ["found"] if self.shared() and not self.answers.has(f"{self.role}-file") else []

    def opens_case(self):
        """Whether a case file is opened."""
        return self.cleaned_data.get("own_file") == YES

    def is_quiet(self, name):
        # Without a file nothing is recorded of where the parent was found.
        return (name != "own_file" and not self.opens_case()) or super().is_quiet(name)


def _own_file(label, yes):
    return forms.ChoiceField(
        label=label,
        choices=[(YES, yes), (NO, _("No, not now"))],
        initial=YES,
        widget=forms.RadioSelect,
        help_text=_("One person then has both: the file of a child, and the place of a parent."),
    )


class MotherFileStep(OwnFileStep):
    own_file = _own_file(
        _("Open a case file for her too?"), _("Yes, she gets a case file of her own with the children’s")
    )


class FatherFileStep(OwnFileStep):
    role = FATHER
    own_file = _own_file(
        _("Open a case file for him too?"), _("Yes, he gets a case file of his own with the children’s")
    )
