"""One change in pieces that can go back alone: a field of a row, or rows that came or went with it.

What belongs together goes together: the days of a birth, and the names of which another was shown first. What is
sealed or computed is no piece. An old change has pieces too: its rows are held against what is on file now.
"""

from copy import copy
from dataclasses import dataclass, replace

from django.db import models
from django.utils.crypto import salted_hmac

from cases.audit.restoring import Change, Part, RowChange, restore_rows

# Columns that say one thing.
TOGETHER = (
    ("birth_earliest", "birth_latest", "birth_precision"),
    ("full", "script", "search_key"),
)


@dataclass(frozen=True)
class Piece:
    """What can go back alone. ``columns`` is empty where whole rows come or go; ``now`` are the rows on file by key."""

    part: Part
    rows: tuple[RowChange, ...]
    columns: tuple[str, ...]
    now: dict[int, models.Model]

    @property
    def key(self):
        """Names the piece to a form without a number of the database."""
        about = (self.part.model._meta.label, [row.key for row in self.rows], self.columns)
        return salted_hmac("cases.audit.pieces", repr(about)).hexdigest()[:16]

    @property
    def is_open(self):
        """Whether it can go back: something on file differs from what stood before, and its rows are still there."""
        if self.columns:
            (row,) = self.rows
            return row.key in self.now and self._differs(row, self.columns)
        return any(self._is_row_open(row) for row in self.rows)

    def beside_now(self):
        """The same rows, each with what going back would make of it as ``before``, and what is on file now as ``after``."""
        if not self.columns:
            return [replace(row, after=self.now.get(row.key)) for row in self.rows]
        (row,) = self.rows
        restored = copy(self.now[row.key])
        for name in self.columns:
            setattr(restored, name, getattr(row.before, name))
        return [RowChange(replace(self.part, fields=self.columns), row.key, restored, self.now[row.key])]

    def _differs(self, row, names):
        return any(getattr(row.before, name) != getattr(self.now[row.key], name) for name in names)

    def _is_row_open(self, row):
        if row.before is None or row.key not in self.now:
            return (row.before is None) == (row.key in self.now)
        return self._differs(row, self.part.fields)


def pieces_of(change):
    """The ``Piece`` objects of a change in the order of its rows; what only follows others is none of them."""
    found = []
    for part, rows in _by_part(change):
        if part.follows:
            continue
        now = part.model.objects.filter(**part.lookup).in_bulk([row.key for row in rows])
        whole = tuple(row for row in rows if _is_whole(row))
        if part.flags and whole:
            # Which of several comes first is one question.
            found.append(Piece(part, whole, (), now))
        else:
            found += [Piece(part, (row,), (), now) for row in whole]
        for row in rows:
            if row not in whole:
                found += [Piece(part, (row,), columns, now) for columns in _changed(row)]
    return found


def restore_pieces(change, pieces, *, with_followers):
    """Write what stood before of these pieces; the caller has locked the record and knows that they are open.

    Returns what was done as a ``Change``: of each row what is on file now as ``before``, and what was as ``after``. What
    only follows goes back ``with_followers``.
    """
    done = Change(at=change.at, user=change.user, reason=change.reason, context=change.context)
    for part, rows in _whole_rows(change, pieces, with_followers):
        restore_rows(part, rows)
        done.rows += rows
    for part, key, columns in _columns(pieces):
        done.rows.append(_restore_columns(part, key, columns))
    return done


def _whole_rows(change, pieces, with_followers):
    found = {}
    for piece in pieces:
        if not piece.columns:
            found.setdefault(id(piece.part), (piece.part, []))[1].extend(piece.rows)
    if with_followers:
        found |= {id(part): (part, rows) for part, rows in _by_part(change) if part.follows}
    return found.values()


def _columns(pieces):
    """Part, key and ``{column: value}`` of each row of which some columns go back: each is written once."""
    found = {}
    for piece in pieces:
        for row in piece.rows if piece.columns else ():
            _part, _key, values = found.setdefault((id(piece.part), row.key), (piece.part, row.key, {}))
            values |= {name: getattr(row.before, name) for name in piece.columns}
    return found.values()


def _restore_columns(part, key, values):
    row = part.model.objects.select_for_update(of=("self",)).filter(**part.lookup).get(pk=key)
    was = copy(row)
    for name, value in values.items():
        setattr(row, name, value)
    if hasattr(row, "version"):
        row.version += 1
    part.derive(row)
    row.save()
    return RowChange(part, key, before=row, after=was)


def _by_part(change):
    found = {}
    for row in change.rows:
        found.setdefault(id(row.part), (row.part, []))[1].append(row)
    return found.values()


def _is_whole(row):
    """A row that came or went, or of which a flag that only one may hold was given or taken."""
    if row.before is None or row.after is None:
        return True
    return any(getattr(row.before, flag) != getattr(row.after, flag) for flag in row.part.flags)


def _changed(row):
    """The columns that changed, in groups that go back together."""
    names = [name for name in row.part.fields if getattr(row.before, name) != getattr(row.after, name)]
    names = [name for name in names if not _is_sealed(row.part.model, name)]
    groups = []
    for name in names:
        group = next((group for group in TOGETHER if name in group), (name,))
        if group not in groups:
            groups.append(group)
    return groups


def _is_sealed(model, name):
    return isinstance(model._meta.get_field(name), models.BinaryField)
