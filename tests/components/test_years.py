"""Years that nobody meant are refused in every form, beside the field."""

import pytest
from django import forms

from cases.components.forms import OfUser
from tests import factories
from tests.people import client_of
from tests.support.forms import form_of


class Dated(OfUser, forms.Form):
    """Any form with a date."""

    day = forms.DateField(required=False)


@pytest.mark.parametrize("day", ["0001-01-01", "0019-07-10", "1899-12-31", "2101-01-01", "9999-12-31"])
def test_a_year_that_cannot_be_meant_is_refused(day):
    assert Dated({"day": day}, user=None).errors == {"day": ["Check the year of this date."]}


@pytest.mark.parametrize("day", ["", "1900-01-01", "2019-07-10", "2100-12-31"])
def test_other_years_are_taken(day):
    assert Dated({"day": day}, user=None).is_valid()


@pytest.mark.django_db
def test_the_whereabouts_of_a_child_begin_in_no_such_year(caseworker):
    child = factories.ChildFactory(office=caseworker.office)
    client, address = client_of(caseworker), f"/children/{child.public_id}/whereabouts/"
    response = client.post(address, form_of(client, address, kind="unknown", from_date="0019-07-10"))
    assert response.status_code == 422
    assert response.context["form"].errors["from_date"]
    assert not child.person.whereabouts.exists()
