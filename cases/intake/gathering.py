"""Reading a draft as a whole: every step judged, what is still missing, and the registration that it makes."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cases.components.chosen import read_together
from cases.enums import SourceKind
from cases.errors import Refused
from cases.intake import answers as said
from cases.intake import drafts
from cases.intake.family_forms import FATHER, MOTHER
from cases.intake.groups import PARENTS
from cases.intake.step_forms import source_or
from cases.intake.steps import PLACE_FIELDS, Answers, every_step, steps_about, steps_of
from cases.models import Child
from cases.people.motherhood import young_mother_words


class Gathered:
    """All steps of a draft for ``user``, each with its form bound to what was typed, or ``None``."""

    def __init__(self, draft, user):
        self.draft, self.user = draft, user
        self.answers = Answers(draft)
        self.steps = steps_of(self.answers)

    @cached_property
    def forms(self):
        """Form by step; ``None`` where nothing was typed. What is chosen in all of them is fetched together."""
        made = {step.slug: self._form(step) for step in self.steps}
        read_together(one for form in made.values() if form for one in (form, *form.rows))
        return made

    def _form(self, step):
        if not self.answers.has(step.slug):
            return None
        return step.form(self.answers.at(step.slug), user=self.user, answers=self.answers)

    @cached_property
    def problems(self):
        """``(step, sentence)`` for what has to be answered or corrected before this can be recorded."""
        found = []
        for step in self.steps:
            form = self.forms[step.slug]
            if form is None and step.kind.is_needed:
                found.append((step, _("Not answered yet")))
            elif form is not None and not self._is_valid(form):
                found.append((step, _("There is something to correct")))
        return found

    @cached_property
    def left_out(self):
        """``(number, title)`` of what was answered and no longer applies; ``number`` is the child, 0 for the family."""
        asked = {step.slug for step in self.steps}
        # What was typed of a parent waits where one on file was taken instead; the page says so beside that parent.
        for role in PARENTS:
            if drafts.is_taken(self.draft, role):
                asked |= set(steps_about(role))
        return [
            (step.number, step.kind.title)
            for step in every_step()
            if step.slug not in asked and self._says_something(step.slug)
        ]

    def _says_something(self, slug):
        typed = self.answers.at(slug)
        return any(text.strip() for name in typed if name != "rows" for text in typed.getlist(name))

    def _is_valid(self, form):
        # The page it was typed on is no part of the answer.
        for name in ("version", "page"):
            form.fields.pop(name, None)
        return form.is_valid()

    @cached_property
    def copied_claims(self):
        """Claims of the children who have those of the child before, by number: typed once, and easily overlooked."""
        claims = {number: self._claims_of(number) for number in range(1, self.answers.children + 1)}
        return {
            number: said
            for number, said in claims.items()
            if number > 1 and said and set(said) == set(claims[number - 1])
        }

    def _claims_of(self, number):
        form = self._sound(f"child-{number}-nationality")
        return form.claims() if form else []

    @cached_property
    def young_mother(self):
        """``(number, sentence)`` of each child at whose birth the mother would have been younger than 12."""
        earliest, latest = self._mother_born(), {}
        for number in range(1, self.answers.children + 1):
            form = self._sound(f"child-{number}-birth")
            latest[number] = form.born().when.latest if form else None
        found = [
            (
                number,
                young_mother_words(earliest, day, mother=_("the mother"), child=self.called(number)),
            )
            for number, day in latest.items()
        ]
        return [(number, words) for number, words in found if words]

    def _mother_born(self):
        guardian = self.on_file(MOTHER)
        if guardian is not None:
            return guardian.person.birth_earliest
        form = self._sound(f"{MOTHER}-birth")
        return form.born().when.earliest if form else None

    def on_file(self, role):
        """The parent on file (a ``Guardian``) who was chosen for a role; of one whom another office keeps nothing."""
        form = self._sound(role)
        guardian = form.on_file() if form else None
        is_ours = guardian is not None and guardian.person.office_id == self.draft.office_id
        return guardian if is_ours else None

    def called(self, number):
        """The name of a child, as it was typed first; "child 2" without one."""
        names = self.answers.names_of(f"child-{number}")
        return next(iter(names.values()), "") or _("child %(number)s") % {"number": number}

    def _sound(self, slug):
        """The valid form of a step; ``None`` where nothing was typed or something has to be corrected."""
        form = self.forms.get(slug)
        wrong = {step.slug for step, _sentence in self.problems}
        return form if form is not None and slug not in wrong else None

    def registration(self):
        """The ``FamilyRegistration``. Raises ``Refused`` while there are problems."""
        if self.problems:
            raise Refused(_("Something is still missing or has to be corrected."))
        mother, father = self._parent(MOTHER), self._parent(FATHER)
        children = [self._child(number) for number in range(1, self.answers.children + 1)]
        return said.FamilyRegistration(
            children=children, mother=mother, father=father, family=self._family(mother, father)
        )

    @property
    def _source(self):
        return self.forms["family"].cleaned_data.get("told_by") or SourceKind.UNKNOWN

    def _parent(self, role):
        form = self.forms.get(role)
        if form is None:
            return None
        parts, birth, own_file = (self.forms.get(f"{role}-{word}") for word in ("parts", "birth", "file"))
        place = self.forms.get("place")
        return form.parent(
            told_by=self._source,
            parts=parts.parts() if parts else {},
            where=_where(place.cleaned_data, self._source) if place else None,
            birth=birth.born() if birth else None,
            missing=birth.missing() if birth else {},
            opens_case=bool(own_file and own_file.opens_case()),
            found=own_file.found() if own_file else None,
        )

    def _family(self, mother, father):
        typed = self.forms["family"].cleaned_data
        if typed.get("sibling"):
            return said.FamilyOf(sibling=typed["sibling"])
        for role, parent in ((MOTHER, mother), (FATHER, father)):
            if isinstance(parent, said.KnownParent):
                sibling = self.forms[role].cleaned_data.get("sibling") or self._a_child_of(parent.guardian)
                if sibling:
                    return said.FamilyOf(sibling=sibling)
        name = typed.get("group_name", "").strip()
        if name or mother or father or self.answers.children > 1:
            return said.NewFamily(name=name)
        return None

    def _a_child_of(self, guardian):
        """A child on file of a parent on file: of whom another office keeps, nothing is known here."""
        ours = Child.objects.visible_to(self.user)
        ties = guardian.guardianships.standing().of_parents().filter(child__in=ours)
        tie = ties.select_related("child__person").order_by("pk").first()
        return tie.child if tie else None

    def _child(self, number):
        def form(word):
            return self.forms.get(f"child-{number}-{word}")

        name, about, birth, where = (form(word) for word in ("name", "about", "birth", "where"))
        before, papers, nationality = (form(word) for word in ("before", "papers", "nationality"))
        return said.Registration(
            names=name.names(),
            name_source=source_or(name.cleaned_data["name_source"], self._source),
            parts=about.parts(),
            own_script=name.own_script(),
            other_names=name.other_names(),
            sex=about.cleaned_data["sex"],
            birth=birth.born(),
            where=where.where(source=self._source),
            company=where.cleaned_data["company"],
            company_from=where.cleaned_data["company_from"],
            company_source=self._source,
            carer=where.cares(source=self._source),
            found=self._found(before),
            lived_before=before.stays() if before else (),
            papers=papers.papers() if papers else (),
            claims=nationality.claims() if nationality else (),
            missing=self._missing(number),
        )

    def _found(self, before):
        form = before or self.forms.get("place")
        return form.found() if form else None

    def _missing(self, number):
        own = {slug for slug in self.forms if slug.startswith(f"child-{number}-")}
        reasons = {}
        for slug in ("parents", MOTHER, FATHER, *own):
            form = self.forms.get(slug)
            reasons |= form.missing() if form is not None and slug in self.forms else {}
        return {str(question): reason for question, reason in reasons.items()}


def _where(typed, source):
    return said.Where(
        **{name: typed[name] for name in PLACE_FIELDS},
        source=source,
    )
