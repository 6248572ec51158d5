"""Who told everything is the source of whatever has no other."""

import pytest

from cases.enums import SourceKind
from cases.models import (
    Child,
    Guardian,
    Guardianship,
    PersonName,
    PersonStatus,
    SeparationPeriod,
    Whereabouts,
)
from tests.intake.walking import family, minimum

pytestmark = pytest.mark.django_db


def sources(model):
    return set(model.objects.values_list("source", flat=True))


def test_who_tells_us_is_the_source_of_names_parents_company_and_whereabouts(registering, place):
    steps = family(place)
    steps["child-3-where"] |= {
        "carer": "person",
        "carer_relationship": "aunt_m",
        "carer_name": "Anna Testova",
    }
    lived = {"rows": "2", "row0-country": "RU", "row0-to_date": "2018-02-01", "row0-company": "with_mother"}
    registering.answers(steps | {"child-1-before": lived})
    assert registering.records().status_code == 302
    assert Guardianship.objects.count() == 4
    for model in (PersonName, PersonStatus, Guardianship, SeparationPeriod, Whereabouts):
        assert sources(model) == {SourceKind.MOTHER}, model


def test_a_source_of_its_own_stays(registering, place):
    steps = family(place)
    steps["mother"] |= {"name_source": "document"}
    steps["child-1-name"] |= {"name_source": "child"}
    registering.answers(steps)
    registering.records()
    mother = Guardian.objects.get()
    assert mother.person.names.get().source == SourceKind.DOCUMENT
    # The paper shows how she is called, not what became of her.
    assert mother.person.statuses.get().source == SourceKind.MOTHER
    assert sources(Guardianship) == {SourceKind.MOTHER}
    assert Child.objects.earliest("pk").person.names.get().source == SourceKind.CHILD


def test_a_parent_on_file_is_tied_with_the_source(registering, place, sibling):
    mother = {"how": "sibling", "sibling": sibling.case_number}
    first = {"family": {"children": "1", "here": ["carer"], "told_by": "relative"}}
    registering.answers(minimum(place) | first | {"mother": mother})
    registering.records()
    child = Child.objects.exclude(pk=sibling.pk).get()
    assert child.guardianships.get().source == SourceKind.RELATIVE


def test_where_nobody_says_who_tells_it_stays_unknown(registering, place):
    registering.answers(minimum(place))
    registering.records()
    assert sources(PersonName) == sources(SeparationPeriod) == {SourceKind.UNKNOWN}
