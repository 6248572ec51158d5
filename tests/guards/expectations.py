"""What is expected of every address, a line each. An address without a line fails, and so does a line without one.

``who`` gets in is written out here, not read from the roles: the two are compared. ``kind`` names the rows that the
address can be about (world.py). ``sends`` is the answer to an empty form by whoever is let in.
"""

from dataclasses import dataclass, field

from tests.guards.cast import CASE_WORK, EVERYBODY, FIGURES, OFFICES, PLACES, ROLES, STATES

KEEPERS_OF_PLACES = frozenset({"supervisor", "administrator"})
ADMINISTRATORS = frozenset({"administrator"})
WHO_ENDS_ROLES = frozenset({"supervisor", "administrator"})
OFFICERS = frozenset({"officer"})
SUPERVISORS = frozenset({"supervisor"})
WHO_INVITE = frozenset({"supervisor", "administrator"})


@dataclass(frozen=True)
class Page:
    """One line. ``also`` completes the address beside the row; ``unknown`` are such words that lead nowhere.

    ``saves`` is who can save the form, where not everybody who may look can.
    """

    who: frozenset
    kind: str = ""
    methods: tuple = ("GET",)
    sends: int = 422
    also: dict = field(default_factory=dict)
    unknown: dict = field(default_factory=dict)
    saves: str = ""
    moves_on: frozenset = frozenset()  # whom the page sends elsewhere


def read(who, kind="", **more):
    """A page that is only read."""
    return Page(who, kind, **more)


def form(who, kind="", **more):
    """A page with a form."""
    return Page(who, kind, ("GET", "POST"), **more)


def button(who, kind="", **more):
    """An address that is only posted to."""
    return Page(who, kind, ("POST",), 302, **more)


