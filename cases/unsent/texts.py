"""Keeping what somebody types about a child, sealed under the child's key as notes are (promise 21)."""

import json
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.components.typed import as_data, texts_of
from cases.crypto import Unreadable
from cases.enums import UnsentKind
from cases.errors import Refused
from cases.models import UnsentText
from cases.vault import key_for_reading, key_for_writing, read_text, sealed_text

# More than a note may have, so that one which is too long is not cut before its writer is told.
LONGEST_TEXT = 12_000
# Inputs of a form that belong to the page and not to what somebody typed.
OF_THE_PAGE = ("csrfmiddlewaretoken", "form_id")
# The input without which nothing was typed.
WORDS = {UnsentKind.NOTE: "text", UnsentKind.FLAG: "reason"}


def keep(*, by, child, kind, typed):
    """Keep what stands in a form, valid or not; ``typed`` is a ``QueryDict``. Returns the ``UnsentText``.

    Without any words nothing is kept, and what was kept before is gone: ``None``. Raises ``Refused`` when the child's
    key does not open.
    """
    texts = {
        name: text for name, text in texts_of(typed, longest=LONGEST_TEXT).items() if name not in OF_THE_PAGE
    }
    if not "".join(texts.get(WORDS[kind], [])).strip():
        return remove(by=by, child=child, kind=kind)
    with transaction.atomic():
        # Of two that keep the first words at once, one makes the row and both write to it.
        made = UnsentText(user=by, child=child, kind=kind, sealed=b"")
        UnsentText.objects.bulk_create([made], ignore_conflicts=True)
        row = _own(by, child, kind).select_for_update().get()
        try:
            row.sealed = sealed_text(key_for_writing(child), row, "sealed", json.dumps(texts))
        except Unreadable as error:
            raise Refused(_("What is typed about this child cannot be sealed at present.")) from error
        row.save()
    return row


def remove(*, by, child, kind):
    """Remove what was kept: it is saved now, or not wanted. Nothing kept is no trouble."""
    _own(by, child, kind).delete()


def kept_for(user, child, kind):
    """What ``user`` has kept about ``child``: the row and its form data; ``None`` where nothing is or can be read."""
    row = in_time(UnsentText.objects.visible_to(user)).filter(child=child, kind=kind).first()
    text = read_text(key_for_reading(child), row, "sealed") if row else None
    return None if text is None else (row, as_data(json.loads(text)))


def in_time(rows):
    """Of a queryset, what has not been kept for too long."""
    return rows.filter(updated_at__gt=_over())


def discard_expired():
    """Remove what nobody went on with for ``DRAFT_DAYS``, everybody's; returns how many."""
    count, _by_model = UnsentText.objects.left_before(_over()).delete()
    return count


def _own(user, child, kind):
    return UnsentText.objects.filter(user=user, child=child, kind=kind)


def _over():
    return timezone.now() - timedelta(days=settings.DRAFT_DAYS)
