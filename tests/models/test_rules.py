"""What Postgres itself refuses: each rule with a case that passes and one that fails. Promise 14."""

import datetime

import pytest

from cases import models
from cases.enums import (
    CaseStatus,
    ClaimStatus,
    Confidence,
    Relationship,
    Role,
    Script,
    StatePolicy,
    UnityDecision,
    WhereaboutsKind,
)
from tests import factories
from tests.models.refusals import refused
from tests.people import make_user

pytestmark = pytest.mark.django_db

DAY = datetime.date(2019, 7, 10)
NOON = datetime.datetime(2019, 7, 10, 12, tzinfo=datetime.UTC)


class TestBirth:
    def test_earliest_on_or_before_latest(self):
        factories.PersonFactory(birth_earliest=DAY, birth_latest=DAY)
        factories.PersonFactory(birth_earliest=None, birth_latest=None)

    def test_earliest_after_latest(self):
        later = DAY + datetime.timedelta(days=1)
        refused(
            "person_birth_in_order",
            lambda: factories.PersonFactory(birth_earliest=later, birth_latest=DAY),
        )

    def test_half_a_range(self):
        refused(
            "person_birth_in_order",
            lambda: factories.PersonFactory(birth_earliest=None, birth_latest=DAY),
        )

    def test_before_1900(self):
        old = datetime.date(1899, 12, 31)
        refused("person_birth_is_possible", lambda: factories.PersonFactory(birth_earliest=old))

    def test_region_is_a_code(self):
        factories.PersonFactory(region_of_origin="RU-DA")
        refused("person_region_is_iso_3166_2", lambda: factories.PersonFactory(region_of_origin="Dagest"))


class TestNames:
    def test_one_preferred_name_in_each_script(self):
        person = factories.PersonFactory(name="Zarina Saidova")
        models.PersonName.written("Зарина Саидова", person=person).save()
        models.PersonName.written("Zarrina Saidowa", person=person, is_preferred=False).save()
        assert set(person.names.preferred().values_list("script", flat=True)) == {
            Script.LATIN,
            Script.CYRILLIC,
        }

    def test_two_preferred_names_in_one_script(self):
        person = factories.PersonFactory(name="Zarina Saidova")
        refused(
            "person_name_one_preferred_a_script",
            lambda: models.PersonName.written("Sarina Saidi", person=person).save(),
        )

    def test_empty_name(self):
        person = factories.PersonFactory()
        refused(
            "person_name_not_empty",
            lambda: models.PersonName.written("  ", person=person, is_preferred=False).save(),
        )


class TestPeriods:
    def test_confirmed_whereabouts_may_touch_and_reports_may_contradict(self):
        person = factories.PersonFactory()
        factories.WhereaboutsFactory(person=person, from_date=DAY.replace(month=1), to_date=DAY)
        factories.WhereaboutsFactory(person=person, from_date=DAY)
        factories.WhereaboutsFactory(person=person, from_date=DAY, confidence=Confidence.REPORTED)

    def test_confirmed_whereabouts_overlap(self):
        person = factories.PersonFactory()
        factories.WhereaboutsFactory(person=person, from_date=DAY.replace(month=1))
        refused(
            "whereabouts_confirmed_no_overlap",
            lambda: factories.WhereaboutsFactory(person=person, from_date=DAY),
        )

    def test_confirmed_statuses_overlap(self):
        person = factories.PersonFactory()
        factories.PersonStatusFactory(person=person, from_date=DAY, confidence=Confidence.REPORTED)
        factories.PersonStatusFactory(person=person, from_date=DAY)
        refused(
            "person_status_confirmed_no_overlap",
            lambda: factories.PersonStatusFactory(person=person, from_date=DAY),
        )

    @pytest.mark.parametrize(
        ("name", "make", "fields"),
        [
            ("whereabouts_in_order", factories.WhereaboutsFactory, {}),
            ("person_status_in_order", factories.PersonStatusFactory, {}),
            ("case_assignment_in_order", factories.CaseAssignmentFactory, {}),
            ("separation_in_order", factories.SeparationFactory, {}),
            ("family_membership_in_order", factories.FamilyMembershipFactory, {}),
            ("contact_permission_in_order", factories.ContactPermissionFactory, {}),
        ],
    )
    def test_a_period_ends_after_it_began(self, name, make, fields):
        yesterday = DAY - datetime.timedelta(days=1)
        make(from_date=yesterday, to_date=DAY, **fields)
        refused(name, lambda: make(from_date=DAY, to_date=yesterday, **fields))

    def test_whereabouts_name_a_place_or_say_that_it_is_unknown(self):
        factories.WhereaboutsFactory(kind=WhereaboutsKind.UNKNOWN_AFTER_CLOSURE, place=None)
        factories.WhereaboutsFactory(kind=WhereaboutsKind.IN_COUNTRY, place=None, country_id="RU")
        refused("whereabouts_kind_fits_place", lambda: factories.WhereaboutsFactory(place=None))


