"""Every place that looks across offices, by name. A new one is put down here, with its reason in the code. Promise 1."""

import ast
from pathlib import Path

import pytest

from cases.models.wall import everything, everything_from_here

ROOT = Path(__file__).resolve().parent.parent.parent
OPENING = {"everything", "everything_from_here", "seeing", "RequestTransaction"}
THE_WALL_ITSELF = ROOT / "cases" / "models" / "wall.py"
PLACES = {
    "cases.accounts.access_presenters._from_history",
    "cases.accounts.actions._no_cases_in",
    "cases.accounts.actions._nothing_left",
    "cases.accounts.actions.left_at",
    "cases.accounts.office_history.office_history",
    "cases.admin.glass.shut",
    "cases.admin.history.entries_of",
    "cases.audit.looks.file_known_by",
    "cases.audit.looks.file_numbered",
    "cases.audit.looks.seen_lately_by",
    "cases.audit.presenters._latest_event",
    "cases.audit.record._write_denial",
    "cases.audit.record.signed_in",
    "cases.batches.board._groups_of",
    "cases.batches.consequences.of_departure",
    "cases.casefile.loading.load_case",
    "cases.casefile.reading_views.emergency",
    "cases.casefile.reading_views.referred",
    "cases.checks.check_field_key",
    "cases.handover.leaving.hand_on",
    "cases.handover.leaving.left_by",
    "cases.management.commands.audit_verify.handle",
    "cases.management.commands.bench_sealing.handle",
    "cases.management.commands.bench_search.handle",
    "cases.management.commands.bench_trail.handle",
    "cases.management.commands.count_name_keys.handle",
    "cases.management.commands.discard_drafts.handle",
    "cases.management.commands.end_offers.handle",
    "cases.management.commands.find_anomalies.handle",
    "cases.management.commands.find_due_files.handle",
    "cases.management.commands.find_matches.handle",
    "cases.management.commands.give_cases_back.handle",
    "cases.management.commands.lapse_access.handle",
    "cases.management.commands.load_keys.handle",
    "cases.management.commands.open_capsule.handle",
    "cases.management.commands.rekey.handle",
    "cases.management.commands.rotate_keys.handle",
    "cases.management.commands.save_keys.handle",
    "cases.management.commands.seal_trail._seal",
    "cases.management.commands.seed.handle",
    "cases.management.commands.totals.handle",
    "cases.matching.consent_views.ask",
    "cases.matching.consent_views.consent",
    "cases.matching.consent_views.requests",
    "cases.matching.consent_views.withdraw",
    "cases.matching.duplicates.find_for",
    "cases.matching.lines._first_matches",
    "cases.matching.merge_views.merge",
    "cases.matching.merge_views.undo",
    "cases.matching.review_views.pair",
    "cases.matching.review_views.review",
    "cases.matching.waiting.waiting_matches",
    "cases.models.guardians._fetch_all",
    "cases.outgoing.leave._across_offices",
    "cases.people.covering._of_no_other_child",
    "cases.places.actions._refuse_stays_beyond",
    "cases.places.closing.close_place",
    "cases.places.closing_views.close",
    "cases.retention.capsule.identity_of",
    "cases.retention.erasing.confirm",
    "cases.retention.erasure_views.erasure",
    "cases.retention.erasure_views.erasures",
    "cases.subjects.copying._looked",
    "cases.subjects.views.register",
    "cases.traffic.emergency_views.emergency",
    "cases.traffic.emergency_views.openings",
    "cases.traffic.emergency_views.review",
    "cases.traffic.referral_views.end",
    "cases.traffic.referral_views.extend",
    "cases.traffic.referral_views.referrals",
    "cases.traffic.views.answer",
    "cases.traffic.views.offers",
    "cases.traffic.waiting.waiting_traffic",
    "cases.vault.destroying.destroy_key",
    "cases.watch.file_views.of_child",
    "repatriation.wall.__call__",
}


def _called(node):
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else None


def _opened():
    """Pairs: the dotted name of a function that opens the wall, and the call."""
    for path in sorted([*ROOT.glob("cases/**/*.py"), *ROOT.glob("repatriation/**/*.py")]):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if path == THE_WALL_ITSELF:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        inside = {call: f"{module}.{function.name}" for function in functions for call in ast.walk(function)}
        for node in ast.walk(tree):
            if _called(node) in OPENING:
                yield inside.get(node, module), node


def test_every_place_that_looks_across_offices_is_named_here():
    assert {place for place, _call in _opened()} == PLACES


def test_every_one_of_them_says_why():
    """A sentence, not a word: it is read by whoever reviews the place."""
    for place, call in _opened():
        if _called(call) in ("everything", "everything_from_here") and call.args:
            reason = call.args[0]
            if isinstance(reason, ast.Constant):
                assert reason.value.count(" ") >= 4, place


@pytest.mark.parametrize("opens", [everything, everything_from_here])
def test_without_a_reason_it_does_not_open(opens):
    with pytest.raises(ValueError, match="Say why"):
        opens("")
