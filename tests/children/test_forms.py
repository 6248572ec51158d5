"""Changing a child's record, and recording dated facts: the right form, once, and nothing typed is lost."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.children import actions
from cases.children.actions import version_of
from cases.enums import CaseStatus, Separation, Sex, WhereaboutsKind
from cases.errors import Refused
from cases.models import CaseAssignment, PersonName, PersonStatus, SeparationPeriod, Whereabouts
from tests.factories import (
    CaseAssignmentFactory,
    ChildFactory,
    PlaceFactory,
    SeparationFactory,
)
from tests.people import client_of

pytestmark = pytest.mark.django_db

ROUTES = ["edit", "whereabouts", "status", "separation", "assign", "found", "missing"]
NUL = "Zarina\x00"


@pytest.fixture
def child(caseworker):
    return ChildFactory(office=caseworker.office, name="Zarina Saidova")


def url_of(route, child):
    return reverse(f"children:{route}", args=[child.public_id])


def record(child, **changes):
    """What the edit form of the factory's child would send."""
    return {
        "version": version_of(child),
        "name_latin": "Zarina Saidova",
        "name_source": "unknown",
        "sex": "f",
        "birth_kind": "month",
        "birth_month_month": "3",
        "birth_month_year": "2012",
        "birth_basis": "parent_statement",
        "status": "active",
        **changes,
    }


def fact(**answers):
    return {"form_id": str(uuid.uuid4()), "source": "unknown", "confidence": "confirmed", **answers}


# --- every page ---


@pytest.mark.parametrize("route", ROUTES)
def test_the_page_opens(caseworker, child, route):
    response = client_of(caseworker).get(url_of(route, child))
    assert response.status_code == 200
    text = response.content.decode()
    assert child.case_number in text
    assert "Zarina" not in text[text.index("<title>") : text.index("</title>")]


@pytest.mark.parametrize("route", ROUTES)
def test_a_child_of_another_office_is_not_found(other_caseworker, child, route):
    """Promise 1."""
    client = client_of(other_caseworker)
    assert client.get(url_of(route, child)).status_code == 404
    assert client.post(url_of(route, child), {}).status_code == 404
    assert client.get(reverse(f"children:{route}", args=[uuid.uuid4()])).status_code == 404


@pytest.mark.parametrize("route", ROUTES)
def test_roles_that_open_no_cases_are_refused(official, coordinator, officer, administrator, child, route):
    """Promise 2 and 4."""
    for user in (official, coordinator, officer, administrator):
        assert client_of(user).get(url_of(route, child)).status_code == 403
        assert client_of(user).post(url_of(route, child), {}).status_code == 403


@pytest.mark.parametrize("route", ROUTES)
def test_methods(caseworker, child, route):
    assert client_of(caseworker).delete(url_of(route, child)).status_code == 405


@pytest.mark.parametrize("route", ROUTES)
def test_an_empty_form_gets_its_messages(caseworker, child, route):
    """Promise 18."""
    response = client_of(caseworker).post(url_of(route, child), {})
    assert response.status_code == 422
    assert "error-summary" in response.content.decode()


# --- the record ---


def test_a_change_is_saved_and_leads_to_the_case(caseworker, child):
    response = client_of(caseworker).post(
        url_of("edit", child), record(child, name_cyrillic="Зарина Саидова", birth_place="Hasaka")
    )
    assert response.status_code == 302
    assert response.url == reverse("casefile:detail", args=[child.public_id])
    child.refresh_from_db()
    assert child.person.birth_place == "Hasaka"
    assert set(child.person.names.preferred().values_list("full", flat=True)) == {
        "Zarina Saidova",
        "Зарина Саидова",
    }
    assert (child.version, child.person.version) == (2, 2)


@pytest.mark.parametrize(
    "change",
    [
        {"sex": "m"},
        {"status": "on_hold"},
        {"birth_kind": "year", "birth_year_year": "2012"},
        {"birth_month_year": "2013"},
    ],
)
def test_what_may_have_decided_something_changes_for_a_reason(caseworker, child, change):
    client = client_of(caseworker)
    response = client.post(url_of("edit", child), record(child, **change))
    assert response.status_code == 422
    assert "reason" in response.context["form"].errors
    reason = {"reason": "The mother showed a paper"}
    assert client.post(url_of("edit", child), record(child, **change, **reason)).status_code == 302
    child.refresh_from_db()
    event = child.person.pgh_event_model.objects.filter(pgh_obj=child.person).latest("pgh_id")
    assert event.pgh_context.metadata["user"] == caseworker.pk
    assert event.pgh_context.metadata["reason"] == "The mother showed a paper"