class TestCaseFile:
    def test_case_number_with_a_slip(self):
        child = factories.ChildFactory()
        first = "2" if child.case_number[0] != "2" else "3"
        slip = first + child.case_number[1:]
        refused("child_case_number_checks", lambda: factories.ChildFactory(case_number=slip))

    def test_closed_for_a_reason(self):
        factories.ChildFactory(status=CaseStatus.CLOSED, closure_reason="goals_met")
        refused("child_closed_has_reason", lambda: factories.ChildFactory(status=CaseStatus.CLOSED))

    def test_one_current_assignment(self):
        child = factories.CaseAssignmentFactory().child
        refused("case_assignment_one_current", lambda: factories.CaseAssignmentFactory(child=child))

    def test_one_current_separation(self):
        child = factories.SeparationFactory(to_date=DAY).child
        factories.SeparationFactory(child=child, from_date=DAY)
        refused("separation_one_current", lambda: factories.SeparationFactory(child=child))

    def test_a_person_once_in_a_family_group(self):
        membership = factories.FamilyMembershipFactory()
        refused(
            "family_membership_once",
            lambda: factories.FamilyMembershipFactory(group=membership.group, person=membership.person),
        )

    def test_a_decision_on_siblings_has_a_date(self):
        factories.FamilyGroupFactory(unity=UnityDecision.APART, unity_decided_date=DAY)
        refused(
            "family_group_decision_has_date",
            lambda: factories.FamilyGroupFactory(unity=UnityDecision.TOGETHER),
        )

    def test_the_case_follows_the_person_to_another_office(self):
        child = factories.ChildFactory()
        other = factories.OfficeFactory()
        models.Person.objects.filter(pk=child.person_id).update(office=other)
        child.refresh_from_db()
        assert child.office == other


class TestFamilyTies:
    def test_claims_of_several_mothers_stand_side_by_side(self):
        child = factories.ChildFactory()
        for _ in range(3):
            factories.GuardianshipFactory(child=child)
        assert child.guardianships.count() == 3

    def test_one_confirmed_mother(self):
        tie = factories.GuardianshipFactory(confidence=Confidence.CONFIRMED)
        refused(
            "guardianship_one_confirmed_parent",
            lambda: factories.GuardianshipFactory(child=tie.child, confidence=Confidence.CONFIRMED),
        )

    def test_the_same_tie_twice(self):
        tie = factories.GuardianshipFactory()
        refused(
            "guardianship_once",
            lambda: factories.GuardianshipFactory(child=tie.child, guardian=tie.guardian),
        )

    def test_care_ends_after_it_began(self):
        refused(
            "guardianship_in_order",
            lambda: factories.GuardianshipFactory(
                relationship=Relationship.AUNT_M,
                carer_from_date=DAY,
                carer_to_date=DAY - datetime.timedelta(days=1),
            ),
        )


