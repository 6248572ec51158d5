"""Pages about places: shared by all offices, with the numbers of the reader's own office."""

import uuid

import pytest
from django.urls import reverse

from cases.models import Place, PlaceControl, Whereabouts
from tests.factories import (
    ChildFactory,
    GuardianFactory,
    PlaceControlFactory,
    PlaceFactory,
    WhereaboutsFactory,
)
from tests.people import client_of
from tests.support.forms import form_of

TEXT_WITH_NUL = "Camp\x00One"


@pytest.fixture
def camp(db):
    return PlaceFactory(name="Camp One", area="Nineveh")


# --- the list ---


def test_the_list_shows_places_with_the_children_of_the_office(caseworker, other_caseworker, camp):
    WhereaboutsFactory(place=camp, person=ChildFactory(office=caseworker.office).person)
    WhereaboutsFactory(place=camp, person=ChildFactory(office=other_caseworker.office).person)
    WhereaboutsFactory(place=camp, person=GuardianFactory(office=caseworker.office).person)
    response = client_of(caseworker).get("/places/")
    assert response.status_code == 200
    (row,) = response.context["places"]
    assert (row.name, row.here.children, row.here.others) == ("Camp One", 1, 1)


def test_readers_without_case_files_see_no_numbers_of_people(coordinator, caseworker, camp):
    """Promise 2."""
    WhereaboutsFactory(place=camp, person=ChildFactory(office=caseworker.office).person)
    response = client_of(coordinator).get("/places/")
    assert response.context["places"][0].here is None
    assert "Children of my office" not in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found", "status"),
    [
        ("", ["Camp One", "Home Two"], 200),
        ("?sort=-name", ["Home Two", "Camp One"], 200),
        ("?kind=camp", ["Camp One"], 200),
        ("?name=nine", ["Camp One"], 200),
        ("?now=closed", ["Home Two"], 200),
        ("?now=open&state=IQ", ["Camp One"], 200),
        ("?state=SY", [], 200),  # a State without places, where its own page leads
        ("?state=XX", [], 400),
        ("?state=%1B", [], 400),
        ("?state=iq", [], 400),
    ],
)
def test_filters_and_order(coordinator, camp, query, found, status):
    PlaceFactory(name="Home Two", kind="childrens_home", closed_date="2018-01-01")
    response = client_of(coordinator).get(f"/places/{query}")
    assert [row.name for row in response.context["places"]] == found
    assert response.status_code == status


@pytest.mark.parametrize("query", ["kind=castle", "state=%1B", "now=x", "sort=%1B"])
def test_a_filter_that_is_not_understood_is_said_so(coordinator, camp, query):
    """Promise 18."""
    response = client_of(coordinator).get(f"/places/?{query}")
    assert response.status_code == (200 if query.startswith("sort") else 400)
    assert b"error-text" in response.content or query.startswith("sort")


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_costs_the_same_at_any_length(caseworker, django_assert_num_queries, rows):
    child = ChildFactory(office=caseworker.office)
    for number in range(rows):
        WhereaboutsFactory(
            place=PlaceFactory(name=f"Camp {number}"), person=child.person, confidence="reported"
        )
    client = client_of(caseworker)
    with django_assert_num_queries(11):
        client.get("/places/")


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("supervisor", 'href="/places/add/">Add a place'),
        ("administrator", 'href="/places/add/">Add a place'),
        ("caseworker", "Supervisors and administrators add places."),
        ("coordinator", "Supervisors and administrators add places."),
    ],
)
def test_an_empty_list_says_what_comes_first_and_who_does_it(request, who, told):
    page = client_of(request.getfixturevalue(who)).get("/places/").content.decode()
    content = page[page.index("<main") :]
    assert "A place is needed before anybody can be recorded as being there." in content
    assert told in content[content.index('class="empty"') :]


# --- one place ---