def test_a_case_is_closed_for_a_reason_and_opened_without_one(caseworker, child):
    client = client_of(caseworker)
    closing = record(child, status="closed", reason="Family left")
    response = client.post(url_of("edit", child), closing)
    assert "closure_reason" in response.context["form"].errors
    assert client.post(url_of("edit", child), closing | {"closure_reason": "lost_contact"}).status_code == 302
    child.refresh_from_db()
    assert (child.status, child.closure_reason) == (CaseStatus.CLOSED, "lost_contact")
    opening = record(child, status="reopened", closure_reason="lost_contact", reason="Family came back")
    assert client.post(url_of("edit", child), opening).status_code == 302
    child.refresh_from_db()
    assert (child.status, child.closure_reason) == (CaseStatus.REOPENED, "")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name_latin": NUL}, "name_latin"),
        ({"name_latin": ""}, "name_latin"),
        ({"name_latin": "Зарина"}, "name_latin"),
        ({"name_latin": "12"}, "name_latin"),
        ({"name_arabic": "Zarina"}, "name_arabic"),
        ({"name_other": "Zarina"}, "name_other"),
        ({"name_latin": "x" * 301}, "name_latin"),
        ({"birth_month_month": "13"}, "birth"),
        ({"birth_kind": "", "birth_month_month": "", "birth_month_year": ""}, "birth"),
        ({"birth_place": NUL}, "birth_place"),
        ({"region_of_origin": "Nowhereland"}, "region_of_origin"),
        ({"birth_country": "ZZ"}, "birth_country"),
        ({"sex": "z"}, "sex"),
        ({"status": "ready"}, "status"),
        ({"version": "x"}, "version"),
        ({"version": "9" * 30}, "version"),
    ],
)
def test_a_mistake_has_its_message_beside_the_field(caseworker, child, change, field):
    """Promise 18."""
    response = client_of(caseworker).post(url_of("edit", child), record(child, **change))
    assert response.status_code == 422
    assert field in response.context["form"].errors


def test_a_stale_form_shows_both_versions_and_settles_in_one_save(caseworker, supervisor, child):
    """Promise 13."""
    child.person.birth_country_id = "SY"
    child.person.save()
    opened = record(child, birth_country="SY")
    mine = opened | {"birth_place": "Hasaka", "region_of_origin": "RU-DA"}
    theirs = opened | {"birth_place": "Deir ez-Zor", "birth_month_month": "4", "reason": "Paper seen"}
    assert client_of(supervisor).post(url_of("edit", child), theirs).status_code == 302
    client = client_of(caseworker)
    response = client.post(url_of("edit", child), mine | {"reason": "As I was told"})
    assert response.status_code == 409
    rows = {row.name: row for row in response.context["rows"]}
    assert (rows["birth_place"].mine, rows["birth_place"].filed) == ("Hasaka", "Deir ez-Zor")
    assert (rows["birth"].mine, rows["birth"].filed) == ("March 2012", "April 2012")
    assert not rows["name_latin"].differs
    assert (rows["birth_country"].mine, rows["birth_country"].filed) == ("Syria", "Syria")
    assert response.context["changed"].who == "Omar Rashid"
    chosen = {
        **dict(response.context["typed"]),
        "version": response.context["version"],
        "keep-birth": "filed",
        "keep-birth_place": "mine",
    }
    assert client.post(url_of("edit", child), chosen).status_code == 302
    child.person.refresh_from_db()
    assert child.person.birth_place == "Hasaka"
    assert child.person.birth_earliest == datetime.date(2012, 4, 1)
    assert child.person.region_of_origin == "RU-DA"


def test_a_change_of_the_case_alone_makes_an_open_form_stale(caseworker, child):
    opened = record(child)
    child.status = CaseStatus.ON_HOLD
    child.version += 1
    child.save()
    assert client_of(caseworker).post(url_of("edit", child), opened | {"reason": "x"}).status_code == 409


def test_the_names_on_file_stand_in_their_fields(caseworker, child):
    PersonName.written("زرينة سعيدوفا", person=child.person).save()
    form = client_of(caseworker).get(url_of("edit", child)).context["form"]
    assert form["name_latin"].value() == "Zarina Saidova"
    assert form["name_arabic"].value() == "زرينة سعيدوفا"
    assert 'dir="rtl"' in str(form["name_arabic"])


# --- dated facts ---


@pytest.fixture
def facts(child):
    place = PlaceFactory()
    return {
        "whereabouts": (
            fact(kind=WhereaboutsKind.AT_PLACE, place=place.public_id, from_date="2019-05-21"),
            Whereabouts,
        ),
        "status": (fact(status="missing", from_date="2019-05-21"), PersonStatus),
        "separation": (fact(status=Separation.SEPARATED, from_date="2019-05-21"), SeparationPeriod),
    }


@pytest.mark.parametrize("route", ["whereabouts", "status", "separation"])
def test_a_fact_sent_twice_is_recorded_once(caseworker, child, facts, route):
    """Promise 15."""
    data, model = facts[route]
    for _time in range(2):
        response = client_of(caseworker).post(url_of(route, child), data)
        assert response.status_code == 302
        assert response.url == reverse("casefile:detail", args=[child.public_id])
    row = model.objects.get()
    assert row.from_date == datetime.date(2019, 5, 21)


