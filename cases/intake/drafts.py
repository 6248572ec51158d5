"""Drafts of registrations: begun, kept step by step as typed, gone on with on any device, discarded in the end.

``answers`` maps a step to ``{"typed": {input: [texts]}, "version": n, "page": token}``: what was typed there, the
version of the draft with which it was kept, and which opened page sent it; ``"sealed"`` are those of the texts that no
table shows (``SEALED``). A step is stale for a page when another page has kept something there since. ``"instead_of"`` is
what was typed of a parent before one on file was taken.
"""

import json
import re
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved, saved_before
from cases.components.typed import as_data, texts_of
from cases.errors import Refused, Stale
from cases.intake.family_forms import ON_FILE
from cases.models import RegistrationDraft
from cases.vault import place_of_draft, read_waiting, sealed_to_wait

CHILD_STEP = re.compile(r"child-(\d+)-(.+)")
# Where what was typed of a parent waits, while somebody on file stands in its place.
INSTEAD_OF = "instead_of"
# More than anybody types into one field.
LONGEST_TEXT = 5_000
# Numbers of papers, and where exactly somebody is: encrypted here as they will be on the file.
SEALED = re.compile(r"(row\d+-)?(number|detail)")
STALE = _("This step was changed on another device while you wrote.")
CHANGED = _("The answers were changed on another device")


class Gone(Refused):
    """The draft was discarded or recorded meanwhile."""


def begin(*, by, form_id):
    """Begin a registration; ``form_id`` makes one draft of a button pressed twice. Returns the draft."""
    with transaction.atomic():
        draft = RegistrationDraft.objects.create(user=by, office=by.office, expires_at=_expiry())
        remember_saved(by, form_id, draft)
    return draft


def keep(*, by, draft, step, typed, version, page):
    """Keep what was typed at one step, valid or not; returns the draft with its new version.

    ``typed`` is a ``QueryDict`` of that step's inputs; ``version`` and ``page`` are those of the page that sends it.
    Raises ``Stale`` (``current`` is the draft) when another page has kept something else at this step since.
    """
    with transaction.atomic():
        current = _locked(by, draft)
        before = current.answers.get(step, {})
        texts = texts_of(typed, longest=LONGEST_TEXT)
        is_newer = before.get("page") != page and before.get("version", 0) > version
        if is_newer and _texts(current, before) != texts:
            raise Stale(STALE, current=current)
        current.version += 1
        current.answers[step] = {**_as_kept(current, texts), "version": current.version, "page": page}
        if INSTEAD_OF in before:
            current.answers[step][INSTEAD_OF] = before[INSTEAD_OF]
        current.step = step
        current.expires_at = _expiry()
        current.save()
    return current


def set_children(*, by, draft, count):
    """Make the family as many children as ``count``; what was answered stays. Returns the draft."""
    with transaction.atomic():
        current = _locked(by, draft)
        # Whoever has this step open elsewhere shall see that it changed.
        current.version += 1
        _answer_again(current, "family", children=[str(count)])
        # Asked again after the new child.
        current.answers.pop("more", None)
        current.save()
    return current


def take_out_child(*, by, draft, number, children, version):
    """Remove all that was answered about one of ``children`` children; those after it move up. Returns the draft.

    Raises ``Stale`` (``current`` is the draft) where the answers have changed since ``version``, the one that was
    read: another child might bear the number by now.
    """
    with transaction.atomic():
        current = _as_read(_locked(by, draft), version)
        kept = {}
        for step, entry in current.answers.items():
            which, word = _child_of(step)
            if which > number:
                kept[f"child-{which - 1}-{word}"] = entry | {"version": current.version, "page": ""}
            elif which != number:
                kept[step] = entry
        current.answers = kept
        _answer_again(current, "family", children=[str(children - 1)])
        if _child_of(current.step)[0]:
            current.step = ""
        current.save()
    return current


def take_out_parent(*, by, draft, role, steps, version):
    """Remove all that was answered at the ``steps`` about a parent, and that this parent is here. Returns the draft.

    Where nobody is left who is here, the other parent, once answered, is still asked for. Raises ``Stale`` as
    ``take_out_child`` does.
    """
    with transaction.atomic():
        current = _as_read(_locked(by, draft), version)
        for step in steps:
            current.answers.pop(step, None)
        here = [person for person in _typed(current, "family").get("here", []) if person != role]
        _answer_again(current, "family", here=here)
        if not here and {"mother", "father"} & set(current.answers):
            _answer_again(current, "parents", known=["yes"])
        if current.step in steps:
            current.step = ""
        current.save()
    return current


def take_on_file(*, by, draft, role, typed, version):
    """Answer the step about a parent with somebody on file (``typed``, texts by input); returns the draft.

    What was typed of the parent waits beside it, for ``give_back``. Raises ``Stale`` as ``take_out_child`` does.
    """
    with transaction.atomic():
        current = _as_read(_locked(by, draft), version)
        before = _typed(current, role)
        current.answers[role] = {
            "typed": typed,
            "version": current.version,
            "page": "",
            INSTEAD_OF: before,
        }
        current.save()
    return current


