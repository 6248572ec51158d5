"""What one page shows of people, noted while it is made, so that one row of the trail says it before it is returned.

``requires`` opens a page around each view. ``get_for`` notes whose file is opened, lists note who is on them, the search
notes its words, and ``PersonPresenter`` notes everybody whose name is printed: a page that forgets to say whom it shows
does not exist. Outside of a page, in a command or a test of an action, nothing is noted: nobody is shown anything.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from cases.audit.about import named_as, people_of
from cases.audit.terms import hashed
from cases.enums import AuditKind

_page = ContextVar("page", default=None)


class Page:
    """The notes of one request: whose files were opened, who else was shown, what was searched for."""

    def __init__(self, subject):
        self.subject = subject
        # Whether the trail has an entry already that says more than a read: an export, a print, an override.
        self.is_told = False
        self._opened = {}
        self._shown = {}
        self._rows = {}
        self._terms = None

    @property
    def kind(self):
        """The ``AuditKind`` that the page amounts to; ``None`` where nobody was shown and nothing searched for."""
        if self._terms is not None:
            return AuditKind.SEARCH
        if self.is_told:
            return None
        if self._opened:
            return AuditKind.READ
        return AuditKind.LIST if self._shown else None

    @property
    def ids(self):
        """Public ids. Of a page about somebody: whose file it is and the row that was opened; else of all who were shown."""
        people = self._opened if self.kind == AuditKind.READ else {**self._opened, **self._shown}
        return list({**people, **self._rows})

    @property
    def detail(self):
        """Terms of a search, as keyed hashes; and who was named beside the one whom a page is about."""
        if self._terms is not None:
            return {"terms": self._terms}
        beside = [public_id for public_id in self._shown if public_id not in self._opened]
        return {"beside": beside} if beside and self.kind == AuditKind.READ else {}

    def note_opened(self, row):
        """A row was looked up by its public id."""
        self._opened.update(dict.fromkeys(map(str, people_of(row))))
        if public_id := getattr(row, "public_id", None):
            self._rows[str(public_id)] = None

    def note_shown(self, ids):
        """People were shown."""
        self._shown.update(dict.fromkeys(map(str, ids)))

    def note_search(self, text):
        """``text`` was searched for."""
        self._terms = sorted({*(self._terms or ()), *hashed(text)})


@contextmanager
def page(subject):
    """One page: what is noted within is on the ``Page`` that this gives. ``subject`` is the name of the view."""
    opened = Page(subject)
    token = _page.set(opened)
    try:
        yield opened
    finally:
        _page.reset(token)


def subject_now():
    """The name of the view whose page is being made; empty outside of one."""
    return _page.get().subject if _page.get() else ""


def opened(row):
    """Note that a row was opened (one that ``with_people`` read)."""
    if _page.get():
        _page.get().note_opened(row)


def listed(rows):
    """Note that these rows (which ``with_people`` read) are shown."""
    if _page.get():
        _page.get().note_shown(public_id for row in rows for public_id in people_of(row))


def printed(person):
    """Note that the name of a ``Person`` is printed."""
    if _page.get():
        _page.get().note_shown(named_as(person))


def shown(ids):
    """Note that children, parents or carers with these public ids are shown otherwise than by their names."""
    if _page.get():
        _page.get().note_shown(ids)


def searched(text):
    """Note what somebody searches for."""
    if _page.get():
        _page.get().note_search(text)


def told():
    """Note that an entry of its own says what this page shows."""
    if _page.get():
        _page.get().is_told = True
