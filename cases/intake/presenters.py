"""How a registration under way reads: drafts that wait, what will be kept of a birth, children alike, all answers."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import cached_property
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.children.presenters import ChildPresenter
from cases.components.conflicts import shown
from cases.components.partial_dates import PartialDateField
from cases.enums import BirthBasis, ClaimBasis, Confidence
from cases.intake import drafts
from cases.intake.family_forms import FATHER, MOTHER
from cases.intake.steps import Answers, progress, steps_of
from cases.matching.search import find
from cases.models import Child, Person
from cases.people.ages import COMING_OF_AGE
from cases.people.presenters import PersonPresenter

MOST_ALIKE = 5
# A draft is told from the others by so many names.
MOST_NAMED = 3
ENDING_SOON = timedelta(days=2)


class DraftPresenter:
    """A draft in a list: how far it is, when it was kept, until when it will be."""

    def __init__(self, draft, *, now=None):
        self.draft = draft
        self.now = now or timezone.now()
        self.answers = Answers(draft)

    @property
    def title(self):
        """ "New child, question 4 of 9", "Family with 3 children, question 12 of 29"."""
        which, total = progress(self.answers, self.draft.step)
        count = self.answers.children
        words = ngettext(
            "New child, question %(which)s of %(total)s",
            "Family with %(count)s children, question %(which)s of %(total)s",
            count,
        )
        return words % {"which": which, "total": total, "count": count}

    @cached_property
    def names(self):
        """Who it is about, as far as it was typed: the children by name, or else a parent; some of them at most."""
        children = [f"child-{number}" for number in range(1, self.answers.children + 1)]
        return (self._named(children) or self._named([MOTHER, FATHER]))[:MOST_NAMED]

    def _named(self, people):
        written = (self.answers.names_of(who) for who in people)
        return [next(iter(names.values())) for names in written if names]

    @property
    def kept(self):
        """ "Kept 12 minutes ago"."""
        ago = self.now - self.draft.updated_at
        if ago < timedelta(minutes=1):
            return _("Kept just now")
        return _("Kept %(ago)s ago") % {"ago": timesince(self.draft.updated_at, self.now, depth=1)}

    @property
    def ending(self):
        """When it will be discarded, said one or two days before; empty until then."""
        if self.draft.expires_at - self.now > ENDING_SOON:
            return ""
        day = timezone.localtime(self.draft.expires_at)
        return _("Will be discarded on %(day)s, unless you go on with it") % {
            "day": formats.date_format(day, "j M H:i")
        }

    @property
    def url(self):
        step = self.draft.step or steps_of(self.answers)[0].slug
        return reverse("intake:step", args=[self.draft.public_id, step])

    @property
    def discard_url(self):
        return reverse("intake:discard", args=[self.draft.public_id])


@dataclass(frozen=True)
class DiscardedNotice:
    """That a draft is gone, and where the notice is put away."""

    text: str
    url: str


@dataclass(frozen=True)
class Unfinished:
    """What one has begun and not finished, and what was discarded meanwhile."""

    drafts: list
    notices: list

    def __bool__(self):
        return bool(self.drafts or self.notices)


def unfinished(user):
    """The drafts of ``user``, newest first, and notices of those that were discarded; what is over is emptied."""
    own = drafts.settled(user)
    return Unfinished(
        drafts=[DraftPresenter(draft) for draft in own if draft.discarded_at is None],
        notices=[_notice(draft) for draft in own if draft.discarded_at is not None],
    )


def _notice(draft):
    begun, gone = (
        formats.date_format(timezone.localtime(at), "j M Y") for at in (draft.created_at, draft.discarded_at)
    )
    return DiscardedNotice(
        text=_("A draft begun on %(begun)s was discarded on %(gone)s.") % {"begun": begun, "gone": gone},
        url=reverse("intake:put_away", args=[draft.public_id]),
    )


class KeptBirth:
    """What will be kept of a birth, from the bound form of its step; ``is_known`` tells whether there is anything."""

    def __init__(self, form):
        self.form = form
        form.is_valid()
        self.when = form.cleaned_data.get("birth")

    @property
    def is_known(self):
        return bool(self.when)

    @property
    def is_child_and_parent(self):
        """Whether the birth is a parent's, and one that is certainly under 18."""
        ages = self._person.ages
        return hasattr(self.form, "role") and ages is not None and ages[1] < COMING_OF_AGE

    @cached_property
    def _person(self):
        person = Person()
        self.form.born().write_to(person)
        return PersonPresenter(person)

    @property
    def born(self):
        return str(self.when)

    @property
    def age(self):
        return self._person.age_long

    @property
    def source(self):
        """ "Parent statement, reported, not confirmed"."""
        cleaned = self.form.cleaned_data
        basis, sure = cleaned.get("birth_basis"), cleaned.get("birth_confidence")
        words = [str(BirthBasis(basis).label)] if basis else [_("Not recorded")]
        return ", ".join([*words, *([str(Confidence(sure).label).lower()] if sure else [])])

    @property
    def clocks(self):
        return [clock.text for clock in self._person.legal_clocks]