def give_back(*, by, draft, role, version):
    """Answer the step about a parent as it was typed before somebody on file was taken; returns the draft.

    Raises ``Stale`` as ``take_out_child`` does.
    """
    with transaction.atomic():
        current = _as_read(_locked(by, draft), version)
        if is_taken(current, role):
            before = current.answers[role][INSTEAD_OF]
            current.answers[role] = {"typed": before, "version": current.version, "page": ""}
        current.save()
    return current


def is_taken(draft, role):
    """Whether a parent on file stands instead of the one who was typed, who can still be brought back."""
    entry = draft.answers.get(role, {})
    return INSTEAD_OF in entry and entry["typed"].get("how") == [ON_FILE]


def _as_read(current, version):
    if current.version != version:
        raise Stale(CHANGED, current=current)
    current.version += 1
    current.expires_at = _expiry()
    return current


def _child_of(step):
    """``(2, "name")`` of "child-2-name"; number 0 for a step about the family."""
    found = CHILD_STEP.fullmatch(step)
    return (int(found[1]), found[2]) if found else (0, "")


def _typed(current, step):
    return current.answers.get(step, {}).get("typed", {})


def _answer_again(current, step, **texts):
    """Set answers of a step, with the draft's new version: it is stale for whoever has it open elsewhere."""
    current.answers[step] = {"typed": _typed(current, step) | texts, "version": current.version, "page": ""}


def go_to(*, by, draft, step):
    """Note at which step somebody is, so that they go on there. Returns the draft."""
    RegistrationDraft.objects.visible_to(by).kept().filter(pk=draft.pk).update(step=step)
    return draft


def finish(*, by, draft, version, record):
    """Record what a draft holds and remove the draft, in one transaction; returns the first child.

    ``record`` is called with the locked draft and returns the children. A second press at the same moment waits
    and finds no draft: ``None``. Raises ``Stale`` (``current`` is the draft) where the answers have changed since
    ``version``, the one that was read before the press.
    """
    with transaction.atomic():
        current = (
            RegistrationDraft.objects.visible_to(by).kept().select_for_update().filter(pk=draft.pk).first()
        )
        if current is None:
            return None
        if current.version != version:
            raise Stale(CHANGED, current=current)
        children = record(current)
        current.delete()
    return children[0]


def made_of(user, public_id):
    """Public id (text) of the child that a finished draft of ``user`` has become, or ``None``."""
    return saved_before(user, public_id)


def discard(*, by, draft):
    """Remove a draft of one's own with everything in it."""
    RegistrationDraft.objects.visible_to(by).filter(pk=draft.pk).delete()


def discard_expired(*, user=None):
    """Empty the drafts whose time is over (those of ``user`` alone, or everybody's); returns how many.

    What was typed is gone for good; that there was a draft stays until its writer puts the notice away.
    """
    now = timezone.now()
    over = RegistrationDraft.objects.expired(now)
    if user is not None:
        over = over.filter(user=user)
    return over.update(answers={}, step="", discarded_at=now)


def settled(user):
    """The drafts of ``user``, newest first, those discarded until their notice is put away; empties what is over."""
    own = RegistrationDraft.objects.visible_to(user).order_by("-updated_at", "-pk")
    found, now = list(own), timezone.now()
    if any(draft.discarded_at is None and draft.expires_at <= now for draft in found):
        discard_expired(user=user)
        found = list(own.all())
    return found


def put_away(*, by, draft):
    """Remove the notice that a draft was discarded."""
    RegistrationDraft.objects.visible_to(by).discarded().filter(pk=draft.pk).delete()


def typed_at(draft, step):
    """What was typed at a step, as a ``QueryDict``; ``None`` where nothing was."""
    entry = draft.answers.get(step)
    return None if entry is None else as_data(_texts(draft, entry))


def _as_kept(draft, texts):
    """What was typed as a draft keeps it: what no table shows is sealed for this draft."""
    shut = {name: values for name, values in texts.items() if SEALED.fullmatch(name) and any(values)}
    kept = {"typed": {name: values for name, values in texts.items() if name not in shut}}
    return kept | ({"sealed": sealed_to_wait(json.dumps(shut), place_of_draft(draft))} if shut else {})


def _texts(draft, entry):
    """All that was typed at a step; what can no longer be opened is left out."""
    opened = read_waiting(entry["sealed"], place_of_draft(draft)) if "sealed" in entry else None
    return entry["typed"] | (json.loads(opened) if opened else {})


def _locked(by, draft):
    kept = RegistrationDraft.objects.visible_to(by).kept().select_for_update()
    current = kept.filter(pk=draft.pk).first()
    if current is None:
        raise Gone(_("This draft is no longer there."))
    return current


def _expiry():
    return timezone.now() + timedelta(days=settings.DRAFT_DAYS)
