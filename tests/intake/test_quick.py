"""The quick form: four answers start a case."""

import uuid

import pytest
from django.urls import reverse

from cases.enums import Separation, Sex, WhereaboutsKind
from cases.models import Child, Person, SeparationPeriod, Whereabouts
from tests.factories import PlaceFactory
from tests.people import client_of

pytestmark = pytest.mark.django_db

URL = "/register/quick/"


@pytest.fixture
def place(db):
    return PlaceFactory(name="Camp 1")


@pytest.fixture
def quick(caseworker, place):
    data = {
        "form_id": str(uuid.uuid4()),
        "name": "زرينة سعيدوفا",
        "age": "٦ إلى ٧",
        "sex": "u",
        "place": place.public_id,
    }
    return lambda **changes: client_of(caseworker).post(URL, data | changes)


def test_four_answers_start_a_case_once(quick, place):
    """Promise 15."""
    first, second = quick(), quick()
    child = Child.objects.get()
    assert first.url == second.url == reverse("casefile:detail", args=[child.public_id])
    assert (child.person.names.get().script, child.person.sex) == ("Arab", Sex.U)
    assert child.person.birth_precision == "range"
    assert Whereabouts.objects.get().place == place
    assert SeparationPeriod.objects.get().status == Separation.UNKNOWN


def test_an_age_left_out_is_not_known(quick):
    assert quick(age="").status_code == 302
    person = Child.objects.get().person
    assert (person.birth_earliest, person.birth_latest, person.birth_precision) == (None, None, "")


def test_a_place_left_out_is_not_known(quick):
    assert quick(place="").status_code == 302
    assert Whereabouts.objects.get().kind == WhereaboutsKind.UNKNOWN


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "12"}, "name"),
        ({"name": "Z\x00"}, "name"),
        ({"age": "old"}, "age"),
        ({"sex": "z"}, "sex"),
        ({"place": "0"}, "place"),
        ({"form_id": "x"}, "form_id"),
    ],
)
def test_a_mistake_in_the_quick_form_stays_on_the_page(quick, changes, field):
    """Promise 18."""
    response = quick(**changes)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Person.objects.exists()


def test_the_quick_form_has_a_page(caseworker):
    assert client_of(caseworker).get(URL).status_code == 200
