"""What is written about claims, decisions and the leave to contact a State."""

import datetime
import uuid

import pytest
from django.db import IntegrityError

from cases.access import saved_before
from cases.enums import ClaimBasis, ClaimStatus, ContactLevel, Evidence, StateResponse
from cases.errors import Refused, Stale
from cases.models import ClaimDecision, ContactPermission, Country, Nationality
from cases.nationalities import actions
from tests.factories import ChildFactory, ContactPermissionFactory, NationalityFactory

MARCH = datetime.date(2019, 3, 12)
MAY = datetime.date(2019, 5, 21)


@pytest.fixture
def child(caseworker):
    return ChildFactory(office=caseworker.office)


@pytest.fixture
def tajikistan(db):
    return Country.objects.get(code="TJ")


def tomorrow():
    return datetime.date.today() + datetime.timedelta(days=2)


def test_a_claim_is_recorded_with_who_did_it(caseworker, child, tajikistan):
    """Promise 6."""
    claim = actions.add_claim(
        by=caseworker,
        child=child,
        state=tajikistan,
        basis=ClaimBasis.JUS_SANGUINIS_MOTHER,
        claimed_date=MARCH,
        evidence=[Evidence.BIRTH_CERT],
    )
    assert claim.status == ClaimStatus.UNASSESSED
    event = Nationality.pgh_event_model.objects.get(pgh_obj_id=claim.pk)
    assert event.pgh_context.metadata["user"] == caseworker.pk


def test_the_same_ground_is_not_claimed_twice(caseworker, child, tajikistan):
    claim = NationalityFactory(child=child)
    with pytest.raises(Refused, match="already recorded on this ground"):
        actions.add_claim(by=caseworker, child=child, state=tajikistan, basis=claim.basis, claimed_date=MARCH)


def test_the_same_form_saves_one_claim(caseworker, child, tajikistan):
    """Promise 15."""
    form_id = uuid.uuid4()
    values = {"by": caseworker, "child": child, "claimed_date": MARCH, "form_id": form_id}
    claim = actions.add_claim(state=tajikistan, basis=ClaimBasis.JUS_SOLI, **values)
    with pytest.raises(IntegrityError):
        actions.add_claim(state=tajikistan, basis=ClaimBasis.OTHER, **values)
    assert saved_before(caseworker, form_id) == str(claim.public_id)
    assert Nationality.objects.count() == 1


def test_a_claim_of_a_day_to_come_is_refused(caseworker, child, tajikistan):
    with pytest.raises(Refused) as refused:
        actions.add_claim(
            by=caseworker,
            child=child,
            state=tajikistan,
            basis=ClaimBasis.JUS_SOLI,
            claimed_date=tomorrow(),
        )
    assert refused.value.field == "claimed_date"


def test_a_stale_correction_changes_nothing(caseworker, child, tajikistan):
    """Promise 13."""
    claim = NationalityFactory(child=child)
    values = {"by": caseworker, "claim": claim, "version": 1, "state": tajikistan, "claimed_date": MARCH}
    saved = actions.update_claim(basis=ClaimBasis.JUS_SOLI, **values)
    assert saved.version == 2
    with pytest.raises(Stale) as stale:
        actions.update_claim(basis=ClaimBasis.OTHER, **values)
    assert stale.value.current.basis == ClaimBasis.JUS_SOLI
    claim.refresh_from_db()
    assert (claim.basis, claim.version) == (ClaimBasis.JUS_SOLI, 2)


def test_a_claim_takes_the_answer_of_its_latest_decision(caseworker, child):
    claim = NationalityFactory(child=child)
    actions.record_decision(by=caseworker, claim=claim, status=ClaimStatus.SUBMITTED, decided_date=MARCH)
    assert claim.status == ClaimStatus.SUBMITTED
    actions.record_decision(
        by=caseworker,
        claim=claim,
        status=ClaimStatus.CONFIRMED,
        decided_date=MAY,
        response=StateResponse.ACCEPTED,
        reference="MFA 114",
    )
    claim.refresh_from_db()
    assert claim.status == ClaimStatus.CONFIRMED
    assert claim.decisions.count() == 2


def test_a_decision_before_its_claim_is_refused(caseworker, child):
    claim = NationalityFactory(child=child, claimed_date=MAY)
    with pytest.raises(Refused, match="earlier than its claim"):
        actions.record_decision(by=caseworker, claim=claim, status=ClaimStatus.REFUSED, decided_date=MARCH)
    assert not ClaimDecision.objects.exists()


def test_a_new_contact_permission_ends_the_one_before(caseworker, child, tajikistan):
    before = ContactPermissionFactory(child=child)
    now = actions.set_contact(
        by=caseworker,
        child=child,
        state=tajikistan,
        level=ContactLevel.PROHIBITED,
        reason="The mother fears for her relatives.",
        from_date=MAY,
    )
    before.refresh_from_db()
    assert (before.to_date, now.to_date) == (MAY, None)
    assert not ContactPermission.objects.allowing("TJ").exists()


def test_contact_is_not_decided_without_a_reason(caseworker, child, tajikistan):
    with pytest.raises(Refused) as refused:
        actions.set_contact(
            by=caseworker,
            child=child,
            state=tajikistan,
            level=ContactLevel.PERMITTED_FULL,
            reason="  ",
            from_date=MAY,
        )
    assert refused.value.field == "reason"
    assert not ContactPermission.objects.exists()


def test_contact_is_not_decided_before_the_present_decision(caseworker, child, tajikistan):
    before = ContactPermissionFactory(child=child, from_date=MAY)
    with pytest.raises(Refused) as refused:
        actions.set_contact(
            by=caseworker,
            child=child,
            state=tajikistan,
            level=ContactLevel.REVOKED,
            reason="Asked for by the family.",
            from_date=MARCH,
        )
    assert refused.value.field == "from_date"
    before.refresh_from_db()
    assert before.to_date is None
