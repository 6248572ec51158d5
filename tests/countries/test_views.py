"""Pages about States: what each has said, and the claims of the reader's office."""

import re

import pytest

from cases.models import Country, CountryPosition
from tests.factories import ChildFactory, NationalityFactory
from tests.people import client_of
from tests.support.forms import form_of


@pytest.fixture
def asked(db):
    Country.objects.filter(code__in=["TJ", "RU"]).update(is_destination=True)
    CountryPosition.objects.create(
        country_id="TJ", policy="active", from_date="2019-04-30", source="Note 114"
    )


def _same(response):
    """The page without its token and its own address."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return re.sub(r"/states/[A-Z]{2}/", "", page)


def test_the_list_names_those_asked_first_with_their_position(caseworker, asked):
    response = client_of(caseworker).get("/states/")
    assert [(state.name, state.position_words) for state in response.context["asked"]] == [
        ("Russia", "No position recorded"),
        ("Tajikistan", "Organises returns"),
    ]
    assert len(response.context["others"]) > 200


def test_an_official_sees_the_own_state_only(official, asked):
    """Promise 2."""
    client = client_of(official)
    response = client.get("/states/")
    assert [state.name for state in response.context["asked"]] == ["Tajikistan"]
    assert response.context["others"] == []
    assert client.get("/states/TJ/").status_code == 200
    foreign, unknown = client.get("/states/RU/"), client.get("/states/QQ/")
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert _same(foreign) == _same(unknown)


@pytest.mark.parametrize("states", [3, 30])
def test_the_list_costs_the_same_at_any_length(caseworker, django_assert_num_queries, states):
    codes = list(Country.objects.order_by("code").values_list("code", flat=True)[:states])
    Country.objects.filter(code__in=codes).update(is_destination=True)
    for code in codes:
        CountryPosition.objects.create(country_id=code, policy="active", from_date="2019-04-30")
    client = client_of(caseworker)
    with django_assert_num_queries(8):
        client.get("/states/")


def test_the_page_counts_the_claims_of_the_own_office_by_answer(caseworker, other_caseworker, asked):
    """Promise 1."""
    for _number in range(2):
        NationalityFactory(child=ChildFactory(office=caseworker.office), state_id="TJ")
    NationalityFactory(child=ChildFactory(office=other_caseworker.office), state_id="TJ")
    response = client_of(caseworker).get("/states/TJ/")
    (row,) = response.context["claims"]
    assert (row.label, row.value) == ("Not assessed", 2)
    assert row.url == "/claims/?state=TJ&status=unassessed"
    assert "A claim is not leave to contact that State." in response.content.decode()


@pytest.mark.parametrize("who", ["official", "coordinator", "administrator"])
def test_readers_without_case_files_see_no_claims(request, who, caseworker, asked):
    """Promise 2: the page is the same with and without the claim."""
    client = client_of(request.getfixturevalue(who))
    before = client.get("/states/TJ/")
    NationalityFactory(child=ChildFactory(office=caseworker.office), state_id="TJ")
    after = client.get("/states/TJ/")
    assert after.context["claims"] is None
    assert len(after.content) == len(before.content)


def test_a_state_is_put_among_those_asked(administrator):
    client = client_of(administrator)
    url = "/states/GE/edit/"
    assert client.post(url, form_of(client, url, is_destination="on")).status_code == 302
    assert Country.objects.get(code="GE").is_destination
    assert client.post(url, form_of(client, url, is_destination=False)).status_code == 302
    assert not Country.objects.get(code="GE").is_destination


def test_a_new_position_ends_the_one_before_and_is_saved_once(administrator, asked):
    """Promise 15."""
    client, url = client_of(administrator), "/states/TJ/position/"
    form = form_of(client, url, policy="suspended", from_date="2019-08-01", source="Statement")
    assert client.post(url, form)["Location"] == "/states/TJ/"
    assert client.post(url, form)["Location"] == "/states/TJ/"
    rows = CountryPosition.objects.order_by("from_date").values_list("policy", "to_date")
    assert [(policy, str(until)) for policy, until in rows] == [
        ("active", "2019-08-01"),
        ("suspended", "None"),
    ]


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"policy": "", "from_date": "2019-08-01"}, "policy"),
        ({"policy": "war", "from_date": "2019-08-01"}, "policy"),
        ({"policy": "\x00", "from_date": "2019-08-01"}, "policy"),
        ({"policy": "active", "from_date": ""}, "from_date"),
        ({"policy": "active", "from_date": "2019-01-01"}, "from_date"),
        ({"policy": "active", "from_date": "2999-01-01"}, "from_date"),
        ({"policy": "active", "from_date": "2019-08-01", "source": "a\x00b"}, "source"),
        ({"policy": "active", "from_date": "2019-08-01", "source": "x" * 301}, "source"),
        ({"policy": "active", "from_date": "2019-08-01", "form_id": "1"}, "form_id"),
    ],
)
def test_bad_input_is_named_at_its_field(administrator, asked, values, named):
    """Promise 18."""
    client, url = client_of(administrator), "/states/TJ/position/"
    response = client.post(url, form_of(client, url, **values))
    assert response.status_code == 422
    assert named in response.context["form"].errors
    assert CountryPosition.objects.get().to_date is None


def test_an_unknown_state_is_not_found(administrator):
    client = client_of(administrator)
    for url in ("/states/QQ/", "/states/QQ/edit/", "/states/QQ/position/", "/states/tj/", "/states/%1B/"):
        assert client.get(url).status_code == 404


@pytest.mark.parametrize("who", ["caseworker", "supervisor", "official", "coordinator", "officer"])
def test_only_administrators_keep_states(request, who, asked):
    client = client_of(request.getfixturevalue(who))
    for url in ("/states/TJ/edit/", "/states/TJ/position/"):
        assert client.get(url).status_code == 403
        assert client.post(url, {}).status_code == 403
    assert client.get("/states/").status_code == (403 if who == "officer" else 200)


def test_pages_take_their_own_methods_only(administrator):
    client = client_of(administrator)
    assert client.post("/states/").status_code == 405
    assert client.post("/states/TJ/").status_code == 405
    assert client.put("/states/TJ/edit/").status_code == 405
    assert client.put("/states/TJ/position/").status_code == 405


@pytest.mark.parametrize(
    ("who", "told"),
    [("administrator", "Open one below and say that it is"), ("caseworker", "An administrator says which")],
)
def test_where_no_state_is_asked_yet_the_page_says_what_to_do(request, who, told):
    client = client_of(request.getfixturevalue(who))
    Country.objects.update(is_destination=False)
    assert told in client.get("/states/").content.decode()
    Country.objects.filter(pk="TJ").update(is_destination=True)
    assert told not in client.get("/states/").content.decode()
