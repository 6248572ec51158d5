"""The keyed mark of a row of the trail: what it says, in one form only, and the column that holds the mark."""

import datetime
import json
from functools import cache

from django.conf import settings
from django.db import models

from cases.crypto import MacKeys

OF_ROW, OF_SEAL, OF_TERM = "cases.trail.row", "cases.trail.seal", "cases.trail.term"
# Before each mark stands the id of its key.
ID_BYTES = 4


def audit_keys():
    """The keys of the trail, from the setting AUDIT_KEY."""
    return _read(settings.AUDIT_KEY)


@cache
def _read(text):
    return MacKeys(text)


def marked(purpose, message):
    """The id of the newest key and the mark of ``message`` (bytes) under it, as one string of bytes."""
    key = audit_keys().first
    return bytes.fromhex(key.id) + key.mark(purpose, message)


def is_marked(purpose, message, mark):
    """Whether ``mark`` is one that ``marked`` made of ``message``, with any key that we have."""
    mark = bytes(mark)
    return audit_keys().checks(mark[:ID_BYTES].hex(), purpose, message, mark[ID_BYTES:])


def canonical(event):
    """What a row of the trail says, as bytes: the same before it is written and after it was read.

    Its number is not among it, because the database gives that; the seals hold the numbers.
    """
    said = [
        str(event.public_id),
        event.at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
        str(event.kind),
        event.actor_id,
        event.office_id,
        event.subject,
        event.subject_ids,
        event.detail,
    ]
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()


class MarkField(models.BinaryField):
    """The mark of a row, made when the row is first written, alone or in bulk. What is written past us has none."""

    def pre_save(self, model_instance, add):
        """Return the mark of the row as it stands."""
        if add:
            setattr(model_instance, self.attname, marked(OF_ROW, canonical(model_instance)))
        return super().pre_save(model_instance, add)
