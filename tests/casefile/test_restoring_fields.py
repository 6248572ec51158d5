"""Some fields of a change go back, the change need not be the latest. ADR 33. Promises 1, 6, 13, 14, 15 and 18."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.audit.pieces import pieces_of
from cases.audit.record import changing
from cases.audit.restoring import changes_of
from cases.casefile.tracked import TITLES, find_record
from cases.casefile.urls import UNDER
from cases.enums import Custody, Evidence, MissingReason, Question
from cases.models import MissingAnswer, Person, PersonName, Whereabouts
from cases.people import actions as people
from cases.people.naming import add_name
from tests import factories
from tests.casefile.test_undo import SLIP, WHY, page, rename, url_of
from tests.people import client_of
from tests.support.forms import form_of

pytestmark = pytest.mark.django_db
MARCH, MAY = datetime.date(2019, 3, 12), datetime.date(2019, 5, 1)


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north, name="Zarina Saidova")


def change(user, row, reason=WHY, **columns):
    with changing(by=user, reason=reason):
        type(row).objects.filter(pk=row.pk).update(**columns)


def opened(client, kind, row, back=0):
    """The page for the change so many before the latest, as the history links to it."""
    html = client.get(url_of("history", kind, row)).content.decode()
    links = re.findall(r'href="([^"]*/restore/\?change=[^"]*)"', html)
    return links[back].replace("&amp;", "&")


def choices(client, address):
    """``{label: key}`` of what can go back."""
    response = client.get(address)
    assert response.status_code == 200
    return {choice.lines[0].label: choice.key for choice in response.context["choices"]}


def restore(client, kind, row, *labels, back=0, reason=SLIP):
    address = opened(client, kind, row, back)
    keys = choices(client, address)
    typed = form_of(client, address, pieces=[keys[label] for label in labels], reason=reason)
    return client.post(url_of("restore", kind, row), typed)


def test_one_field_of_two_goes_back_with_a_reason_and_the_other_stays(caseworker, supervisor, child):
    """Promise 6."""
    change(caseworker, child.person, birth_place="Hasaka", region_of_origin="RU-DA")
    assert restore(client_of(supervisor), "child", child, "Place of birth").status_code == 302
    child.person.refresh_from_db()
    assert (child.person.birth_place, child.person.region_of_origin) == ("", "RU-DA")
    last = child.person.events.order_by("pgh_id").last()
    assert last.pgh_context.metadata == last.pgh_context.metadata | {"user": supervisor.pk, "reason": SLIP}
    history = page(caseworker, "history", "child", child)
    assert SLIP in history
    assert WHY in history


def test_a_field_of_an_earlier_change_goes_back_and_what_came_after_stays(caseworker, child):
    change(caseworker, child.person, birth_place="Hasaka", region_of_origin="RU-DA")
    change(caseworker, child.person, region_of_origin="TJ-SU")
    client = client_of(caseworker)
    keys = choices(client, opened(client, "child", child, back=1))
    assert set(keys) == {"Place of birth", "Region of origin"}
    assert restore(client, "child", child, "Place of birth", back=1).status_code == 302
    child.person.refresh_from_db()
    assert (child.person.birth_place, child.person.region_of_origin) == ("", "TJ-SU")


def test_what_is_on_file_now_stands_beside_what_stood_before(caseworker, child):
    change(caseworker, child.person, birth_place="Hasaka")
    change(caseworker, child.person, birth_place="Mosul")
    client = client_of(caseworker)
    (choice,) = client.get(opened(client, "child", child, back=1)).context["choices"]
    assert [(line.before, line.after) for line in choice.lines] == [("", "Mosul")]


def test_what_is_as_it_was_before_is_no_choice(caseworker, child):
    change(caseworker, child.person, birth_place="Hasaka")
    change(caseworker, child.person, birth_place="")
    client = client_of(caseworker)
    address = opened(client, "child", child, back=1)
    assert choices(client, address) == {}
    assert "Nothing of this change can go back by itself" in client.get(address).content.decode()


def test_a_name_that_was_shown_first_comes_first_again_and_the_latest_is_set_aside(caseworker, child):
    rename(caseworker, child, "Zarrina Saidi")
    rename(caseworker, child, "Zarina Saidowa")
    client = client_of(caseworker)
    address = opened(client, "child", child, back=1)
    name = client.get(address).context["choices"][-1]
    lines = {line.label: (line.before, line.after) for line in name.lines}
    assert lines["Name in Latin letters"] == ("Zarina Saidova", "Zarina Saidowa")
    assert restore(client, "child", child, name.lines[0].label, back=1).status_code == 302
    names = child.person.names
    assert names.preferred().get(script="Latn").full == "Zarina Saidova"
    assert names.get(full="Zarina Saidowa").kind == "spelling_variant"
    assert not names.filter(full="Zarrina Saidi").exists()
    child.person.refresh_from_db()
    assert child.person.birth_precision == "year"


def test_a_corrected_spelling_goes_back_with_its_keys(caseworker, child):
    name = child.person.names.get()
    before = name.search_key
    with changing(by=caseworker, reason=WHY):
        name.spell("Zarrina Saidi")
        name.family = "Saidi"
        name.save()
    client = client_of(caseworker)
    keys = choices(client, opened(client, "child", child))
    assert len(keys) == 2
    label = next(label for label in keys if "amily" not in label)
    assert restore(client, "child", child, label).status_code == 302
    name.refresh_from_db()
    assert (name.full, name.search_key, name.family) == ("Zarina Saidova", before, "Saidi")


def test_a_spelling_that_was_written_anew_meanwhile_is_not_put_on_file_twice(caseworker, child):
    """Promise 14: the sentence stands beside what was ticked, and the reason is kept."""
    name = child.person.names.get()
    with changing(by=caseworker, reason=WHY):
        name.spell("Zarrina Saidi")
        name.save()
    add_name(by=caseworker, person=child.person, full="Zarina Saidova", kind="current", source="child")
    client = client_of(caseworker)
    # In the one transaction of a test both changes have one time: which of them the history lists first is open.
    back = next(number for number in (0, 1) if "Zarina Saidova" in _before(client, child, number))
    (label,) = choices(client, opened(client, "child", child, back=back))
    response = restore(client, "child", child, label, back=back)
    html = response.content.decode()
    assert response.status_code == 422
    assert "This spelling is already on file." in html
    assert SLIP in html
    assert PersonName.objects.filter(full="Zarina Saidova").count() == 1


def _before(client, child, back):
    """What stood before the change so many before the latest, as its page shows it."""
    found = client.get(opened(client, "child", child, back=back)).context["choices"]
    return {str(line.before) for choice in found for line in choice.lines}


def test_a_row_that_came_goes_and_one_that_ended_goes_on_each_by_itself(caseworker, child):
    """With all of it goes back why nothing was known; with one of the two rules of the database still hold."""
    one, two = (factories.PlaceFactory(name=name) for name in ("Camp One", "Camp Two"))
    MissingAnswer.objects.create(
        person=child.person, question=Question.WHERE_NOW, reason=MissingReason.REFUSED
    )
    people.record_whereabouts(
        by=caseworker, person=child.person, place=one, from_date=MARCH, confidence="confirmed"
    )
    people.record_whereabouts(
        by=caseworker, person=child.person, place=two, from_date=MAY, confidence="confirmed"
    )
    client = client_of(caseworker)
    keys = choices(client, opened(client, "whereabouts", child.person))
    until = next(label for label in keys if "Camp One" in label)
    refused = restore(client, "whereabouts", child.person, until)
    assert refused.status_code == 422
    assert Whereabouts.objects.current().get(person=child.person).place == two
    assert restore(client, "whereabouts", child.person, *keys).status_code == 302
    assert Whereabouts.objects.get(person=child.person).place == one
    assert not child.person.missing_answers.exists()
    row = next(label for label in choices(client, opened(client, "whereabouts", child.person, back=2)))
    assert restore(client, "whereabouts", child.person, row, back=2).status_code == 302
    assert not child.person.whereabouts.exists()
    assert child.person.missing_answers.get().reason == MissingReason.REFUSED


def rows_of(child):
    """A row of each kind with two fields changed at once: how it is named in an address, and which one goes back."""
    paper = factories.DocumentFactory(person=child.person)
    tie = factories.GuardianshipFactory(child=child)
    claim = factories.NationalityFactory(child=child, evidence=[])
    stay = factories.WhereaboutsFactory(person=child.person)
    status = factories.PersonStatusFactory(person=child.person)
    company = factories.SeparationFactory(child=child)
    need = factories.NeedFactory(child=child)
    group = factories.FamilyGroupFactory(office=child.office)
    membership = factories.FamilyMembershipFactory(group=group, person=child.person)
    place = factories.PlaceFactory()
    carer = factories.GuardianshipFactory(child=factories.ChildFactory(office=child.office)).guardian
    return {
        "child": (child, child, {"sensitivity": "restricted", "found_date": "2019-03-01"}),
        "guardian": (carer, carer.person, {"birth_place": "Mosul", "region_of_origin": "RU-DA"}),
        "claim": (claim, claim, {"evidence": Evidence.values[:1], "claimed_date": "2019-02-01"}),
        "paper": (paper, paper, {"custody": Custody.LOST, "name_as_printed": "Zarina"}),
        "tie": (tie, tie, {"source": "child", "is_carer": True}),
        "whereabouts": (child.person, stay, {"source": "child", "confidence": "suspected"}),
        "situation": (child.person, status, {"source": "child", "confidence": "suspected"}),
        "company": (child, company, {"source": "child", "status": "separated"}),
        "needs": (child, need, {"source": "child", "confidence": "suspected"}),
        "unity": (membership, group, {"unity_reason": "They ask", "unity_decided_date": "2019-03-01"}),
        "place": (place, place, {"name": "Camp Nine", "area": "Nineveh"}),
    }


@pytest.mark.parametrize("kind", sorted(TITLES))
def test_every_kind_of_record_gives_back_one_field_of_two(supervisor, other_caseworker, child, kind):
    """Promise 1 for strangers, who find nothing."""
    addressed, row, changed = rows_of(child)[kind]
    before = {name: getattr(row, name) for name in changed}
    change(supervisor, row, **changed)
    client = client_of(supervisor)
    keys = choices(client, opened(client, kind, addressed))
    assert len(keys) == 2
    assert restore(client, kind, addressed, next(iter(keys))).status_code == 302
    row.refresh_from_db()
    gone_back = {name for name in changed if getattr(row, name) == before[name]}
    assert len(gone_back) == 1
    stranger = client_of(other_caseworker).get(url_of("restore", kind, addressed))
    assert stranger.status_code == (403 if kind == "place" else 404)


def test_who_saved_meanwhile_is_seen_and_nothing_is_lost(caseworker, supervisor, child):
    """Promise 13: both versions, with what was ticked and the reason."""
    change(caseworker, child.person, birth_place="Hasaka", region_of_origin="RU-DA")
    client = client_of(supervisor)
    address = opened(client, "child", child)
    keys = choices(client, address)
    data = form_of(client, address, pieces=[keys["Place of birth"]], reason=SLIP)
    change(caseworker, child.person, birth_place="Mosul")
    response = client.post(url_of("restore", "child", child), data)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Mosul" in html
    assert SLIP in html
    assert response.context["ticked"] == [keys["Place of birth"]]
    child.person.refresh_from_db()
    assert child.person.birth_place == "Mosul"

    anew = response.context["form"]
    data = {name: anew[name].value() for name in anew.fields}
    assert client.post(url_of("restore", "child", child), data).status_code == 302
    child.person.refresh_from_db()
    assert (child.person.birth_place, child.person.region_of_origin) == ("", "RU-DA")


def test_a_field_that_somebody_else_put_back_meanwhile_is_a_conflict_and_no_riddle(
    caseworker, supervisor, child
):
    """Promise 13."""
    change(caseworker, child.person, birth_place="Hasaka", region_of_origin="RU-DA")
    client = client_of(supervisor)
    address = opened(client, "child", child)
    data = form_of(client, address, pieces=[choices(client, address)["Place of birth"]], reason=SLIP)
    assert restore(client_of(caseworker), "child", child, "Place of birth").status_code == 302
    response = client.post(url_of("restore", "child", child), data)
    assert response.status_code == 409
    assert [choice.lines[0].label for choice in response.context["choices"]] == ["Region of origin"]


def test_a_form_opened_before_is_stale_and_the_button_pressed_again_restores_once(
    caseworker, supervisor, child
):
    """Promises 13 and 15."""
    change(caseworker, child.person, birth_place="Hasaka")
    editing, edit_url = client_of(caseworker), reverse("children:edit", args=[child.public_id])
    edit = form_of(editing, edit_url, birth_place="Raqqa")
    edit |= {"birth_kind": "year", "birth_year_year": "2012", "birth": "", "reason": WHY}
    client = client_of(supervisor)
    address = opened(client, "child", child)
    data = form_of(client, address, pieces=list(choices(client, address).values()), reason=SLIP)
    for _press in range(3):
        assert client.post(url_of("restore", "child", child), data).status_code == 302
    child.person.refresh_from_db()
    assert child.person.birth_place == ""
    assert editing.post(edit_url, edit).status_code == 409


def test_what_belongs_to_a_larger_step_is_refused_beside_the_field(caseworker, child):
    other = factories.ChildFactory(office=child.office)
    rows = [factories.WhereaboutsFactory(person=one.person) for one in (child, other)]
    with changing(by=caseworker, reason=WHY):
        Whereabouts.objects.filter(pk__in=[row.pk for row in rows]).update(source="child")
    client = client_of(caseworker)
    (label,) = choices(client, opened(client, "whereabouts", child.person))
    response = restore(client, "whereabouts", child.person, label)
    assert response.status_code == 422
    assert "part of a larger step" in str(response.context["form"].errors["pieces"])


def test_closing_a_place_is_not_undone_but_another_field_of_the_same_change_goes_back(supervisor):
    place = factories.PlaceFactory()
    change(supervisor, place, closed_date="2019-08-01", area="Nineveh")
    client = client_of(supervisor)
    keys = choices(client, opened(client, "place", place))
    closing = next(label for label in keys if "losed" in label)
    assert restore(client, "place", place, closing).status_code == 422
    assert restore(client, "place", place, *(label for label in keys if label != closing)).status_code == 302
    place.refresh_from_db()
    assert (str(place.closed_date), place.area) == ("2019-08-01", "")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"pieces": []}, "pieces"),
        ({"pieces": ["x"]}, "pieces"),
        ({"pieces": ["\x00"]}, "pieces"),
        ({"reason": ""}, "reason"),
        ({"reason": "A\x00slip"}, "reason"),
        ({"reason": "z" * 301}, "reason"),
    ],
)
def test_bad_input_is_said_beside_the_field(caseworker, child, typed, field):
    """Promise 18."""
    change(caseworker, child.person, birth_place="Hasaka")
    client = client_of(caseworker)
    address = opened(client, "child", child)
    pieces = list(choices(client, address).values())
    data = form_of(client, address, **{"pieces": pieces, "reason": SLIP} | typed)
    response = client.post(url_of("restore", "child", child), data)
    assert response.status_code == 422
    assert field in response.context["form"].errors


@pytest.mark.parametrize("query", ["change=nothing", f"change={'0' * 40}"])
def test_a_change_that_is_none_is_not_found(caseworker, child, query):
    change(caseworker, child.person, birth_place="Hasaka")
    assert client_of(caseworker).get(f"{url_of('restore', 'child', child)}?{query}").status_code == 404


def test_without_a_change_it_is_the_latest_and_a_record_without_one_says_so(caseworker, child):
    with changing(by=caseworker):
        made = factories.ChildFactory(office=child.office)
    client = client_of(caseworker)
    assert "there is nothing to undo" in client.get(url_of("restore", "child", made)).content.decode()
    change(caseworker, child.person, birth_place="Hasaka")
    (choice,) = client.get(url_of("restore", "child", child)).context["choices"]
    assert choice.lines[0].label == "Place of birth"


def test_other_roles_and_wrong_methods(request, caseworker, child):
    url = url_of("restore", "child", child)
    assert client_of(caseworker).delete(url).status_code == 405
    assert client_of(request.getfixturevalue("coordinator")).get(url).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_what_another_office_did_is_no_choice(caseworker, other_caseworker, office_west, child):
    """Promise 1."""
    foreign = factories.ChildFactory(office=office_west)
    change(other_caseworker, foreign.person, birth_place="Hasaka")
    (theirs, *_rest), _more = changes_of(find_record(other_caseworker, "child", foreign.public_id).parts)
    Person.objects.filter(pk=foreign.person_id).update(office=child.office)
    assert (
        client_of(caseworker).get(f"{url_of('restore', 'child', foreign)}?change={theirs.stamp}").status_code
        == 404
    )


def test_no_piece_is_sealed_or_computed(supervisor, child):
    """Promise 21: what is sealed is bound to its place; what is computed follows from the rest."""
    assert set(UNDER) | {"place"} == set(TITLES)
    for kind, (addressed, row, changed) in rows_of(child).items():
        change(supervisor, row, **changed)
        found, _more = changes_of(find_record(supervisor, kind, addressed.public_id).parts)
        offered = {name for piece in pieces_of(found[0]) for name in piece.columns}
        assert offered == {field.attname for field in row._meta.fields if field.name in changed}, kind


def test_it_costs_the_same_for_3_changes_and_for_30(caseworker, child):
    costs = []
    for count in (3, 27):
        for number in range(count):
            change(caseworker, child.person, birth_place=f"Town {count} {number}")
        client = client_of(caseworker)
        address = opened(client, "child", child)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_pieces_of_a_change_are_named_alike_each_time(caseworker, child):
    change(caseworker, child.person, birth_place="Hasaka", region_of_origin="RU-DA")
    keys = []
    for _look in range(2):
        (latest, *_rest), _more = changes_of(find_record(caseworker, "child", child.public_id).parts)
        keys.append([piece.key for piece in pieces_of(latest)])
    assert keys[0] == keys[1]
    assert len(set(keys[0])) == 2
