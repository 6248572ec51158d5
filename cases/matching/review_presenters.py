"""How pairs, requests and comparisons read."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.enums import MatchAnswer, MatchBand, MatchKind, MatchRequestState, PassengerRole
from cases.matching.explaining import match_words
from cases.people.pages import page_of
from cases.people.presenters import PersonPresenter


class RecordLine:
    """One record of a pair in a row: its name, its number, what it is."""

    def __init__(self, person):
        self.person = person
        self._words = PersonPresenter(person)
        self.child = getattr(person, "child", None)
        self.is_parent = hasattr(person, "guardian")

    @property
    def name(self):
        return self._words.name

    @property
    def other_name(self):
        return self._words.other_name

    @property
    def number(self):
        return self.child.case_number if self.child else ""

    @property
    def what(self):
        """ "Child", "Parent or carer", or both."""
        if self.child and self.is_parent:
            return _("Child, and parent or carer")
        return _("Child") if self.child else _("Parent or carer")

    @property
    def url(self):
        return page_of(self.person)


class MatchRow:
    """One pair as an office sees it: its own record, and the other only where it keeps that too.

    ``match`` comes with ``with_row_parts``, and the names of the own records.
    """

    def __init__(self, match, office_id):
        self.match = match
        persons = [match.first, match.second]
        if match.first.office_id != office_id:
            persons.reverse()
        self.own = RecordLine(persons[0])
        self.is_ours = persons[1].office_id == office_id
        self.other = RecordLine(persons[1]) if self.is_ours else None

    def of(self, person):
        """The same row as it stands on the page of ``person``: the other record is told of."""
        if self.other is not None and self.own.person.pk != person.pk:
            self.own, self.other = self.other, self.own
        return self

    @property
    def url(self):
        return reverse("matching:pair", args=[self.match.public_id])

    @property
    def words(self):
        """ "Likely the same person"."""
        return match_words(self.match.kind, self.match.band)

    @property
    def is_family(self):
        return self.match.kind == MatchKind.SAME_FAMILY

    @property
    def is_likely(self):
        return self.match.band == MatchBand.LIKELY

    @property
    def found_on(self):
        return timezone.localtime(self.match.created_at).date()

    @property
    def answer(self):
        """What was answered, or how it stands with the other office; empty where nobody did anything yet."""
        if self.match.answer:
            return str(MatchAnswer(self.match.answer).label)
        if self.is_ours:
            return ""
        request = next(iter(self.match.requests.all()), None)
        return request_state_words(request) if request else ""


def request_state_words(request):
    """Where a request stands: "May be compared until 3 Dec 2026"."""
    state = MatchRequestState(request.state)
    if state == MatchRequestState.GRANTED:
        words = _("May be compared until %(day)s")
        if request.until_date < timezone.localdate():
            words = _("Could be compared until %(day)s")
        return words % {"day": date_format(request.until_date, "j M Y")}
    words = {
        MatchRequestState.ASKED: _("Asked, not answered yet"),
        MatchRequestState.REFUSED: _("The other office refused"),
        MatchRequestState.WITHDRAWN: _("Taken back"),
    }
    return words[state]


class RequestRow:
    """One request as one of the two offices sees it; ``match`` with row parts, both offices and who asked read along."""

    def __init__(self, request, office_id):
        self.request = request
        self.is_mine = request.asking_office_id == office_id
        self.row = MatchRow(request.match, office_id)

    @property
    def state(self):
        return request_state_words(self.request)

    @property
    def is_waiting(self):
        return self.request.state == MatchRequestState.ASKED

    @property
    def answer_url(self):
        """Where it is answered, by the office that is asked and as long as it waits."""
        if self.is_mine or not self.is_waiting:
            return ""
        return reverse("matching:consent", args=[self.request.public_id])

    @property
    def withdraw_url(self):
        """Where it is taken back: what one asked, or the consent that either gave or has."""
        lasts = (
            self.request.state == MatchRequestState.GRANTED
            and self.request.until_date >= timezone.localdate()
        )
        if lasts or (self.is_mine and self.is_waiting):
            return reverse("matching:withdraw", args=[self.request.public_id])
        return ""

    @property
    def withdraw_label(self):
        return _("Take the request back") if self.is_waiting else _("End the comparison")

    @property
    def other_office(self):
        """Name of the other office; of one that is asked only once it has consented, so empty before."""
        if not self.is_mine:
            return self.request.asking_office.name
        return self.request.holding_office.name if self.request.state == MatchRequestState.GRANTED else ""

    @property
    def asked_on(self):
        return timezone.localtime(self.request.created_at).date()


@dataclass(frozen=True)
class Fact:
    """One line of a comparison: what each record says."""

    label: str
    values: list[list] = field(default_factory=list)

    @property
    def is_same(self):
        first, second = ({str(value) for value in values} for values in self.values)
        return bool(first) and first == second


class Compared:
    """One record as a comparison shows it: a fixed list of facts, and nothing else of the file.

    ``person`` has its names, ``mothers`` and ``fathers`` (persons with names) and ``places`` read along.
    """

    def __init__(self, person):
        self.person = person
        self.line = RecordLine(person)
        role = PassengerRole.CHILD if self.line.child else PassengerRole.PARENT
        self._words = PersonPresenter(person, role=role)

    @cached_property
    def names(self):
        words = self._words
        return [words.name, *words.other_names, *words.spellings]

    @property
    def sex(self):
        return [self._words.sex]

    @property
    def birth(self):
        basis = self._words.birth_basis
        return [self._words.birth, *([basis] if basis else [])]

    @property
    def mothers(self):
        return _names_of(self.person.mothers)

    @property
    def fathers(self):
        return _names_of(self.person.fathers)

    @property
    def children(self):
        return _names_of(self.person.children)

    @property
    def places(self):
        return self.person.places


def _names_of(persons):
    return [name for person in persons for name in _preferred(person)]


def _preferred(person):
    words = PersonPresenter(person)
    return [words.name, *words.other_names]


def facts_of(first, second, *, within):
    """The lines of a comparison of two ``Compared``; the names of children only ``within`` one office."""
    rows = [
        (_("Names"), "names"),
        (_("Sex"), "sex"),
        (_("Birth"), "birth"),
        (_("Mother"), "mothers"),
        (_("Father"), "fathers"),
        (_("Places"), "places"),
    ]
    if within and not (first.line.child and second.line.child):
        rows.insert(5, (_("Children"), "children"))
    return [Fact(label, [getattr(first, name), getattr(second, name)]) for label, name in rows]


def found_words(found):
    """What a search for one person has found."""
    if not found.new:
        return _("Nothing new that may be the same person or family.")
    return ngettext("%(n)s new possible match.", "%(n)s new possible matches.", found.new) % {"n": found.new}


def count_words(count):
    """ "12 possible matches"."""
    if not count.is_exact:
        return _("More than %(n)s possible matches") % {"n": count.value}
    return ngettext("%(n)s possible match", "%(n)s possible matches", count.value) % {"n": count.value}
