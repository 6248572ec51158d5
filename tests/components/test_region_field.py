"""A region is chosen by its name; what is kept is its code, and what nobody knows is said beside the field."""

import pytest
from django import forms

from cases.components.opened import shown
from cases.components.region_field import RegionField
from cases.models import Country


class Form(forms.Form):
    region = RegionField()


@pytest.mark.parametrize(
    ("typed", "kept"), [("Dagestan", "RU-DA"), ("Дагестан", "RU-DA"), ("ru-ce", "RU-CE"), ("", "")]
)
def test_a_name_becomes_a_code(typed, kept):
    form = Form({"region": typed})
    assert form.is_valid()
    assert form.cleaned_data["region"] == kept


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Nowhereland", "Write its name, or its ISO 3166-2 code"),
        ("Dages", "Did you mean Dagestan (RU-DA)?"),
        ("Central", "Several regions are called so: Central ("),
    ],
)
def test_what_is_no_region_is_said_beside_the_field(typed, words):
    form = Form({"region": typed})
    assert words in form.errors["region"][0]
    assert form["region"].value() == typed


def test_a_code_on_file_reads_as_a_name():
    form = Form(initial={"region": "RU-DA"})
    assert form["region"].value() == "Dagestan (RU-DA)"
    assert shown(form, "region", "RU-DA") == "Dagestan (RU-DA)"
    assert not Form({"region": "Dagestan (RU-DA)"}, initial={"region": "RU-DA"}).has_changed()
    assert Form({"region": "Chechnya"}, initial={"region": "RU-DA"}).has_changed()
    assert Form({"region": "?"}, initial={"region": "RU-DA"}).has_changed()


@pytest.mark.django_db
def test_the_regions_of_the_states_that_are_asked_are_offered(django_assert_num_queries):
    Country.objects.filter(pk="TJ").update(is_destination=True)
    with django_assert_num_queries(1):
        page = str(Form()["region"])
    assert 'list="id_region_regions"' in page
    assert '<datalist id="id_region_regions">' in page
    assert "Khatlon (TJ-KT)" in page
    assert "Dagestan" not in page
