"""The page of one child: what it shows, to whom, and at what price."""

import datetime
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.components.partial_dates import PartialDate
from cases.enums import (
    ClaimBasis,
    Confidence,
    ContactLevel,
    NotTravelledReason,
    PassengerResult,
    PersonState,
    Recognition,
    Relationship,
    UnityDecision,
)
from cases.models import Guardian, PersonName
from cases.nationalities import actions as nationalities
from cases.people import actions as people
from tests import factories
from tests.people import client_of

pytestmark = pytest.mark.django_db
DAY = datetime.date(2019, 4, 2)


def url_of(child, **query):
    return reverse("casefile:detail", args=[child.public_id], query=query or None)


def page(user, child, **query):
    response = client_of(user).get(url_of(child, **query))
    assert response.status_code == 200
    return response.content.decode()


def without_tokens(response):
    """The page without its random token and without the address that was asked for."""
    html = response.content.decode().replace(response.wsgi_request.path, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", html)


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north, name="Zarina Saidova")


def relative(child, relationship=Relationship.MOTHER, *, name="Gulnora Saidova", **tie):
    guardian = factories.GuardianFactory(office=child.office, name=name)
    return factories.GuardianshipFactory(child=child, guardian=guardian, relationship=relationship, **tie)


def sibling_of(child, **fields):
    group = factories.FamilyGroupFactory(office=child.office)
    factories.FamilyMembershipFactory(group=group, person=child.person)
    sibling = factories.ChildFactory(**fields)
    factories.FamilyMembershipFactory(group=group, person=sibling.person)
    return group, sibling


# --- who may open it ---


def test_caseworker_and_supervisor_read_the_case(caseworker, supervisor, child):
    PersonName.written("Зарина Саидова", person=child.person).save()
    for user in (caseworker, supervisor):
        html = page(user, child)
        assert "Zarina Saidova" in html
        assert "Зарина Саидова" in html
        assert child.case_number in html


def test_a_child_of_another_office_is_the_same_404_as_an_unknown_one(other_caseworker, child):
    """Promise 1."""
    client = client_of(other_caseworker)
    foreign = client.get(url_of(child))
    unknown = client.get(reverse("casefile:detail", args=[uuid.uuid4()]))
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert without_tokens(foreign) == without_tokens(unknown)


@pytest.mark.parametrize("role", ["official", "coordinator", "officer", "administrator"])
def test_who_opens_no_cases_is_refused(request, role, child):
    """Promises 2 and 4."""
    assert client_of(request.getfixturevalue(role)).get(url_of(child)).status_code == 403


def test_it_is_only_read(caseworker, child):
    assert client_of(caseworker).post(url_of(child)).status_code == 405


def test_the_title_of_the_tab_holds_no_name(caseworker, child):
    """Promise 7."""
    title = page(caseworker, child).split("<title>")[1].split("</title>")[0]
    assert "Zarina" not in title
    assert child.case_number not in title


@pytest.mark.parametrize("query", ["timeline=%1B", "timeline=x&entries=%1B", "entries=99999999999999999999"])
def test_nonsense_in_the_address_changes_nothing(caseworker, child, query):
    """Promise 18."""
    assert client_of(caseworker).get(f"{url_of(child)}?{query}").status_code == 200


def test_a_first_of_january_is_never_printed_for_a_day_that_nobody_knows(caseworker, child):
    person = child.person
    person.birth_earliest, person.birth_latest = datetime.date(2011, 1, 1), datetime.date(2011, 12, 31)
    person.birth_precision = "year"
    person.save()
    html = page(caseworker, child)
    assert "Born in 2011" in html
    assert "1 Jan 2011" not in html


def test_a_girl_who_is_a_mother_leads_to_her_page_as_a_parent(caseworker, child):
    guardian = Guardian.objects.create(person=child.person)
    assert reverse("guardians:detail", args=[guardian.public_id]) in page(caseworker, child)


# --- family ---


