"""Undoing what was last recorded of a history: whereabouts, situation, company, needs, siblings, a place. ADR 14.

Promises 1, 6, 13 and 18.
"""

import datetime

import pytest
from django.urls import reverse

from cases.audit.record import changing
from cases.casefile.loading import case_rows, load_case
from cases.casefile.timeline import timeline_of
from cases.enums import Confidence, MissingReason, Question, UnityDecision
from cases.families import actions as families
from cases.models import MissingAnswer, Need, Person, PlaceControl, SeparationPeriod, Whereabouts
from cases.needs import actions as needs
from cases.people import actions as people
from cases.places import actions as places
from cases.places.closing import Closing, Reviewed, close_place, who_is_at
from tests import factories
from tests.people import client_of, make_user
from tests.support.forms import form_of

pytestmark = pytest.mark.django_db
SLIP = "A slip of the pen"
MARCH, MAY = datetime.date(2019, 3, 12), datetime.date(2019, 5, 1)
KINDS = ("whereabouts", "situation", "company", "needs", "unity")


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north, name="Zarina Saidova")


def url_of(word, kind, row):
    return reverse(f"casefile:{word}_{kind}", args=[row.public_id])


def page(user, word, kind, row):
    response = client_of(user).get(url_of(word, kind, row))
    assert response.status_code == 200
    return response.content.decode()


def undo(user, kind, row, reason=SLIP):
    client, url = client_of(user), url_of("undo", kind, row)
    return client.post(url, form_of(client, url, reason=reason))


def told(child, user):
    return [entry.text for entry in timeline_of(load_case(case_rows().get(pk=child.pk), reader=user))]


def recorded_twice(child, user, kind):
    """Two facts of a kind, the second of them wrong. Returns what names the record in its address."""
    person = child.person
    if kind == "whereabouts":
        for name, day in (("Camp One", MARCH), ("Camp Two", MAY)):
            place = factories.PlaceFactory(name=name)
            confirmed = {"from_date": day, "confidence": Confidence.CONFIRMED}
            people.record_whereabouts(by=user, person=person, place=place, **confirmed)
        return person
    if kind == "situation":
        for status, day in (("missing", MARCH), ("present", MAY)):
            confirmed = {"from_date": day, "confidence": Confidence.CONFIRMED}
            people.record_status(by=user, person=person, status=status, **confirmed)
        return person
    if kind == "company":
        for status, day in (("with_mother", MARCH), ("separated", MAY)):
            people.set_separation(by=user, child=child, status=status, from_date=day)
        return child
    if kind == "needs":
        for finding, day in (("in_school", MARCH), ("out_of_school", MAY)):
            needs.record_need(by=user, child=child, domain="education", finding=finding, from_date=day)
        return child
    membership = families.join(by=user, child=child, name="Saidov")
    for unity, day in ((UnityDecision.TOGETHER, MARCH), (UnityDecision.APART, MAY)):
        decide(user, membership.group, unity, day)
    return membership


def decide(user, group, unity, day):
    families.decide_unity(
        by=user,
        group=group,
        version=families.version_of(group),
        unity=unity,
        decided_date=day,
        reason="They ask",
    )


# What the page shows of the wrong fact and of the one before it, and what the timeline tells afterwards.
SAID = {
    "whereabouts": ("Camp Two", "Camp One"),
    "situation": ("Living with the family", "Missing"),
    "company": ("Separated", "With the mother"),
    "needs": ("Does not go to school now", "Goes to school"),
    "unity": ("Apart", "together"),
}


