"""One timeline from many tables: each kind of row is told, in one sentence, on its day."""

import datetime

import pytest

from cases.casefile.kinds import Kind
from cases.casefile.loading import case_rows, load_case
from cases.casefile.timeline import timeline_of
from cases.enums import (
    ContactLevel,
    DocumentKind,
    HandoverRole,
    NotTravelledReason,
    PassengerResult,
    PersonState,
    Recognition,
    Separation,
    TransferStatus,
    UnityDecision,
    WhereaboutsKind,
)
from cases.models import Handover, TransferMove
from tests import factories

pytestmark = pytest.mark.django_db
DAY = datetime.date(2019, 4, 2)


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north)


def told(child, reader, **options):
    return timeline_of(load_case(case_rows().get(pk=child.pk), reader=reader), **options)


def texts(child, reader, **options):
    return [entry.text for entry in told(child, reader, **options)]


def test_every_kind_of_separation_and_whereabouts_has_its_sentence(caseworker, office_north):
    for status in Separation:
        child = factories.ChildFactory(office=office_north)
        factories.SeparationFactory(child=child, status=status)
        assert len(told(child, caseworker)) == 2
    for kind in WhereaboutsKind:
        child = factories.ChildFactory(office=office_north)
        place = factories.PlaceFactory() if kind == WhereaboutsKind.AT_PLACE else None
        country = "TJ" if kind == WhereaboutsKind.IN_COUNTRY else None
        factories.WhereaboutsFactory(person=child.person, kind=kind, place=place, country_id=country)
        assert len(told(child, caseworker)) == 2


def test_the_status_of_a_relative_is_told_with_the_doubt(caseworker, child):
    tie = factories.GuardianshipFactory(child=child)
    factories.PersonStatusFactory(
        person=tie.guardian.person, status=PersonState.CONFIRMED_DEAD, confidence="reported", from_date=DAY
    )
    assert "Mother, Gulnora Saidova: Death reported, not confirmed." in texts(child, caseworker)


def test_contact_permissions_and_the_decision_on_siblings_are_decisions(caseworker, child):
    factories.ContactPermissionFactory(child=child, level=ContactLevel.PROHIBITED, reason="Risk to an aunt.")
    group = factories.FamilyGroupFactory(
        office=child.office, unity=UnityDecision.APART, unity_decided_date=DAY
    )
    sibling = factories.ChildFactory(office=child.office)
    for person in (child.person, sibling.person):
        factories.FamilyMembershipFactory(group=group, person=person)
    entries = told(child, caseworker, kind=Kind.DECISIONS)
    assert [entry.text for entry in entries] == [
        "Siblings: Apart by decision.",
        "Contact with Tajikistan: No contact with this State’s authorities.",
    ]
    assert entries[1].detail == "Risk to an aunt."


def test_a_paper_is_told_on_its_day_of_issue_or_else_of_recording(caseworker, child):
    factories.DocumentFactory(person=child.person, issued_date=DAY)
    factories.DocumentFactory(
        person=child.person, kind=DocumentKind.PHOTO, recognition=Recognition.NOT_RECOGNISED
    )
    entries = told(child, caseworker)
    assert [(entry.text, entry.when) for entry in entries] == [
        ("Paper put on file: Photograph, non-recognised authority.", "today"),
        ("Paper issued: Birth certificate.", "2 Apr 2019"),
        ("Registered.", "12 Mar 2019"),
    ]


def test_what_nobody_can_date_stands_on_the_day_it_was_recorded(caseworker, child):
    factories.PersonStatusFactory(person=child.person, status=PersonState.MISSING, from_date=None)
    entry = told(child, caseworker)[0]
    assert (entry.text, entry.when) == ("The child: Missing.", "today")
    assert "Since when is not known" in entry.detail


def test_a_transfer_that_is_still_open_is_told_with_its_moves(caseworker, child):
    transfer = factories.TransferFactory(office=child.office)
    factories.PassengerFactory(transfer=transfer, person=child.person)
    for status, reason in ((TransferStatus.PROPOSED, ""), (TransferStatus.POSTPONED, "No aircraft.")):
        TransferMove.objects.create(transfer=transfer, to_status=status, moved_by=caseworker, reason=reason)
    entries = told(child, caseworker)
    assert [entry.text for entry in entries[:3]] == [
        f"Transfer {transfer.number}: Postponed.",
        f"Transfer {transfer.number}: Proposed.",
        f"Put on the list of transfer {transfer.number} to Tajikistan.",
    ]
    assert (entries[0].who, entries[0].detail) == (caseworker.full_name, "No aircraft.")
    assert len(told(child, caseworker, kind=Kind.DECISIONS)) == 2


