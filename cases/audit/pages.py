"""What one page shows of people, noted while it is made, so that one row of the trail says it before it is returned.

``requires`` opens a page around each view; ``get_for``, lists and the search note on it. Outside of a page, in a command or
a test of an action, nothing is noted: nobody is shown anything.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from cases.audit.about import people_of
from cases.audit.terms import hashed
from cases.enums import AuditKind

_page = ContextVar("page", default=None)


class Page:
    """The notes of one request: whose files were opened, who was listed, what was searched for."""

    def __init__(self, subject):
        self.subject = subject
        self._opened = {}
        self._listed = {}
        self._beside = {}
        self._covered = set()
        self._terms = None

    @property
    def kind(self):
        """The ``AuditKind`` that the page amounts to; ``None`` where nobody was shown and nothing searched for."""
        if self._terms is not None:
            return AuditKind.SEARCH
        if self._left(self._opened):
            return AuditKind.READ
        return AuditKind.LIST if self._left(self._listed) else None

    @property
    def ids(self):
        """Public ids: whose files were opened first, then who was listed, then the rows in which they were found."""
        return self._left({**self._opened, **self._listed, **self._beside})

    @property
    def detail(self):
        """The terms of a search as keyed hashes, never as words."""
        return {} if self._terms is None else {"terms": self._terms}

    def note_opened(self, row):
        """A row was opened by its public id."""
        people = people_of(row)
        self._opened.update(dict.fromkeys(map(str, people)))
        public_id = getattr(row, "public_id", None)
        if public_id is not None:
            self._beside[str(public_id)] = None

    def note_listed(self, ids):
        """People were shown beside others."""
        self._listed.update(dict.fromkeys(map(str, ids)))

    def note_search(self, text):
        """``text`` was searched for."""
        self._terms = sorted({*(self._terms or ()), *hashed(text)})

    def note_covered(self, ids):
        """These have an entry of their own in the trail."""
        self._covered.update(map(str, ids))

    def _left(self, ids):
        return [public_id for public_id in ids if public_id not in self._covered]


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
    shown(public_id for row in rows for public_id in people_of(row))


def shown(ids):
    """Note that the people, parents or children, with these public ids are shown."""
    if _page.get():
        _page.get().note_listed(public_id for public_id in ids if public_id)


def searched(text):
    """Note what somebody searches for."""
    if _page.get():
        _page.get().note_search(text)


def covered(ids):
    """Note that an entry of their own says that these were opened."""
    if _page.get():
        _page.get().note_covered(ids)
