"""The pages of closing a site: what each reader is shown, and what happens on one press."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.enums import WhereaboutsKind
from cases.models import Whereabouts
from cases.places import review
from tests.factories import ChildFactory, TransferFactory, WhereaboutsFactory
from tests.people import client_of
from tests.places.moving import DAY, child_at, close, now
from tests.support.forms import form_of

# The session and the person included.
QUERIES = 18


def _url(camp):
    return reverse("places:close", args=[camp.public_id])


def _reviewed(client, camp, **typed):
    """The review that follows the first page."""
    form = form_of(client, _url(camp), closed_date=DAY.isoformat(), **typed)
    response = client.post(_url(camp), form)
    return form | _again(response), response


def _press(client, camp, form, seen, **choices):
    return client.post(_url(camp), form | {"seen": seen, "step": "close"} | choices)


def _again(response):
    """The mark of the people that a review shows."""
    return {"who": response.context["review"].who}


def test_the_review_shows_the_own_office_by_name_and_others_as_numbers(supervisor, office_west, camp, after):
    """Promise 1."""
    own = ChildFactory(office=supervisor.office, name="Zarina Nazarova")
    others = ChildFactory(office=office_west, name="Parviz Karimov")
    for child in (own, others):
        WhereaboutsFactory(person=child.person, place=camp)
    _form, response = _reviewed(client_of(supervisor), camp, successor=after.public_id)
    page = response.content.decode()
    assert response.status_code == 200
    assert "Zarina Nazarova" in page
    assert own.case_number in page
    assert "Office West" in page
    assert "Parviz Karimov" not in page
    assert others.case_number not in page
    assert str(others.person.public_id) not in page
    assert Whereabouts.objects.filter(place=camp, to_date=None).count() == 2


def test_an_administrator_sees_numbers_and_no_name(administrator, office_north, camp):
    """Promise 4."""
    child = ChildFactory(office=office_north, name="Zarina Nazarova")
    WhereaboutsFactory(person=child.person, place=camp)
    client = client_of(administrator)
    form, response = _reviewed(client, camp)
    page = response.content.decode()
    assert "1 child is here" in page
    assert "Zarina" not in page
    assert child.case_number not in page
    assert _press(client, camp, form, 1).status_code == 302
    assert [row[0] for row in now(child)] == [WhereaboutsKind.UNKNOWN_AFTER_CLOSURE]
    page = client.get(reverse("places:detail", args=[camp.public_id])).content.decode()
    assert "No successor is known" in page
    assert "Office North" not in page


def test_pressed_twice_it_closes_once(supervisor, camp, after):
    """Promise 15."""
    child = child_at(supervisor.office, camp)
    client = client_of(supervisor)
    form, _response = _reviewed(client, camp, successor=after.public_id)
    chosen = {f"go-{child.person.public_id}": "lost"}
    first, second = _press(client, camp, form, 1, **chosen), _press(client, camp, form, 1, **chosen)
    assert first["Location"] == second["Location"] == f"/places/{camp.public_id}/"
    assert child.person.whereabouts.count() == 2
    page = client.get(first["Location"]).content.decode()
    assert "People were moved to Camp Two" in page
    assert "Unknown since then, of Office North</dt><dd>1</dd>" in page
    page = client.get(reverse("places:detail", args=[after.public_id])).content.decode()
    assert "Replaced</dt>" in page


def test_the_case_page_says_that_the_site_closed(supervisor, camp):
    child = child_at(supervisor.office, camp)
    close(supervisor, camp)
    page = client_of(supervisor).get(reverse("casefile:detail", args=[child.public_id])).content.decode()
    assert "Unknown since the site closed" in page
    assert "Whereabouts unknown since the site closed." in page


def test_who_came_meanwhile_is_told_with_both_numbers(supervisor, camp):
    """Promise 13."""
    first = child_at(supervisor.office, camp)
    client = client_of(supervisor)
    form, _response = _reviewed(client, camp)
    child_at(supervisor.office, camp)
    chosen = {f"go-{first.person.public_id}": "left_before"}
    response = _press(client, camp, form, 1, **chosen)
    page = response.content.decode()
    assert response.status_code == 409
    assert "You saw 1 people here; now it is 2." in page
    camp.refresh_from_db()
    assert camp.is_open
    values = {row.case_number: row.field.value() for row in response.context["rows"]}
    assert sorted(values.values()) == ["left_before", "lost"]
    assert values[first.case_number] == "left_before"
    assert _press(client, camp, form | _again(response), 2, **chosen).status_code == 302


def test_as_many_people_who_are_others_are_reviewed_again(supervisor, camp):
    """Promise 13: one left and another came, and the number is what it was."""
    left = child_at(supervisor.office, camp)
    client = client_of(supervisor)
    form, _response = _reviewed(client, camp)
    left.person.whereabouts.update(to_date=DAY)
    came = child_at(supervisor.office, camp)
    response = _press(client, camp, form, 1)
    assert response.status_code == 409
    assert "Somebody came or left while you looked" in response.content.decode()
    assert "You saw 1 people here; now it is 1." in response.content.decode()
    assert [row[1] for row in now(came)] == [camp]
    assert _press(client, camp, form | _again(response), 1).status_code == 302


def test_the_second_of_two_is_told_that_the_site_is_closed(supervisor, administrator, camp, after):
    """Promise 13."""
    client = client_of(administrator)
    form, _response = _reviewed(client, camp)
    close(supervisor, camp, successor=after)
    response = client.post(_url(camp), form | {"seen": 0, "step": "close"}, follow=True)
    assert "This site is closed already. Nothing was changed." in response.content.decode()
    camp.refresh_from_db()
    assert camp.successor == after
    assert client.get(_url(camp)).status_code == 302


def test_the_day_is_not_set_before_the_end_of_stays(supervisor, office_west, camp):
    """Promise 1: how many there are is said, and of whom is not."""
    child_at(supervisor.office, camp)
    others = child_at(office_west, camp)
    close(supervisor, camp)
    client, url = client_of(supervisor), reverse("places:edit", args=[camp.public_id])
    response = client.post(url, form_of(client, url, closed_date="2019-05-02", area="Erbil"))
    assert response.status_code == 422
    assert "2 people were here until after that day." in str(response.context["form"].errors["closed_date"])
    assert response.context["form"]["area"].value() == "Erbil"
    assert others.case_number not in response.content.decode()
    camp.refresh_from_db()
    assert camp.closed_date == DAY
    assert client.post(url, form_of(client, url, closed_date="2019-05-04")).status_code == 302
    Whereabouts.objects.filter(place=camp).update(to_date="2019-05-01")
    assert client.post(url, form_of(client, url, closed_date="2019-05-01")).status_code == 302


def test_going_back_to_change_the_day_loses_no_choice(supervisor, camp, after):
    child = child_at(supervisor.office, camp)
    client = client_of(supervisor)
    form, _response = _reviewed(client, camp, successor=after.public_id)
    chosen = {f"go-{child.person.public_id}": "lost"}
    response = client.post(_url(camp), form | {"seen": 1, "step": "change"} | chosen)
    assert response.context["kept"] == list(chosen.items())
    assert response.context["form"]["closed_date"].value() == DAY.isoformat()
    response = client.post(_url(camp), form | chosen)
    assert response.context["rows"][0].field.value() == "lost"


def test_transfers_that_are_to_leave_from_here_are_said(supervisor, office_west, camp):
    own = TransferFactory(office=supervisor.office, departure_place=camp)
    others = TransferFactory(office=office_west, departure_place=camp)
    _form, response = _reviewed(client_of(supervisor), camp)
    page = response.content.decode()
    assert "2 open transfers are to leave from here" in page
    assert own.number in page
    assert others.number not in page


def test_where_too_many_are_there_to_choose_for_all_go_the_same_way(supervisor, camp, after, monkeypatch):
    monkeypatch.setattr(review, "CHOICES_AT_MOST", 2)
    children = [child_at(supervisor.office, camp) for _number in range(3)]
    client = client_of(supervisor)
    form, response = _reviewed(client, camp, successor=after.public_id)
    assert response.context["rows"] == []
    assert "So many people of your office are here that all go the same way." in response.content.decode()
    assert _press(client, camp, form, 3).status_code == 302
    assert {row[1] for child in children for row in now(child)} == {after}


@pytest.mark.parametrize("rows", [3, 30])
def test_the_review_costs_the_same_at_any_length(supervisor, camp, rows):
    for _number in range(rows):
        child_at(supervisor.office, camp)
    client = client_of(supervisor)
    form = form_of(client, _url(camp), closed_date=DAY.isoformat())
    with CaptureQueriesContext(connection) as queries:
        client.post(_url(camp), form)
    assert len(queries) == QUERIES


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ({"closed_date": ""}, "closed_date"),
        ({"closed_date": "yesterday"}, "closed_date"),
        ({"closed_date": "0019-01-01"}, "closed_date"),
        ({"closed_date": "2999-01-01", "seen": "0", "step": "close"}, "closed_date"),
        ({"successor": "ca177d4d-f4a1-4cea-88c7-62b833c25e7d"}, "successor"),
        ({"successor": "\x00"}, "successor"),
        ({"source": "rumour"}, "source"),
        ({"confidence": "sure"}, "confidence"),
        ({"reason": "a\x00b"}, "reason"),
        ({"reason": "x" * 301}, "reason"),
        ({"seen": "-1"}, "seen"),
        ({"seen": "9" * 4000}, "seen"),
        ({"who": "f" * 65}, "who"),
        ({"form_id": "1"}, "form_id"),
    ],
)
def test_bad_input_is_named_and_moves_nobody(supervisor, camp, typed, named):
    """Promise 18."""
    client = client_of(supervisor)
    form = form_of(client, _url(camp), closed_date=DAY.isoformat())
    response = client.post(_url(camp), form | typed)
    assert response.status_code == 422
    assert named in response.context["form"].errors
    camp.refresh_from_db()
    assert camp.is_open


@pytest.mark.parametrize("choice", ["moved", "\x00", "castle"])
def test_a_choice_that_is_none_is_said_beside_the_person(supervisor, camp, choice):
    """Promise 18. Nobody is moved to a successor that there is not."""
    child = child_at(supervisor.office, camp)
    client = client_of(supervisor)
    form, _response = _reviewed(client, camp)
    response = _press(client, camp, form, 1, **{f"go-{child.person.public_id}": choice})
    assert response.status_code == 422
    assert f"go-{child.person.public_id}" in response.context["destinations"].errors
    assert [row[1] for row in now(child)] == [camp]


def test_a_press_without_a_review_is_a_review(supervisor, camp):
    client = client_of(supervisor)
    form = form_of(client, _url(camp), closed_date=DAY.isoformat())
    assert client.post(_url(camp), form | {"step": "close"}).status_code == 200
    camp.refresh_from_db()
    assert camp.is_open


@pytest.mark.parametrize("who", ["caseworker", "coordinator", "official", "officer"])
def test_who_keeps_no_places_closes_none(request, who, camp):
    client = client_of(request.getfixturevalue(who))
    assert client.get(_url(camp)).status_code == 403
    assert client.post(_url(camp), {"closed_date": "2019-05-03"}).status_code == 403


def test_the_page_takes_its_own_methods_only(supervisor, camp):
    client = client_of(supervisor)
    assert client.put(_url(camp)).status_code == 405
    assert client.delete(_url(camp)).status_code == 405
