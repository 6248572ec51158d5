"""Searching a list by name without the text ever being in an address.

The words that were typed stay in the session under a random token, sealed, so that no table holds them; the address
carries the token.
"""

import json
import secrets
import time

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.audit import pages
from cases.components.forms import reject_control_characters
from cases.components.lists import Chip
from cases.vault import read_waiting, sealed_to_wait

SESSION_KEY = "searches"
KEPT_SEARCHES = 20
# Whom lines under the box showed is remembered for so long, and no more than so many.
TYPING_KEY = "typing"
TYPING_SECONDS = 5 * 60
MOST_SEEN = 200
LONGEST_TEXT = 200
# No choice of a filter is longer; an address has to stay one that browsers and servers take.
LONGEST_FILTER = 100
PAGE_WORDS = ("after", "before")


def keep_search(session, text):
    """Keep a typed text and return its token; the same text keeps its token."""
    kept = _kept(session)
    token = next((token for token, one in kept.items() if one == text), None) or secrets.token_urlsafe(9)
    kept.pop(token, None)
    kept[token] = text
    searches = json.dumps(dict(list(kept.items())[-KEPT_SEARCHES:]))
    # Sealed: a session is a row of the database, and what is typed is a name or the number of a paper.
    session[SESSION_KEY] = sealed_to_wait(searches, SESSION_KEY)
    return token


def kept_search(session, token):
    """The text of a token, or ``None`` when it is not, or no longer, kept in this session."""
    return _kept(session).get(token)


def _kept(session):
    held = read_waiting(session[SESSION_KEY], SESSION_KEY) if SESSION_KEY in session else None
    return json.loads(held) if held else {}


def searched(request):
    """The text behind the token of the address, and what is wrong with it; both empty without a search."""
    token = request.GET.get("q", "")
    if not token:
        return "", ""
    text = kept_search(request.session, token)
    if text is None:
        return "", _("This search is no longer kept; type it again.")
    pages.searched(text)
    return text, ""


def seen_while_typing(session, ids):
    """Whether everybody of ``ids`` was shown under the box in the last minutes, in this session; they are from now on.

    Each letter that is typed asks anew and mostly finds fewer of the same people: the trail needs one entry for them.
    """
    kept = session.get(TYPING_KEY, {})
    known = kept.get("ids", []) if kept.get("until", 0) > time.time() else []
    new = [public_id for public_id in map(str, ids) if public_id not in known]
    if not new:
        return True
    session[TYPING_KEY] = {"ids": [*known, *new][-MOST_SEEN:], "until": time.time() + TYPING_SECONDS}
    return False


def with_search_chip(request, text, chips):
    """The chips of a list with one for the searched text in front, where there is one."""
    if not text:
        return chips
    query = request.GET.copy()
    for word in ("q", *PAGE_WORDS):
        query.pop(word, None)
    return [Chip(label=_("Name like “%(text)s”") % {"text": text}, url=f"?{query.urlencode()}"), *chips]


def search_redirect(request, route, *, filters, args=()):
    """Keep the posted text and go to the list ``route``; the posted ``filters`` (names) go along in the address.

    ``args`` are those of the route.
    """
    query = QueryDict(mutable=True)
    for name in (*filters, "sort", "view"):
        values = [value for value in request.POST.getlist(name) if 0 < len(value) <= LONGEST_FILTER]
        if values:
            query.setlist(name, values)
    text = " ".join(request.POST.get("q", "").split())[:LONGEST_TEXT]
    try:
        reject_control_characters(text)
    except ValidationError:
        text = ""
        messages.error(request, _("The search had a character that no name has; type it again."))
    if text:
        query["q"] = keep_search(request.session, text)
    return redirect(f"{reverse(route, args=args)}?{query.urlencode()}")
