"""The demonstration: what is published is there to the child, and each lesson can be found."""

import datetime
import io
import json
from collections import Counter

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, F, OuterRef, Q
from django.utils import timezone

from cases.enums import (
    CaseStatus,
    ClaimStatus,
    Confidence,
    ContactLevel,
    CountedAs,
    Custody,
    FigureKind,
    NotTravelledReason,
    OfficeKind,
    PassengerResult,
    PersonState,
    PlaceKind,
    Recognition,
    Relationship,
    Role,
    Script,
    Sex,
    TransferStatus,
    UnityDecision,
    WhereaboutsKind,
)
from cases.models import (
    Child,
    ContactPermission,
    Document,
    FamilyGroup,
    Guardianship,
    Membership,
    Nationality,
    Office,
    Passenger,
    Person,
    PersonName,
    PersonStatus,
    Place,
    PublishedFigure,
    TransferBatch,
    User,
    Whereabouts,
)
from cases.passports.papers import paper_names, papers_beside
from cases.places.closing import Closing, Reviewed, close_place, stays_at, who_is_at
from cases.reports import counting
from cases.reports.scope import Scope
from cases.seeding import teaching
from tests.seeding.reading import age_on, check_every_constraint, every_day, recount

pytestmark = pytest.mark.usefixtures("demo")

# What the demonstration must give on that day; every other figure is read from what was published.
JULY = {
    "TR": 188, "RU": 90, "TJ": 84, "AZ": 43, "FR": 16, "DE": 14, "UA": 11, "GE": 10, "BY": 9, "FI": 8,
}  # fmt: skip


def totals(day, departure=None):
    """The answer of the command, as a script reads it."""
    out = io.StringIO()
    options = {"departure": departure} if departure else {}
    call_command("totals", as_of=day, as_json=True, stdout=out, **options)
    return json.loads(out.getvalue())


class TestTotals:
    def test_by_the_day_of_the_announcement(self):
        assert totals("2019-07-15") == {"as_of": "2019-07-15", "world": 473, "states": JULY}

    def test_before_the_last_transfer_to_russia(self):
        before = totals("2019-07-09")
        assert (before["world"], before["states"]["RU"]) == (440, 57)

    def test_closing_a_site_changes_none_of_them(self):
        before = totals("2019-10-15")
        prison = Place.objects.get(name="Women’s prison")
        people = stays_at(prison).values("person").distinct().count()
        assert people > 50
        with transaction.atomic():
            close_place(
                by=User.objects.filter(memberships__role=Role.ADMINISTRATOR).first(),
                place=prison,
                closing=Closing(day=timezone.localdate()),
                reviewed=Reviewed(who=who_is_at(prison)),
            )
            assert not stays_at(prison).exists()
            assert totals("2019-10-15") == before
            # The next test reads the same demonstration.
            transaction.set_rollback(True)

    def test_in_october(self):
        after = totals("2019-10-15")
        assert (after["world"], after["states"]["UZ"]) == (537, 64)

    def test_all_left_from_iraq(self):
        assert totals("2019-10-15", departure="IQ") == totals("2019-10-15")

    def test_they_agree_with_a_naive_recount_on_every_day(self):
        for day in every_day():
            found = counting.totals(counting.Selection(scope=Scope.everything(), as_of=day))
            assert {state: line.children for state, line in found.states.items()} == recount(day)

    def test_they_agree_with_what_was_published(self):
        """Totals announced for a day of 2019 that the demonstration reaches."""
        last = TransferBatch.objects.departed().order_by("departure_date").last().departure_date
        published = PublishedFigure.objects.filter(
            kind=FigureKind.CUMULATIVE,
            destination=None,
            departures=["IQ"],
            date_earliest=F("date_latest"),
            date_latest__lte=last + datetime.timedelta(days=5),
        )
        assert published.count() == 2
        for figure in published:
            assert totals(figure.date_latest.isoformat())["world"] == figure.children

    def test_published_transfers_have_their_size_day_and_state(self):
        figures = PublishedFigure.objects.filter(reference__in=[f"F{number:03}" for number in range(11, 20)])
        assert len(figures) == 9
        for figure in figures:
            transfer = TransferBatch.objects.get(note__contains=figure.reference)
            assert figure.date_earliest <= transfer.departure_date <= figure.date_latest
            counted = transfer.passengers.counted_children()
            assert counted.count() == figure.children
            assert set(counted.values_list("destination_id", flat=True)) == {figure.destination_id}

    def test_the_page_of_each_other_transfer_says_that_it_was_invented(self):
        for transfer in TransferBatch.objects.departed():
            assert ("as published" in transfer.note) != ("Invented" in transfer.note)