class TestClaims:
    def test_status_is_that_of_the_latest_decision(self):
        claim = factories.NationalityFactory()
        refusal = factories.ClaimDecisionFactory(
            nationality=claim, status=ClaimStatus.REFUSED, decided_date=DAY
        )
        factories.ClaimDecisionFactory(
            nationality=claim, status=ClaimStatus.SUBMITTED, decided_date=DAY.replace(month=5)
        )
        claim.refresh_from_db()
        assert claim.status == ClaimStatus.REFUSED
        refusal.delete()
        claim.refresh_from_db()
        assert claim.status == ClaimStatus.SUBMITTED

    def test_decision_before_its_claim(self):
        claim = factories.NationalityFactory(claimed_date=DAY)
        factories.ClaimDecisionFactory(nationality=claim, decided_date=DAY)
        refused(
            "decision_not_before_claim",
            lambda: factories.ClaimDecisionFactory(
                nationality=claim, decided_date=DAY - datetime.timedelta(days=1)
            ),
        )

    def test_claim_moved_behind_its_decision(self):
        decision = factories.ClaimDecisionFactory(decided_date=DAY)
        later = DAY + datetime.timedelta(days=1)
        claims = models.Nationality.objects.filter(pk=decision.nationality_id)
        assert claims.update(claimed_date=DAY) == 1
        refused("decision_not_before_claim", lambda: claims.update(claimed_date=later))

    def test_one_claim_a_ground(self):
        claim = factories.NationalityFactory()
        refused("nationality_once_a_ground", lambda: factories.NationalityFactory(child=claim.child))

    def test_one_answer_on_contact_with_a_state(self):
        child = factories.ContactPermissionFactory(to_date=DAY).child
        factories.ContactPermissionFactory(child=child, from_date=DAY)
        refused(
            "contact_permission_one_current",
            lambda: factories.ContactPermissionFactory(child=child, from_date=DAY),
        )


class TestReferenceLists:
    def test_a_place_closes_after_it_opened(self):
        factories.PlaceFactory(opened_date=DAY, closed_date=DAY)
        refused(
            "place_closed_after_opened",
            lambda: factories.PlaceFactory(opened_date=DAY, closed_date=DAY - datetime.timedelta(days=1)),
        )

    def test_one_place_of_a_name(self):
        place = factories.PlaceFactory()
        refused("place_name_once_a_country", lambda: factories.PlaceFactory(name=place.name))

    def test_one_current_position_of_a_state(self):
        fields = {"country_id": "DE", "policy": StatePolicy.CASE_BY_CASE, "from_date": DAY}
        models.CountryPosition.objects.create(**fields)
        refused("country_position_one_current", lambda: models.CountryPosition.objects.create(**fields))

    def test_a_state_is_named_by_its_code(self):
        refused("country_code_is_alpha_2", lambda: models.Country.objects.create(code="d1"))

    def test_kosovo_has_its_user_assigned_code(self):
        assert models.Country.objects.filter(code="XK").exists()


class TestMemberships:
    def test_one_current_role(self):
        user = make_user("Nadia Ferrand", Role.COORDINATOR)
        refused(
            "membership_one_current",
            lambda: models.Membership.objects.create(user=user, role=Role.COORDINATOR, from_date=DAY),
        )

    def test_case_work_needs_an_office(self):
        refused("membership_case_work_has_office", lambda: make_user("No Office", Role.CASEWORKER))

    def test_an_official_acts_for_a_state(self):
        refused("membership_official_has_state", lambda: make_user("No State", Role.OFFICIAL))
        refused(
            "membership_official_has_state",
            lambda: make_user("A State", Role.COORDINATOR, state="RU"),
        )

    def test_one_account_an_address(self):
        make_user("Ines Kallio", Role.DATA_PROTECTION_OFFICER)
        refused(
            "user_email_once",
            lambda: models.User.objects.create_user("INES.KALLIO@example.org", "Ines Kallio"),
        )


def test_dates_of_a_published_figure_in_order():
    def figure(earliest, latest):
        return models.PublishedFigure.objects.create(
            reference=f"T{earliest.day}",
            kind="batch",
            date_earliest=earliest,
            date_latest=latest,
            as_published="33 children",
            publisher="A ministry",
            confidence="high",
        )

    figure(DAY, DAY)
    later = DAY + datetime.timedelta(days=1)
    refused("published_figure_dates_in_order", lambda: figure(later, DAY))
