"""Pages about offices, the people with access, and oneself."""

import uuid

import pytest
from django.urls import reverse

from cases.accounts.access_actions import change_role
from cases.enums import OFFICE_ROLES, CaseStatus, OfficeKind, Role
from cases.errors import Refused
from cases.invitations.actions import invite
from cases.models import Office
from tests.accounts.keeping import fresh, seen
from tests.factories import ChildFactory, OfficeFactory
from tests.people import client_of, make_user
from tests.support.forms import form_of


def url_of(name, office):
    return reverse(f"accounts:{name}", args=[office.public_id])


# --- offices ---


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Office North", "Office West"]),
        ("?sort=-name", ["Office West", "Office North"]),
        ("?now=closed", ["Office West"]),
        ("?now=open", ["Office North"]),
        ("?kind=un", []),
    ],
)
def test_the_list_of_offices(caseworker, office_west, query, found):
    office_west.closed_date = "2019-01-01"
    office_west.save()
    response = client_of(caseworker).get(f"/offices/{query}")
    assert response.status_code == 200
    assert [row.name for row in response.context["offices"]] == found
    assert [row.people for row in response.context["offices"] if row.name == "Office North"] in ([1], [])


@pytest.mark.parametrize("query", ["kind=x", "kind=%1B", "now=x"])
def test_a_filter_that_is_not_understood_is_said_so(caseworker, query):
    """Promise 18."""
    assert client_of(caseworker).get(f"/offices/?{query}").status_code == 400


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_of_offices_costs_the_same_at_any_length(caseworker, rows, django_assert_num_queries):
    OfficeFactory.create_batch(rows)
    client = client_of(caseworker)
    with django_assert_num_queries(8):
        client.get("/offices/")


def test_the_own_office_shows_colleagues_and_children(caseworker, supervisor):
    ChildFactory(office=caseworker.office)
    ChildFactory(office=caseworker.office, status=CaseStatus.CLOSED, closure_reason="goals_met")
    response = client_of(caseworker).get(url_of("office_detail", caseworker.office))
    assert [member.name for member in response.context["members"]] == ["Layla Haddad", "Omar Rashid"]
    assert response.context["children"] == {"all": 2, "open": 1}


def test_another_office_shows_neither(caseworker, other_caseworker):
    """Promise 1."""
    ChildFactory(office=other_caseworker.office)
    response = client_of(caseworker).get(url_of("office_detail", other_caseworker.office))
    page = response.content.decode()
    assert response.status_code == 200
    assert response.context["children"] is None
    assert "Rana Aziz" not in page
    assert "1 person works here." in page


def test_an_administrator_sees_people_but_no_children(administrator, caseworker):
    """Promise 4."""
    ChildFactory(office=caseworker.office)
    response = client_of(administrator).get(url_of("office_detail", caseworker.office))
    assert "Layla Haddad" in response.content.decode()
    assert response.context["children"] is None


def test_an_office_is_added_once(administrator):
    """Promise 15."""
    client, url = client_of(administrator), "/offices/add/"
    form = form_of(client, url, name="Office South", kind="ngo", country="IQ")
    first, second = client.post(url, form), client.post(url, form)
    office = Office.objects.get()
    assert first["Location"] == second["Location"] == url_of("office_detail", office)


def test_an_office_is_renamed_and_closed(administrator, office_west):
    client, url = client_of(administrator), url_of("office_edit", office_west)
    form = form_of(client, url, name="Office Far West", closed_date="2019-05-01")
    assert client.post(url, form).status_code == 302
    office_west.refresh_from_db()
    assert (office_west.name, str(office_west.closed_date)) == ("Office Far West", "2019-05-01")


def test_an_office_with_people_or_open_cases_does_not_close(administrator, caseworker, office_west):
    ChildFactory(office=office_west)
    client = client_of(administrator)
    for office, words in (
        (caseworker.office, "People still work at this office"),
        (office_west, "This office still keeps open cases"),
    ):
        url = url_of("office_edit", office)
        response = client.post(url, form_of(client, url, closed_date="2019-05-01"))
        assert response.status_code == 422
        assert words in response.content.decode()
        office.refresh_from_db()
        assert office.closed_date is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "a\x00b"),
        ("name", "x" * 201),
        ("name", "Office North"),
        ("kind", "x"),
        ("country", "ZZ"),
        ("country", "\x00"),
        ("closed_date", "2999-01-01"),
        ("closed_date", "soon"),
    ],
)
def test_bad_input_is_named_at_its_field(administrator, office_north, office_west, field, value):
    """Promise 18."""
    client, url = client_of(administrator), url_of("office_edit", office_west)
    response = client.post(url, form_of(client, url, **{field: value}))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert client.post("/offices/add/", {}).status_code == 422
    assert Office.objects.get(pk=office_west.pk).name == "Office West"


