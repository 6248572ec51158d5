"""Bringing in a new master key: what an older key of the keyset wrapped is wrapped anew, batch by batch.

Only wrappings change. Data keys stay, and with them every text that they sealed, history and backups included. While it
runs, and after it was broken off, everything opens: the keyset holds the new key and the older ones.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.utils import timezone

from cases.crypto import Unreadable
from cases.models import ChildKey, IndexSecret, RegistrationDraft
from cases.vault.keys import current_master, place_of
from cases.vault.seeds import key_of_seed, seed_wrapped_anew
from cases.vault.waiting import pairs_in, place_of_draft, wrapped_anew, wrapped_key_of

BATCH = 500


@dataclass(frozen=True)
class Kind:
    """One column that holds wrapped keys. ``wrapped`` lists those of a row; ``renew`` wraps them anew, without saving."""

    name: str
    rows: Callable[[], models.QuerySet]
    column: str
    wrapped: Callable[[models.Model], list[bytes]]
    renew: Callable[[models.Model], None]

    def is_older(self, row):
        """Whether a row has a key that an older master key wrapped."""
        return not all(map(current_master().is_newest, self.wrapped(row)))

    def older(self):
        """Numbers of the rows of which that is so; nothing is opened or locked."""
        return [row.pk for row in self.rows().order_by("pk").iterator(chunk_size=BATCH) if self.is_older(row)]


@dataclass(frozen=True)
class Rotated:
    """How many rows of one kind were wrapped anew, and how many no key of the keyset opens."""

    name: str
    done: int
    closed: int


def rewrap(*, progress=lambda done, total: None):
    """Wrap everything anew that an older key wrapped; returns a ``Rotated`` for each kind.

    What is done stays done when it is broken off, and a second call goes on with the rest. ``progress`` hears how many
    rows of how many are done.
    """
    todo = [(kind, kind.older()) for kind in KINDS]
    total, done, found = sum(len(keys) for _kind, keys in todo), 0, []
    for kind, keys in todo:
        renewed = 0
        for start in range(0, len(keys), BATCH):
            batch = keys[start : start + BATCH]
            renewed += _renew(kind, batch)
            done += len(batch)
            progress(done, total)
        found.append(Rotated(kind.name, renewed, len(kind.older())))
    return found


def under_older_keys():
    """``{name: rows}`` that an older key still wraps: what opens no more once that key is dropped."""
    found = {kind.name: len(kind.older()) for kind in KINDS}
    return found | {"sessions that hold unsaved words or a search": _sessions()}


def _renew(kind, keys):
    """One batch in one transaction; a row that is destroyed or changed meanwhile is taken as it then stands."""
    with transaction.atomic():
        rows = list(kind.rows().filter(pk__in=keys).select_for_update(of=("self",)).order_by("pk"))
        changed = [row for row in rows if kind.is_older(row) and _opens(kind, row)]
        kind.rows().model.objects.bulk_update(changed, [kind.column])
    return len(changed)


def _opens(kind, row):
    try:
        kind.renew(row)
    except Unreadable:
        return False
    return True


def _authenticators():
    return apps.get_model("mfa", "Authenticator").objects.all()


def _key(row):
    return [bytes(row.wrapped)]


def _renew_key(row):
    key = current_master().unwrap(bytes(row.wrapped), place_of(row))
    row.wrapped = current_master().wrap(key, place_of(row))


def _seeds(row):
    return {name: text for name, text in row.data.items() if key_of_seed(text)}


def _keys_of_seeds(row):
    return [key_of_seed(text) for text in _seeds(row).values()]


def _renew_seeds(row):
    row.data |= {name: seed_wrapped_anew(text) for name, text in _seeds(row).items()}


def _keys_of_draft(row):
    return [wrapped_key_of(pair) for pair in pairs_in(row.answers)]


def _renew_draft(row):
    for pair in pairs_in(row.answers):
        pair[:] = wrapped_anew(pair, place_of_draft(row))


def _sessions():
    """Sessions end within hours, so nothing in them is wrapped anew; the older key is dropped after that."""
    open_now = Session.objects.filter(expire_date__gt=timezone.now()).iterator(chunk_size=BATCH)
    return sum(_holds_older(session.get_decoded()) for session in open_now)


def _holds_older(held):
    return not all(current_master().is_newest(wrapped_key_of(pair)) for pair in pairs_in(held))


KINDS = (
    Kind("data keys of children and persons", lambda: ChildKey.objects.alive(), "wrapped", _key, _renew_key),
    Kind(
        "keys of the index of paper numbers", lambda: IndexSecret.objects.all(), "wrapped", _key, _renew_key
    ),
    Kind("seeds of second factors", _authenticators, "data", _keys_of_seeds, _renew_seeds),
    Kind(
        "drafts of registrations",
        lambda: RegistrationDraft.objects.kept(),
        "answers",
        _keys_of_draft,
        _renew_draft,
    ),
)
