"""Whatever is typed into whichever form: a refusal, never a failure. Promise 18.

What no server reads at all (broken encodings, lengths, methods) is in tests/repatriation/test_server.py.
"""

from urllib.parse import parse_qsl

import pytest

from tests.guards.sending import BUTTONS, FORMS, button, fill, send, undone

STRANGE = (
    "a\0b",
    "1e400",
    "-1",
    "99999999999999999999",
    "0000-00-00",
    "275760-09-14",
    "\u202edlihc",
    "e" + "\u0301" * 500,
    "{'a': [1]}",
    "٢٠١٩-٠٧-١٠",
    "24:61",
    "x" * 1_000_000,
    "NaN",
    " ",
    "00000000-0000-0000-0000-000000000000",
)
# What the page carries for itself.
HIDDEN = ("csrfmiddlewaretoken", "form_id", "version", "opened", "page", "step", "seen", "who")
TAKEN = 302  # where all that is strange stands in something optional, or is harmless


def _strange(pairs, begins_at, keeps=()):
    """Each value replaced by one of ``STRANGE``, in turn; one of them is a million letters long, and no more than one."""
    chosen, is_long = [], False
    for place, (name, value) in enumerate(pairs):
        text = value if name in keeps else STRANGE[(place + begins_at) % len(STRANGE)]
        if len(text) == 1_000_000:
            text, is_long = (" " if is_long else text), True
        chosen.append((name, text))
    return chosen


@pytest.mark.parametrize("name", FORMS)
def test_nothing_typed_breaks_a_form(name, world):
    """In every field, with the page's own values as they were and with those forged; and every field sent twice."""
    cell, sent = fill(name, world)
    pairs = parse_qsl(sent, keep_blank_values=True)
    begins_at = FORMS.index(name)
    for typed in (
        _strange(pairs, begins_at, keeps=HIDDEN),
        [*_strange(pairs, begins_at + 7), *_strange(pairs, begins_at + 3)],
    ):
        with undone():
            answer = send(cell, world, typed)
        assert answer.status_code == TAKEN or 400 <= answer.status_code < 500, answer.status_code


@pytest.mark.parametrize("name", BUTTONS)
def test_nothing_sent_breaks_a_button(name, world):
    cell = button(name, world)
    fields = (
        "q",
        "to",
        "text",
        "which",
        "language",
        "version",
        "child",
        "who",
        "form_id",
        "next",
        "person",
        "kind",
    )
    with undone():
        answer = send(cell, world, _strange([(field, "") for field in fields], BUTTONS.index(name)))
    assert answer.status_code in (200, 204, TAKEN) or 400 <= answer.status_code < 500