def test_the_page_of_a_place(caseworker, camp):
    after = PlaceFactory(name="Camp Two")
    camp.closed_date, camp.successor = "2019-05-03", after
    camp.save()
    PlaceControl.objects.create(place=camp, authority="Provincial council", from_date="2018-01-01")
    page = client_of(caseworker).get(reverse("places:detail", args=[camp.public_id])).content.decode()
    assert "Camp Two" in page
    assert "Controlled by Provincial council" in page
    assert "Replaced by" in page
    assert f"/places/{camp.pk}/" not in page
    page = client_of(caseworker).get(reverse("places:detail", args=[after.public_id])).content.decode()
    assert "Replaced</dt>" in page
    assert "Camp One" in page


@pytest.mark.parametrize("name", ["detail", "edit", "close", "control"])
def test_an_unknown_place_is_not_found(supervisor, name):
    url = reverse(f"places:{name}", args=[uuid.uuid4()])
    assert client_of(supervisor).get(url).status_code == 404
    assert client_of(supervisor).get(f"/places/1/{name}/").status_code == 404


# --- writing ---


def test_a_place_is_added_once(supervisor):
    """Promise 15."""
    client = client_of(supervisor)
    form = form_of(client, "/places/add/", name="Home Two", kind="childrens_home", country="IQ")
    first, second = client.post("/places/add/", form), client.post("/places/add/", form)
    place = Place.objects.get()
    assert first["Location"] == second["Location"] == f"/places/{place.public_id}/"


def test_the_form_of_an_open_place_does_not_close_it(supervisor, camp):
    """Closing moves people, on a page of its own."""
    client, url = client_of(supervisor), reverse("places:edit", args=[camp.public_id])
    form = form_of(client, url) | {"closed_date": "2019-05-03"}
    assert client.post(url, form).status_code == 302
    camp.refresh_from_db()
    assert camp.closed_date is None


def test_a_place_that_had_closed_before_is_added_with_its_day_and_successor(supervisor, camp):
    client, url = client_of(supervisor), "/places/add/"
    closed = {"name": "Camp Zero", "kind": "camp", "country": "IQ", "closed_date": "2018-05-03"}
    assert client.post(url, form_of(client, url, **closed, successor=camp.public_id)).status_code == 302
    place = Place.objects.get(name="Camp Zero")
    assert (str(place.closed_date), place.successor) == ("2018-05-03", camp)


def test_a_place_opens_again_for_a_reason_and_nobody_comes_back(supervisor, camp):
    after = PlaceFactory(name="Camp Two")
    camp.closed_date, camp.successor = "2019-05-03", after
    camp.save()
    moved = WhereaboutsFactory(place=after, person=ChildFactory(office=supervisor.office).person)
    client, url = client_of(supervisor), reverse("places:edit", args=[camp.public_id])
    assert "Nobody is moved back by it" in client.get(url).content.decode()
    form = form_of(client, url, closed_date="")
    response = client.post(url, form)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["reason"]
    assert client.post(url, form | {"reason": "The closing was put off"}).status_code == 302
    camp.refresh_from_db()
    assert (camp.closed_date, camp.successor) == (None, None)
    assert Whereabouts.objects.get() == moved
    event = Place.pgh_event_model.objects.filter(pgh_obj=camp).latest("pgh_id")
    assert event.pgh_context.metadata["reason"] == "The closing was put off"