@pytest.mark.parametrize("route", ["whereabouts", "status", "separation"])
@pytest.mark.parametrize("day", ["2999-01-01", "yesterday", "2019-02-31", "\x00", "9999999999"])
def test_a_day_that_cannot_be_is_refused_at_its_field(caseworker, child, facts, route, day):
    data, model = facts[route]
    response = client_of(caseworker).post(url_of(route, child), data | {"from_date": day})
    assert response.status_code == 422
    assert "from_date" in response.context["form"].errors
    assert not model.objects.exists()


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"kind": WhereaboutsKind.AT_PLACE}, "place"),
        ({"kind": WhereaboutsKind.IN_COUNTRY}, "country"),
        ({"kind": "moon"}, "kind"),
        ({"kind": WhereaboutsKind.AT_PLACE, "place": "0"}, "place"),
        ({"kind": WhereaboutsKind.AT_PLACE, "place": "\x00"}, "place"),
        ({"kind": WhereaboutsKind.IN_COUNTRY, "country": "ZZ"}, "country"),
        ({"kind": WhereaboutsKind.UNKNOWN, "form_id": "1"}, "form_id"),
    ],
)
def test_a_place_or_state_is_asked_for_where_it_is_what_is_known(caseworker, child, answers, field):
    response = client_of(caseworker).post(url_of("whereabouts", child), fact(**answers))
    assert response.status_code == 422
    assert field in response.context["form"].errors


def test_a_rule_of_the_data_speaks_on_the_page(caseworker, child, facts):
    client, url = client_of(caseworker), url_of("whereabouts", child)
    data, model = facts["whereabouts"]
    client.post(url, data)
    client.post(url, data | {"form_id": str(uuid.uuid4()), "from_date": "2019-07-01"})
    response = client.post(url, data | {"form_id": str(uuid.uuid4()), "from_date": "2019-06-01"})
    assert response.status_code == 422
    assert "Other confirmed whereabouts cover part of this time" in response.content.decode()
    assert model.objects.count() == 2


def test_a_believed_death_cannot_be_confirmed(caseworker, child):
    response = client_of(caseworker).post(url_of("status", child), fact(status="believed_dead"))
    assert "confidence" in response.context["form"].errors


def test_a_separation_before_the_present_one_is_refused_at_the_day(caseworker, child):
    SeparationFactory(child=child, from_date=datetime.date(2019, 6, 1))
    response = client_of(caseworker).post(
        url_of("separation", child), fact(status="separated", from_date="2019-05-01")
    )
    assert "from_date" in response.context["form"].errors


# --- who is responsible ---


def test_a_case_goes_from_one_colleague_to_another(caseworker, supervisor, child):
    before = CaseAssignmentFactory(child=child, user=supervisor)
    data = {"user": caseworker.public_id, "from_date": timezone.localdate().isoformat()}
    assert client_of(caseworker).post(url_of("assign", child), data).status_code == 302
    before.refresh_from_db()
    assert before.to_date == timezone.localdate()
    assert CaseAssignment.objects.current().get().user == caseworker


def test_a_case_can_be_left_to_nobody(caseworker, child):
    CaseAssignmentFactory(child=child, user=caseworker)
    data = {"user": "", "from_date": timezone.localdate().isoformat()}
    assert client_of(caseworker).post(url_of("assign", child), data).status_code == 302
    assert CaseAssignment.objects.current().get().user is None


def test_the_same_colleague_again_changes_nothing(caseworker, child):
    CaseAssignmentFactory(child=child, user=caseworker)
    actions.assign(by=caseworker, child=child, user=caseworker)
    assert CaseAssignment.objects.count() == 1


def test_colleagues_of_another_office_cannot_be_chosen(caseworker, other_caseworker, child):
    """Promise 1: scope in the choices of a form."""
    data = {"user": other_caseworker.public_id, "from_date": timezone.localdate().isoformat()}
    response = client_of(caseworker).post(url_of("assign", child), data)
    assert response.status_code == 422
    assert "user" in response.context["form"].errors
    with pytest.raises(Refused, match="another office"):
        actions.assign(by=caseworker, child=child, user=other_caseworker)


@pytest.mark.parametrize("day", ["2999-01-01", "2019-01-01", "x"])
def test_an_assignment_follows_the_one_before(caseworker, supervisor, child, day):
    CaseAssignmentFactory(child=child, user=supervisor)
    data = {"user": caseworker.public_id, "from_date": day}
    response = client_of(caseworker).post(url_of("assign", child), data)
    assert response.status_code == 422
    assert "from_date" in response.context["form"].errors


def test_a_closed_case_needs_its_reason_in_the_database_too(caseworker, child):
    """Promise 14."""
    with pytest.raises(Refused, match="closed for a reason"):
        actions.update_child(
            by=caseworker,
            child=child,
            version=version_of(child),
            names={"Latn": "Zarina"},
            sex=Sex.F,
            birth=None,
            status=CaseStatus.CLOSED,
        )
