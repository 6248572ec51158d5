"""Two records become one, and two again: every table, every rule, and nothing lost."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.documents.numbers import earlier_numbers, number_of, papers_numbered
from cases.enums import (
    CONTACT_ALLOWED,
    BirthPrecision,
    ClaimStatus,
    Confidence,
    ContactLevel,
    MatchAnswer,
    NeedFinding,
    PassengerResult,
    Separation,
)
from cases.matching.inventory import SPECIAL, Fate, links
from cases.matching.pair import Pair
from cases.matching.undoing import added_since, read_undo
from cases.models import (
    CaseAssignment,
    Child,
    ChildKey,
    ContactPermission,
    Document,
    FamilyMembership,
    Guardian,
    Guardianship,
    LegalHold,
    MissingAnswer,
    Nationality,
    Need,
    Note,
    NumberedExport,
    Passenger,
    Person,
    PersonName,
    PossibleMatch,
    SeparationPeriod,
    UnsentText,
    Whereabouts,
)
from cases.people.sealing import opened
from cases.vault import destroy_key, key_for_reading, read_text
from tests import factories
from tests.matching.merging import (
    SLIP,
    merge,
    offered,
    undo,
    whole_tables,
)
from tests.people import client_of
from tests.support.forms import form_of

# Every foreign key to a person or a file, and what becomes of its rows. A new table fails here until it has its line.
MOVED = {
    "CaseAssignment.child", "CaseFlag.child", "ContactPermission.child", "FamilyMembership.person",
    "FollowedCase.child", "Guardianship.child", "Guardianship.guardian", "KeptLonger.child", "LegalHold.child",
    "MissingAnswer.person", "Nationality.child", "Need.child", "Passenger.person", "PersonName.person",
    "PersonStatus.person", "SeparationPeriod.child", "SubjectRequest.child",
}  # fmt: skip


def test_every_table_has_its_fate():
    assert {link.name for link in links() if link.fate is Fate.MOVES} == MOVED
    assert {link.name for link in links()} - MOVED == set(SPECIAL)


def test_everything_that_points_to_one_points_to_the_other(supervisor, kept, other):
    """Every table that moves has a row in this test, so that one that does not move is noticed."""
    before = Pair(kept.person, other.person)
    guardianship = before.of_other(Guardianship, "child")[0]
    merge(supervisor, kept, other)
    after = Pair(Person.objects.get(pk=kept.person_id), Person.objects.get(pk=other.person_id))
    for link in links():
        if link.fate not in (Fate.MOVES, Fate.RESEALED, Fate.FOLLOWS) or link.target is Guardian:
            continue
        if link.name == "Passenger.person":
            continue  # told below: a closed list stays
        had = {row.pk for row in before.of(link, before.other)}
        assert had, f"{link.name} is not proven"
        assert had <= {row.pk for row in after.of(link, after.kept)}, link.name
        assert not after.of(link, after.other), link.name
    guardianship.refresh_from_db()
    assert guardianship.child_id == kept.pk
    assert Child.objects.get(pk=other.pk).merged_into_id == kept.pk
    assert Person.objects.get(pk=other.person_id).merged_into_id == kept.person_id


def test_closed_lists_exports_and_the_key_stay_with_the_record_given_up(supervisor, kept, other):
    """Promise 14: the list of a departed transfer is not written anew. What left is never changed."""
    merge(supervisor, kept, other)
    stayed = Passenger.objects.get(result=PassengerResult.TRAVELLED)
    assert stayed.person_id == other.person_id
    assert Passenger.objects.get(is_open=True).person_id == kept.person_id
    assert set(Passenger.objects.of_person(kept.person)) == set(Passenger.objects.all())
    assert stayed.standing_person == kept.person
    assert NumberedExport.objects.get().child_id == other.pk
    assert ChildKey.objects.filter(child=other).exists()


def test_notes_are_sealed_under_the_key_of_the_file_that_stays_and_back(supervisor, kept, other):
    """Promise 21: what is sealed for one child does not open with the key of another."""
    made = merge(supervisor, kept, other)
    note, unsent = Note.objects.get(), UnsentText.objects.get()
    assert read_text(key_for_reading(kept), note, "sealed") == "She asked for her mother."
    assert read_text(key_for_reading(kept), unsent, "sealed") == "Not finished"
    assert read_text(key_for_reading(other), note, "sealed") is None
    first = note.events.order_by("pgh_id").first()
    assert read_text(key_for_reading(other), first, "sealed") == "She asked for her mother."
    undo(supervisor, made)
    note.refresh_from_db()
    assert note.child_id == other.pk
    assert read_text(key_for_reading(other), note, "sealed") == "She asked for her mother."


def test_numbers_and_places_are_sealed_for_the_person_who_stays_and_back(supervisor, kept, other):
    """Promise 21: by the key of the record that stays; the history opens with the key of the one that was given up."""
    made = merge(supervisor, kept, other)
    paper = Document.objects.select_related("person").get(sealed_number__isnull=False)
    stay = Whereabouts.objects.select_related("person").get(sealed_detail__isnull=False)
    assert paper.person == stay.person == kept.person
    assert (number_of(paper), opened(stay, "sealed_detail")) == ("75 1234567", "Block C, cell 4")
    assert papers_numbered("75 1234567") == [paper]
    assert earlier_numbers(paper) == [], "the number itself was not changed"
    undo(supervisor, made)
    paper, stay = (type(row).objects.select_related("person").get(pk=row.pk) for row in (paper, stay))
    assert paper.person == stay.person == other.person
    assert (number_of(paper), opened(stay, "sealed_detail")) == ("75 1234567", "Block C, cell 4")


def test_a_number_from_before_the_merge_comes_back_by_undoing_a_correction(supervisor, kept, other):
    merge(supervisor, kept, other)
    paper = Document.objects.select_related("person").get(sealed_number__isnull=False)
    client, url = client_of(supervisor), reverse("documents:edit", args=[paper.public_id])
    assert (
        client.post(url, form_of(client, url, number="40 7654321", recognition="recognised")).status_code
        == 302
    )
    url = reverse("casefile:undo_paper", args=[paper.public_id])
    assert client.post(url, form_of(client, url, reason="A slip")).status_code == 302
    paper = Document.objects.select_related("person").get(pk=paper.pk)
    assert number_of(paper) == "75 1234567"


def test_what_nobody_can_read_any_more_does_not_keep_two_records_apart(supervisor, kept, other):
    LegalHold.objects.filter(child=other).update(
        lifted_at=timezone.now(), lifted_by=supervisor, lift_reason="The court has ruled"
    )
    destroy_key(other.person, by=supervisor)
    merge(supervisor, kept, other)
    paper = Document.objects.select_related("person").get(sealed_number__isnull=False)
    assert paper.person == kept.person
    assert number_of(paper) is None


def test_undoing_leaves_every_table_as_it_was(supervisor, kept, other):
    before = whole_tables()
    made = merge(supervisor, kept, other)
    assert whole_tables() != before
    undo(supervisor, made)
    assert whole_tables() == before
    made.refresh_from_db()
    assert (made.undone_by, made.undo_reason) == (supervisor, SLIP)


def test_undoing_leaves_every_table_as_it_was_where_both_said_something(supervisor, kept, other, caseworker):
    """The same where rows stayed behind, ended, or lent something to those that stayed."""
    _everything_twice(kept, other, supervisor)
    before = whole_tables()
    chosen = {"sex": "other", "birth": "other", "assignment": "other", "name-Latn": "other"}
    undo(supervisor, merge(supervisor, kept, other, **chosen))
    after = whole_tables()
    # Leave that the merge ended is not given by undoing it.
    for row in before["ContactPermission"].values():
        if row["level"] in CONTACT_ALLOWED:
            row["to_date"] = timezone.localdate()
    assert after == before


def _everything_twice(kept, other, by):
    Person.objects.filter(pk=kept.person_id).update(
        sex="f", birth_precision=BirthPrecision.YEAR, birth_earliest=datetime.date(2012, 1, 1)
    )
    PersonName.written("Mohamed Abdelrahman", person=kept.person, is_preferred=False).save()
    where = other.person.whereabouts.get()
    factories.WhereaboutsFactory(person=kept.person, place=where.place)
    factories.FamilyMembershipFactory(group=other.person.family_memberships.get().group, person=kept.person)
    factories.MissingAnswerFactory(person=kept.person)
    factories.CaseAssignmentFactory(child=kept, user=by)
    factories.SeparationFactory(child=kept, status=Separation.SEPARATED)
    mother = other.guardianships.get()
    mother.confidence = Confidence.CONFIRMED
    mother.save()
    factories.GuardianshipFactory(child=kept, guardian=mother.guardian)
    claim = factories.NationalityFactory(child=kept, claimed_date=datetime.date(2019, 4, 1))
    factories.ClaimDecisionFactory(
        nationality=claim, status=ClaimStatus.SUBMITTED, decided_date=datetime.date(2019, 4, 2)
    )
    factories.ContactPermissionFactory(child=kept, state_id="RU")
    factories.ContactPermissionFactory(child=kept, state_id="TJ")
    factories.NeedFactory(child=kept, finding=NeedFinding.IN_SCHOOL, from_date=datetime.date(2019, 4, 1))
    factories.PossibleMatchFactory(
        first=min(kept.person, other.person, key=lambda one: one.pk),
        second=max(kept.person, other.person, key=lambda one: one.pk),
    )


def test_what_both_say_alike_is_said_once(supervisor, kept, other):
    _everything_twice(kept, other, supervisor)
    merge(supervisor, kept, other)
    today = timezone.localdate()
    assert kept.person.whereabouts.count() == 1
    assert kept.person.family_memberships.current().count() == 1
    assert not FamilyMembership.objects.current().filter(person=other.person).exists()
    assert MissingAnswer.objects.filter(person=kept.person).count() == 1
    tie = Guardianship.objects.standing().get(child=kept)
    assert tie.confidence == Confidence.CONFIRMED
    assert kept.person.names.filter(full="Mohamed Abdelrahman").count() == 1
    assert kept.person.names.preferred().filter(script="Latn").count() == 1
    assert CaseAssignment.objects.current().get(child=kept).user == supervisor
    assert other.assignments.count() == 0
    assert CaseAssignment.objects.get(child=kept, to_date=today)
    assert SeparationPeriod.objects.current().get(child=kept).status == Separation.SEPARATED


def test_a_claim_on_the_same_ground_has_the_decisions_of_both(supervisor, kept, other):
    _everything_twice(kept, other, supervisor)
    made = merge(supervisor, kept, other)
    claim = Nationality.objects.get(child=kept)
    assert claim.decisions.count() == 2
    assert (claim.status, claim.claimed_date) == (ClaimStatus.CONFIRMED, datetime.date(2019, 3, 12))
    undo(supervisor, made)
    claim.refresh_from_db()
    assert (claim.status, claim.claimed_date) == (ClaimStatus.SUBMITTED, datetime.date(2019, 4, 1))
    assert Nationality.objects.get(child=other).status == ClaimStatus.CONFIRMED


def test_claims_on_other_grounds_stand_side_by_side(supervisor, kept, other):
    factories.NationalityFactory(child=kept, basis="jus_sanguinis_father")
    merge(supervisor, kept, other)
    assert kept.nationalities.count() == 2


def test_the_stricter_permission_holds(supervisor, kept, other):
    """Promise 2: no State learns of a child because two files became one."""
    factories.ContactPermissionFactory(child=kept, state_id="RU")
    merge(supervisor, kept, other)
    assert not ContactPermission.objects.allowing("RU").filter(child__in=[kept, other]).exists()
    assert ContactPermission.objects.current().get(state="RU").level == ContactLevel.PROHIBITED


@pytest.mark.parametrize("side", ["kept", "other"])
def test_a_yes_that_only_one_file_has_ends_unless_somebody_says_that_it_goes_on(
    supervisor, kept, other, side
):
    """Promise 2: never silently yes."""
    factories.ContactPermissionFactory(child=kept if side == "kept" else other, state_id="TJ")
    _page, chosen = offered(kept, other)
    assert chosen["contact-TJ"] == "kept"
    made = merge(supervisor, kept, other)
    assert not ContactPermission.objects.allowing("TJ").filter(child__in=[kept, other]).exists()
    undo(supervisor, made)
    factories.ContactPermissionFactory(child=kept if side == "kept" else other, state_id="TJ")
    merge(supervisor, kept, other, **{"contact-TJ": "other"})
    assert ContactPermission.objects.allowing("TJ").filter(child=kept).exists()


@pytest.mark.parametrize("side", ["kept", "other", "both"])
def test_leave_that_a_merge_ended_does_not_come_back_by_undoing_it(supervisor, kept, other, side):
    """Promise 2: somebody gives leave anew; each file has its own row back, which has ended."""
    files = [kept, other] if side == "both" else [kept if side == "kept" else other]
    given = [factories.ContactPermissionFactory(child=child, state_id="TJ") for child in files]
    page, _chosen = offered(kept, other)
    assert page.ends_leave
    made = merge(supervisor, kept, other)
    told = read_undo(made).leave
    undo(supervisor, made)
    for row, child in zip(given, files, strict=True):
        row.refresh_from_db()
        assert row.child_id == child.pk
    ended = [row for row in given if row.to_date == timezone.localdate()]
    assert {row.pk for row in told} == {row.pk for row in ended}
    # Where both had it, the file that stayed never lost it.
    allowed = ContactPermission.objects.allowing("TJ").filter(child__in=[kept, other])
    assert {row.child_id for row in allowed} == ({kept.pk} if side == "both" else set())


def test_leave_that_went_on_goes_back_with_its_file(supervisor, kept, other):
    given = factories.ContactPermissionFactory(child=other, state_id="TJ")
    page, chosen = offered(kept, other, **{"contact-TJ": "other"})
    page.choices = chosen
    assert not page.ends_leave
    made = merge(supervisor, kept, other, **{"contact-TJ": "other"})
    undo(supervisor, made)
    assert ContactPermission.objects.allowing("TJ").get() == given
    given.refresh_from_db()
    assert given.child == other


def test_equal_permissions_are_not_left_in_force_behind(supervisor, kept, other):
    """Promise 2: a permission that is revoked later is revoked for what stayed behind as well."""
    for child in (kept, other):
        factories.ContactPermissionFactory(child=child, state_id="TJ")
    merge(supervisor, kept, other)
    assert ContactPermission.objects.allowing("TJ").get().child == kept


def test_the_newer_finding_holds_and_ends_the_other(supervisor, kept, other):
    factories.NeedFactory(child=kept, finding=NeedFinding.IN_SCHOOL, from_date=datetime.date(2019, 4, 1))
    merge(supervisor, kept, other)
    assert Need.objects.current().get(child=kept).finding == NeedFinding.IN_SCHOOL
    assert (
        Need.objects.get(child=kept, to_date=datetime.date(2019, 4, 1)).finding == NeedFinding.OUT_OF_SCHOOL
    )


def test_what_was_chosen_of_the_other_record_is_taken_over(supervisor, kept, other):
    Person.objects.filter(pk=other.person_id).update(birth_place="Hasaka", region_of_origin="RU-DA")
    Person.objects.filter(pk=kept.person_id).update(birth_place="Raqqa")
    _page, chosen = offered(kept, other)
    assert (chosen["birth_place"], chosen["region"]) == ("kept", "other"), "what was empty is offered"
    made = merge(supervisor, kept, other, birth_place="other")
    kept.person.refresh_from_db()
    assert (kept.person.birth_place, kept.person.region_of_origin) == ("Hasaka", "RU-DA")
    undo(supervisor, made)
    kept.person.refresh_from_db()
    assert (kept.person.birth_place, kept.person.region_of_origin) == ("Raqqa", "")


def test_a_single_file_moves_whole(supervisor, office_north, kept):
    """A girl who is a mother: her case file and her file as a parent belong to one person."""
    mother = factories.GuardianshipFactory(child__office=office_north).guardian
    made = merge(supervisor, kept, mother)
    mother.refresh_from_db()
    assert (mother.person_id, mother.merged_into) == (kept.person_id, None)
    factories.GuardianshipFactory(child=factories.ChildFactory(office=office_north), guardian=mother)
    assert not added_since(made)
    undo(supervisor, made)
    mother.refresh_from_db()
    assert mother.person_id == made.merged_id


def test_two_parents_become_one_with_the_children_of_both(supervisor, office_north):
    first = factories.GuardianshipFactory(child__office=office_north, confidence=Confidence.REPORTED)
    second = factories.GuardianshipFactory(child__office=office_north)
    factories.GuardianshipFactory(
        child=first.child, guardian=second.guardian, confidence=Confidence.CONFIRMED, is_carer=True
    )
    before = whole_tables()
    made = merge(supervisor, first.guardian, second.guardian)
    ties = Guardianship.objects.standing().filter(guardian=first.guardian)
    assert {tie.child_id for tie in ties} == {first.child_id, second.child_id}
    first.refresh_from_db()
    assert (first.confidence, first.is_carer) == (Confidence.CONFIRMED, True)
    assert Guardian.objects.get(pk=second.guardian_id).merged_into_id == first.guardian_id
    undo(supervisor, made)
    assert whole_tables() == before


def test_a_pair_that_was_compared_is_answered_and_others_go_along(supervisor, kept, other):
    pair = sorted((kept.person, other.person), key=lambda person: person.pk)
    match = factories.PossibleMatchFactory(first=pair[0], second=pair[1])
    third = PossibleMatch.objects.exclude(pk=match.pk).get()
    made = merge(supervisor, kept, other)
    match.refresh_from_db()
    third.refresh_from_db()
    assert (match.answer, match.answered_by) == (MatchAnswer.SAME, supervisor)
    assert kept.person_id in (third.first_id, third.second_id)
    assert not PossibleMatch.objects.visible_to(supervisor).filter(pk=match.pk).exists()
    undo(supervisor, made)
    match.refresh_from_db()
    assert match.answer == ""
