"""Saved views of the lists, and the choice of columns."""

import pytest
from django.urls import reverse

from cases.caseload.forms import LAST_PLACE
from cases.children.columns import COLUMNS, USUAL
from cases.enums import CaseList
from cases.models import ColumnChoice, SavedView
from tests.factories import (
    CaseAssignmentFactory,
    CaseFlagFactory,
    ChildFactory,
    MissingAnswerFactory,
    NationalityFactory,
    NeedFactory,
    PlaceFactory,
    WhereaboutsFactory,
)
from tests.people import client_of
from tests.support.forms import form_of

pytestmark = pytest.mark.django_db

ADD = "/lists/children/views/"
COLUMNS_URL = "/lists/children/columns/"


@pytest.fixture
def colleague(supervisor):
    return supervisor


@pytest.fixture
def view_of():
    def make(user, name="Mine without a claim", **fields):
        fields.setdefault("query", "quick=mine&quick=no-claim&sort=number")
        return SavedView.objects.create(
            user=user, office=user.office, list_name=CaseList.CHILDREN, name=name, **fields
        )

    return make


def save(client, query="", url=ADD, **typed):
    address = f"{url}?{query}" if query else url
    return client.post(address, form_of(client, address, **typed))


def edit_url(view, query=""):
    return f"/lists/views/{view.public_id}/edit/?{query}"


# --- saved views ---


def test_a_view_keeps_filters_order_and_columns_and_opens_by_its_link(caseworker):
    ChildFactory(office=caseworker.office)
    CaseAssignmentFactory(child=ChildFactory(office=caseworker.office, name="Zarina"), user=caseworker)
    client = client_of(caseworker)
    response = save(client, "quick=mine&status=active&sort=number&after=x", name="My open ones")
    view = SavedView.objects.get()
    assert (view.name, view.query, view.is_shared) == (
        "My open ones",
        "status=active&quick=mine&sort=number",
        False,
    )
    assert view.columns == list(USUAL)
    opened = client.get(response.url, follow=True)
    assert [row.person.name.text for row in opened.context["rows"]] == ["Zarina"]
    assert opened.context["in_use"].opened == view
    assert "My open ones" in opened.content.decode()


def test_what_was_typed_into_a_search_is_dropped_and_the_page_says_so(caseworker):
    """Promise 7."""
    client = client_of(caseworker)
    found = client.post(reverse("children:search"), {"q": "Saidova", "status": "active"})
    query = found.url.partition("?")[2]
    assert "What was typed into the search is not kept" in client.get(f"{ADD}?{query}").content.decode()
    save(client, query, name="Found")
    assert SavedView.objects.get().query == "status=active"


def test_a_name_is_taken_once_and_the_message_stands_at_the_field(caseworker, colleague, view_of):
    view_of(caseworker, "Camp 1")
    view_of(colleague, "Camp 2")
    response = save(client_of(caseworker), name="Camp 1")
    assert response.status_code == 422
    assert response.context["form"].errors == {"name": ["You already have a view of this name."]}
    assert save(client_of(caseworker), name="Camp 2").status_code == 302


@pytest.mark.parametrize("name", ["", "   ", "a\x00b", "x" * 81, "\u202eabc"])
def test_a_name_that_is_none_is_said_so(caseworker, name):
    """Promise 18."""
    client = client_of(caseworker)
    response = client.post(ADD, {"form_id": "1a496157-c79a-4fca-91f0-790032647172", "name": name})
    assert response.status_code == 422
    assert "name" in response.context["form"].errors


@pytest.mark.parametrize("name", ["Лагерь 1", "مخيم ١"])
def test_names_are_in_any_script(caseworker, name):
    save(client_of(caseworker), name=name)
    assert SavedView.objects.get().name == name