def test_a_chain_of_successors_never_returns(supervisor, camp):
    after = PlaceFactory(name="Camp Two", closed_date="2019-06-01", successor=camp)
    camp.closed_date = "2019-05-03"
    camp.save()
    client, url = client_of(supervisor), reverse("places:edit", args=[camp.public_id])
    response = client.post(url, form_of(client, url, closed_date="2019-05-03", successor=after.public_id))
    assert response.status_code == 422
    assert "successor" in response.context["form"].errors


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("name", "", "name"),
        ("name", TEXT_WITH_NUL, "name"),
        ("name", "x" * 201, "name"),
        ("kind", "castle", "kind"),
        ("country", "ZZ", "country"),
        ("country", "\x00", "country"),
        ("capacity", "-1", "capacity"),
        ("capacity", "9" * 5000, "capacity"),
        ("capacity", "99999999999", "capacity"),
        ("closed_date", "2010-01-01", "closed_date"),
        ("closed_date", "2999-01-01", "closed_date"),
        ("closed_date", "yesterday", "closed_date"),
        ("successor", "1", "successor"),
        ("successor", "ca177d4d-f4a1-4cea-88c7-62b833c25e7d", "successor"),
    ],
)
def test_bad_input_is_named_at_its_field(supervisor, camp, field, value, named):
    """Promise 18."""
    camp.opened_date, camp.closed_date = "2015-01-01", "2018-12-31"
    camp.save()
    client, url = client_of(supervisor), reverse("places:edit", args=[camp.public_id])
    response = client.post(url, form_of(client, url, **{field: value}))
    assert response.status_code == 422
    assert named in response.context["form"].errors
    camp.refresh_from_db()
    assert (camp.name, str(camp.closed_date)) == ("Camp One", "2018-12-31")


def test_an_empty_form_is_not_an_answer(supervisor, camp):
    for name in ("edit", "control"):
        response = client_of(supervisor).post(reverse(f"places:{name}", args=[camp.public_id]))
        assert response.status_code == 422
    assert client_of(supervisor).post("/places/add/").status_code == 422


def test_two_places_of_one_state_have_two_names(supervisor, camp):
    client = client_of(supervisor)
    response = client.post(
        "/places/add/", form_of(client, "/places/add/", name="Camp One", kind="camp", country="IQ")
    )
    assert response.status_code == 422
    assert "There is already a place of this name in this State." in response.content.decode()


def test_a_new_authority_ends_the_one_before(supervisor, camp):
    PlaceControl.objects.create(place=camp, authority="Provincial council", from_date="2018-01-01")
    client, url = client_of(supervisor), reverse("places:control", args=[camp.public_id])
    form = form_of(client, url, authority="Ministry of Migration", from_date="2019-02-01")
    assert client.post(url, form).status_code == 302
    assert client.post(url, form).status_code == 302
    periods = camp.controls.order_by("from_date").values_list("authority", "to_date", "is_recognised")
    assert [(name, str(until), known) for name, until, known in periods] == [
        ("Provincial council", "2019-02-01", True),
        ("Ministry of Migration", "None", True),
    ]


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"authority": "", "from_date": "2019-02-01"}, "authority"),
        ({"authority": TEXT_WITH_NUL, "from_date": "2019-02-01"}, "authority"),
        ({"authority": "Ministry", "from_date": "2017-01-01"}, "from_date"),
        ({"authority": "Ministry", "from_date": "2999-01-01"}, "from_date"),
        ({"authority": "Ministry", "from_date": "2019-02-30"}, "from_date"),
    ],
)
def test_an_authority_that_cannot_be_is_refused(supervisor, camp, values, named):
    PlaceControl.objects.create(place=camp, authority="Provincial council", from_date="2018-01-01")
    client, url = client_of(supervisor), reverse("places:control", args=[camp.public_id])
    response = client.post(url, form_of(client, url, **values))
    assert response.status_code == 422
    assert named in response.context["form"].errors
    assert camp.controls.get().to_date is None


def _two_authorities(camp):
    first = PlaceControlFactory(place=camp, authority="Provincial council", to_date="2019-02-01")
    second = PlaceControlFactory(place=camp, from_date="2019-02-01")
    return first, second, reverse("places:correct", args=[camp.public_id, second.public_id])


