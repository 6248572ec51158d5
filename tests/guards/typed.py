"""What somebody types into each form so that it is saved. An address with a form and no line here fails.

``own`` are the rows of the office (world.py) whose people and transfers the choices name.
"""

import datetime

from django.utils import timezone

from cases.models import Membership, Place
from cases.places.closing import who_is_at
from tests.guards.watched import goes_back


def _day(**more):
    return {"date": "2019-07-10", "time": "15:00", "zone": "Asia/Baghdad"} | more


def _of_an_officer():
    """A role that belongs to no office, as the list of those to confirm sends it."""
    membership = Membership.objects.get(role="data_protection_officer")
    return f"{membership.public_id} {membership.updated_at.isoformat()}"


def _for_a_court(**more):
    terms = {
        "recipient": "Family court",
        "purpose": "court",
        "legal_basis": "legal_obligation",
        "reason": "The court asked",
    }
    return terms | more


def _named(own):
    """Who sees a restricted file, and when that is looked at again."""
    day = timezone.localdate() + datetime.timedelta(days=30)
    people = {str(own[word].public_id) for word in ("holder", "worker", "head")}
    return {"named": sorted(people), "review_date": day.isoformat()}


TYPED = {
    "restrictions:impose": lambda own: _named(own) | {"kind": "threat", "reason": "Somebody asked for her"},
    "restrictions:change": lambda own: _named(own) | {"reason": "Another colleague keeps the case"},
    "restrictions:lift": lambda own: {"reason": "The danger is over"},
    "intake:register": lambda own: {},
    "intake:step": lambda own: {"children": "2", "here": ["mother"]},
    "intake:check": lambda own: {},
    "intake:take_out": lambda own: {},
    "intake:discard": lambda own: {},
    "intake:quick": lambda own: {"name": "Nilufar Rahimova", "age": "8", "sex": "f"},
    "children:edit": lambda own: {"region_of_origin": "RU-DA"},
    "children:whereabouts": lambda own: {"kind": "unknown", "from_date": "2019-08-01", "detail": "Tent 4"},
    "children:status": lambda own: {"status": "present", "from_date": "2019-05-01"},
    "children:separation": lambda own: {"status": "with_mother", "from_date": "2019-05-01"},
    "children:found": lambda own: {"found_country": "SY", "found_date": "2019-05-01"},
    "children:missing": lambda own: {"question": "father", "reason": "refused"},
    "needs:record": lambda own: {
        "finding": "education:out_of_school",
        "response": "to_arrange",
        "from_date": "2019-05-01",
    },
    "families:unity": lambda own: {
        "unity": "together",
        "decided_date": "2019-05-01",
        "reason": "They have nobody else",
    },
    "families:join": lambda own: {"sibling": own["outside"].case_number},
    "families:leave": lambda own: {"group": str(own["group"].public_id), "on": "2019-05-01"},
    "children:correct_whereabouts": lambda own: {"from_date": "2019-04-01", "reason": "A slip"},
    "children:correct_status": lambda own: {"status": "present", "reason": "A slip"},
    "children:correct_separation": lambda own: {"status": "separated", "reason": "A slip"},
    "children:correct_assignment": lambda own: {"from_date": "2019-03-13", "reason": "A slip"},
    "needs:correct": lambda own: {"finding": "in_school", "reason": "A slip"},
    "families:correct": lambda own: {"from_date": "2019-03-13", "reason": "A slip"},
    "nationalities:correct_decision": lambda own: {"status": "refused", "reason": "A slip"},
    "nationalities:correct_contact": lambda own: {"level": "prohibited", "reason": "A slip"},
    "people:add_name": lambda own: {"full": "Zarrina Nazarowa"},
    "people:edit_name": lambda own: {"family": "Nazarova"},
    "children:assign": lambda own: {"user": str(own["worker"].public_id), "from_date": "2019-05-01"},
    "children:take": lambda own: {"reason": "She asked for me"},
    "handover:hand_over": lambda own: {
        "user": str(own["worker"].public_id),
        "children": [str(own["child"].public_id)],
        "confirmed": "yes",
    },
    "matching:merge": lambda own: {"reason": "One child, registered twice"},
    "matching:undo": lambda own: {"reason": "They are two"},
    "flags:add": lambda own: {"kind": "date", "due_date": "2019-07-30", "reason": "The hearing"},
    "flags:lower": lambda own: {"outcome": "It was held"},
    "flags:move": lambda own: {"due_date": "2019-08-30", "reason": "The court moved it"},
    "notes:write": lambda own: {"text": "The mother called", "kind": "call", "about_date": "2019-07-01"},
    "notes:edit": lambda own: {"text": "The mother called twice"},
    "casefile:export": lambda own: {
        "recipient": "Family court",
        "purpose": "court",
        "legal_basis": "legal_obligation",
        "reason": "The court asked",
        "parts": ["summary"],
    },
    "passports:letter": lambda own: {
        "recipient": "Civil registry",
        "purpose": "civil_doc",
        "legal_basis": "vital_interest",
        "reason": "The registry asked which spellings are hers",
    },
    "outgoing:ask": lambda own: _for_a_court(parts=["number", "age"]),
    "outgoing:ask_passengers": lambda own: _for_a_court(parts=["number"], format="csv"),
    "outgoing:decide": lambda own: {"outcome": "refused", "reason": "The court needs no ages"},
    "outgoing:destroyed": lambda own: {"confirmed_by": "The registrar, by letter"},
    "casefile:undo_child": lambda own: {"reason": "A slip"},
    "casefile:restore_child": lambda own: goes_back("child", own),
    "casefile:undo_guardian": lambda own: {"reason": "A slip"},
    "casefile:restore_guardian": lambda own: goes_back("guardian", own),
    "casefile:undo_claim": lambda own: {"reason": "A slip"},
    "casefile:restore_claim": lambda own: goes_back("claim", own),
    "casefile:undo_paper": lambda own: {"reason": "A slip"},
    "casefile:restore_paper": lambda own: goes_back("paper", own),
    "casefile:undo_tie": lambda own: {"reason": "A slip"},
    "casefile:restore_tie": lambda own: goes_back("tie", own),
    "casefile:undo_whereabouts": lambda own: {"reason": "A slip"},
    "casefile:restore_whereabouts": lambda own: goes_back("whereabouts", own),
    "casefile:undo_situation": lambda own: {"reason": "A slip"},
    "casefile:restore_situation": lambda own: goes_back("situation", own),
    "casefile:undo_company": lambda own: {"reason": "A slip"},
    "casefile:restore_company": lambda own: goes_back("company", own),
    "casefile:undo_needs": lambda own: {"reason": "A slip"},
    "casefile:restore_needs": lambda own: goes_back("needs", own),
    "casefile:undo_unity": lambda own: {"reason": "A slip"},
    "casefile:restore_unity": lambda own: goes_back("unity", own),
    "casefile:undo_place": lambda own: {"reason": "A slip"},
    "casefile:restore_place": lambda own: goes_back("place", own),
    "caseload:bulk": lambda own: {
        "child": [str(own["other"].public_id)],
        "change": "caseworker",
        "user": str(own["worker"].public_id),
        "seen": f"{own['other'].public_id}:",
        "confirm": "1",
    },
    "caseload:columns": lambda own: {"show-found": "on", "place-found": "1"},
    "caseload:add_view": lambda own: {"name": "Claims of the camp"},
    "caseload:edit_view": lambda own: {"name": "Another name"},
    "documents:add": lambda own: {"kind": "birth_cert", "custody": "with_child", "number": "AB 123456"},
    "documents:add_for_guardian": lambda own: {"kind": "passport", "custody": "lost"},
    "documents:edit": lambda own: {"custody": "lost"},
    "guardians:add": lambda own: {"relationship": "aunt_m", "name_latin": "Gulnora Rahimova"},
    "guardians:add_on_file": lambda own: {"child": own["other"].case_number, "relationship": "sibling_minor"},
    "guardians:edit": lambda own: {"region_of_origin": "RU-DA"},
    "guardians:status": lambda own: {"status": "present", "from_date": "2019-05-01"},
    "guardians:whereabouts": lambda own: {"kind": "unknown", "from_date": "2019-08-01"},
    "guardians:missing": lambda own: {"question": "origin", "reason": "not_asked"},
    "guardians:tie": lambda own: {"child": own["other"].case_number, "relationship": "mother"},
    "guardians:change_tie": lambda own: {"relationship": "aunt_m"},
    "guardians:end_care": lambda own: {"on": "2019-08-01"},
    "matching:pair": lambda own: {"answer": "different", "reason": "Born in other years"},
    "matching:family": lambda own: {"ties": [str(own["tie"].public_id)]},
    "matching:ask": lambda own: {"reason": "Both speak of one camp"},
    "matching:consent": lambda own: {"decision": "refused", "reason": "The mother does not want it"},
    "traffic:offer": lambda own: {
        "office": str(own["elsewhere"].public_id),
        # Her sister is on the list of a transfer, and stays.
        "siblings": [],
        "reason": "The family moved",
    },
    "traffic:answer": lambda own: {"decision": "declined", "reason": "Nobody here speaks the language"},
    "traffic:refer": lambda own: {
        "office": str(own["elsewhere"].public_id),
        "parts": ["needs"],
        "reason": "Both visit one home",
    },
    "traffic:extend": lambda own: {"reason": "The school begins later"},
    "traffic:emergency": lambda own: {
        "number": own["number_elsewhere"],
        "kind": "medical",
        "reason": "The hospital asks which medicine she takes",
    },
    "watch:finding": lambda own: {"note": "She prepared the hearing"},
    "traffic:review": lambda own: {"outcome": "justified", "reason": "The hospital had called"},
    "retention:period": lambda own: {"years": "12", "reason": "The board decided it"},
    "retention:review": lambda own: {"until": "2030-01-01", "reason": "The family asked for help again"},
    "retention:hold": lambda own: {"authority": "Family court", "reason": "A claim on custody"},
    "retention:lift": lambda own: {"reason": "The court has ruled"},
    "retention:ask": lambda own: {
        "reason": "in_error",
        "words": "The child was registered twice",
        "seal": "not",
        "why_not": "The other file holds it all",
    },
    "retention:erasure": lambda own: {"decision": "decline", "reason": "A brother is still on file"},
    "subjects:record": lambda own: {"kind": "access", "requested_by": "person", "identity_check": "paper"},
    "subjects:answer": lambda own: {"outcome": "granted", "answer": "The spelling is corrected"},
    "subjects:make": lambda own: {"reason": "Asked for in the office"},
    "nationalities:add": lambda own: {
        "state": "RU",
        "basis": "descent_grandparent",
        "claimed_date": "2019-05-01",
    },
    "nationalities:contact": lambda own: {
        "level": "prohibited",
        "from_date": "2019-06-01",
        "reason": "A risk",
    },
    "nationalities:edit": lambda own: {"claimed_date": "2019-05-01"},
    "nationalities:decide": lambda own: {"status": "submitted", "decided_date": "2019-05-01"},
    "places:add": lambda own: {"name": "Camp 9", "kind": "camp", "country": "IQ"},
    "places:edit": lambda own: {"area": "Erbil"},
    "places:control": lambda own: {"authority": "Host State", "from_date": "2019-01-01"},
    "places:close": lambda own: {
        "closed_date": "2019-08-01",
        "seen": "0",
        "who": who_is_at(Place.objects.get(name="Camp of the walk")),
        "step": "close",
    },
    "places:correct": lambda own: {"authority": "Provincial council", "reason": "Another body"},
    "countries:edit": lambda own: {"is_destination": "on"},
    "countries:position": lambda own: {"policy": "active", "from_date": "2019-01-01"},
    "batches:add": lambda own: {"departure_country": "IQ"},
    "batches:edit": lambda own: {"seats": "40"},
    "batches:invite": lambda own: {"office": str(own["third"].public_id)},
    "batches:add_people": lambda own: {"destination": "TJ", "persons": [str(own["other"].person.public_id)]},
    "batches:add_parents": lambda own: {
        "destination": "TJ",
        "persons": [str(own["guardian"].person.public_id)],
    },
    "batches:add_escort": lambda own: {"name": "Somebody Else", "destination": "TJ"},
    "batches:change": lambda own: {"destination": "RU"},
    "batches:take_off": lambda own: {},
    "batches:move": lambda own: {},
    "batches:depart": lambda own: _day(**{f"on-{own['on_board'].public_id}": "travelled"}),
    "batches:arrive": lambda own: _day(),
    "batches:hand_over": lambda own: _day(
        receiver="Commission for children", receiver_role="embassy", passengers=[str(own["landed"].public_id)]
    ),
    "invitations:add": lambda own: {
        "full_name": "Samira Qasim",
        "email": "samira.qasim@example.org",
        "role": "coordinator",
    },
    "accounts:office_add": lambda own: {"name": "Office East", "country": "IQ"},
    "accounts:office_edit": lambda own: {"name": "Office of the North"},
    "accounts:office_reopen": lambda own: {"reason": "There is work again"},
    "accounts:grant_list": lambda own: {"grants": [_of_an_officer()]},
    "accounts:suspend": lambda own: {"reason": "The telephone was stolen"},
    "accounts:resume": lambda own: {"reason": "It was found"},
    "accounts:role": lambda own: {
        "role": "supervisor",
        "office": str(own["third"].public_id),
        "receiver": str(own["worker"].public_id),
        "reason": "The office grows",
    },
    "accounts:end_role": lambda own: {"receiver": str(own["worker"].public_id), "reason": "Goes home"},
    "accounts:ask_for_reset": lambda own: {"reason": "The key is lost"},
}
