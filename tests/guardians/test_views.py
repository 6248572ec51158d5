"""Pages about parents and carers."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import models
from cases.components.partial_dates import as_form_data
from cases.enums import Confidence
from cases.models import Document, Guardian, Guardianship, PersonStatus, Whereabouts
from tests import factories
from tests.people import client_of
from tests.support.forms import form_of

pytestmark = pytest.mark.django_db
NUL = "Gulnora\x00Saidova"
DAY = datetime.date(2019, 4, 2)
WHY = "The paper says so"
LIST = "/guardians/"


def url_of(route, row):
    return reverse(f"guardians:{route}", args=[row.public_id])


def filled(client, url, **values):
    """The form at ``url`` as a person sends it: a birth is several inputs."""
    data = form_of(client, url, **values)
    birth = data.pop("birth", None)
    if birth is not None and not isinstance(birth, dict):
        data |= {name: texts[0] for name, texts in as_form_data("birth", birth).items()}
    return data


# --- the page of one person ---


def test_the_page_shows_histories_children_and_papers(caseworker, child, guardian):
    factories.PersonStatusFactory(person=guardian.person, from_date=DAY)
    factories.WhereaboutsFactory(person=guardian.person, place=factories.PlaceFactory(name="Prison Two"))
    factories.DocumentFactory(person=guardian.person, kind="passport")
    html = client_of(caseworker).get(url_of("detail", guardian)).content.decode()
    for words in ("Gulnora Saidova", "Detained, awaiting trial", "Prison Two", "Passport", "Zarina Saidova"):
        assert words in html
    assert reverse("casefile:detail", args=[child.public_id]) in html


def test_a_mother_who_is_a_child_shows_both_files(caseworker, child):
    girl = factories.ChildFactory(office=child.office, name="Nilufar Nazarova")
    guardian = Guardian.objects.create(person=girl.person)
    factories.GuardianshipFactory(child=child, guardian=guardian)
    html = client_of(caseworker).get(url_of("detail", guardian)).content.decode()
    assert reverse("casefile:detail", args=[girl.public_id]) in html
    assert reverse("casefile:detail", args=[child.public_id]) in html


def test_a_mother_who_is_a_child_has_an_age_and_a_clock(caseworker, child):
    girl = factories.ChildFactory(office=child.office, name="Nilufar Nazarova")
    guardian = Guardian.objects.create(person=girl.person)
    factories.GuardianshipFactory(child=child, guardian=guardian)
    today = datetime.date.today()
    born = today.replace(year=today.year - 16, day=1)
    girl.person.birth_earliest = girl.person.birth_latest = born
    girl.person.save()
    html = client_of(caseworker).get(url_of("detail", guardian)).content.decode()
    assert "Girl, 16 years" in html
    assert "Turns 18" in html


def test_who_claims_the_same_place_is_named(caseworker, child, guardian):
    rival = factories.GuardianshipFactory(
        child=child, guardian__name="Aisha Two", guardian__office=child.office, confidence=Confidence.DOUBTFUL
    )
    aunt = factories.GuardianshipFactory(
        child=child, guardian__name="Aisha Three", guardian__office=child.office, relationship="aunt_m"
    )
    html = client_of(caseworker).get(url_of("detail", guardian)).content.decode()
    assert "Others claim the same place" in html
    assert url_of("detail", rival.guardian) in html
    assert url_of("detail", aunt.guardian) not in html
    assert "Others claim" not in client_of(caseworker).get(url_of("detail", aunt.guardian)).content.decode()


def test_a_death_that_is_believed_is_nowhere_confirmed(caseworker, guardian):
    factories.PersonStatusFactory(person=guardian.person, status="believed_dead", confidence="confirmed")
    histories = client_of(caseworker).get(url_of("detail", guardian)).context["statuses"]
    (report,) = histories[0].reports
    assert (report.text, report.doubt, report.sure) == ("Death reported, not confirmed", "", "")


@pytest.mark.parametrize("reason", ["unknown", "not_asked", "refused", "withheld"])
def test_why_something_is_not_known_of_a_parent(caseworker, guardian, reason):
    url = url_of("missing", guardian)
    data = filled(client_of(caseworker), url, question="where_now", reason=reason)
    assert client_of(caseworker).post(url, data).url == url_of("detail", guardian)
    missing = client_of(caseworker).get(url_of("detail", guardian)).context["missing"]
    assert [gap.label for gap in missing.explained] == ["Where the person is now"]
    assert "Papers" in [gap.label for gap in missing.asking]


def test_a_child_whom_another_office_holds_now_shows_nothing_more(caseworker, office_west, child, guardian):
    child.person.office = office_west
    child.person.save()
    html = client_of(caseworker).get(url_of("detail", guardian)).content.decode()
    assert "Held by another office" in html
    assert "Zarina" not in html


def test_the_page_costs_the_same_for_3_children_and_for_30(caseworker, office_north):
    client = client_of(caseworker)
    guardian = factories.GuardianFactory(office=office_north)
    costs = []
    for count in (3, 27):
        for _ in range(count):
            factories.GuardianshipFactory(
                child=factories.ChildFactory(office=office_north), guardian=guardian
            )
            factories.DocumentFactory(person=guardian.person)
            factories.PersonStatusFactory(person=guardian.person, confidence=Confidence.REPORTED)
        client.get(url_of("detail", guardian))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url_of("detail", guardian)).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]


# --- forms: who, how ---

OF_GUARDIAN = ("edit", "status", "whereabouts", "tie")
OF_TIE = ("change_tie", "end_care")
OF_CHILD = ("add", "add_on_file")


def subject(route, tie):
    if route in OF_CHILD:
        return tie.child
    return tie if route in OF_TIE else tie.guardian


@pytest.mark.parametrize("route", [*OF_GUARDIAN, *OF_TIE, *OF_CHILD])
def test_forms_open_for_the_office_and_for_nobody_else(
    request, caseworker, other_caseworker, coordinator, tie, route
):
    """Promise 1."""
    url = url_of(route, subject(route, tie))
    assert client_of(caseworker).get(url).status_code == 200
    assert client_of(other_caseworker).get(url).status_code == 404
    assert client_of(other_caseworker).post(url).status_code == 404
    assert client_of(coordinator).get(url).status_code == 403
    assert client_of(caseworker).delete(url).status_code == 405


@pytest.mark.parametrize("route", [*OF_GUARDIAN, *OF_TIE, *OF_CHILD])
def test_an_empty_form_is_shown_again_with_its_messages(caseworker, tie, route):
    """Promise 18."""
    response = client_of(caseworker).post(url_of(route, subject(route, tie)), {})
    assert response.status_code == 422
    assert response.context["form"].errors


@pytest.mark.parametrize("field", ["name_latin", "name_arabic", "birth_place", "region_of_origin"])
def test_a_nul_byte_is_answered_beside_the_field(caseworker, child, field):
    """Promise 18."""
    client, url = client_of(caseworker), url_of("add", child)
    data = filled(client, url, **{"relationship": "mother", "name_latin": "Gulnora", field: NUL})
    response = client.post(url, data)
    assert response.status_code == 422
    assert field in response.context["form"].errors


# --- forms: what they do ---


def new_father(client, child, **values):
    facts = {"relationship": "father", "name_latin": "Rustam Saidov", "sex": "m", "status": "believed_dead"}
    return filled(client, url_of("add", child), **{**facts, **values})


def test_a_father_is_added_and_the_form_sent_twice_makes_one(caseworker, child):
    """Promise 15."""
    client, url = client_of(caseworker), url_of("add", child)
    data = new_father(client, child)
    for _ in range(2):
        assert client.post(url, data).status_code == 302
    tie = Guardianship.objects.get(child=child)
    assert (tie.relationship, tie.side, tie.guardian.person.sex) == ("father", "father", "m")
    assert tie.guardian.person.statuses.get().confidence == "reported"


def test_a_believed_death_cannot_be_called_confirmed(caseworker, child):
    client, url = client_of(caseworker), url_of("add", child)
    response = client.post(url, new_father(client, child, status_confidence="confirmed"))
    assert response.status_code == 422
    assert "status_confidence" in response.context["form"].errors
    assert Guardian.objects.count() == 0


def test_a_second_confirmed_mother_is_refused_with_a_sentence(caseworker, child, tie):
    Guardianship.objects.update(confidence=Confidence.CONFIRMED)
    client, url = client_of(caseworker), url_of("add", child)
    data = new_father(client, child, relationship="mother", confidence="confirmed")
    response = client.post(url, data)
    assert response.status_code == 422
    assert "already confirmed as this parent" in response.content.decode()


def test_a_girl_is_added_as_mother_by_her_case_number(caseworker, child):
    girl = factories.ChildFactory(office=child.office)
    client, url = client_of(caseworker), url_of("add_on_file", child)
    data = filled(client, url, child=girl.case_number.lower(), relationship="mother")
    assert client.post(url, data).status_code == 302
    assert child.guardianships.get().guardian.person == girl.person


@pytest.mark.parametrize("number", ["7K4M-29QD-1", "", "x" * 30, "7K4M\x0029QD"])
def test_a_case_number_with_a_slip_is_told_beside_the_field(caseworker, guardian, number):
    client, url = client_of(caseworker), url_of("tie", guardian)
    response = client.post(url, filled(client, url, child=number, relationship="aunt_m"))
    assert response.status_code == 422
    assert "child" in response.context["form"].errors


def test_a_child_of_another_office_is_found_by_nobody(caseworker, office_west, guardian):
    """Promise 1."""
    foreign = factories.ChildFactory(office=office_west)
    client, url = client_of(caseworker), url_of("tie", guardian)
    response = client.post(url, filled(client, url, child=foreign.case_number, relationship="aunt_m"))
    assert response.status_code == 422
    assert not Guardianship.objects.filter(child=foreign).exists()


def test_somebody_is_tied_to_another_child_once(caseworker, office_north, guardian):
    """Promise 15."""
    sibling = factories.ChildFactory(office=office_north)
    client, url = client_of(caseworker), url_of("tie", guardian)
    data = filled(client, url, child=sibling.case_number, relationship="mother")
    for _ in range(2):
        assert client.post(url, data).status_code == 302
    assert sibling.guardianships.get().guardian == guardian


def test_a_tie_is_corrected(caseworker, tie):
    client, url = client_of(caseworker), url_of("change_tie", tie)
    data = filled(client, url, relationship="step_parent", side="father", confidence="doubtful")
    assert client.post(url, data).status_code == 302
    tie.refresh_from_db()
    assert (tie.relationship, tie.side, tie.confidence) == ("step_parent", "father", "doubtful")


def test_dates_of_care_out_of_order_are_told_beside_the_field(caseworker, tie):
    client, url = client_of(caseworker), url_of("change_tie", tie)
    response = client.post(url, filled(client, url, carer_from="2019-04-02", carer_to="2019-04-01"))
    assert response.status_code == 422
    assert "carer_to" in response.context["form"].errors


def test_care_ends_on_a_day(caseworker, tie):
    client, url = client_of(caseworker), url_of("end_care", tie)
    assert client.post(url, {"on": "2019-04-02"}).status_code == 302
    tie.refresh_from_db()
    assert tie.carer_to_date == DAY


def test_status_and_whereabouts_are_added_once_and_nothing_is_overwritten(caseworker, guardian):
    """Promise 15."""
    factories.PersonStatusFactory(person=guardian.person, from_date=DAY)
    place = factories.PlaceFactory()
    client = client_of(caseworker)
    sent = (
        ("status", {"status": "detained_life", "confidence": "confirmed", "from_date": "2019-06-01"}),
        ("whereabouts", {"kind": "at_place", "place": place.public_id, "from_date": "2019-06-01"}),
    )
    for route, values in sent:
        url = url_of(route, guardian)
        data = filled(client, url, **values)
        for _ in range(2):
            assert client.post(url, data).status_code == 302
    statuses = PersonStatus.objects.filter(person=guardian.person).newest_first()
    assert [row.status for row in statuses] == ["detained_life", "detained_pretrial"]
    assert statuses[1].to_date == datetime.date(2019, 6, 1)
    assert Whereabouts.objects.get(person=guardian.person).place == place


def test_the_record_is_changed(caseworker, guardian):
    client, url = client_of(caseworker), url_of("edit", guardian)
    data = filled(client, url, name_latin="Gulnara Saidova", name_cyrillic="Гульнара Саидова", reason=WHY)
    assert client.post(url, data).status_code == 302
    names = {name.full for name in guardian.person.names.preferred()}
    assert names == {"Gulnara Saidova", "Гульнара Саидова"}


@pytest.mark.parametrize(
    ("field", "value"), [("name_latin", "Gulnara Saidova"), ("name_latin", ""), ("sex", "m")]
)
def test_whoever_overwrites_a_name_or_the_sex_says_why(caseworker, guardian, field, value):
    client, url = client_of(caseworker), url_of("edit", guardian)
    data = filled(client, url, **{"name_cyrillic": "Гульнара Саидова", field: value})
    response = client.post(url, data)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["reason"]
    assert client.post(url, {**data, "reason": WHY}).status_code == 302
    event = guardian.person.events.order_by("pgh_id").last()
    assert event.pgh_context.metadata["reason"] == WHY


def test_filling_in_what_was_empty_needs_no_reason(caseworker, guardian):
    models.Person.objects.filter(pk=guardian.person_id).update(
        sex="u", birth_earliest=None, birth_latest=None, birth_precision=""
    )
    client, url = client_of(caseworker), url_of("edit", guardian)
    birth = {"birth_kind": "year", "birth_year_year": "1988", "birth_confidence": "doubtful"}
    data = filled(client, url, name_cyrillic="Гульнара Саидова", sex="f") | birth
    assert client.post(url, data).status_code == 302
    guardian.person.refresh_from_db()
    assert (guardian.person.sex, guardian.person.birth_confidence) == ("f", "doubtful")


def test_a_stale_form_is_a_409_with_both_versions_and_is_settled_by_one_save(
    caseworker, supervisor, guardian
):
    """Promise 13."""
    url = url_of("edit", guardian)
    mine, theirs = client_of(caseworker), client_of(supervisor)
    data = filled(mine, url, name_latin="Mine Saidova", name_arabic="زرينة", reason=WHY)
    assert (
        theirs.post(url, filled(theirs, url, name_latin="Filed Saidova", sex="u", reason=WHY)).status_code
        == 302
    )

    conflict = mine.post(url, data)
    html = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Mine Saidova" in html
    assert "Filed Saidova" in html
    assert supervisor.full_name in html

    typed = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))
    typed |= {"keep-name_latin": "mine", "keep-sex": "filed"}
    assert mine.post(url, typed).status_code == 302
    guardian.refresh_from_db()
    assert guardian.version == 3
    assert guardian.person.names.preferred().get(script="Latn").full == "Mine Saidova"
    assert guardian.person.sex == "u"


def test_the_file_of_a_mother_under_18_and_the_form_on_her_as_a_mother_do_not_overwrite_each_other(
    caseworker,
):
    """Promise 13: one person, two forms; neither loses what the other saved."""
    girl = factories.ChildFactory(office=caseworker.office)
    mother = factories.GuardianFactory(person=girl.person)
    client, url = client_of(caseworker), url_of("edit", mother)
    data = filled(client, url, name_latin="Zarina Saidowa", reason=WHY)
    file_url = reverse("children:edit", args=[girl.public_id])
    assert (
        client.post(file_url, filled(client, file_url, name_latin="Zarina S.", reason=WHY)).status_code == 302
    )
    assert client.post(url, data).status_code == 409
    assert girl.person.names.preferred().get(script="Latn").full == "Zarina S."


def test_a_paper_of_a_parent_is_added(caseworker, guardian):
    client = client_of(caseworker)
    url = reverse("documents:add_for_guardian", args=[guardian.public_id])
    data = form_of(client, url, kind="passport", custody="with_embassy")
    assert client.post(url, data)["Location"] == url_of("detail", guardian)
    assert Document.objects.get().person == guardian.person
