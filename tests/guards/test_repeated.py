"""Every form sent twice, and every form that somebody sends who is late. Promises 13 and 15.

Whatever is sent twice makes one record, and the second press is answered as the first. Whoever wrote while somebody else
saved sees both versions (409), unless nothing can be overwritten: then the form has a line below that says why.
"""

from urllib.parse import parse_qsl

import pytest

from tests.guards.expectations import EXPECTED
from tests.guards.sending import BUTTONS, FORMS, button, fill, opened_anew, row_counts, send, undone
from tests.guards.walk import due

# What the second says who has the same form open, where the first saved what typed.py says: another answer.
OTHERWISE = {
    "accounts:office_edit": {"name": "Office of the far North"},
    "batches:change": {"destination": "FR"},
    "batches:edit": {"seats": "41"},
    "caseload:edit_view": {"name": "A third name"},
    "children:assign": {"from_date": "2019-06-01"},
    "children:correct_assignment": {"from_date": "2019-03-14"},
    "children:correct_separation": {"status": "unaccompanied"},
    "children:correct_status": {"status": "missing"},
    "children:correct_whereabouts": {"from_date": "2019-04-02"},
    "children:edit": {"region_of_origin": "RU-CE"},
    "children:found": {"found_date": "2019-05-02"},
    "children:missing": {"reason": "not_asked"},
    "children:take": {"reason": "She asked for me again"},
    "countries:edit": {"is_destination": []},
    "documents:edit": {"custody": "destroyed"},
    "families:correct": {"from_date": "2019-03-14"},
    "families:unity": {"unity": "apart"},
    "flags:move": {"due_date": "2019-08-31"},
    "guardians:change_tie": {"relationship": "grandmother_m"},
    "guardians:edit": {"region_of_origin": "RU-CE"},
    "guardians:missing": {"reason": "refused"},
    "intake:step": {"children": "3"},
    "matching:pair": {"answer": "unsure"},
    "nationalities:contact": {"level": "permitted_full"},
    "nationalities:correct_contact": {"level": "revoked"},
    "nationalities:correct_decision": {"status": "queried"},
    "nationalities:edit": {"claimed_date": "2019-05-02"},
    "needs:correct": {"finding": "out_of_school"},
    "notes:edit": {"text": "The mother called three times"},
    "people:edit_name": {"family": "Nazari"},
    "places:correct": {"authority": "Another council"},
    "places:edit": {"area": "Mosul"},
}
# Where nothing is overwritten, whoever comes second, and what the second is told.
ADDS = "adds a row beside those of others"
STANDS = "says what was done already, and by whom; what was typed stays in the form"
GONE = "there is nothing left to change"
NOTHING_LOST = {
    "accounts:end_role": (GONE, 404),
    "batches:add_escort": (ADDS, 302),
    "batches:add_parents": (ADDS, 302),
    "batches:add_people": (ADDS, 302),
    "batches:hand_over": (STANDS, 422),
    "batches:invite": (STANDS, 422),
    "batches:take_off": (GONE, 404),
    "casefile:export": (ADDS, 302),
    "children:separation": (ADDS, 302),
    "children:status": (ADDS, 302),
    "children:whereabouts": (ADDS, 302),
    "countries:position": (ADDS, 302),
    "documents:add": (ADDS, 302),
    "documents:add_for_guardian": (ADDS, 302),
    "families:join": (STANDS, 422),
    "families:leave": (STANDS, 422),
    "flags:add": (ADDS, 302),
    "flags:lower": (STANDS, 422),
    "guardians:add": ("asks whether it is the one that was just added", 200),
    "guardians:add_on_file": (STANDS, 422),
    "guardians:end_care": (STANDS, 422),
    "guardians:status": (ADDS, 302),
    "guardians:tie": (STANDS, 422),
    "guardians:whereabouts": (ADDS, 302),
    "intake:check": ("leads to what was registered", 302),
    "intake:discard": (GONE, 404),
    "matching:ask": (STANDS, 422),
    "matching:family": (STANDS, 422),
    "matching:merge": ("leads to the record that the two became", 302),
    "nationalities:add": (STANDS, 422),
    "outgoing:ask_passengers": (ADDS, 302),
    "outgoing:destroyed": (STANDS, 422),
    "restrictions:impose": ("leads to the page on which a restriction changes", 302),
    "restrictions:lift": (GONE, 404),
    "retention:ask": (STANDS, 422),
    "retention:hold": (ADDS, 302),
    "retention:review": (ADDS, 302),
    "subjects:make": (ADDS, 302),
    "subjects:record": (ADDS, 302),
    "nationalities:decide": (ADDS, 302),
    "needs:record": (ADDS, 302),
    "notes:write": (ADDS, 302),
    "passports:letter": (ADDS, 302),
    "people:add_name": (STANDS, 422),
    "places:close": ("is told that the site is closed, and that nothing was changed", 302),
    "places:control": (ADDS, 302),
    "traffic:extend": (STANDS, 422),
    "traffic:offer": (STANDS, 422),
    "traffic:refer": (STANDS, 422),
}
# What was decided is said to whoever decides it again, by whom too. A restriction that was lifted is no more.
# A draft that is discarded is nobody's any more; one that was changed says so before anything else of it goes. What a
# list shows now is compared with nothing, so both versions of a view are shown.
NOT_ANSWERED_AGAIN = {
    "caseload:edit_view": 409,
    "intake:discard": 404,
    "intake:take_out": 409,
    "outgoing:decide": 409,
    "restrictions:change": 409,
    "restrictions:lift": 404,
    "retention:lift": 409,
    "subjects:answer": 409,
}
# Each press sends another letter, and the link of the one before is dead.
SENDS_AGAIN = {"invitations:send_again"}
OF_A_ROW = [name for name in FORMS if EXPECTED[name].kind]