def test_a_wrong_authority_is_corrected_and_the_one_before_ends_where_it_begins(supervisor, camp):
    first, second, url = _two_authorities(camp)
    client = client_of(supervisor)
    form = form_of(client, url, authority="Ministry of Justice", from_date="2019-03-15", reason="Misread")
    assert client.post(url, form).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (second.authority, str(second.from_date), second.to_date) == (
        "Ministry of Justice",
        "2019-03-15",
        None,
    )
    assert str(first.to_date) == "2019-03-15"
    event = PlaceControl.pgh_event_model.objects.filter(pgh_obj=second).latest("pgh_id")
    assert event.pgh_context.metadata["reason"] == "Misread"


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"authority": TEXT_WITH_NUL}, "authority"),
        ({"from_date": "2017-12-31"}, "from_date"),  # before the one before began
        ({"from_date": "2999-01-01"}, "from_date"),
        ({"from_date": ""}, "from_date"),
        ({"reason": ""}, "reason"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(supervisor, camp, values, named):
    """Promise 18."""
    _first, second, url = _two_authorities(camp)
    client = client_of(supervisor)
    response = client.post(url, form_of(client, url, reason="Misread") | values)
    assert response.status_code == 422
    assert named in response.context["form"].errors
    second.refresh_from_db()
    assert (second.authority, str(second.from_date)) == ("Ministry of Migration", "2019-02-01")


def test_an_earlier_authority_does_not_begin_after_its_end(supervisor, camp):
    first, _second, _url = _two_authorities(camp)
    client, url = client_of(supervisor), reverse("places:correct", args=[camp.public_id, first.public_id])
    response = client.post(url, form_of(client, url, from_date="2019-02-02", reason="Misread"))
    assert "from_date" in response.context["form"].errors


def test_the_history_is_a_timeline_newest_first(caseworker, camp):
    camp.opened_date, camp.closed_date = "2017-01-01", "2019-05-03"
    camp.save()
    _two_authorities(camp)
    response = client_of(caseworker).get(reverse("places:detail", args=[camp.public_id]))
    assert [entry.text for entry in response.context["history"]] == [
        "The site closed, without a successor",
        "Controlled by Ministry of Migration",
        "Controlled by Provincial council",
        "The site opened",
    ]


# --- how many are there ---


def test_the_people_of_the_own_office_are_set_against_the_capacity(caseworker, other_caseworker, camp):
    camp.capacity = 200
    camp.save()
    for user, count in ((caseworker, 3), (other_caseworker, 5)):
        for _number in range(count):
            WhereaboutsFactory(place=camp, person=ChildFactory(office=user.office).person)
    url = reverse("places:detail", args=[camp.public_id])
    page = client_of(caseworker).get(url).content.decode()
    assert "3 of 200 places" in page
    assert "5 of 200 places" not in page
    assert "8 of 200 places" not in page


def test_readers_without_case_files_see_no_occupancy(coordinator, caseworker, camp):
    """Promise 2."""
    camp.capacity = 200
    camp.save()
    WhereaboutsFactory(place=camp, person=ChildFactory(office=caseworker.office).person)
    page = client_of(coordinator).get(reverse("places:detail", args=[camp.public_id])).content.decode()
    assert "of 200 places" not in page


# --- who may ---


@pytest.mark.parametrize("who", ["official", "officer"])
def test_who_does_not_work_with_places_is_refused(request, who, camp):
    client = client_of(request.getfixturevalue(who))
    assert client.get("/places/").status_code == 403
    assert client.get(reverse("places:detail", args=[camp.public_id])).status_code == 403


@pytest.mark.parametrize("who", ["caseworker", "coordinator"])
def test_who_reads_places_does_not_change_them(request, who, camp):
    client = client_of(request.getfixturevalue(who))
    for url in ("/places/add/", f"/places/{camp.public_id}/edit/", f"/places/{camp.public_id}/control/"):
        assert client.get(url).status_code == 403
        assert client.post(url, {}).status_code == 403
    page = client.get(reverse("places:detail", args=[camp.public_id])).content.decode()
    assert "/edit/" not in page


def test_pages_take_their_own_methods_only(administrator, camp):
    client = client_of(administrator)
    assert client.post("/places/").status_code == 405
    assert client.post(reverse("places:detail", args=[camp.public_id])).status_code == 405
    assert client.put("/places/add/").status_code == 405
    assert client.delete(reverse("places:edit", args=[camp.public_id])).status_code == 405
    assert client.put(reverse("places:control", args=[camp.public_id])).status_code == 405


def test_places_need_a_signed_in_person(client, db):
    assert client.get("/places/").status_code == 302
