"""The lists of parents and of claims have what the list of children has: columns, views, and the way back to the row."""

import datetime

import pytest
from django.urls import reverse

from cases.caseload.lists import LISTS
from cases.enums import CaseList
from cases.models import ColumnChoice, Place, SavedView
from tests import factories
from tests.people import client_of
from tests.support.forms import form_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("supervisor")]

OTHERS = (CaseList.GUARDIANS, CaseList.CLAIMS)


def _guardian(user):
    tie = factories.GuardianshipFactory(child=factories.ChildFactory(office=user.office))
    person = tie.guardian.person
    factories.PersonStatusFactory(person=person)
    factories.WhereaboutsFactory(
        person=person, place=Place.objects.first() or factories.PlaceFactory(name="Prison 4")
    )
    factories.DocumentFactory.create_batch(2, person=person)
    return tie.guardian


def _claim(user):
    child = factories.ChildFactory(office=user.office)
    # Somebody whose name stands nowhere else on the page.
    factories.CaseAssignmentFactory(child=child, user=user.office.memberships.exclude(user=user).get().user)
    claim = factories.NationalityFactory(child=child, evidence=["birth_cert"])
    factories.ClaimDecisionFactory(nationality=claim, decided_date=datetime.date(2019, 7, 9))
    return claim


MAKE = {CaseList.GUARDIANS: _guardian, CaseList.CLAIMS: _claim}
# What a column that is not usual says of these rows.
SAYS = {
    CaseList.GUARDIANS: {"papers": ">2<", "where": "Prison 4", "sex": "Woman"},
    CaseList.CLAIMS: {"decided": "9 Jul 2019", "caseworker": "Omar Rashid", "evidence": "Birth certificate"},
}


def url_of(name, query=""):
    return f"{reverse(LISTS[name].route)}{query}"


def codes_of(name):
    return [column.code for column in LISTS[name].columns]


def shown(client, name, query=""):
    return client.get(url_of(name, query)).context["in_use"].codes


@pytest.mark.parametrize("name", OTHERS)
def test_columns_are_chosen_and_the_usual_ones_come_back(caseworker, supervisor, name):
    client, choose = client_of(caseworker), reverse("caseload:columns", args=[name])
    usual, codes = list(LISTS[name].usual), codes_of(name)
    assert shown(client, name) == usual
    MAKE[name](caseworker)
    assert f'href="{choose}"' in client.get(url_of(name)).content.decode()
    places = {f"place-{code}": 9 for code in codes}
    typed = places | {f"show-{codes[-1]}": "on", f"place-{codes[-1]}": 1, f"show-{codes[0]}": "on"}
    assert client.post(choose, typed).status_code == 302
    assert shown(client, name) == [codes[-1], codes[0]]
    assert shown(client_of(supervisor), name) == usual
    client.post(choose, {"reset": "1"})
    assert shown(client, name) == usual


@pytest.mark.parametrize("name", OTHERS)
def test_every_column_says_what_is_on_file(caseworker, name):
    MAKE[name](caseworker)
    ColumnChoice.objects.create(user=caseworker, list_name=name, columns=codes_of(name))
    page = client_of(caseworker).get(url_of(name)).content.decode()
    for column in LISTS[name].columns:
        assert str(column.label) in page
    for words in SAYS[name].values():
        assert words in page, words


@pytest.mark.parametrize("name", OTHERS)
def test_columns_that_are_not_shown_say_nothing(caseworker, name):
    MAKE[name](caseworker)
    page = client_of(caseworker).get(url_of(name)).content.decode()
    unusual = {code: words for code, words in SAYS[name].items() if code not in LISTS[name].usual}
    assert unusual
    for words in unusual.values():
        assert words not in page, words


@pytest.mark.parametrize("name", OTHERS)
def test_all_columns_cost_the_same_at_three_and_at_thirty_rows(caseworker, name, django_assert_num_queries):
    ColumnChoice.objects.create(user=caseworker, list_name=name, columns=codes_of(name))
    client = client_of(caseworker)
    for _number in range(3):
        MAKE[name](caseworker)
    client.get(url_of(name))
    with django_assert_num_queries(20, exact=False) as few:
        client.get(url_of(name))
    for _number in range(27):
        MAKE[name](caseworker)
    with django_assert_num_queries(len(few)):
        client.get(url_of(name))


@pytest.mark.parametrize("name", OTHERS)
def test_a_view_keeps_the_columns_of_its_list(caseworker, name):
    code = codes_of(name)[-1]
    ColumnChoice.objects.create(user=caseworker, list_name=name, columns=[code])
    client, add = client_of(caseworker), reverse("caseload:add_view", args=[name])
    client.post(add, form_of(client, add, name="As I like it"))
    ColumnChoice.objects.all().delete()
    view = SavedView.objects.get()
    assert view.columns == [code]
    assert shown(client, name, f"?view={view.public_id}") == [code]


@pytest.mark.parametrize(
    ("name", "route", "query"),
    [
        (CaseList.GUARDIANS, "guardians:detail", "?relationship=mother"),
        (CaseList.CLAIMS, "nationalities:detail", "?sort=state"),
    ],
)
def test_the_way_back_leads_to_the_row_of_the_list_as_it_was_left(caseworker, name, route, query):
    row = MAKE[name](caseworker)
    client = client_of(caseworker)
    listed = client.get(url_of(name, query)).content.decode()
    page_url = reverse(route, args=[row.public_id])
    assert f'<tr id="row-{row.public_id}">' in listed
    assert f'<span class="name"><a href="{page_url}">' in listed, "the name opens the row"
    page = client.get(page_url).content.decode()
    assert f'class="back" href="{url_of(name, query)}#row-{row.public_id}"' in page