@pytest.mark.parametrize("name", FORMS)
def test_sent_twice_it_is_saved_once_and_answered_alike(name, world):
    cell, sent = fill(name, world)
    with undone():
        first = send(cell, world, sent)
        saved = row_counts()
        second = send(cell, world, sent)
        assert row_counts() == saved
    assert first.status_code == 302
    assert second.status_code == NOT_ANSWERED_AGAIN.get(name, 302)


@pytest.mark.parametrize("name", sorted(set(BUTTONS) - SENDS_AGAIN))
def test_a_button_pressed_twice_adds_nothing_more(name, world):
    cell = button(name, world)
    with undone():
        first = send(cell, world, "")
        pressed = row_counts()
        second = send(cell, world, "")
        assert row_counts() == pressed
    assert first.status_code == due(cell, EXPECTED[name])
    assert second.status_code in (first.status_code, 404, 409)


@pytest.mark.parametrize("name", OF_A_ROW)
def test_who_is_late_overwrites_nothing(name, world):
    """Opened by two, saved by one: the other sees both versions, and everything typed is still there."""
    cell, first = fill(name, world)
    _cell, late = fill(name, world, more=OTHERWISE.get(name, {}))
    colleague = "colleague" if cell.role == "caseworker" and "colleague" in cell.target.seen_by else cell.role
    reason, status = NOTHING_LOST.get(name, ("both versions", 409))
    with undone():
        assert send(cell, world, first, role=colleague).status_code == 302
        saved = row_counts()
        answer = send(cell, world, opened_anew(late))
        assert answer.status_code == status, reason
        if status == 302:
            return
        assert row_counts() == saved, "something was written all the same"
    if status in (409, 422):
        _keeps_what_was_typed(answer, late)


def _keeps_what_was_typed(answer, late):
    page = answer.content.decode()
    lost = [
        text
        for name, text in parse_qsl(late)
        if name in ("reason", "text", "outcome")
        and text not in page
        and text != "refused"  # a tick, no words
    ]
    assert not lost
