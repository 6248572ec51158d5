"""Correcting a dated entry that was wrong: with a reason, for two people at once, and without an event. Promise 13."""

import datetime

import pytest
from django.urls import reverse

from cases.casefile.loading import case_rows, load_case
from cases.casefile.timeline import timeline_of
from cases.enums import Confidence
from tests import factories
from tests.people import client_of
from tests.support.forms import form_of

pytestmark = pytest.mark.django_db
WHY = "It was another camp"


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north)


def entries(child):
    """A row of each kind, with its address and something to correct."""
    person = child.person
    return {
        "whereabouts": (factories.WhereaboutsFactory(person=person), "from_date", "2019-04-01"),
        "status": (factories.PersonStatusFactory(person=person), "status", "present"),
        "separation": (factories.SeparationFactory(child=child), "status", "separated"),
    }


KINDS = ("whereabouts", "status", "separation")
every_kind = pytest.mark.parametrize("kind", KINDS)


def url_of(kind, row):
    return reverse(f"children:correct_{kind}", args=[row.public_id])


def send(user, url, **values):
    client = client_of(user)
    return client.post(url, form_of(client, url, **values))


@every_kind
def test_an_entry_is_corrected_and_its_history_says_why(caseworker, child, kind):
    """Promise 6."""
    row, field, value = entries(child)[kind]
    response = send(caseworker, url_of(kind, row), **{field: value, "reason": WHY})
    assert response["Location"] == reverse("casefile:detail", args=[child.public_id])
    row.refresh_from_db()
    assert str(getattr(row, field)) == value
    last = row.events.order_by("pgh_id").last()
    assert last.pgh_context.metadata["reason"] == WHY


@every_kind
def test_a_correction_is_no_event(caseworker, child, kind):
    """DOMAIN 5."""
    made = entries(child)
    row, field, value = made[kind]
    before = len(timeline_of(load_case(case_rows().get(pk=child.pk), reader=caseworker)))
    assert send(caseworker, url_of(kind, row), **{field: value, "reason": WHY}).status_code == 302
    told = timeline_of(load_case(case_rows().get(pk=child.pk), reader=caseworker))
    assert len(told) == before
    assert not any(WHY in entry.text + entry.detail for entry in told)


@every_kind
def test_a_reason_is_asked_for(caseworker, child, kind):
    row, field, value = entries(child)[kind]
    response = send(caseworker, url_of(kind, row), **{field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["reason"]


@every_kind
def test_two_people_at_once_see_both_versions(caseworker, supervisor, child, kind):
    """Promise 13."""
    row, field, value = entries(child)[kind]
    mine, url = client_of(caseworker), url_of(kind, row)
    data = form_of(mine, url, source="mother", reason=WHY)
    assert send(supervisor, url, **{field: value, "reason": WHY}).status_code == 302
    response = mine.post(url, data)
    assert response.status_code == 409
    assert field in [one.name for one in response.context["rows"] if one.differs]
    assert supervisor.full_name in response.content.decode()
    row.refresh_from_db()
    assert str(getattr(row, field)) == value


@every_kind
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("from_date", "2999-01-01"),
        ("to_date", "2001-01-01"),
        ("to_date", "2999-01-01"),
        ("from_date", "31.31.2019"),
        ("source", "an informant"),
        ("reason", "A\x00slip"),
    ],
)
def test_bad_input_is_answered_beside_the_field(caseworker, child, kind, field, value):
    """Promise 18."""
    row, _field, _value = entries(child)[kind]
    response = send(caseworker, url_of(kind, row), **{"reason": WHY, field: value})
    assert response.status_code == 422
    assert field in response.context["form"].errors


def test_a_death_that_is_believed_is_not_confirmed(caseworker, child):
    row, *_rest = entries(child)["status"]
    response = send(
        caseworker, url_of("status", row), status="believed_dead", confidence="confirmed", reason=WHY
    )
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["confidence"]


def test_a_stay_at_a_place_that_closed_ends_with_it(caseworker, child):
    closed = datetime.date(2019, 8, 1)
    row = factories.WhereaboutsFactory(person=child.person, place=factories.PlaceFactory(closed_date=closed))
    url = url_of("whereabouts", row)
    assert send(caseworker, url, source="mother", reason=WHY).status_code == 302
    row.refresh_from_db()
    assert (row.to_date, row.source) == (closed, "mother")
    late = send(caseworker, url, from_date="2019-08-02", to_date="", reason=WHY)
    assert late.status_code == 422
    assert list(late.context["form"].errors) == ["from_date"]


def test_confirmed_times_that_overlap_are_refused_with_a_sentence(caseworker, child):
    """Promise 14."""
    factories.WhereaboutsFactory(person=child.person, from_date=datetime.date(2019, 5, 1))
    row = factories.WhereaboutsFactory(person=child.person, confidence=Confidence.REPORTED)
    response = send(caseworker, url_of("whereabouts", row), confidence="confirmed", reason=WHY)
    assert response.status_code == 422
    assert "Other confirmed whereabouts" in response.content.decode()


def test_an_entry_of_a_parent_leads_back_to_the_parent(caseworker, child):
    guardian = factories.GuardianFactory(office=child.office)
    row = factories.PersonStatusFactory(person=guardian.person)
    response = send(caseworker, url_of("status", row), status="missing", reason=WHY)
    assert response["Location"] == reverse("guardians:detail", args=[guardian.public_id])


@every_kind
def test_strangers_other_roles_and_wrong_methods(request, caseworker, other_caseworker, child, kind):
    """Promise 1."""
    row, *_rest = entries(child)[kind]
    url = url_of(kind, row)
    assert client_of(other_caseworker).get(url).status_code == 404
    assert client_of(other_caseworker).post(url, {"reason": WHY}).status_code == 404
    assert client_of(caseworker).delete(url).status_code == 405
    assert client_of(request.getfixturevalue("coordinator")).get(url).status_code == 403


def test_the_case_page_leads_to_each_entry(caseworker, child):
    made = entries(child)
    html = client_of(caseworker).get(reverse("casefile:detail", args=[child.public_id])).content.decode()
    for kind in KINDS:
        assert url_of(kind, made[kind][0]) in html
