"""Journey: a caseworker asks for a list, a supervisor approves it, and it leaves under a password."""

import io
import re

import pytest
import pyzipper

from cases.enums import Encryption, ExportFormat, ExportOutcome, ExportPurpose, LegalBasis, Role
from cases.models import NumberedExport
from tests.journeys.steps import WALKS

pytestmark = pytest.mark.journey
RECIPIENT = "Family court, second chamber"
EXPORT = re.compile(r"/exports/[0-9a-f-]{36}/")


@pytest.mark.parametrize("walk", [WALKS[-1]], ids=str)
def test_a_list_leaves_under_a_password_after_approval(visitor, live_app):
    when_a_caseworker_asks_for_the_list_of_children(visitor)
    then_it_waits_for_a_second_person(visitor)

    when_the_supervisor_approves_it(visitor)
    then_the_caseworker_takes_it_under_a_password(visitor)
    then_the_officer_reads_its_line(visitor)


def when_a_caseworker_asks_for_the_list_of_children(visitor):
    visitor.enters_as(Role.CASEWORKER)
    visitor.opens("/children/")
    visitor.follows("Export")
    visitor.looks_around()
    visitor.writes("Recipient", RECIPIENT)
    visitor.chooses("Purpose", ExportPurpose.COURT.label)
    visitor.chooses("Legal basis", LegalBasis.LEGAL_OBLIGATION.label)
    visitor.writes("Why it leaves now", "The court decides on guardianship")
    visitor.ticks(ExportFormat.CSV.label)
    visitor.chooses("Encrypt it", Encryption.PASSWORD.label)
    visitor.presses("Number the export")


def then_it_waits_for_a_second_person(visitor):
    visitor.is_at(EXPORT)
    visitor.reads("A supervisor of the office has to approve it", RECIPIENT)
    visitor.looks_around()


def when_the_supervisor_approves_it(visitor):
    _goes(visitor)
    visitor.enters_as(Role.SUPERVISOR)
    visitor.opens(f"/exports/{_latest().public_id}/decide/")
    visitor.reads(RECIPIENT, "The court decides on guardianship")
    visitor.looks_around()
    visitor.ticks(ExportOutcome.APPROVED.label)
    visitor.presses("Decide")


def then_the_caseworker_takes_it_under_a_password(visitor):
    _goes(visitor)
    visitor.enters_as(Role.CASEWORKER)
    visitor.opens("/")
    visitor.looks_around()
    visitor.opens(f"/exports/{_latest().public_id}/")
    visitor.follows("Make a password and the file")
    visitor.looks_around()
    password = re.search(r"[A-Z2-9]{4}(?:-[A-Z2-9]{4}){4}", visitor.main.inner_text())[0]
    with visitor.page.expect_download() as download:
        visitor.main.get_by_role("button", name=visitor.words("Take the encrypted file")).click()
    with pyzipper.AESZipFile(io.BytesIO(download.value.path().read_bytes())) as bundle:
        bundle.setpassword(password.encode())
        assert _latest().number in bundle.read(bundle.namelist()[0]).decode()


def then_the_officer_reads_its_line(visitor):
    _goes(visitor)
    visitor.enters_as(Role.DATA_PROTECTION_OFFICER)
    visitor.opens("/exports/")
    visitor.reads(_latest().number, RECIPIENT)
    visitor.looks_around()


def _goes(visitor):
    """Whoever was there has gone; the next one comes to the same browser in the same language."""
    visitor.page.context.clear_cookies(name=re.compile("session"))


def _latest():
    return NumberedExport.objects.latest("pk")