def test_relatives_stand_on_their_side_with_what_is_known(caseworker, child):
    mother = relative(child, side="mother")
    father = relative(child, Relationship.FATHER, name="Rustam Saidov", side="father")
    factories.PersonStatusFactory(person=mother.guardian.person)
    factories.PersonStatusFactory(person=father.guardian.person, status=PersonState.BELIEVED_DEAD)
    response = client_of(caseworker).get(url_of(child))
    family = response.context["family"]
    (mothers,), (fathers,) = family.mothers_side, family.fathers_side
    assert (str(mothers.name), mothers.tags) == ("Gulnora Saidova", ["Detained, awaiting trial"])
    assert (str(fathers.name), fathers.tags) == ("Rustam Saidov", ["Death reported, not confirmed"])
    assert "orphan" not in response.content.decode().lower()


def test_three_families_who_claim_one_child_stand_side_by_side(caseworker, child):
    for name in ("Aisha One", "Aisha Two", "Aisha Three"):
        relative(child, Relationship.CLAIMED, name=name, side="none", confidence=Confidence.DOUBTFUL)
    family = client_of(caseworker).get(url_of(child)).context["family"]
    (claimed,) = family.competing
    assert [str(person.name) for person in claimed["people"]] == ["Aisha One", "Aisha Two", "Aisha Three"]
    assert all("Relationship doubtful" in person.detail for person in claimed["people"])
    assert family.neither_side == []


def test_both_deaths_must_be_confirmed_before_the_page_says_so(caseworker, child):
    ties = [relative(child), relative(child, Relationship.FATHER, name="Rustam Saidov")]
    for tie in ties:
        factories.PersonStatusFactory(
            person=tie.guardian.person, status=PersonState.CONFIRMED_DEAD, confidence=Confidence.REPORTED
        )
    html = page(caseworker, child)
    assert "Both parents’ deaths reported, not confirmed" in html
    assert "Both parents confirmed dead" not in html
    for tie in ties:
        tie.guardian.person.statuses.update(confidence=Confidence.CONFIRMED)
    assert "Both parents confirmed dead" in page(caseworker, child)


def test_siblings_of_one_group_with_the_decision_to_keep_them_together(caseworker, child):
    group, sibling = sibling_of(child, office=child.office, name="Timur Saidov")
    group.unity, group.unity_decided_date = UnityDecision.TOGETHER, DAY
    group.save()
    html = page(caseworker, child)
    assert "Siblings: keep together" in html
    assert url_of(sibling) in html


def test_a_sibling_of_another_office_shows_nothing_more_than_that(caseworker, other_caseworker, child):
    """Promise 1."""
    _group, sibling = sibling_of(child, office=other_caseworker.office, name="Timur Saidov")
    html = page(caseworker, child)
    assert "Held by another office" in html
    assert "Timur" not in html
    assert str(sibling.public_id) not in html
    assert sibling.case_number not in html


def test_children_of_one_mother_are_siblings_without_a_group(caseworker, child):
    mother = relative(child)
    sibling = factories.ChildFactory(office=child.office, name="Amina Saidova")
    factories.GuardianshipFactory(child=sibling, guardian=mother.guardian)
    html = page(caseworker, child)
    assert "By the same mother" in html
    assert "Amina Saidova" in html


def test_the_nephew_of_a_mother_is_no_sibling(caseworker, child):
    mother = relative(child)
    nephew = factories.ChildFactory(office=child.office, name="Parviz Karimov")
    factories.GuardianshipFactory(child=nephew, guardian=mother.guardian, relationship=Relationship.AUNT_M)
    assert "Parviz" not in page(caseworker, child)


# --- claims, papers, whereabouts, transfers ---


def test_a_claim_shows_its_ground_answer_and_whether_the_state_may_be_contacted(caseworker, child):
    claim = factories.NationalityFactory(child=child)
    factories.ClaimDecisionFactory(nationality=claim)
    factories.NationalityFactory(child=child, state_id="RU", basis=ClaimBasis.JUS_SANGUINIS_FATHER_MARRIED)
    factories.ContactPermissionFactory(child=child, level=ContactLevel.PERMITTED_MINIMUM)
    html = page(caseworker, child)
    assert "Through the mother" in html
    assert "Confirmed by the State" in html
    assert "Allowed: minimum details" in html
    assert "Not assessed: hidden from this State" in html
    assert "No State has so far acted" not in html


@pytest.mark.parametrize("answer", ["submitted", "refused", "confirmed_conditionally"])
def test_without_a_confirmed_claim_no_state_has_acted(caseworker, child, answer):
    claim = factories.NationalityFactory(child=child)
    factories.ClaimDecisionFactory(nationality=claim, status=answer)
    html = page(caseworker, child)
    assert "No State has so far acted as this child’s State." in html
    assert "stateless" not in html.lower()


