"""The steps of a registration as data: what each is called, which form it has, whom it is about, when it applies."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.components.partial_dates import PartialDate, PartialDateField
from cases.components.typed import as_data
from cases.enums import Separation
from cases.intake import birth_forms, child_forms, drafts, family_forms, parts_forms
from cases.intake.family_forms import FATHER, MOST_CHILDREN, MOTHER, NAME_LENGTH, NEW, NONE
from cases.names import script_of
from cases.people.ages import COMING_OF_AGE, age_range_on
from cases.people.forms import NAME_FIELDS, OTHER_NAME, SinceField

PLACE_FIELDS = ("kind", "place", "country", "detail", "from_date", "confidence")
FOUND_FIELDS = ("found_place", "found_country", "found_date")


class Answers:
    """What a draft says so far, read for what later steps need of it; nothing here has been judged."""

    def __init__(self, draft):
        self.draft = draft

    def at(self, step):
        """What was typed at a step, as form data; empty where nothing was."""
        return drafts.typed_at(self.draft, step) or as_data({})

    def has(self, step):
        """Whether anything was ever kept at a step."""
        return step in self.draft.answers

    @property
    def here(self):
        """Which of mother, father and another carer are present."""
        return self.at("family").getlist("here")

    @property
    def is_alone(self):
        """Whether somebody said who is here, and ticked nobody."""
        return self.has("family") and not self.here

    @property
    def skips_parents(self):
        """Whether nothing is known of the parents of a child who is alone, so that they are not asked for."""
        return self.is_alone and self.at("parents").get("known", "") != "yes"

    @property
    def children(self):
        """How many children there are, between one and the most."""
        text = self.at("family").get("children", "")
        count = int(text) if text.isdecimal() and len(text) < 4 else 1
        return min(max(count, 1), MOST_CHILDREN)

    def names_of(self, who):
        """Script to name as written, of "mother", "father" or "child-2"."""
        is_parent = who in (MOTHER, FATHER)
        typed = self.at(who if is_parent else f"{who}-name")
        if is_parent and typed.get("how", NEW) != NEW:
            return {}
        written = (
            typed.get(field, "").strip()[:NAME_LENGTH] for field in (*NAME_FIELDS.values(), OTHER_NAME)
        )
        return {script_of(full): full for full in written if any(map(str.isalpha, full))}

    def has_parent(self, role):
        """Whether there is something to record of this parent."""
        if self.skips_parents or not self.has(role):
            return False
        typed = self.at(role)
        how = typed.get("how", NEW)
        if how == NEW:
            return bool(self.names_of(role) or typed.get("status") or typed.get("is_here"))
        return how != NONE

    def is_new(self, role):
        """Whether there is something to record of a parent who is not on file yet."""
        return self.has_parent(role) and self.at(role).get("how", NEW) == NEW

    def is_under_age(self, role):
        """Whether a new parent is certainly a child as well."""
        born = self._birth_of(role) if self.is_new(role) else PartialDate()
        ages = age_range_on(timezone.localdate(), born.earliest, born.latest)
        return ages is not None and ages[1] < COMING_OF_AGE

    def _birth_of(self, role):
        field, typed = PartialDateField(required=False), self.at(f"{role}-birth")
        try:
            return field.clean(field.widget.value_from_datadict(typed, {}, "birth"))
        except ValidationError:
            return PartialDate()

    @property
    def case_files(self):
        """How many case files are opened: the children’s, and those of parents who are children."""
        own = (role for role in (MOTHER, FATHER) if self.is_under_age(role))
        return self.children + sum(self.at(f"{role}-file").get("own_file") == "yes" for role in own)

    def copied_from(self, number, word):
        """The child before, as ``(number, name)``, where a step takes its answers from that; ``None`` if not."""
        before = f"child-{number - 1}"
        if number == 1 or not self.at(f"{before}-{word}"):
            return None
        return number - 1, next(iter(self.names_of(before).values()), "")

    def where_for(self, number):
        """What the step about place and company is opened with: the child before, or the family."""
        before = self.at(f"child-{number - 1}-where")
        if before:
            return {name: before[name] for name in before if not name.startswith("no_")}
        place = self.at("place")
        shared = {name: place[name] for name in PLACE_FIELDS if place.get(name)}
        return {**shared, **self._company()}

    def _company(self):
        is_mother, is_father = MOTHER in self.here, FATHER in self.here
        if is_mother and is_father:
            return {"company": Separation.WITH_BOTH_PARENTS, "carer": MOTHER}
        if is_mother:
            return {"company": Separation.WITH_MOTHER, "carer": MOTHER}
        return {"company": Separation.WITH_FATHER, "carer": FATHER} if is_father else {}

    def arrival_of(self, number):
        """The day on which a child came to where it is now, or ``None``."""
        try:
            return SinceField(required=False).clean(self.at(f"child-{number}-where").get("from_date", ""))
        except ValidationError:
            return None

    def found_for(self, number):
        """Where a child was found, as far as the child before or the family says it."""
        before = self.at(f"child-{number - 1}-before") or self.at("place")
        return {name: before[name] for name in FOUND_FIELDS if before.get(name)}

    def found_with_family(self):
        """Where the family was found: a parent who is a child may have been found there as well."""
        return {name: self.at("place")[name] for name in FOUND_FIELDS if self.at("place").get(name)}

    def paper_for(self, number):
        """The first paper: the one the birth was read from."""
        birth = self.at(f"child-{number}-birth")
        if not birth.get("birth_paper"):
            return {}
        not_recognised = birth.get("birth_basis") == "document_unrecognised"
        recognition = "not_recognised" if not_recognised else "recognised"
        return {"kind": birth["birth_paper"], "recognition": recognition}

    def claims_for(self, number):
        """The claims of the child before, row by row."""
        before = self.at(f"child-{number - 1}-nationality")
        rows = ({name: before.get(f"row{row}-{name}", "") for name in ("state", "basis")} for row in range(8))
        return [row for row in rows if any(row.values())]


@dataclass(frozen=True)
class Kind:
    """A step as it is asked once, or once for each child. ``is_needed`` steps hold the minimum record."""

    word: str
    title: Promise
    lede: Promise
    form: type
    applies: Callable[[Answers], bool] = lambda answers: True
    of_child: bool = False
    is_needed: bool = False
    aside: str = ""


@dataclass(frozen=True)
class Step:
    """A step of one registration; ``number`` is the child it is about, 0 for the family."""

    slug: str
    kind: Kind
    number: int = 0

    def form(self, data=None, *, user, answers, typed=None, more=False):
        """Its form: bound to ``data``, or showing ``typed`` unjudged, or as it is opened first."""
        about = {"number": self.number} if self.number else {}
        return self.kind.form(data, user=user, answers=answers, typed=typed, more=more, **about)


def _asks_parents(answers):
    return not answers.skips_parents


def _has_names(who):
    return lambda answers: not answers.skips_parents and bool(answers.names_of(who))


def _is_new(role):
    return lambda answers: answers.is_new(role)


def _is_under_age(role):
    return lambda answers: answers.is_under_age(role)


_TAKEN_APART = _("These are guesses. Correct what is wrong and empty what the name does not have.")
_BORN = _("Leave it empty where it was not asked. Whoever is under 18 counts as a child, a parent too.")
_A_CHILD_TOO = _("Whoever is under 18 counts as a child and has the same need of a file, a parent too.")
_HELD = _("Where somebody is held and at which stage may be recorded; charges never.")

OPENING = (
    Kind("family", _("Who is here?"), _("The family comes first; what they share is asked once."),
         family_forms.FamilyStep, is_needed=True),
    Kind("place", _("Where is the family, and where was it found?"),
         _("It is filled in already for each child and can be changed there."), family_forms.PlaceStep),
    Kind("parents", _("Is anything known of the parents?"), _("A child who is alone may know nothing of them."),
         family_forms.ParentsStep, applies=lambda answers: answers.is_alone),
    Kind("mother", _("Who is the mother?"), _HELD, family_forms.MotherStep, applies=_asks_parents),
    Kind("mother-parts", _("Is the mother’s name taken apart rightly?"), _TAKEN_APART,
         parts_forms.MotherPartsStep, applies=_has_names(MOTHER)),
    Kind("mother-birth", _("When was the mother born?"), _BORN,
         birth_forms.MotherBirthStep, applies=_is_new(MOTHER), aside="kept"),
    Kind("mother-file", _("The mother is under 18: a case file of her own?"), _A_CHILD_TOO,
         birth_forms.MotherFileStep, applies=_is_under_age(MOTHER)),
    Kind("father", _("Who is the father?"), _HELD, family_forms.FatherStep, applies=_asks_parents),
    Kind("father-parts", _("Is the father’s name taken apart rightly?"), _TAKEN_APART,
         parts_forms.FatherPartsStep, applies=_has_names(FATHER)),
    Kind("father-birth", _("When was the father born?"), _BORN,
         birth_forms.FatherBirthStep, applies=_is_new(FATHER), aside="kept"),
    Kind("father-file", _("The father is under 18: a case file of his own?"), _A_CHILD_TOO,
         birth_forms.FatherFileStep, applies=_is_under_age(FATHER)),
)  # fmt: skip
OF_CHILD = (
    Kind("name", _("What is the child’s name?"),
         _("Write each name as it was said, or exactly as the paper shows it. One script is enough."),
         child_forms.NameStep, of_child=True, is_needed=True, aside="alike"),
    Kind("about", _("Girl or boy, and is the name taken apart rightly?"), _TAKEN_APART,
         child_forms.AboutStep, of_child=True, is_needed=True),
    Kind("birth", _("When was the child born?"),
         _("Record only what you were told or have seen. A range is a good answer."),
         birth_forms.BirthStep, of_child=True, is_needed=True, aside="kept"),
    Kind("where", _("Where is the child now, and with whom?"),
         _("“Not known” is an answer, and so is “not yet established”."),
         child_forms.WhereStep, of_child=True, is_needed=True),
    Kind("before", _("Where was the child before?"), _("Closed camps and States count too."),
         child_forms.BeforeStep, of_child=True),
    Kind("papers", _("Which papers does the child have?"),
         _("Lost papers and papers that were never issued are recorded as well. Numbers are encrypted."),
         child_forms.PapersStep, of_child=True, aside="chain"),
    Kind("nationality", _("Which States may be the child’s?"),
         _("A claim is not leave to contact that State. No State learns of the child until somebody allows it."),
         child_forms.NationalityStep, of_child=True),
)  # fmt: skip
CLOSING = (
    Kind("more", _("Is there another child?"), _("Whoever is not here today can be added to the family later."),
         child_forms.MoreStep),
)  # fmt: skip


def steps_of(answers):
    """The steps of this registration in their order; the more is said, the better they fit the family."""
    steps = [Step(kind.word, kind) for kind in OPENING if kind.applies(answers)]
    for number in range(1, answers.children + 1):
        steps += [Step(f"child-{number}-{kind.word}", kind, number) for kind in OF_CHILD]
    return steps + [Step(kind.word, kind) for kind in CLOSING]


def every_step():
    """All steps that any registration can have, whether they apply or not."""
    children = [
        Step(f"child-{number}-{kind.word}", kind, number)
        for number in range(1, MOST_CHILDREN + 1)
        for kind in OF_CHILD
    ]
    return [*(Step(kind.word, kind) for kind in (*OPENING, *CLOSING)), *children]


def step_named(answers, slug):
    """The step of this address, or ``None`` where this registration has no such step."""
    return next((step for step in steps_of(answers) if step.slug == slug), None)


def part_of(answers, who):
    """The number of "child-2" in this registration, 0 for a parent who was answered, ``None`` for anybody else."""
    if who in (MOTHER, FATHER):
        return 0 if answers.has(who) else None
    numbers = {f"child-{number}": number for number in range(1, answers.children + 1)}
    return numbers.get(who) if answers.children > 1 else None


def steps_about(role):
    """The words of every step about one parent."""
    return [kind.word for kind in OPENING if kind.word == role or kind.word.startswith(f"{role}-")]


def step_after(answers, slug):
    """The step that follows, or ``None`` after the last one."""
    steps = steps_of(answers)
    place = next((place for place, step in enumerate(steps) if step.slug == slug), len(steps))
    return steps[place + 1] if place + 1 < len(steps) else None


def step_before(answers, slug):
    """The step before, or ``None`` before the first one."""
    steps = steps_of(answers)
    place = next((place for place, step in enumerate(steps) if step.slug == slug), 0)
    return steps[place - 1] if place else None


def progress(answers, slug):
    """``(which, of how many)``, counted from 1; the step where somebody is may no longer apply."""
    slugs = [step.slug for step in steps_of(answers)]
    return (slugs.index(slug) + 1 if slug in slugs else 1), len(slugs)
