"""Promise 8: whoever may do everything in the database but lacks the key changes no row, no order and no end unseen."""

import io

import pytest
from django.core.management import CommandError, call_command

from cases.audit import sealing
from cases.audit.sealing import seal_all
from cases.audit.verifying import verify
from cases.crypto import new_mac_key
from cases.models import AuditEvent, AuditSeal

pytestmark = pytest.mark.django_db(transaction=True)

COPIED_WITH_ITS_MARK = """
    INSERT INTO cases_auditevent (id, public_id, at, kind, subject, subject_ids, detail, mac)
    SELECT %s, gen_random_uuid(), at, kind, subject, subject_ids, detail, mac FROM cases_auditevent WHERE id = %s
"""
COPIED_WITHOUT = """
    INSERT INTO cases_auditevent (id, public_id, at, kind, subject, subject_ids, detail)
    SELECT %s, gen_random_uuid(), at - interval '1 hour', kind, subject, subject_ids, detail
      FROM cases_auditevent WHERE id = %s
"""


@pytest.fixture
def sealed(entries, monkeypatch):
    """Numbers of seven rows in three seals (three, three and one), and that nothing is wrong with them."""
    monkeypatch.setattr(sealing, "ROWS_A_SEAL", 3)
    numbers = entries(7)
    assert seal_all() == 7
    assert AuditSeal.objects.count() == 3
    assert verify().findings == []
    return numbers


def test_an_edited_row_is_found(sealed, tamper):
    """Promise 8."""
    tamper("UPDATE cases_auditevent SET subject = 'children:list' WHERE id = %s", sealed[1])
    (finding,) = verify().findings
    assert finding.startswith(f"Row {sealed[1]} does not say what it said")


@pytest.mark.parametrize(
    "change",
    [
        "at = at + interval '1 second'",
        "kind = 'list'",
        "actor_id = NULL",
        "office_id = NULL",
        """subject_ids = '["another"]'""",
        "detail = '{}'",
        "public_id = gen_random_uuid()",
    ],
)
def test_every_column_is_under_the_mark(change, sealed, tamper):
    """Promise 8: the twin of the test above, column by column."""
    tamper(f"UPDATE cases_auditevent SET {change} WHERE id = %s", sealed[6])  # noqa: S608 - from the list above
    assert [finding.split()[1] for finding in verify().findings] == [str(sealed[6])]


def test_a_removed_row_is_found(sealed, tamper):
    """Promise 8."""
    tamper("DELETE FROM cases_auditevent WHERE id = %s", sealed[4])
    assert verify().findings == [f"Row {sealed[4]} is gone; seal 2 holds it."]


def test_an_inserted_row_is_found(sealed, tamper):
    """Promise 8: into a gap between sealed rows, with the mark of another row, or with none."""
    tamper("UPDATE cases_auditevent SET id = -1 WHERE id = %s", sealed[2])
    tamper(COPIED_WITH_ITS_MARK, sealed[2], sealed[1])
    tamper(COPIED_WITHOUT, sealed[2], sealed[1])
    findings = verify().findings
    assert f"Row {sealed[2]} is there 2 times." in findings
    assert any(finding.startswith(f"Row {sealed[2]} has no mark") for finding in findings)
    assert any(finding.startswith(f"Row {sealed[2]} does not say") for finding in findings)


def test_a_row_put_in_without_a_mark_behind_the_sealed_ones_is_found(sealed, tamper):
    """Promise 8: the tail is looked at as well, and says how long it is."""
    tamper(COPIED_WITHOUT, sealed[6] + 1, sealed[6])
    found = verify()
    assert found.findings == [f"Row {sealed[6] + 1} has no mark: it was not written by this application."]
    assert found.waiting == 1


def test_rows_in_another_order_are_found(sealed, tamper):
    """Promise 8: both rows are as they were written, only not where."""
    tamper(
        "UPDATE cases_auditevent SET id = CASE id WHEN %s THEN %s ELSE %s END WHERE id IN (%s, %s)",
        sealed[0], sealed[1], sealed[0], sealed[0], sealed[1],
    )  # fmt: skip
    assert verify().findings == [
        f"Row {sealed[0]} stands where another stood: it was row {sealed[1]} (seal 1).",
        f"Row {sealed[1]} stands where another stood: it was row {sealed[0]} (seal 1).",
    ]


def test_a_row_moved_to_another_seal_is_found(sealed, tamper):
    """Promise 8."""
    tamper(
        "UPDATE cases_auditevent SET id = CASE id WHEN %s THEN %s ELSE %s END WHERE id IN (%s, %s)",
        sealed[0], sealed[5], sealed[0], sealed[0], sealed[5],
    )  # fmt: skip
    assert verify().findings == [
        f"Row {sealed[0]} is not the one that seal 1 holds.",
        f"Row {sealed[5]} is not the one that seal 2 holds.",
    ]


def test_a_removed_seal_is_found(sealed, tamper):
    """Promise 8."""
    tamper("DELETE FROM cases_auditseal WHERE number = 2")
    assert verify().findings == ["Seal 2 is gone: the chain is broken before seal 3."]