def test_a_paper_of_a_non_recognised_authority_is_marked_restricted(caseworker, child):
    factories.DocumentFactory(person=child.person)
    assert "Do not hand to the child to carry" not in page(caseworker, child)
    factories.DocumentFactory(person=child.person, recognition=Recognition.NOT_RECOGNISED)
    html = page(caseworker, child)
    assert "Do not hand to the child to carry" in html
    assert "fake" not in html.lower()


def test_reports_that_differ_stand_side_by_side(caseworker, child):
    for name in ("Camp One", "Home Two"):
        place = factories.PlaceFactory(name=name)
        factories.WhereaboutsFactory(person=child.person, place=place, confidence=Confidence.REPORTED)
    response = client_of(caseworker).get(url_of(child))
    (reports,) = response.context["whereabouts"]
    assert reports.differ
    assert {report.text for report in reports.reports} == {"Camp One", "Home Two"}
    assert "Reports differ, see below" in response.content.decode()


def test_periods_that_follow_one_another_are_not_a_contradiction(caseworker, child):
    for since, until in ((datetime.date(2019, 1, 1), DAY), (DAY, None)):
        factories.WhereaboutsFactory(person=child.person, from_date=since, to_date=until)
    histories = client_of(caseworker).get(url_of(child)).context["whereabouts"]
    assert [reports.only is not None for reports in histories] == [True, True]


def test_transfers_of_the_child_with_what_happened(caseworker, child):
    factories.travelled(child.person, on=DAY, to="TJ", office=child.office)
    dropped = factories.TransferFactory(office=child.office)
    factories.PassengerFactory(
        transfer=dropped,
        person=child.person,
        result=PassengerResult.NOT_TRAVELLED,
        not_travelled_reason=NotTravelledReason.UNFIT,
    )
    rows = client_of(caseworker).get(url_of(child)).context["passages"]
    assert {(row.result, row.detail) for row in rows} == {
        ("Travelled", ""),
        ("Did not travel", "Medically unfit"),
    }


def test_a_transfer_in_which_the_office_takes_no_part_is_no_link(caseworker, other_caseworker, child):
    transfer = factories.TransferFactory(office=other_caseworker.office)
    factories.PassengerFactory(transfer=transfer, person=child.person)
    html = page(caseworker, child)
    assert transfer.number in html
    assert str(transfer.public_id) not in html


# --- the timeline ---


def test_the_timeline_says_who_recorded_what(caseworker, supervisor, child):
    """Promise 6."""
    claim = factories.NationalityFactory(child=child, claimed_date=DAY)
    nationalities.record_decision(by=supervisor, claim=claim, status="submitted", decided_date=DAY)
    entries = client_of(caseworker).get(url_of(child)).context["entries"]
    told = {entry.text: entry.who for entry in entries}
    assert told["Claim on Tajikistan: Submitted to the State."] == supervisor.full_name
    assert told["Claim on Tajikistan: Through the mother."] == ""


def test_only_decisions_leaves_the_rest_out(caseworker, child):
    claim = factories.NationalityFactory(child=child)
    factories.ClaimDecisionFactory(nationality=claim)
    factories.WhereaboutsFactory(person=child.person)
    entries = client_of(caseworker).get(url_of(child, timeline="decisions")).context["entries"]
    assert [entry.text for entry in entries] == ["Claim on Tajikistan: Confirmed by the State."]


def test_earlier_entries_are_shown_by_a_link(caseworker, child):
    for month in range(1, 12):
        factories.DocumentFactory(person=child.person, issued_date=datetime.date(2018, month, 1))
    html = page(caseworker, child)
    assert "Show 4 earlier entries" in html
    everything = client_of(caseworker).get(url_of(child, entries="all"))
    assert len(everything.context["entries"]) == 12
    assert "earlier entr" not in everything.content.decode()


def test_a_journey_is_told_in_its_order(caseworker, child):
    factories.travelled(child.person, on=DAY, to="TJ", office=child.office)
    factories.SeparationFactory(child=child, from_date=DAY)
    texts = [entry.text for entry in client_of(caseworker).get(url_of(child)).context["entries"]]
    assert texts == ["With the mother from this day.", "Travelled to Tajikistan.", "Registered."]