class TestShape:
    """DOMAIN: about 700 children in 330 groups, eleven States, six sites."""

    def test_children_and_family_groups(self):
        assert 650 <= Child.objects.count() <= 780
        assert 290 <= FamilyGroup.objects.count() <= 370
        assert not Child.objects.standing().filter(person__family_memberships=None).exists()

    def test_ages(self):
        today = timezone.localdate()
        # Whoever travelled is as old as on that day: this is a caseload of children, years later too.
        ages = []
        for child in (
            Child.objects.standing().select_related("person").prefetch_related("person__passages__transfer")
        ):
            days = [
                passage.transfer.departure_date
                for passage in child.person.passages.all()
                if passage.result == PassengerResult.TRAVELLED
            ]
            ages.append(age_on(min(days, default=today), child.person))
        under_12 = sum(age < 12 for age in ages) / len(ages)
        assert 0.74 <= under_12 <= 0.86
        assert sum(age >= 18 for age in ages) <= 5

    @pytest.mark.parametrize(
        ("relationship", "shares"),
        [
            (
                Relationship.MOTHER,
                {
                    PersonState.DETAINED_PRETRIAL: 0.53,
                    PersonState.DETAINED_LIFE: 0.43,
                    PersonState.DETAINED_DEATH: 0.04,
                },
            ),
            (Relationship.FATHER, {PersonState.BELIEVED_DEAD: 0.80, PersonState.CONFIRMED_DEAD: 0.10}),
        ],
    )
    def test_what_is_known_of_parents(self, relationship, shares):
        parents = Guardianship.objects.filter(relationship=relationship).values("guardian__person")
        known = Counter(PersonStatus.objects.filter(person__in=parents).values_list("status", flat=True))
        for status, share in shares.items():
            assert abs(known[status] / known.total() - share) < 0.08, status

    def test_papers_and_places_of_birth(self):
        children = Child.objects.count()
        complete = Document.objects.filter(
            person__child__isnull=False, kind="birth_cert", recognition=Recognition.RECOGNISED
        )
        assert abs(complete.values("person").distinct().count() / children - 0.27) < 0.08
        abroad = Child.objects.filter(person__birth_country__in=("IQ", "SY")).count()
        assert abs(abroad / children - 0.48) < 0.08

    def test_states_and_sites(self):
        assert set(Nationality.objects.values_list("state_id", flat=True)) == {*JULY, "UZ"}
        kinds = Counter(Place.objects.values_list("kind", flat=True))
        assert kinds == {
            PlaceKind.WOMEN_PRISON: 1,
            PlaceKind.JUVENILE_FACILITY: 1,
            PlaceKind.CHILDRENS_HOME: 2,
            PlaceKind.CAMP: 2,
        }
        closed = Place.objects.get(closed_date__isnull=False)
        assert (closed.kind, closed.successor.kind) == (PlaceKind.CAMP, PlaceKind.CAMP)
        for place in Place.objects.all():
            assert Whereabouts.objects.filter(place=place).exists(), place.name

    def test_nobody_was_at_a_place_after_it_closed_or_before_it_opened(self):
        late = Q(place__closed_date__isnull=False) & (
            Q(from_date__gte=F("place__closed_date"))
            | Q(to_date__gt=F("place__closed_date"))
            | Q(to_date__isnull=True)
        )
        assert not Whereabouts.objects.filter(late).exists()
        assert not Whereabouts.objects.filter(from_date__lt=F("place__opened_date")).exists()

    def test_one_person_a_role_and_two_offices_of_case_work(self):
        assert set(Membership.objects.values_list("role", flat=True)) == set(Role.values)
        workers = Office.objects.filter(kind=OfficeKind.NGO)
        assert {office.name for office in workers} == {"Office North", "Office West"}
        shares = Counter(Child.objects.values_list("office__name", flat=True))
        assert min(shares.values()) > 100
        assert not any(user.has_usable_password() for user in User.objects.all())
        assert not User.objects.filter(is_superuser=True).exists()

    def test_some_roles_are_due_some_confirmed_and_nobody_lapses_today(self):
        held = Membership.objects.held().with_confirmation()
        due = held.due().order_by("lapses_date").values_list("user__full_name", flat=True)
        assert list(due) == ["Ines Kallio", "Nadia Ferrand", "Daniyar Orozov"]
        assert held.filter(confirmed_at__isnull=False).count() == 8
        assert not held.lapsed().exists()
        assert Membership.objects.of_administrators().count() == 2

    def test_every_child_that_is_open_has_a_caseworker_of_its_office(self):
        for child in Child.objects.open().prefetch_related("assignments__user__memberships"):
            (assignment,) = (row for row in child.assignments.all() if row.to_date is None)
            assert assignment.user.office_id == child.office_id

    def test_everything_is_marked_as_invented(self):
        """Promise 24."""
        assert not Person.objects.filter(is_synthetic=False).exists()

    def test_names_are_in_three_scripts_and_none_is_missing(self):
        scripts = Counter(PersonName.objects.values_list("script", flat=True))
        assert {Script.LATIN, Script.CYRILLIC, Script.ARABIC} <= set(scripts)
        assert not Person.objects.standing().filter(names=None).exists()
        assert not PersonName.objects.filter(search_key="").exists()
        assert not PersonName.objects.filter(token_keys=[]).exists()
        assert not PersonName.objects.with_older_keys().exists()

    def test_dates_follow_one_another(self):
        today = timezone.localdate()
        assert not Child.objects.filter(registered_date__lt=F("person__birth_earliest")).exists()
        assert not Child.objects.filter(registered_date__gt=today).exists()
        assert not Nationality.objects.filter(decisions__decided_date__gt=today).exists()
        travelled = Passenger.objects.travelled()
        assert not travelled.filter(person__child__registered_date__gt=F("transfer__departure_date")).exists()
        assert not Whereabouts.objects.filter(from_date__gt=today).exists()

    def test_every_rule_of_the_database_holds(self):
        """Promise 14."""
        check_every_constraint()