def open_rows(child):
    """What holds now, of every kind that has dated rows."""
    return [
        *child.person.whereabouts.current(),
        *child.person.statuses.current(),
        *child.separations.current(),
        *child.needs.current(),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_recorded_last_is_taken_back_and_what_held_before_holds_again(
    caseworker, supervisor, child, kind
):
    """Promise 6: the undo is one more change, with its user and its reason."""
    row = recorded_twice(child, caseworker, kind)
    before = len(told(child, caseworker))
    html = page(supervisor, "undo", kind, row)
    assert caseworker.full_name in html
    assert SAID[kind][0] in html

    assert undo(supervisor, kind, row).status_code == 302
    assert len(told(child, caseworker)) == before - (kind != "unity")
    if kind == "unity":
        row.group.refresh_from_db()
        assert (row.group.unity, row.group.unity_decided_date) == (UnityDecision.TOGETHER, MARCH)
        events = row.group.events
    else:
        (now,) = open_rows(child)
        assert (now.from_date, now.to_date) == (MARCH, None)
        events = now.events
    last = events.order_by("pgh_id").last()
    assert last.pgh_context.metadata == last.pgh_context.metadata | {"user": supervisor.pk, "reason": SLIP}
    assert SLIP in page(caseworker, "history", kind, row)


@pytest.mark.parametrize("kind", KINDS)
def test_undoing_the_undo_brings_it_back(caseworker, child, kind):
    row = recorded_twice(child, caseworker, kind)
    for _press in range(2):
        assert undo(caseworker, kind, row).status_code == 302
    if kind == "unity":
        row.group.refresh_from_db()
        assert row.group.unity == UnityDecision.APART
    else:
        assert [now.from_date for now in open_rows(child)] == [MAY]


@pytest.mark.parametrize("kind", KINDS)
def test_what_came_after_is_shown_first_and_the_reason_is_kept(caseworker, supervisor, child, kind):
    """Promise 13."""
    row = recorded_twice(child, caseworker, kind)
    client, url = client_of(supervisor), url_of("undo", kind, row)
    data = form_of(client, url, reason=SLIP)
    assert undo(caseworker, kind, row, reason="Another hand").status_code == 302
    response = client.post(url, data)
    html = response.content.decode()
    assert response.status_code == 409
    assert SLIP in html
    assert "Another hand" in html


@pytest.mark.parametrize("kind", KINDS)
def test_a_reason_is_asked_for_and_strangers_find_nothing(request, caseworker, other_caseworker, child, kind):
    """Promises 1 and 18."""
    row = recorded_twice(child, caseworker, kind)
    for reason in ("", "A\x00slip", "z" * 301):
        assert undo(caseworker, kind, row, reason=reason).status_code == 422
    for word in ("history", "undo"):
        url = url_of(word, kind, row)
        assert client_of(other_caseworker).get(url).status_code == 404
        assert client_of(caseworker).delete(url).status_code == 405
        assert client_of(request.getfixturevalue("coordinator")).get(url).status_code == 403


def test_why_nothing_was_known_comes_back_with_it(caseworker, child):
    MissingAnswer.objects.create(
        person=child.person, question=Question.WHERE_NOW, reason=MissingReason.REFUSED
    )
    people.record_whereabouts(by=caseworker, person=child.person, place=factories.PlaceFactory())
    assert not child.person.missing_answers.exists()
    assert undo(caseworker, "whereabouts", child.person).status_code == 302
    assert child.person.missing_answers.get().reason == MissingReason.REFUSED
    assert not child.person.whereabouts.exists()


def test_a_correction_is_undone_field_by_field(caseworker, child):
    one, two = (factories.PlaceFactory(name=name) for name in ("Camp One", "Camp Two"))
    row = factories.WhereaboutsFactory(person=child.person, place=one)
    with changing(by=caseworker, reason="Another camp"):
        row.place = two
        row.save()
    html = page(caseworker, "undo", "whereabouts", child.person)
    assert "Camp Two: Place" in html
    assert undo(caseworker, "whereabouts", child.person).status_code == 302
    row.refresh_from_db()
    assert row.place.name == "Camp One"


def test_a_step_for_several_is_not_taken_back_for_one(caseworker, child):
    """A closing (and a transfer) moved everybody; one person's part of it is corrected, not undone."""
    other = factories.ChildFactory(office=child.office)
    camp = factories.PlaceFactory()
    for each in (child, other):
        factories.WhereaboutsFactory(person=each.person, place=camp)
    close_place(by=caseworker, place=camp, closing=Closing(day=MAY), reviewed=Reviewed(who=who_is_at(camp)))
    response = undo(caseworker, "whereabouts", child.person)
    assert response.status_code == 422
    assert "part of a larger step" in response.content.decode()
    assert child.person.whereabouts.current().get().kind == "unknown_after_closure"


def test_nobody_comes_back_to_a_site_that_has_closed_since(caseworker, child):
    recorded_twice(child, caseworker, "whereabouts")
    first = Whereabouts.objects.order_by("pk").first()
    close_place(
        by=caseworker,
        place=first.place,
        closing=Closing(day=datetime.date(2019, 6, 1)),
        reviewed=Reviewed(who=who_is_at(first.place)),
    )
    response = undo(caseworker, "whereabouts", child.person)
    assert response.status_code == 422
    assert "The site has closed since" in response.content.decode()
    assert Whereabouts.objects.count() == 2


def test_a_decision_on_a_group_of_another_office_is_not_found(caseworker, other_caseworker, child):
    """Promise 1."""
    foreign = factories.FamilyGroupFactory(office=other_caseworker.office)
    membership = factories.FamilyMembershipFactory(group=foreign, person=child.person)
    assert client_of(caseworker).get(url_of("history", "unity", membership)).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_what_another_office_recorded_is_not_shown_and_not_undone(caseworker, other_caseworker, child):
    """Promise 1: a file that came from another office begins on the day it came."""
    foreign = factories.ChildFactory(office=other_caseworker.office)
    recorded_twice(foreign, other_caseworker, "needs")
    Person.objects.filter(pk=foreign.person_id).update(office=child.office)
    assert "Does not go to school" not in page(caseworker, "history", "needs", foreign)
    assert "there is nothing to undo" in page(caseworker, "undo", "needs", foreign)


# --- places ---


@pytest.fixture
def camp(supervisor):
    with changing(by=supervisor):
        return factories.PlaceFactory(name="Camp One", area="Nineveh", capacity=100)


@pytest.mark.django_db(transaction=True)
def test_a_place_and_who_controlled_it_are_undone(supervisor, camp):
    with changing(by=supervisor):
        camp.capacity = 10
        camp.save()
    places.record_control(
        by=supervisor, place=camp, authority="Ministry", is_recognised=True, from_date=MARCH
    )
    places.record_control(by=supervisor, place=camp, authority="Council", is_recognised=False, from_date=MAY)
    assert "Council" in page(supervisor, "undo", "place", camp)
    assert undo(supervisor, "place", camp).status_code == 302
    control = PlaceControl.objects.get()
    assert (control.authority, control.to_date) == ("Ministry", None)
    camp.refresh_from_db()
    assert camp.capacity == 10
    history = page(supervisor, "history", "place", camp)
    assert "Capacity" in history
    assert SLIP in history


def test_closing_a_site_and_opening_it_again_are_not_undone(supervisor, camp):
    """ADR 17: undoing a closing is by hand."""
    close_place(by=supervisor, place=camp, closing=Closing(day=MAY), reviewed=Reviewed(who=who_is_at(camp)))
    response = undo(supervisor, "place", camp)
    assert response.status_code == 422
    assert "is not undone" in response.content.decode()
    camp.refresh_from_db()
    assert camp.closed_date == MAY


def test_two_who_undo_a_place_at_once(supervisor, camp, office_north):
    """Promise 13."""
    for capacity in (10, 20):
        with changing(by=supervisor):
            camp.capacity = capacity
            camp.save()
    client, url = client_of(supervisor), url_of("undo", "place", camp)
    data = form_of(client, url, reason=SLIP)
    administrator = make_user("Pavel Sirota", "administrator")
    assert undo(administrator, "place", camp, reason="Another hand").status_code == 302
    assert client.post(url, data).status_code == 409
    camp.refresh_from_db()
    assert camp.capacity == 10


def test_only_who_keeps_places_sees_their_history(caseworker, coordinator, supervisor, camp):
    for word in ("history", "undo"):
        for reader, status in ((caseworker, 403), (coordinator, 403), (supervisor, 200)):
            assert client_of(reader).get(url_of(word, "place", camp)).status_code == status
        assert client_of(supervisor).put(url_of(word, "place", camp)).status_code == 405
    links = {reverse(f"casefile:{word}_place", args=[camp.public_id]) for word in ("history", "undo")}
    detail = reverse("places:detail", args=[camp.public_id])
    for reader, is_there in ((supervisor, True), (caseworker, False)):
        html = client_of(reader).get(detail).content.decode()
        assert all((link in html) is is_there for link in links)


# --- the way there ---


def test_the_case_page_leads_to_each_history(caseworker, child):
    membership = recorded_twice(child, caseworker, "unity")
    sister = factories.ChildFactory(office=child.office)
    factories.FamilyMembershipFactory(group=membership.group, person=sister.person)
    html = client_of(caseworker).get(reverse("casefile:detail", args=[child.public_id])).content.decode()
    rows = {"whereabouts": child.person, "situation": child.person, "company": child, "needs": child}
    for kind, row in (rows | {"unity": membership}).items():
        assert url_of("history", kind, row) in html
    assert SeparationPeriod.objects.count() == Need.objects.count() == 0