def alike(user, names):
    """Children of the user's office with one of these names (by script), as list presenters; at most a handful."""
    children = Child.objects.visible_to(user)
    keys = []
    for full in names.values():
        found = find(full, within=children, limit=MOST_ALIKE)
        keys += [child.pk for child in found if child.pk not in keys]
    rows = children.filter(pk__in=keys[:MOST_ALIKE]).with_list_parts().order_by("pk")
    return [ChildPresenter(child) for child in rows]


@dataclass(frozen=True)
class Line:
    """One answer on the page that checks all of them."""

    label: str
    value: str
    is_wrong: bool = False


@dataclass(frozen=True)
class AnsweredStep:
    """The answers of one step, where they are changed, and the id to which that leads back.

    ``told`` is a word of care about them; empty for none.
    """

    slug: str
    title: str
    lines: list
    change_url: str
    is_wrong: bool
    told: str = ""


@dataclass(frozen=True)
class Section:
    """The answers about the family, a parent or one child; who is not the family may be taken out again.

    ``give_back_url`` brings back what was typed of a parent, where one on file was taken instead.
    """

    title: str
    name: str
    questions: list
    take_out_url: str = ""
    take_out_label: str = ""
    give_back_url: str = ""


class CheckPage:
    """Every answer of a ``cases.intake.gathering.Gathered``, question by question, each with the way to change it."""

    def __init__(self, gathered):
        self.gathered = gathered

    @property
    def sections(self):
        """The family, the parents, then each child."""
        sections = [self._section(_("The family"), "", self._steps_of("family", "place", "parents"))]
        for role, title, take_out in (
            (MOTHER, _("Mother"), _("Take the mother out")),
            (FATHER, _("Father"), _("Take the father out")),
        ):
            steps = [step for step in self.gathered.steps if step.slug.startswith(role)]
            if steps:
                label = take_out if self.gathered.answers.has(role) else ""
                sections.append(self._section(title, role, steps, label))
        children = self.gathered.answers.children
        for number in range(1, children + 1):
            steps = [step for step in self.gathered.steps if step.number == number]
            title = _("Child %(number)s") % {"number": number}
            label = _("Take child %(number)s out") % {"number": number} if children > 1 else ""
            sections.append(self._section(title, f"child-{number}", steps, label))
        return sections

    @property
    def problems(self):
        """What stands in the way: the question, what is wrong, and where to answer it, as pairs and an address."""
        return [
            {"label": self._label(step), "value": sentence, "url": self._url(step)}
            for step, sentence in self.gathered.problems
        ]

    @property
    def left_out(self):
        """What was answered and is not recorded, because the question no longer applies: a sentence each."""
        return [self._labelled(number, title) for number, title in self.gathered.left_out]

    @property
    def family_url(self):
        """Where the number of children and who is here are answered."""
        return self._url(self.gathered.steps[0])

    def _steps_of(self, *slugs):
        return [step for step in self.gathered.steps if step.slug in slugs]

    def _section(self, title, who, steps, take_out=""):
        draft = self.gathered.draft
        name = next(iter(self.gathered.answers.names_of(who).values()), "") if who else ""
        on_file = self.gathered.on_file(who) if who in (MOTHER, FATHER) else None
        is_taken = drafts.is_taken(draft, who)
        wrong = {step.slug for step, _sentence in self.gathered.problems}
        return Section(
            title=title,
            name=str(PersonPresenter(on_file.person).name) if on_file else name,
            questions=[self._question(step, step.slug in wrong) for step in steps],
            take_out_label=take_out,
            take_out_url=reverse("intake:take_out", args=[draft.public_id, who]) if take_out else "",
            give_back_url=reverse("intake:give_back", args=[draft.public_id, who]) if is_taken else "",
        )

    def _question(self, step, is_wrong):
        form = self.gathered.forms[step.slug]
        return AnsweredStep(
            slug=step.slug,
            title=str(step.kind.title),
            lines=[] if form is None else list(self._said(form)),
            change_url=self._url(step),
            is_wrong=is_wrong,
            told=self._told(step),
        )

    @property
    def copied_claims(self):
        """Children who have the claims of the child before: what they are called, the claims, and where to change them."""
        steps = {step.slug: step for step in self.gathered.steps}
        return [
            {
                "name": self.gathered.called(number),
                "claims": [f"{claim.state.name} ({ClaimBasis(claim.basis).label})" for claim in claims],
                "url": self._url(steps[f"child-{number}-nationality"]),
            }
            for number, claims in self.gathered.copied_claims.items()
        ]

    @cached_property
    def doubts(self):
        """What may be wrong and is no reason to stop: a sentence each, and where that is corrected."""
        steps = {step.slug: step for step in self.gathered.steps}
        return [
            {
                "sentence": sentence,
                "url": self._url(steps[f"child-{number}-birth"]),
                "label": _("The birth of %(child)s") % {"child": self.gathered.called(number)},
            }
            for number, sentence in self.gathered.young_mother
        ]

    @property
    def mothers_birth_url(self):
        """Where the birth of a mother who is new is answered; empty for one on file."""
        steps = {step.slug: step for step in self.gathered.steps}
        step = steps.get(f"{MOTHER}-birth")
        return self._url(step) if step else ""

    def _told(self, step):
        if step.slug != f"child-{step.number}-nationality" or step.number not in self.gathered.copied_claims:
            return ""
        before = self.gathered.called(step.number - 1)
        return _("The same claims as %(child)s, the child before.") % {"child": before}

    def _said(self, form):
        for field in form.asked():
            words = typed_words(form, field.name)
            if words and not form.is_quiet(field.name):
                yield Line(str(field.label), words, bool(field.errors))
        for label, words in form.summed_up():
            yield Line(label, words)
        for place, row in enumerate(form.rows, start=1):
            if row.errors or row.said() is not None:
                words = " · ".join(filter(None, (typed_words(row, name) for name in row.fields)))
                yield Line(form.row_title % {"number": formats.number_format(place)}, words, bool(row.errors))

    def _label(self, step):
        return self._labelled(step.number, step.kind.title)

    def _labelled(self, number, question):
        if not number:
            return str(question)
        return _("Child %(number)s: %(question)s") % {"number": number, "question": question}

    def _url(self, step):
        address = reverse("intake:step", args=[self.gathered.draft.public_id, step.slug])
        return f"{address}?from=check"


def typed_words(form, name):
    """What was typed in one field as a person reads it; as it was typed where it is not valid."""
    field = form.fields[name]
    bound = form[name]
    if name in form.errors:
        raw = bound.data
        return ", ".join(filter(None, map(str, raw.values() if isinstance(raw, dict) else [raw or ""])))
    value = form.cleaned_data.get(name)
    if value in (None, "", [], False):
        return ""
    if value is True:
        return _("Yes")
    if isinstance(field, PartialDateField):
        return str(value) if value else _("Not known")
    return shown(form, name, getattr(value, "case_number", value))