def test_a_journey_and_its_handover_are_told_on_their_day(caseworker, child):
    passenger = factories.travelled(child.person, on=DAY, office=child.office)
    Handover.objects.create(
        passenger=passenger,
        handed_over_at=passenger.transfer.departed_at + datetime.timedelta(hours=5),
        receiver_role=HandoverRole.RECEIVING_STATE,
        receiver="Ministry of Labour",
    )
    entries = told(child, caseworker)[:2]
    assert [(entry.text, entry.on) for entry in entries] == [
        ("Handed over to Ministry of Labour.", DAY),
        ("Travelled to Tajikistan.", DAY),
    ]


def test_who_did_not_travel_is_told_why(caseworker, child):
    transfer = factories.TransferFactory(office=child.office)
    factories.PassengerFactory(
        transfer=transfer,
        person=child.person,
        result=PassengerResult.NOT_TRAVELLED,
        not_travelled_reason=NotTravelledReason.CHILD_ABDUCTED,
    )
    factories.depart(transfer, on=DAY)
    assert "Did not travel: Child taken or hidden by others." in texts(child, caseworker)


def test_a_list_that_was_written_up_afterwards_is_no_event(caseworker, child):
    factories.travelled(child.person, on=DAY, office=child.office)
    assert not any("Put on the list" in text for text in texts(child, caseworker))


def test_what_nobody_knows_the_beginning_of_is_not_told_as_beginning_on_a_day(child, caseworker):
    factories.WhereaboutsFactory(person=child.person, place__name="Home 1", from_date=None)
    factories.SeparationFactory(child=child, status=Separation.WITH_MOTHER, from_date=None)
    entries = [entry for entry in told(child, caseworker) if entry.text in ("At Home 1.", "With the mother.")]
    assert len(entries) == 2
    assert all("Since when is not known" in entry.detail for entry in entries)


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (Separation.WITH_BOTH_PARENTS, "With both parents until 2 Apr 2019."),
        (Separation.WITH_MOTHER, "With the mother until 2 Apr 2019."),
        (Separation.WITH_FATHER, "With the father until 2 Apr 2019."),
        (Separation.SEPARATED, "A separated child until 2 Apr 2019."),
        (Separation.UNACCOMPANIED, "An unaccompanied child until 2 Apr 2019."),
        (Separation.UNKNOWN, "With whom the child was until 2 Apr 2019 was not established."),
    ],
)
def test_company_of_which_only_the_end_is_known_stands_on_its_end(caseworker, child, status, text):
    factories.SeparationFactory(child=child, status=status, from_date=None, to_date=DAY)
    assert (text, DAY, "") in [(entry.text, entry.on, entry.detail) for entry in told(child, caseworker)]


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({"place__name": "Home 1"}, "At Home 1 until 2 Apr 2019."),
        (
            {"place__name": "Home 1", "confidence": "reported"},
            "Said to have been at Home 1 until 2 Apr 2019.",
        ),
        (
            {"kind": WhereaboutsKind.IN_COUNTRY, "place": None, "country_id": "SY"},
            "In Syria until 2 Apr 2019, place not recorded.",
        ),
        (
            {"kind": WhereaboutsKind.UNKNOWN_AFTER_CLOSURE, "place": None},
            "Whereabouts unknown after the site closed, until 2 Apr 2019.",
        ),
        ({"kind": WhereaboutsKind.UNKNOWN, "place": None}, "Whereabouts unknown until 2 Apr 2019."),
    ],
)
def test_whereabouts_of_which_only_the_end_is_known_stand_on_their_end(caseworker, child, facts, text):
    factories.WhereaboutsFactory(person=child.person, from_date=None, to_date=DAY, **facts)
    assert (text, DAY) in [(entry.text, entry.on) for entry in told(child, caseworker)]