def test_a_form_sent_twice_makes_one_view(caseworker):
    """Promise 15."""
    client = client_of(caseworker)
    sent = form_of(client, ADD, name="Camp 1")
    first, second = client.post(ADD, sent), client.post(ADD, sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert SavedView.objects.count() == 1


def test_a_shared_view_is_seen_in_the_office_only(caseworker, colleague, other_caseworker, view_of):
    """Promise 1."""
    shared = view_of(caseworker, "Shared", is_shared=True)
    own = view_of(caseworker, "Own")
    assert [view.name for view in client_of(colleague).get("/children/").context["in_use"].views] == [
        "Shared"
    ]
    assert client_of(colleague).get(f"/lists/views/{shared.public_id}/").status_code == 302
    for user, view in ((colleague, own), (other_caseworker, shared), (other_caseworker, own)):
        assert client_of(user).get(f"/lists/views/{view.public_id}/").status_code == 404
        page = client_of(user).get(f"/children/?view={view.public_id}")
        assert page.context["in_use"].opened is None


def test_a_view_is_renamed_and_takes_what_is_shown_now(caseworker, view_of):
    view = view_of(caseworker)
    client = client_of(caseworker)
    page = client.get(f"/children/?quick=flagged&view={view.public_id}")
    assert page.context["in_use"].is_changed
    url = page.context["in_use"].edit_url
    assert client.get(url).context["form"]["take_shown"].value()
    client.post(url, form_of(client, url, name="Flags", is_shared=True))
    view.refresh_from_db()
    assert (view.name, view.is_shared, view.query) == ("Flags", True, "quick=flagged")


def test_a_new_name_alone_leaves_the_filters(caseworker, view_of):
    view = view_of(caseworker)
    client = client_of(caseworker)
    client.post(edit_url(view), form_of(client, edit_url(view), name="Other name"))
    view.refresh_from_db()
    assert (view.name, view.query) == ("Other name", "quick=mine&quick=no-claim&sort=number")


def test_a_colleague_changes_no_view_and_a_supervisor_deletes_a_shared_one(caseworker, supervisor, view_of):
    shared, own = view_of(caseworker, "Shared", is_shared=True), view_of(caseworker, "Own")
    of_supervisor = view_of(supervisor, "Of the supervisor", is_shared=True)
    assert client_of(caseworker).get(edit_url(of_supervisor)).status_code == 404
    assert client_of(caseworker).post(f"/lists/views/{of_supervisor.public_id}/delete/").status_code == 404
    client = client_of(supervisor)
    page = client.get(edit_url(shared)).content.decode()
    assert "belongs to Layla Haddad" in page
    assert client.post(edit_url(shared), {"name": "Mine now"}).status_code == 422
    assert client.post(f"/lists/views/{own.public_id}/delete/").status_code == 404
    assert client.post(f"/lists/views/{shared.public_id}/delete/").status_code == 302
    assert set(SavedView.objects.values_list("name", flat=True)) == {"Own", "Of the supervisor"}


def test_a_supervisor_is_led_to_deleting_a_shared_view_and_a_colleague_is_not(
    caseworker, supervisor, view_of
):
    shared, own = view_of(caseworker, "Shared", is_shared=True), view_of(caseworker, "Own")
    of_supervisor = view_of(supervisor, "Of the supervisor", is_shared=True)
    for user, view, leads in (
        (supervisor, shared, True),
        (caseworker, of_supervisor, False),
        (supervisor, own, False),
    ):
        page = client_of(user).get(f"/children/?view={view.public_id}").content.decode()
        assert (edit_url(view) in page) == leads
        assert ("Delete this view" in page) == leads


@pytest.mark.parametrize(("name", "route"), [("guardians", "/guardians/"), ("claims", "/claims/")])
def test_lists_of_parents_and_of_claims_have_views_too(caseworker, name, route):
    client = client_of(caseworker)
    response = save(client, "status=queried&sort=state", url=f"/lists/{name}/views/", name="Asked back")
    opened = client.get(response.url, follow=True)
    assert opened.request["PATH_INFO"] == route
    assert "status=queried" in opened.request["QUERY_STRING"]
    assert "Asked back" in opened.content.decode()


def test_more_filters_than_a_view_holds_are_refused(caseworker):
    query = "&".join(f"place={'x' * 40}" for _time in range(30))
    assert save(client_of(caseworker), query, name="Too much").status_code == 422


def test_methods_and_lists_that_are_not_there(caseworker):
    client = client_of(caseworker)
    assert client.get("/lists/places/views/").status_code == 404
    assert client.get("/lists/places/columns/").status_code == 404
    assert client.put(ADD).status_code == 405


@pytest.mark.parametrize("who", ["official", "coordinator", "officer", "administrator"])
def test_views_and_columns_are_not_for_those_who_open_no_cases(request, who):
    """Promise 4."""
    client = client_of(request.getfixturevalue(who))
    assert client.get(ADD).status_code == 403
    assert client.get(COLUMNS_URL).status_code == 403


# --- columns ---


def choose(client, *codes, url=COLUMNS_URL, **more):
    typed = {f"place-{column.code}": LAST_PLACE for column in COLUMNS}
    for place, code in enumerate(codes, start=1):
        typed |= {f"show-{code}": "on", f"place-{code}": place}
    return client.post(url, typed | more)


def shown_columns(client, query=""):
    return [column.code for column in client.get(f"/children/{query}").context["in_use"].columns]


def test_columns_are_chosen_ordered_and_reset(caseworker, colleague):
    client = client_of(caseworker)
    assert shown_columns(client) == list(USUAL)
    response = choose(client, "caseworker", "number", url=f"{COLUMNS_URL}?quick=mine")
    assert response.url == "/children/?quick=mine"
    assert shown_columns(client) == ["caseworker", "number"]
    assert shown_columns(client_of(colleague)) == list(USUAL)
    assert choose(client, reset="1").status_code == 302
    assert shown_columns(client) == list(USUAL)
    assert not ColumnChoice.objects.exists()


def test_without_a_column_or_with_a_strange_place_nothing_is_saved(caseworker):
    """Promise 18."""
    client = client_of(caseworker)
    for response in (
        choose(client),
        client.post(COLUMNS_URL, {"show-number": "on"}),
        choose(client, "number", **{"place-age": "first"}),
        choose(client, "number", **{"place-age": "9" * 30}),
    ):
        assert response.status_code == 422
        assert "error-text" in response.content.decode()
    assert not ColumnChoice.objects.exists()


def test_a_view_brings_its_own_columns_and_its_owner_changes_those(caseworker, colleague, view_of):
    view = view_of(caseworker, columns=["sex", "number"], is_shared=True)
    client = client_of(caseworker)
    choose(client, "age")
    assert shown_columns(client, f"?view={view.public_id}") == ["sex", "number"]
    response = choose(client, "flag", url=f"{COLUMNS_URL}?view={view.public_id}")
    assert f"view={view.public_id}" in response.url
    assert shown_columns(client, f"?view={view.public_id}") == ["flag"]
    assert shown_columns(client) == ["age"]
    # Somebody else changes the own list and leaves the view.
    other = choose(client_of(colleague), "company", url=f"{COLUMNS_URL}?view={view.public_id}")
    assert "view=" not in other.url
    assert shown_columns(client_of(colleague), f"?view={view.public_id}") == ["flag"]


def test_columns_that_are_no_more_fall_away(caseworker):
    ColumnChoice.objects.create(
        user=caseworker, list_name=CaseList.CHILDREN, columns=["shoe-size", "age", "age"]
    )
    assert shown_columns(client_of(caseworker)) == ["age"]


def full_child(caseworker, **found):
    child = ChildFactory(office=caseworker.office, found_place=PlaceFactory(**found))
    NeedFactory(child=child)
    MissingAnswerFactory(person=child.person)
    CaseFlagFactory(child=child, raised_by=caseworker)
    NationalityFactory(child=child)
    WhereaboutsFactory(person=child.person)
    CaseAssignmentFactory(child=child, user=caseworker)
    return child


def test_every_column_says_what_is_on_file_also_on_a_card(caseworker):
    full_child(caseworker, name="Camp 7")
    ColumnChoice.objects.create(
        user=caseworker, list_name=CaseList.CHILDREN, columns=[column.code for column in COLUMNS]
    )
    response = client_of(caseworker).get("/children/")
    (row,) = response.context["rows"]
    page = response.content.decode()
    for words in ("Camp 7", "Does not go to school now", "30 Jul 2019", "Layla Haddad", "Missing answers: 1"):
        assert words in page, words
    assert "Found at: Camp 7" in " ".join(row.lines)
    assert row.missing == "1"


def test_all_columns_cost_the_same_at_three_and_at_thirty_rows(
    caseworker, django_assert_num_queries, django_assert_max_num_queries
):
    ColumnChoice.objects.create(
        user=caseworker, list_name=CaseList.CHILDREN, columns=[column.code for column in COLUMNS]
    )
    client = client_of(caseworker)
    for _number in range(3):
        full_child(caseworker)
    with django_assert_max_num_queries(19) as few:
        client.get("/children/")
    for _number in range(27):
        full_child(caseworker)
    with django_assert_num_queries(len(few)):
        client.get("/children/")