def test_a_changed_seal_is_found(sealed, tamper):
    """Promise 8: with its own hash made to fit, it has no mark; with a row's number taken out, no hash."""
    tamper("UPDATE cases_auditseal SET count = 2 WHERE number = 2")
    assert verify().findings == ["Seal 2 was changed after it was made."]
    changed = AuditSeal.objects.get(number=2)
    tamper("UPDATE cases_auditseal SET hash = %s WHERE number = 2", sealing.hash_of(changed))
    assert verify().findings == [
        "Seal 2 was not made with a key that is in AUDIT_KEY.",
        "Seal 3 does not follow on the seal before it.",
    ]


def test_an_end_that_was_cut_off_is_found_against_the_shipped_head(sealed, tamper, tmp_path):
    """Promise 8: from inside nobody could tell, and that is why heads are shipped."""
    shipped = tmp_path / "heads"
    call_command("audit_ship", str(shipped), stdout=io.StringIO())
    tamper("DELETE FROM cases_auditseal WHERE number = 3")
    tamper("DELETE FROM cases_auditevent WHERE id = %s", sealed[6])
    call_command("audit_verify", stdout=io.StringIO())
    said = io.StringIO()
    with pytest.raises(CommandError, match="1 things are wrong") as stopped:
        call_command("audit_verify", against=str(shipped), stdout=io.StringIO(), stderr=said)
    assert stopped.value.returncode == 1
    assert said.getvalue().startswith("Seal 3, shipped on ")
    assert said.getvalue().endswith("is gone: the trail was cut off.\n")


def test_a_shipped_head_of_another_chain_or_without_a_mark_is_found(sealed, tmp_path):
    """Promise 8: one line was made up, one is of the same number with other rows."""
    shipped = tmp_path / "heads"
    call_command("audit_ship", str(shipped), stdout=io.StringIO())
    line = shipped.read_text()
    shipped.write_text(line + line.replace("3 ", "4 ", 1) + line[:-9] + "00000000\n")
    said = io.StringIO()
    with pytest.raises(CommandError):
        call_command("audit_verify", against=str(shipped), stdout=io.StringIO(), stderr=said)
    assert "Seal 4, shipped on" in said.getvalue()
    assert "The line of seal 3 was not shipped by us" in said.getvalue()


def test_what_is_no_shipped_head_is_refused_with_a_sentence(sealed, tmp_path):
    shipped = tmp_path / "heads"
    shipped.write_text("something else\n")
    with pytest.raises(CommandError, match="no line that audit_ship wrote"):
        call_command("audit_verify", against=str(shipped), stdout=io.StringIO())
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("audit_verify", against=str(tmp_path / "nowhere"), stdout=io.StringIO())


def test_the_command_says_what_there_is_and_what_is_not_sealed_yet(sealed, entries):
    """Promise 8: the unsealed tail."""
    entries(2)
    said = io.StringIO()
    call_command("audit_verify", stdout=said)
    assert "3 seals hold 7 rows." in said.getvalue()
    assert "2 rows are not sealed yet, the oldest since" in said.getvalue()
    assert "The trail is as it was written." in said.getvalue()


def test_without_the_key_of_a_row_it_is_not_vouched_for(sealed, settings):
    """Promise 8: a trail that somebody wrote anew under a key of their own does not pass."""
    settings.AUDIT_KEY = new_mac_key()
    findings = verify().findings
    assert len([finding for finding in findings if "AUDIT_KEY lacks its key" in finding]) == 7
    assert "Seal 1 was not made with a key that is in AUDIT_KEY." in findings


def test_a_new_key_in_front_marks_and_the_old_one_still_checks(sealed, entries, settings):
    """Promise 8: rotation leaves what was written before as it is."""
    settings.AUDIT_KEY = f"{new_mac_key()},{settings.AUDIT_KEY}"
    (number,) = entries(1)
    seal_all()
    assert verify().findings == []
    marks = dict(AuditEvent.objects.filter(pk__in=[sealed[0], number]).values_list("pk", "mac"))
    assert bytes(marks[sealed[0]])[:4] != bytes(marks[number])[:4]


def test_rows_from_before_there_were_marks_are_counted_and_sealed(entries, tamper):
    """An old database: its rows have no mark, and no new row may pass for one of them."""
    numbers = entries(4)
    tamper("UPDATE cases_auditevent SET mac = '' WHERE id <= %s", numbers[1])
    assert seal_all() == 4
    found = verify()
    assert (found.findings, found.unmarked) == ([], 2)
    tamper("UPDATE cases_auditevent SET subject = 'x' WHERE id = %s", numbers[0])
    tamper("UPDATE cases_auditevent SET mac = '' WHERE id = %s", numbers[3])
    findings = verify().findings
    assert findings == [
        f"Row {numbers[0]} is not the one that seal 1 holds.",
        f"Row {numbers[3]} has no mark: it was not written by this application.",
    ]
