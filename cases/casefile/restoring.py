"""Some fields of one change go back, whichever change it is: what stood before is written as a new one, with a reason."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.pieces import pieces_of, restore_pieces
from cases.audit.record import changing
from cases.audit.restoring import RowChange, changes_of
from cases.casefile.history import Line, lines_of, places_named_in
from cases.casefile.undo import grow, touch_cases
from cases.components.forms import OfUser, Once
from cases.components.stamps import OnFile, Stamped
from cases.errors import Refused, Stale
from cases.models import PersonName
from cases.people.actions import set_aside
from cases.people.forms import ReasonField

FIELD = "pieces"
_NOTHING_LEFT = _(
    "Nothing of this change can go back by itself: it is as it was before, or its entry is gone."
)


@dataclass(frozen=True)
class Choice:
    """One piece as the form prints it: what is on file now, and what stood before the change."""

    key: str
    lines: list[Line]


@dataclass(frozen=True)
class Found:
    """A change to choose from in ``pieces``, and the stamp of the record as it is now."""

    change: object
    pieces: list
    version: str

    @property
    def open_pieces(self):
        return [piece for piece in self.pieces if piece.is_open]

    @property
    def choices(self):
        """A ``Choice`` for each piece that can go back; one query for all places."""
        rows = [(piece, _Rows(_beside_now(piece))) for piece in self.open_pieces]
        places = places_named_in([one for _piece, one in rows])
        return [Choice(piece.key, lines_of(one, places)) for piece, one in rows]


@dataclass(frozen=True)
class _Rows:
    rows: list


class RestoreForm(OfUser, Stamped, Once):
    """Which fields of a ``Found`` go back, and why; ``change`` and ``until`` say which change it was opened on."""

    change = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    until = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    pieces = forms.MultipleChoiceField(
        label=_("What goes back"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one field.")},
    )
    reason = ReasonField(label=_("Why it goes back"))

    def __init__(self, *args, found, **kwargs):
        super().__init__(*args, **kwargs)
        # All of them: what went back meanwhile was a choice when the form was opened.
        self.fields[FIELD].choices = [(piece.key, "") for piece in found.pieces] if found else []


def find_change(record, *, stamp="", until=None):
    """The ``Found`` of the change that ``stamp`` names (the latest without one), seen from before ``until``.

    ``None`` where the record has no such change, or where it came to be with it.
    """
    changes, _more = changes_of(record.parts, until=until)
    found = next((change for change in changes if not stamp or change.stamp == stamp), None)
    if found is None or found.is_beginning:
        return None
    latest = changes[0] if until is None else changes_of(record.parts)[0][0]
    return Found(found, pieces_of(found), latest.stamp)


def restore_fields(*, by, record, stamp, until, version, pieces, reason, form_id=None):
    """Write what stood before of some ``pieces`` (keys) of one change, as a new change; returns the record's subject.

    ``stamp`` and ``until`` as in ``find_change``. Raises ``Stale`` (``current`` is an ``OnFile`` of a ``Found``) when the
    record changed since ``version`` was read, ``Refused`` where nothing is left to go back or a rule forbids it.
    """
    with changing(by=by, reason=reason):
        record.lock()
        found = find_change(record, stamp=stamp, until=until)
        if found is None:
            raise Refused(_NOTHING_LEFT)
        if found.version != version:
            raise Stale(
                _("Somebody else changed this record while you looked at it."),
                current=OnFile(row=found, version=found.version),
            )
        chosen = [piece for piece in found.open_pieces if piece.key in pieces]
        if not chosen:
            raise Refused(_NOTHING_LEFT)
        is_all = len(chosen) == len(found.open_pieces)
        for piece in chosen:
            _make_way(piece)
        done = restore_pieces(found.change, chosen, with_followers=is_all)
        record.check(done)
        grow(record, done)
        touch_cases(record)
        if form_id:
            remember_saved(by, form_id, record.subject)
    return record.subject


def _beside_now(piece):
    """The rows of a piece; with a name that is shown first again stands the one that is by now."""
    rows = piece.beside_now()
    return rows + [
        RowChange(piece.part, name.pk, before=_aside(name), after=name) for name in _in_the_way(piece)
    ]


def _make_way(piece):
    """A name that is shown first, or is the person's own, gives that to the one that goes back."""
    for name in _in_the_way(piece):
        if name.is_own and any(row.before and row.before.is_own for row in piece.rows):
            PersonName.objects.filter(pk=name.pk).update(is_own=False)
            name.is_own = False
        if name.is_preferred and name.script in _scripts_shown_first(piece):
            set_aside(name)


def _in_the_way(piece):
    """Names that are none of the piece and hold what a name of it gets back."""
    if piece.part.model is not PersonName or piece.columns:
        return []
    others = PersonName.objects.filter(**piece.part.lookup).exclude(pk__in=[row.key for row in piece.rows])
    own = any(row.before and row.before.is_own for row in piece.rows)
    shown = _scripts_shown_first(piece)
    return [name for name in others if (name.is_own and own) or (name.is_preferred and name.script in shown)]


def _scripts_shown_first(piece):
    return {row.before.script for row in piece.rows if row.before and row.before.is_preferred}


def _aside(name):
    """The same name as it is once it is not shown first any more."""
    aside = PersonName(kind=name.kind, is_own=name.is_own, is_preferred=False)
    aside.spell(name.full, script=name.script)
    for part in ("given", "patronymic", "father_given", "grandfather_given", "family", "nisba", "source"):
        setattr(aside, part, getattr(name, part))
    return aside