class TestLessons:
    """DOMAIN 6: each can be found by a question to the data."""

    def test_a_joint_flight_of_two_states(self):
        joint = TransferBatch.objects.departed().annotate(
            states=Count(
                "passengers__destination",
                distinct=True,
                filter=Q(passengers__result=PassengerResult.TRAVELLED),
            )
        )
        assert joint.filter(states=2).count() == 1
        assert not joint.filter(states__gt=2).exists()

    def test_a_child_comes_of_age_before_the_next_transfer_leaves(self):
        transfer = TransferBatch.objects.open().get()
        today = timezone.localdate()
        assert today < transfer.planned_date
        ageing = [
            passenger
            for passenger in transfer.passengers.select_related("person")
            if age_on(today, passenger.person) < 18 <= age_on(transfer.planned_date, passenger.person)
        ]
        assert len(ageing) == 1

    def test_siblings_apart_by_decision(self):
        group = FamilyGroup.objects.get(unity=UnityDecision.APART)
        assert group.unity_reason
        children = Child.objects.filter(person__family_memberships__group=group)
        assert {child.person.sex for child in children} == {Sex.F, Sex.M}

    def test_a_claim_refused_then_reviewed(self):
        claims = [
            claim
            for claim in Nationality.objects.filter(status=ClaimStatus.CONFIRMED).prefetch_related(
                "decisions"
            )
            if any(step.status == ClaimStatus.REFUSED for step in claim.decisions.all())
        ]
        (claim,) = claims
        steps = list(claim.decisions.order_by("decided_date", "pk").values_list("status", flat=True))
        assert steps.index(ClaimStatus.REFUSED) < steps.index(ClaimStatus.EVIDENCE_GATHERING)

    def test_a_child_no_state_may_contact(self):
        contact = ContactPermission.objects.get(level=ContactLevel.PROHIBITED)
        assert contact.child.nationalities.filter(state=contact.state).exists()
        assert contact.child.office.name == "Office North"

    def test_three_families_claim_one_girl(self):
        claimed = Child.objects.annotate(
            claimants=Count("guardianships", filter=Q(guardianships__relationship=Relationship.CLAIMED))
        ).filter(claimants=3)
        assert claimed.get().person.sex == Sex.F
        assert claimed.get().office.name == "Office North"

    def test_a_child_hidden_on_the_day(self):
        hidden = Passenger.objects.get(not_travelled_reason=NotTravelledReason.CHILD_ABDUCTED)
        assert hidden.transfer.is_departed
        assert hidden.result == PassengerResult.NOT_TRAVELLED

    def test_eleven_stayed_each_for_a_reason(self):
        stayed = Passenger.objects.filter(result=PassengerResult.NOT_TRAVELLED)
        assert stayed.count() == len(teaching.STAYED_BEHIND)
        assert Counter(stayed.values_list("not_travelled_reason", flat=True)) == Counter(
            teaching.STAYED_BEHIND
        )

    def test_a_certificate_that_is_not_recognised_is_kept_off_the_child(self):
        papers = Document.objects.filter(recognition=Recognition.NOT_RECOGNISED)
        assert papers.exists()
        assert set(papers.values_list("custody", flat=True)) == {Custody.WITH_NGO}

    def test_the_papers_of_one_child_of_each_office_have_its_name_in_several_ways(self):
        printed = Document.objects.exclude(name_as_printed="").select_related("person")
        people = {paper.person for paper in printed}
        assert len({person.office_id for person in people}) == len(people) == 2
        for person in people:
            verdicts = {row.compared.verdict for row in paper_names(person)}
            assert verdicts >= {"The same as on file.", "Differs from the name on file in one part."}
            assert papers_beside(person).first.paper.kind == "birth_cert"

    def test_a_toddler_moved_with_nationality_open(self):
        claim = Nationality.objects.get(status=ClaimStatus.CONFIRMED_CONDITIONALLY)
        passage = claim.child.person.passages.travelled().select_related("transfer", "person").get()
        assert age_on(passage.transfer.departure_date, passage.person) <= 3

    def test_adults_who_came_of_age_travelled_and_are_not_counted_as_children(self):
        adults = Passenger.objects.travelled().filter(counted_as=CountedAs.ADULT, role="child")
        assert adults.count() == 2

    def test_somebody_came_of_age_while_waiting(self):
        today = timezone.localdate()
        waiting = Child.objects.exclude(person__passages__result=PassengerResult.TRAVELLED)
        grown = [child for child in waiting.select_related("person") if age_on(today, child.person) >= 18]
        assert len(grown) == 1

    def test_a_mother_who_is_a_child(self):
        young = Guardianship.objects.filter(
            relationship=Relationship.MOTHER, guardian__person__child__isnull=False
        ).get()
        assert young.confidence == Confidence.CONFIRMED
        assert young.guardian.person.child.pk != young.child_id

    def test_half_siblings_have_one_mother_and_two_fathers(self):
        mother = Guardianship.objects.filter(relationship=Relationship.MOTHER, child=OuterRef("child"))
        fathers = Guardianship.objects.filter(relationship=Relationship.FATHER)
        by_mother = fathers.annotate(mother=mother.values("guardian")).values("mother").order_by("mother")
        (family,) = by_mother.annotate(count=Count("guardian", distinct=True)).filter(count__gt=1)
        assert family["count"] == 2
        children = Child.objects.filter(guardianships__guardian=family["mother"])
        assert {child.office.name for child in children} == {"Office North"}
        assert children.count() > 2

    def test_lost_when_the_camp_closed(self):
        lost = Whereabouts.objects.filter(kind=WhereaboutsKind.UNKNOWN_AFTER_CLOSURE, to_date=None)
        assert lost.filter(person__child__status=CaseStatus.ON_HOLD).exists()

    def test_a_transfer_is_being_prepared(self):
        transfer = TransferBatch.objects.open().get()
        assert transfer.status == TransferStatus.PROPOSED
        assert transfer.passengers.count() > 20
        assert {row.office.name for row in transfer.offices.all()} >= {"Office North"}