EXPECTED = {
    # Open to everybody, signed in or not
    "components:privacy": read(EVERYBODY),
    "components:accessibility": read(EVERYBODY),
    "help:keyboard": read(EVERYBODY),
    # Help
    "help:start": read(ROLES),
    "help:topic": read(ROLES, also={"code": "claims"}, unknown={"code": "nothing"}),
    # The start page
    "home:start": read(ROLES, moves_on=frozenset({"official", "coordinator"})),
    "home:waiting": read(CASE_WORK, also={"kind": "claims-unanswered"}, unknown={"kind": "nothing"}),
    # The trail
    "watch:trail": read(OFFICERS),
    "watch:look_up": button(OFFICERS),
    "watch:of_file": read(OFFICERS, "looked"),
    "watch:of_child": read(SUPERVISORS, "child"),
    "watch:findings": read(OFFICERS),
    "watch:finding": form(OFFICERS, "finding", saves="officer"),
    # The search of the whole app
    "search:page": read(CASE_WORK),
    "search:keep": button(CASE_WORK),
    "search:suggest": Page(CASE_WORK, "", ("POST",), 200),
    # Children
    "intake:register": form(CASE_WORK),
    "intake:quick": form(CASE_WORK),
    "intake:step": form(CASE_WORK, "draft", also={"step": "family"}, unknown={"step": "nowhere"}),
    "intake:keep": Page(CASE_WORK, "draft", ("POST",), also={"step": "family"}, unknown={"step": "nowhere"}),
    "intake:beside": Page(
        CASE_WORK, "draft", ("POST",), 200, also={"step": "child-1-name"}, unknown={"step": "nowhere"}
    ),
    "intake:check": form(CASE_WORK, "draft"),
    "intake:take_out": form(CASE_WORK, "draft", also={"who": "mother"}, unknown={"who": "nobody"}),
    "intake:take_on_file": Page(
        CASE_WORK, "draft", ("POST",), also={"who": "mother"}, unknown={"who": "nobody"}
    ),
    "intake:give_back": Page(
        CASE_WORK, "draft", ("POST",), also={"who": "mother"}, unknown={"who": "nobody"}
    ),
    "intake:discard": form(CASE_WORK, "draft", sends=302),
    "intake:put_away": button(CASE_WORK, "discarded"),
    "children:list": read(CASE_WORK),
    "children:search": button(CASE_WORK),
    "casefile:detail": read(CASE_WORK, "child"),
    "casefile:export": form(CASE_WORK, "child"),
    "casefile:print": read(CASE_WORK, "export"),
    "casefile:history_child": read(CASE_WORK, "child"),
    "casefile:undo_child": form(CASE_WORK, "child"),
    "casefile:restore_child": form(CASE_WORK, "child"),
    "casefile:history_guardian": read(CASE_WORK, "guardian"),
    "casefile:undo_guardian": form(CASE_WORK, "guardian"),
    "casefile:restore_guardian": form(CASE_WORK, "guardian"),
    "casefile:history_claim": read(CASE_WORK, "claim"),
    "casefile:undo_claim": form(CASE_WORK, "claim"),
    "casefile:restore_claim": form(CASE_WORK, "claim"),
    "casefile:history_paper": read(CASE_WORK, "paper"),
    "casefile:undo_paper": form(CASE_WORK, "paper"),
    "casefile:restore_paper": form(CASE_WORK, "paper"),
    "casefile:history_tie": read(CASE_WORK, "tie"),
    "casefile:undo_tie": form(CASE_WORK, "tie"),
    "casefile:restore_tie": form(CASE_WORK, "tie"),
    "casefile:history_whereabouts": read(CASE_WORK, "person"),
    "casefile:undo_whereabouts": form(CASE_WORK, "person"),
    "casefile:restore_whereabouts": form(CASE_WORK, "person"),
    "casefile:history_situation": read(CASE_WORK, "person"),
    "casefile:undo_situation": form(CASE_WORK, "person"),
    "casefile:restore_situation": form(CASE_WORK, "person"),
    "casefile:history_company": read(CASE_WORK, "child"),
    "casefile:undo_company": form(CASE_WORK, "child"),
    "casefile:restore_company": form(CASE_WORK, "child"),
    "casefile:history_needs": read(CASE_WORK, "child"),
    "casefile:undo_needs": form(CASE_WORK, "child"),
    "casefile:restore_needs": form(CASE_WORK, "child"),
    "casefile:history_unity": read(CASE_WORK, "membership"),
    "casefile:undo_unity": form(CASE_WORK, "membership"),
    "casefile:restore_unity": form(CASE_WORK, "membership"),
    "children:correct_whereabouts": form(CASE_WORK, "whereabouts"),
    "children:correct_status": form(CASE_WORK, "situation"),
    "children:correct_separation": form(CASE_WORK, "company"),
    "children:correct_assignment": form(CASE_WORK, "assignment"),
    "people:names": read(CASE_WORK, "person"),
    "passports:passport": read(CASE_WORK, "person"),
    "passports:letter": form(CASE_WORK, "child"),
    "passports:numbered": read(CASE_WORK, "letter"),
    "passports:printed": read(CASE_WORK, "letter"),
    "people:add_name": form(CASE_WORK, "person"),
    "people:edit_name": form(CASE_WORK, "name"),
    "children:edit": form(CASE_WORK, "child"),
    "children:whereabouts": form(CASE_WORK, "child"),
    "children:status": form(CASE_WORK, "child"),
    "children:separation": form(CASE_WORK, "child"),
    "children:found": form(CASE_WORK, "child"),
    "children:missing": form(CASE_WORK, "child"),
    "children:missing_take_back": button(CASE_WORK, "missing"),
    "children:assign": form(CASE_WORK, "child"),
    "children:take": form(CASE_WORK, "other", sends=302),
    "handover:hand_over": form(CASE_WORK),
    # Two records of one person
    "matching:same": read(CASE_WORK, "person"),
    "matching:find_same": button(CASE_WORK, "person"),
    "matching:merge": form(CASE_WORK, "pair", saves="supervisor"),
    "matching:undo": form(CASE_WORK, "merge", saves="supervisor"),
    "flags:add": form(CASE_WORK, "child"),
    "flags:lower": form(CASE_WORK, "flag"),
    "flags:move": form(CASE_WORK, "flag"),
    "flags:follow": button(CASE_WORK, "child"),
    "flags:unfollow": button(CASE_WORK, "child"),
    "notes:of_child": read(CASE_WORK, "child"),
    "notes:write": form(CASE_WORK, "child"),
    "notes:detail": read(CASE_WORK, "note"),
    "notes:edit": form(CASE_WORK, "own_note"),
    "unsent:keep": Page(CASE_WORK, "child", ("POST",), also={"kind": "note"}, unknown={"kind": "nothing"}),
    "unsent:discard": button(CASE_WORK, "child", also={"kind": "flag"}, unknown={"kind": "nothing"}),
    "needs:record": form(CASE_WORK, "child"),
    "needs:correct": form(CASE_WORK, "need"),
    "families:unity": form(CASE_WORK, "child"),
    "families:join": form(CASE_WORK, "child"),
    "families:leave": form(CASE_WORK, "child"),
    "families:correct": form(CASE_WORK, "membership"),
    # Files that only named people see
    "restrictions:impose": form(SUPERVISORS, "unrestricted", saves="supervisor"),
    "restrictions:change": form(SUPERVISORS, "restriction", saves="supervisor"),
    "restrictions:lift": form(SUPERVISORS, "restriction", saves="supervisor"),
    "caseload:bulk": form(CASE_WORK),
    # Saved views and columns of lists
    "caseload:columns": form(CASE_WORK, also={"list_name": "children"}, unknown={"list_name": "nothing"}),
    "caseload:add_view": form(CASE_WORK, also={"list_name": "claims"}, unknown={"list_name": "nothing"}),
    "caseload:open_view": read(CASE_WORK, "view", moves_on=CASE_WORK),
    "caseload:edit_view": form(CASE_WORK, "view"),
    "caseload:delete_view": button(CASE_WORK, "view"),
    "documents:add": form(CASE_WORK, "child"),
    "documents:add_for_guardian": form(CASE_WORK, "guardian"),
    "documents:edit": form(CASE_WORK, "paper"),
    # Parents and carers
    "guardians:list": read(CASE_WORK),
    "guardians:search": button(CASE_WORK),
    "guardians:add": form(CASE_WORK, "child"),
    "guardians:add_on_file": form(CASE_WORK, "child"),
    "guardians:detail": read(CASE_WORK, "guardian"),
    "guardians:edit": form(CASE_WORK, "guardian"),
    "guardians:status": form(CASE_WORK, "guardian"),
    "guardians:whereabouts": form(CASE_WORK, "guardian"),
    "guardians:missing": form(CASE_WORK, "guardian"),
    "guardians:tie": form(CASE_WORK, "guardian"),
    "guardians:change_tie": form(CASE_WORK, "tie"),
    "guardians:end_care": form(CASE_WORK, "tie"),
    # Possible matches
    "matching:review": read(CASE_WORK),
    "matching:pair": form(CASE_WORK, "match"),
    "matching:family": form(CASE_WORK, "family_match"),
    "matching:look": button(CASE_WORK, "person"),
    "matching:ask": form(CASE_WORK, "across"),
    "matching:requests": read(CASE_WORK),
    "matching:consent": form(CASE_WORK, "received"),
    "matching:withdraw": button(CASE_WORK, "sent"),
    # Between offices
    "traffic:offers": read(CASE_WORK),
    "traffic:offer": form(CASE_WORK, "other"),
    "traffic:answer": form(SUPERVISORS, "offer_received", saves="supervisor"),
    "traffic:withdraw": button(CASE_WORK, "offer_sent"),
    "traffic:referrals": read(CASE_WORK),
    "traffic:refer": form(CASE_WORK, "child"),
    "traffic:extend": form(CASE_WORK, "referral_given"),
    "traffic:end": button(CASE_WORK, "referral_given"),
    "casefile:referred": read(CASE_WORK, "referral_read"),
    "traffic:emergency": form(SUPERVISORS, saves="supervisor"),
    "casefile:emergency": read(SUPERVISORS, "opening_read"),
    "traffic:openings": read(OFFICERS),
    "traffic:review": form(OFFICERS, "opening", saves="officer"),
    "traffic:put_away": button(CASE_WORK, "notice"),
    # What leaves
    "outgoing:register": read(CASE_WORK | OFFICERS),
    "outgoing:ask": form(CASE_WORK, also={"list_name": "children"}, unknown={"list_name": "passengers"}),
    "outgoing:ask_passengers": form(CASE_WORK, "transfer"),
    "outgoing:detail": read(CASE_WORK, "list_export"),
    "outgoing:file": read(CASE_WORK, "list_export"),
    "outgoing:password": read(CASE_WORK, "sealed_export"),
    "outgoing:sealed": Page(CASE_WORK, "sealed_export", ("POST",)),
    "outgoing:decide": form(SUPERVISORS, "waiting_export", saves="supervisor"),
    "outgoing:destroyed": form(CASE_WORK, "own_export"),
    # How files end
    "retention:periods": read(OFFICES),
    "retention:period": form(
        ADMINISTRATORS, also={"code": "case_file"}, unknown={"code": "nothing"}, saves="administrator"
    ),
    "retention:due": read(SUPERVISORS),
    "retention:review": form(SUPERVISORS, "ending", saves="supervisor"),
    "retention:hold": form(SUPERVISORS, "ending", saves="supervisor"),
    "retention:lift": form(SUPERVISORS, "hold", saves="supervisor"),
    "retention:ask": form(SUPERVISORS, "ending", saves="supervisor"),
    "retention:erasures": read(SUPERVISORS | OFFICERS),
    "retention:erasure": form(SUPERVISORS | OFFICERS, "erasure", saves="officer"),
    "retention:withdraw": button(SUPERVISORS, "own_erasure"),
    "subjects:register": read(CASE_WORK | OFFICERS),
    "subjects:record": form(CASE_WORK, "child"),
    "subjects:answer": form(SUPERVISORS, "request", saves="supervisor"),
    "subjects:make": form(SUPERVISORS, "copy_request", saves="supervisor"),
    "subjects:copy": read(SUPERVISORS, "copy"),
    "subjects:download": read(SUPERVISORS, "copy"),
    # Claims
    "nationalities:list": read(CASE_WORK),
    "nationalities:add": form(CASE_WORK, "child"),
    "nationalities:contact": form(CASE_WORK, "child", also={"code": "TJ"}, unknown={"code": "ZZ"}),
    "nationalities:detail": read(CASE_WORK, "claim"),
    "nationalities:edit": form(CASE_WORK, "claim"),
    "nationalities:decide": form(CASE_WORK, "claim"),
    "nationalities:correct_decision": form(CASE_WORK, "decision"),
    "nationalities:correct_contact": form(CASE_WORK, "permission"),
    # Places and States
    "places:list": read(PLACES),
    "places:add": form(KEEPERS_OF_PLACES),
    "places:detail": read(PLACES, "place"),
    "places:edit": form(KEEPERS_OF_PLACES, "place"),
    "places:close": form(KEEPERS_OF_PLACES, "place"),
    "places:control": form(KEEPERS_OF_PLACES, "place"),
    "places:correct": form(KEEPERS_OF_PLACES, "control"),
    "casefile:history_place": read(KEEPERS_OF_PLACES, "place"),
    "casefile:undo_place": form(KEEPERS_OF_PLACES, "place"),
    "casefile:restore_place": form(KEEPERS_OF_PLACES, "place"),
    "countries:list": read(STATES),
    "countries:detail": read(STATES, "state"),
    "countries:edit": form(ADMINISTRATORS, "state"),
    "countries:position": form(ADMINISTRATORS, "state"),
    # Transfers
    "batches:list": read(CASE_WORK),
    "batches:add": form(CASE_WORK),
    "batches:detail": read(CASE_WORK, "transfer"),
    "batches:edit": form(CASE_WORK, "transfer"),
    "batches:invite": form(CASE_WORK, "transfer"),
    "batches:add_people": form(CASE_WORK, "transfer"),
    "batches:search_people": button(CASE_WORK, "transfer"),
    "batches:add_parents": form(CASE_WORK, "transfer"),
    "batches:add_escort": form(CASE_WORK, "transfer"),
    "batches:change": form(CASE_WORK, "passenger"),
    "batches:take_off": form(CASE_WORK, "passenger", sends=302),
    "batches:put_back": button(CASE_WORK, "passenger"),
    "batches:move": form(CASE_WORK, "transfer", also={"to": "proposed"}, unknown={"to": "nowhere"}),
    "batches:depart": form(CASE_WORK, "boarding"),
    "batches:arrive": form(CASE_WORK, "departed"),
    "batches:hand_over": form(CASE_WORK, "arrived"),
    # Figures
    "reports:dashboard": read(FIGURES),
    "reports:totals": read(FIGURES),
    "reports:state_totals": read(FIGURES, "state"),
    "reports:claims": read(FIGURES),
    "reports:departures": read(FIGURES),
    "reports:published": read(FIGURES),
    "reports:travelled": read(CASE_WORK),
    # Offices and accounts
    "accounts:office_list": read(OFFICES),
    "accounts:office_detail": read(OFFICES, "office"),
    "accounts:office_add": form(ADMINISTRATORS),
    "accounts:office_edit": form(ADMINISTRATORS, "office"),
    "accounts:office_reopen": form(ADMINISTRATORS, "closed_office"),
    "accounts:user_list": read(ADMINISTRATORS),
    "accounts:roles": read(ROLES),
    "accounts:grant_list": form(ADMINISTRATORS),
    "accounts:person": read(ADMINISTRATORS, "account"),
    "accounts:suspend": form(ADMINISTRATORS, "account"),
    "accounts:resume": form(ADMINISTRATORS, "suspended"),
    "accounts:role": form(ADMINISTRATORS, "account"),
    "accounts:end_role": form(WHO_ENDS_ROLES, "leaver"),
    "accounts:ask_for_reset": form(ADMINISTRATORS, "account"),
    "accounts:confirm_reset": button(ADMINISTRATORS, "reset"),
    "accounts:withdraw_reset": button(ADMINISTRATORS, "reset"),
    "invitations:list": read(WHO_INVITE),
    "invitations:add": form(WHO_INVITE),
    "invitations:detail": read(WHO_INVITE, "invitation"),
    "invitations:send_again": button(WHO_INVITE, "invitation"),
    "invitations:withdraw": button(WHO_INVITE, "invitation"),
    "accounts:profile": read(ROLES),
    "accounts:choose_language": button(ROLES),
    "accounts:time_left": read(ROLES),
    "accounts:sessions": read(ROLES),
    "accounts:end_session": Page(ROLES, "", ("POST",)),
    "accounts:stay": Page(ROLES, "", ("POST",), 200),
}

# Views that run before anybody has signed in, and why.
OPEN_TO_ALL = {
    "components:privacy": "Everybody may know what is kept, and how to reach us",
    "components:accessibility": "The same",
    "help:keyboard": "The keys work before anybody has signed in",
    "components:gallery": "The parts of pages without any data, and only where DEBUG is on",
    "demo:enter": "The demonstration's way in; routed only there",
    "mailbox:list": "The mail of the demonstration; routed only there",
    "welcome:open": "Whoever is invited has no account yet",
    "welcome:accept": "The same",
    "welcome:leave": "Signs out whoever is signed in, nothing else",
}
# Have no line above: what they answer depends on the deployment, and their own tests say how.
ELSEWHERE = {
    "components:gallery": "tests/components/test_views.py",
    "demo:enter": "tests/accounts/test_demo.py",
    "mailbox:list": "tests/mailbox/test_mailbox.py",
    "welcome:open": "tests/invitations/test_accepting.py",
    "welcome:accept": "tests/invitations/test_accepting.py",
    "welcome:leave": "tests/invitations/test_accepting.py",
}