def test_the_timeline_is_narrowed_by_the_address_and_stays_so(caseworker, child):
    for month in range(1, 12):
        factories.DocumentFactory(person=child.person, issued_date=datetime.date(2018, month, 1))
    factories.NeedFactory(child=child)
    response = client_of(caseworker).get(url_of(child, timeline="papers"))
    assert {entry.text for entry in response.context["entries"]} == {"Paper issued: Birth certificate."}
    assert 'href="?timeline=papers&amp;entries=all#timeline"' in response.content.decode()
    (current,) = [kind for kind in response.context["kinds"] if kind.current]
    assert (current.label, len(response.context["kinds"])) == ("Papers", 10)
    needs = client_of(caseworker).get(url_of(child, timeline="needs")).context["entries"]
    assert [entry.text for entry in needs] == ["School: Does not go to school now."]


def test_a_corrected_record_is_a_change_and_no_event(caseworker, child):
    people.change_person(
        by=caseworker, person=child.person, names={"Latn": "Zarina Saidova"}, sex="m", reason="A slip"
    )
    everything = client_of(caseworker).get(url_of(child)).context["entries"]
    assert not any("Sex changed" in entry.text for entry in everything)
    changes = client_of(caseworker).get(url_of(child, timeline="changes")).context["entries"]
    told = {entry.text: (entry.who, entry.detail) for entry in changes}
    assert told["Sex changed to “Male” (before: “Female”)."] == (caseworker.full_name, "A slip")
    assert "Name written: Zarina Saidova." in told


def test_a_change_of_the_birth_tells_before_and_after_as_ranges(caseworker, child):
    birth = people.Birth(
        when=PartialDate(datetime.date(2013, 1, 1), datetime.date(2013, 12, 31), "year"),
        basis="parent_statement",
    )
    people.change_person(by=caseworker, person=child.person, names={}, sex="f", birth=birth)
    changes = client_of(caseworker).get(url_of(child, timeline="changes")).context["entries"]
    (text,) = [entry.text for entry in changes if "birth" in entry.text]
    assert text == "Date of birth changed to in 2013 (before: in March 2012)."


def test_a_case_that_is_closed_is_an_event(caseworker, child):
    child.status, child.closure_reason = "closed", "lost_contact"
    child.save()
    texts = [entry.text for entry in client_of(caseworker).get(url_of(child)).context["entries"]]
    assert "Case closed: Lost contact after the agreed attempts." in texts


# --- its price ---


def fill(child, count):
    """As many relatives, claims, papers, reports and transfers as ``count`` says."""
    states = ["TJ", "RU", "TR", "FR", "DE", "UA", "GE", "BY", "FI", "AZ"]
    for number in range(count):
        tie = relative(child, Relationship.CLAIMED, name=f"Aisha {number}")
        factories.PersonStatusFactory(person=tie.guardian.person, confidence=Confidence.REPORTED)
        claim = factories.NationalityFactory(
            child=child, state_id=states[number % 10], basis=list(ClaimBasis)[number // 10]
        )
        factories.ClaimDecisionFactory(nationality=claim)
        factories.DocumentFactory(person=child.person)
        factories.WhereaboutsFactory(person=child.person, confidence=Confidence.REPORTED)
        factories.NeedFactory(child=child, to_date=DAY)
        factories.travelled(child.person, on=DAY + datetime.timedelta(days=number), office=child.office)
        sibling = factories.ChildFactory(office=child.office)
        for person in (child.person, sibling.person):
            group = child.person.family_memberships.first()
            group = group.group if group else factories.FamilyGroupFactory(office=child.office)
            if not person.family_memberships.exists():
                factories.FamilyMembershipFactory(group=group, person=person)


def queries_of(user, child):
    client = client_of(user)
    client.get(url_of(child))  # warms what is kept between requests
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url_of(child)).status_code == 200
    return len(queries)


def test_the_number_of_queries_does_not_grow_with_the_file(caseworker, office_north):
    small, large = (factories.ChildFactory(office=office_north) for _ in range(2))
    fill(small, 3)
    fill(large, 30)
    price = queries_of(caseworker, small)
    assert queries_of(caseworker, large) == price
    assert price <= 27
