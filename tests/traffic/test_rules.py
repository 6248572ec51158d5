"""What Postgres itself refuses of the traffic between offices: each rule with a case that passes and one that fails."""

import datetime

import pytest
from django.utils import timezone

from cases.enums import CaseMoveState, EmergencyOutcome
from cases.models import CaseMove, EmergencyNotice, EmergencyOpening, OfferedChild, Referral
from tests import factories
from tests.models.refusals import refused
from tests.traffic.making import offer_of, opening_of, referral_of


@pytest.fixture
def move(child, office_west, caseworker):
    return offer_of(child, to=office_west, by=caseworker)


@pytest.fixture
def opening(child, office_west, other_supervisor):
    return opening_of(child, by=other_supervisor, office=office_west)


def changing(model, **values):
    return lambda: model.objects.update(**values)


def test_an_offer_is_between_two_offices_for_a_reason(move, office_west):
    refused("case_move_between_two_offices", changing(CaseMove, from_office=office_west))
    refused("case_move_says_why", changing(CaseMove, reason=" "))
    CaseMove.objects.update(reason="Another")


def test_an_answer_is_somebodys_and_an_acceptance_names_who_is_responsible(move, other_supervisor):
    answered = {"answered_by": other_supervisor, "answered_at": timezone.now()}
    refused("case_move_answered_by_somebody", changing(CaseMove, state=CaseMoveState.DECLINED))
    refused("case_move_accepted_for_somebody", changing(CaseMove, state=CaseMoveState.ACCEPTED, **answered))
    CaseMove.objects.update(state=CaseMoveState.ACCEPTED, responsible=other_supervisor, **answered)


def test_a_case_is_offered_once_at_a_time(move, child, caseworker):
    other = factories.OfficeFactory()
    refused("offered_child_one_open", lambda: offer_of(child, to=other, by=caseworker))
    refused("offered_child_once", lambda: OfferedChild.objects.create(move=move, child=child, is_open=False))
    OfferedChild.objects.update(is_open=False)
    offer_of(child, to=other, by=caseworker)


def test_a_referral_ends_within_ninety_days(child, office_west, office_north, caseworker):
    def refer(**more):
        return lambda: referral_of(child, to=office_west, by=caseworker, **more)

    refused("referral_ends_within_ninety_days", refer(until=91))
    refused("referral_ends_within_ninety_days", refer(until=-1))
    refused("referral_says_why", refer(reason=""))
    refused("referral_between_two_offices", lambda: referral_of(child, to=office_north, by=caseworker))
    refer(until=90)()
    refused("referral_one_running", refer())
    Referral.objects.update(ended_at=timezone.now())
    refer()()


def test_an_opening_lasts_four_hours_for_a_reason_and_is_reviewed_by_somebody(opening, officer):
    longer = opening.opened_at + datetime.timedelta(hours=4, seconds=1)
    refused("emergency_opening_lasts_four_hours", changing(EmergencyOpening, until_at=longer))
    refused("emergency_opening_lasts_four_hours", changing(EmergencyOpening, until_at=opening.opened_at))
    refused("emergency_opening_says_why", changing(EmergencyOpening, reason=""))
    found = EmergencyOutcome.AVOIDABLE
    refused("emergency_opening_reviewed_by_somebody", changing(EmergencyOpening, outcome=found))
    EmergencyOpening.objects.update(outcome=found, reviewed_by=officer, reviewed_at=timezone.now())


def test_somebody_is_told_once(opening, supervisor):
    EmergencyNotice.objects.create(opening=opening, user=supervisor)
    refused("emergency_notice_once", lambda: EmergencyNotice.objects.create(opening=opening, user=supervisor))