def test_an_unknown_office_is_not_found(administrator):
    for name in ("office_detail", "office_edit"):
        url = reverse(f"accounts:{name}", args=[uuid.uuid4()])
        assert client_of(administrator).get(url).status_code == 404


@pytest.mark.parametrize("who", ["caseworker", "supervisor", "officer"])
def test_who_reads_offices_does_not_change_them(request, who, office_west):
    client = client_of(request.getfixturevalue(who))
    assert client.get("/offices/").status_code == 200
    for url in ("/offices/add/", url_of("office_edit", office_west)):
        assert client.get(url).status_code == 403
        assert client.post(url, {}).status_code == 403


@pytest.mark.parametrize("who", ["official", "coordinator"])
def test_who_reads_totals_reads_no_offices(request, who, office_west):
    client = client_of(request.getfixturevalue(who))
    assert client.get("/offices/").status_code == 403
    assert client.get(url_of("office_detail", office_west)).status_code == 403


def test_pages_take_their_own_methods_only(administrator, office_west):
    client = client_of(administrator)
    for url in ("/offices/", "/people/", "/profile/", url_of("office_detail", office_west)):
        assert client.post(url).status_code == 405
    assert client.put("/offices/add/").status_code == 405
    assert client.put(url_of("office_edit", office_west)).status_code == 405


# --- people with access ---


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Daniyar Orozov", "Layla Haddad", "Pavel Sirota"]),
        ("?sort=-name", ["Pavel Sirota", "Layla Haddad", "Daniyar Orozov"]),
        ("?role=official", ["Daniyar Orozov"]),
        ("?now=ended", ["Daniyar Orozov"]),
        ("?now=active&role=caseworker", ["Layla Haddad"]),
        ("?now=never", ["Layla Haddad"]),
        ("?role=none", []),
    ],
)
def test_the_list_of_people(administrator, caseworker, official, query, found):
    official.is_active = False
    official.save()
    response = client_of(administrator).get(f"/people/{query}")
    assert response.status_code == 200
    assert [person.name for person in response.context["people"]] == found


def test_the_list_of_people_by_office(administrator, caseworker, other_caseworker):
    url = f"/people/?office={caseworker.office.public_id}"
    (person,) = client_of(administrator).get(url).context["people"]
    assert (person.name, person.role, person.works_for) == ("Layla Haddad", "Caseworker", "Office North")


@pytest.mark.parametrize("query", ["role=x", "office=1", "office=%1B", "now=%1B"])
def test_a_filter_on_people_that_is_not_understood_is_said_so(administrator, query):
    assert client_of(administrator).get(f"/people/?{query}").status_code == 400


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_of_people_costs_the_same_at_any_length(
    administrator, office_west, rows, django_assert_num_queries
):
    for number in range(rows):
        make_user(f"Person {number}", "caseworker", office=office_west)
    client = client_of(administrator)
    with django_assert_num_queries(10):
        client.get("/people/")


@pytest.mark.parametrize("who", ["caseworker", "supervisor", "official", "coordinator", "officer"])
def test_administrators_alone_list_people(request, who):
    assert client_of(request.getfixturevalue(who)).get("/people/").status_code == 403


# --- oneself ---


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("caseworker", "Registers children, keeps their cases, and sees the children of one office."),
        ("official", "Tajikistan"),
        ("officer", "confirms the erasure of files by their number. Opens no cases."),
    ],
)
def test_the_own_page_says_what_the_role_may_do(request, who, words):
    page = client_of(request.getfixturevalue(who)).get("/profile/").content.decode()
    assert words in page
    assert reverse("mfa_index") in page
    assert reverse("accounts:sessions") in page
    assert reverse("account_logout") in page


def test_somebody_without_a_role_has_no_page(caseworker):
    caseworker.memberships.update(to_date="2019-06-01")
    assert client_of(caseworker).get("/profile/").status_code == 403


def test_an_authority_of_a_receiving_state_keeps_no_cases(administrator, supervisor, caseworker):
    """Promise 2: nobody of a State is offered, shown or opens a file by working at an office of its own."""
    authority = OfficeFactory(kind=OfficeKind.STATE, country_id="TJ")
    invited = {"email": "new@example.org", "full_name": "Samira Qasim", "role": Role.SUPERVISOR}
    with pytest.raises(Refused, match="keeps no cases"):
        invite(by=administrator, url_for=str, office=authority, **invited)
    for role in OFFICE_ROLES:
        with pytest.raises(Refused, match="keeps no cases"):
            change_role(
                by=administrator, user=caseworker, version=seen(caseworker), role=role, office=authority, reason="New"
            )  # fmt: skip
    client, url = client_of(administrator), url_of("office_edit", supervisor.office)
    answer = client.post(url, form_of(client, url, kind="state"))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["kind"])
    assert fresh(caseworker).office == supervisor.office
