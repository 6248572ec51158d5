"""Changes to a person: what was known before is never lost, and what is confirmed never overlaps."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.components.partial_dates import PartialDate
from cases.enums import Confidence, NameKind, PersonState, Script, Separation, Sex, WhereaboutsKind
from cases.errors import Refused
from cases.matching.search import find
from cases.models import Person, PersonName, Place, Whereabouts
from cases.people import actions
from tests.factories import (
    ChildFactory,
    PersonFactory,
    PersonStatusFactory,
    PlaceFactory,
    SeparationFactory,
    WhereaboutsFactory,
)
from tests.people import client_of
from tests.support.forms import form_of

pytestmark = pytest.mark.django_db

MARCH, MAY, JULY = date(2019, 3, 12), date(2019, 5, 21), date(2019, 7, 10)
BIRTH = actions.Birth(
    when=PartialDate(date(2012, 1, 1), date(2012, 12, 31), "year"), basis="parent_statement"
)


def preferred(person):
    return {name.script: name.full for name in person.names.preferred()}


def test_a_person_belongs_to_the_office_of_whoever_records_it(caseworker):
    names = {Script.LATIN: "Zarina  Saidova", Script.CYRILLIC: "Саидова Зарина Рустамовна", Script.ARABIC: ""}
    person = actions.create_person(by=caseworker, names=names, sex=Sex.F, birth=BIRTH, source="mother")
    assert (person.office, person.sex, person.birth_precision) == (caseworker.office, Sex.F, "year")
    assert preferred(person) == {"Latn": "Zarina Saidova", "Cyrl": "Саидова Зарина Рустамовна"}
    cyrillic = person.names.get(script="Cyrl")
    assert (cyrillic.given, cyrillic.patronymic, cyrillic.family) == ("Зарина", "Рустамовна", "Саидова")
    assert cyrillic.source == "mother"
    assert find("zarina", within=Person.objects, limit=5) == [person]


def test_without_a_birth_nothing_says_how_it_is_known(caseworker):
    person = actions.create_person(by=caseworker, names={}, birth=actions.Birth(basis="document"))
    assert (person.birth_earliest, person.birth_basis) == (None, "")


@pytest.mark.parametrize("is_demo", [True, False])
def test_who_is_added_in_a_demonstration_is_invented(caseworker, settings, is_demo):
    """Promise 24."""
    settings.DEMO = is_demo
    assert actions.create_person(by=caseworker, names={}).is_synthetic == is_demo


def test_a_new_name_leaves_the_old_one_as_a_spelling(caseworker):
    person = PersonFactory(name="Zarrina Saidowa")
    actions.rename(by=caseworker, person=person, names={"Latn": "Zarina Saidova"})
    assert preferred(person) == {"Latn": "Zarina Saidova"}
    old = person.names.get(is_preferred=False)
    assert (old.full, old.kind) == ("Zarrina Saidowa", NameKind.SPELLING_VARIANT)


def test_a_name_that_stays_is_not_written_again(caseworker):
    person = PersonFactory(name="Zarina Saidova")
    before = person.names.get()
    actions.rename(by=caseworker, person=person, names={"Latn": "Zarina Saidova", "Cyrl": "Зарина Саидова"})
    assert person.names.get(script="Latn").pk == before.pk
    assert person.names.count() == 2


def test_going_back_to_an_earlier_spelling_takes_it_up_again(caseworker):
    person = PersonFactory(name="Zarrina")
    actions.rename(by=caseworker, person=person, names={"Latn": "Zarina"})
    actions.rename(by=caseworker, person=person, names={"Latn": "Zarrina"})
    assert preferred(person) == {"Latn": "Zarrina"}
    assert person.names.count() == 2


def test_a_script_left_empty_has_no_name_shown_first(caseworker):
    person = PersonFactory(name="Zarina")
    PersonName.written("Зарина", person=person).save()
    actions.rename(by=caseworker, person=person, names={"Cyrl": "Зарина"})
    assert preferred(person) == {"Cyrl": "Зарина"}


def test_a_change_counts_the_version_and_writes_the_birth(caseworker):
    person = PersonFactory(name="Zarina", office=caseworker.office)
    saved = actions.change_person(
        by=caseworker, person=person, names={"Latn": "Zarina"}, sex=Sex.F, birth=BIRTH
    )
    assert (saved.version, saved.birth_earliest) == (2, date(2012, 1, 1))


def test_a_change_of_names_alone_leaves_the_birth(caseworker):
    person = PersonFactory(name="Zarina")
    saved = actions.change_person(by=caseworker, person=person, names={"Latn": "Z"}, sex=Sex.M)
    assert (saved.birth_earliest, saved.sex, saved.version) == (date(2012, 3, 1), Sex.M, 2)


def test_a_confirmed_place_ends_what_was_open(caseworker):
    before = WhereaboutsFactory(from_date=MARCH)
    actions.record_whereabouts(
        by=caseworker,
        person=before.person,
        place=PlaceFactory(),
        from_date=MAY,
        confidence=Confidence.CONFIRMED,
    )
    before.refresh_from_db()
    assert before.to_date == MAY
    assert Whereabouts.objects.current().filter(person=before.person).count() == 1


def test_a_report_stands_beside_what_is_confirmed(caseworker):
    before = WhereaboutsFactory(from_date=MARCH)
    actions.record_whereabouts(by=caseworker, person=before.person, place=PlaceFactory(), from_date=MAY)
    before.refresh_from_db()
    assert before.to_date is None


def test_a_confirmed_place_from_before_ends_where_the_next_begins(caseworker):
    later = WhereaboutsFactory(from_date=JULY)
    earlier = actions.record_whereabouts(
        by=caseworker,
        person=later.person,
        place=PlaceFactory(),
        from_date=MARCH,
        confidence=Confidence.CONFIRMED,
    )
    later.refresh_from_db()
    assert (earlier.to_date, later.to_date) == (JULY, None)


def test_a_confirmed_place_without_a_beginning_is_ended_too(caseworker):
    before = WhereaboutsFactory(from_date=None)
    actions.record_whereabouts(
        by=caseworker,
        person=before.person,
        place=PlaceFactory(),
        from_date=MAY,
        confidence=Confidence.CONFIRMED,
    )
    before.refresh_from_db()
    assert before.to_date == MAY


def test_confirmed_places_that_would_overlap_are_refused_in_a_sentence(caseworker):
    """Promise 14."""
    past = WhereaboutsFactory(from_date=MARCH, to_date=JULY)
    with pytest.raises(Refused, match="Other confirmed whereabouts cover part of this time"):
        actions.record_whereabouts(
            by=caseworker,
            person=past.person,
            place=PlaceFactory(),
            from_date=MAY,
            confidence=Confidence.CONFIRMED,
        )


def test_a_place_and_a_state_are_kept_only_where_they_are_what_is_known(caseworker):
    person, place = PersonFactory(), PlaceFactory()
    row = actions.record_whereabouts(by=caseworker, person=person, kind=WhereaboutsKind.UNKNOWN, place=place)
    assert (row.place, row.country) == (None, None)


@pytest.mark.parametrize("action", ["whereabouts", "status", "separation"])
def test_nothing_is_recorded_for_a_day_to_come(caseworker, action):
    child = ChildFactory()
    tomorrow = timezone.localdate() + timedelta(days=1)
    calls = {
        "whereabouts": lambda: actions.record_whereabouts(
            by=caseworker, person=child.person, kind=WhereaboutsKind.UNKNOWN, from_date=tomorrow
        ),
        "status": lambda: actions.record_status(
            by=caseworker, person=child.person, status=PersonState.MISSING, from_date=tomorrow
        ),
        "separation": lambda: actions.set_separation(
            by=caseworker, child=child, status=Separation.SEPARATED, from_date=tomorrow
        ),
    }
    with pytest.raises(Refused, match="not come yet") as refused:
        calls[action]()
    assert refused.value.field == "from_date"


def test_a_confirmed_status_ends_the_one_before(caseworker):
    before = PersonStatusFactory(from_date=MARCH)
    actions.record_status(
        by=caseworker,
        person=before.person,
        status=PersonState.DETAINED_LIFE,
        from_date=MAY,
        confidence=Confidence.CONFIRMED,
    )
    before.refresh_from_db()
    assert before.to_date == MAY


def test_a_believed_death_is_never_confirmed(caseworker):
    with pytest.raises(Refused, match="not confirmed"):
        actions.record_status(
            by=caseworker,
            person=PersonFactory(),
            status=PersonState.BELIEVED_DEAD,
            confidence=Confidence.CONFIRMED,
        )


def test_separation_is_a_history(caseworker):
    before = SeparationFactory(from_date=MARCH)
    new = actions.set_separation(
        by=caseworker, child=before.child, status=Separation.SEPARATED, from_date=JULY
    )
    before.refresh_from_db()
    assert (before.to_date, new.to_date) == (JULY, None)


@pytest.mark.parametrize(("day", "sentence"), [(None, "Say since when"), (MARCH, "began later")])
def test_a_separation_that_does_not_follow_is_refused(caseworker, day, sentence):
    before = SeparationFactory(from_date=MAY)
    with pytest.raises(Refused, match=sentence):
        actions.set_separation(by=caseworker, child=before.child, status=Separation.SEPARATED, from_date=day)


def test_a_new_fact_shows_the_case_as_updated_and_keeps_its_version(caseworker):
    child = ChildFactory()
    before = child.updated_at
    actions.record_whereabouts(by=caseworker, person=child.person, kind=WhereaboutsKind.UNKNOWN)
    child.refresh_from_db()
    assert child.updated_at > before
    assert child.version == 1


# --- a site that has closed ---


def test_a_stay_of_before_ends_when_the_site_did(caseworker):
    camp = PlaceFactory(closed_date="2019-05-03")
    child = ChildFactory(office=caseworker.office)
    stay = actions.record_whereabouts(
        by=caseworker, person=child.person, place=camp, from_date=date(2019, 1, 5)
    )
    stay.refresh_from_db()
    assert str(stay.to_date) == "2019-05-03"


@pytest.mark.parametrize("since", [None, date(2019, 5, 3), date(2019, 6, 1)])
def test_nobody_is_recorded_at_a_site_since_a_day_after_it_closed(caseworker, since):
    camp = PlaceFactory(closed_date="2019-05-03")
    child = ChildFactory(office=caseworker.office)
    with pytest.raises(Refused, match="This site closed on 3 May 2019") as refused:
        actions.record_whereabouts(by=caseworker, person=child.person, place=camp, from_date=since)
    assert refused.value.field == "from_date"
    assert not child.person.whereabouts.exists()


def test_the_form_offers_closed_sites_last_and_for_an_earlier_day(caseworker):
    PlaceFactory(name="A closed camp", closed_date="2019-05-03")
    camp = PlaceFactory(name="Camp Two")
    child = ChildFactory(office=caseworker.office)
    client, url = client_of(caseworker), f"/children/{child.public_id}/whereabouts/"
    page = client.get(url).content.decode()
    assert (
        page.index("Camp Two") < page.index("Closed since; for an earlier day") < page.index("A closed camp")
    )
    closed = Place.objects.get(name="A closed camp")
    typed = {
        "kind": "at_place",
        "place": closed.public_id,
        "from_date": "2019-06-01",
        "confidence": "reported",
    }
    response = client.post(url, form_of(client, url, **typed))
    assert response.status_code == 422
    assert "from_date" in response.context["form"].errors
    assert client.post(url, form_of(client, url, **typed | {"from_date": "2019-01-05"})).status_code == 302
    assert client.post(url, form_of(client, url, **typed | {"place": camp.public_id})).status_code == 302
