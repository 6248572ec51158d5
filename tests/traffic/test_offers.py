"""Cases go to another office by request and acceptance. Promises 1, 13 and 15."""

import uuid

import pytest
from django.core.management import call_command
from django.urls import reverse

from cases.enums import CaseMoveState, Relationship
from cases.errors import Refused
from cases.models import CaseAssignment, CaseMove, Child, FollowedCase, OfferedChild, Person, Referral
from cases.traffic import actions
from tests import factories
from tests.batches import making
from tests.people import client_of
from tests.support.forms import form_of
from tests.traffic.making import WHY, days, offer_of, referral_of


def url(name, row):
    return reverse(f"traffic:{name}", args=[row.public_id])


def case_page(client, child):
    return client.get(reverse("casefile:detail", args=[child.public_id]))


@pytest.fixture
def move(child, brother, office_west, caseworker, other_supervisor):
    return offer_of(child, brother, to=office_west, by=caseworker)


def accepted(receiving, move, user):
    return receiving.post(
        url("answer", move),
        form_of(receiving, url("answer", move), decision="accepted", responsible=str(user.public_id)),
    )


def test_a_case_is_offered_with_its_siblings_once(
    giving, child, brother, office_west, other_supervisor, caseworker
):
    """Promise 15; brothers and sisters are ticked already."""
    factories.CaseAssignmentFactory(child=child, user=caseworker)
    page = giving.get(url("offer", child)).content.decode()
    assert "Parviz Nazarov" in page
    assert "Amina Nazarova" in page
    form = form_of(giving, url("offer", child), office=str(office_west.public_id), reason=WHY)
    assert [giving.post(url("offer", child), form).status_code for _time in range(2)] == [302, 302]
    move = CaseMove.objects.get()
    assert set(move.children.values_list("child", flat=True)) == {child.pk, brother.pk}
    assert (move.state, move.lapses_date) == (CaseMoveState.OFFERED, days(14))
    again = giving.post(url("offer", child), form | {"form_id": str(uuid.uuid4())})
    assert (again.status_code, CaseMove.objects.count()) == (422, 1)
    assert "already offered" in again.content.decode()
    assert "Offered to Office West" in case_page(giving, child).content.decode()


def test_before_it_accepts_an_office_learns_a_fixed_summary_and_nothing_else(receiving, move, child, brother):
    """Number, count, age range, State, reason; no name, no paper, no place, no briefing."""
    stay = factories.WhereaboutsFactory(person=child.person)
    for address in (url("answer", move), reverse("traffic:offers")):
        text = receiving.get(address).content.decode()
        assert all(words in text for words in (WHY, child.case_number, "2 children", "years", "Office North"))
        assert stay.place.country.name in text
        hidden = ("Zarina", "Parviz", "Amina", stay.place.name, "The aunt calls", str(child.public_id))
        assert not [words for words in hidden if words in text]
    assert case_page(receiving, child).status_code == 404
    assert "1 offer of another office" in receiving.get(reverse("home:start")).content.decode()


@pytest.mark.parametrize("state", [CaseMoveState.WITHDRAWN, CaseMoveState.LAPSED])
def test_once_it_waits_no_more_where_the_children_are_by_now_is_not_told(
    receiving, giving, move, child, state
):
    """Promise 1: what changes on a file after the offer is the affair of the office that keeps it."""
    sent = form_of(receiving, url("answer", move), decision="declined", reason="No room")
    CaseMove.objects.filter(pk=move.pk).update(state=state)
    country = factories.WhereaboutsFactory(person=child.person).place.country.name
    offers = reverse("traffic:offers")
    for answer in (receiving.get(offers), receiving.post(url("answer", move), sent)):
        assert child.case_number in answer.content.decode()
        assert country not in answer.content.decode()
    assert country in giving.get(offers).content.decode()


def test_on_acceptance_everything_moves_at_once_and_the_former_office_sees_it_no_more(
    giving, receiving, move, child, brother, caseworker, other_supervisor, office_west
):
    earlier = factories.CaseAssignmentFactory(child=child, user=caseworker)
    FollowedCase.objects.create(user=caseworker, child=child)
    merged = factories.ChildFactory(office=child.office)
    Child.objects.filter(pk=merged.pk).update(merged_into=child)
    Person.objects.filter(pk=merged.person_id).update(merged_into=child.person)
    third = factories.OfficeFactory()
    referral = referral_of(child, to=third, by=caseworker)
    note = factories.write_note("She asked for her mother.", child=child, author=caseworker)
    assert accepted(receiving, move, other_supervisor).status_code == 302
    mother = child.guardianships.get().guardian.person
    group = child.person.family_memberships.get().group
    for row in (child, brother, merged, mother, group):
        row.refresh_from_db()
        assert row.office == office_west
    earlier.refresh_from_db()
    now = CaseAssignment.objects.current().get(child=child)
    assert earlier.to_date == days(0)
    assert (now.office, now.user, now.given_by) == (office_west, other_supervisor, caseworker)
    assert now.reason == "The aunt calls on Sundays"
    assert not FollowedCase.objects.exists()
    assert Referral.objects.get(pk=referral.pk).ended_at
    assert not OfferedChild.objects.filter(is_open=True).exists()
    for name, row in (
        ("casefile:detail", child),
        ("guardians:detail", mother.guardian),
        ("notes:detail", note),
    ):
        assert giving.get(reverse(name, args=[row.public_id])).status_code == 404
        assert receiving.get(reverse(name, args=[row.public_id])).status_code == 200
    told = giving.get(reverse("traffic:offers")).content.decode()
    assert f"Moved to Office West on {days(0).day}" in told
    assert child.case_number in told
    assert not [words for words in ("Zarina", "Amina", str(child.public_id)) if words in told]


def test_a_mother_of_a_child_who_stays_stays_and_nobody_learns_more_of_the_other(
    giving, receiving, child, brother, caseworker, other_supervisor, office_west
):
    move = offer_of(child, to=office_west, by=caseworker)
    accepted(receiving, move, other_supervisor)
    mother = child.guardianships.get().guardian
    assert mother.person.office == brother.office != Child.objects.get(pk=child.pk).office
    theirs = case_page(receiving, child).content.decode()
    assert "Held by another office" in theirs
    assert not [words for words in ("Amina", "Parviz") if words in theirs]
    for page in (
        case_page(giving, brother),
        giving.get(reverse("guardians:detail", args=[mother.public_id])),
    ):
        assert page.status_code == 200
        assert "Zarina Nazarova" not in page.content.decode()


def test_a_girl_who_is_a_mother_goes_with_her_own_file_and_not_with_her_childs(
    child, caseworker, office_west
):
    girl = factories.ChildFactory(office=child.office)
    factories.GuardianshipFactory(
        child=child, guardian=factories.GuardianFactory(person=girl.person), relationship=Relationship.AUNT_M
    )
    along = actions.Along([child], child.office_id)
    assert girl.person_id not in along.persons
    assert girl.person_id in actions.Along([child, girl], child.office_id).persons


def test_who_is_on_an_open_transfer_is_not_offered_and_not_accepted(
    giving, receiving, child, caseworker, other_supervisor, office_west
):
    move = offer_of(child, to=office_west, by=caseworker)
    listed = factories.PassengerFactory(
        transfer=factories.TransferFactory(office=child.office),
        person=child.guardianships.get().guardian.person,
    )
    answer = accepted(receiving, move, other_supervisor)
    assert answer.status_code == 422
    assert listed.transfer.number in answer.content.decode()
    assert Child.objects.get(pk=child.pk).office == child.office
    giving.post(url("withdraw", move))
    page = giving.get(url("offer", child)).content.decode()
    assert listed.transfer.number in page
    form = form_of(giving, url("offer", child), office=str(office_west.public_id), reason=WHY)
    assert giving.post(url("offer", child), form).status_code == 422


def test_an_offer_is_declined_with_a_reason(giving, receiving, move, child):
    no_reason = receiving.post(
        url("answer", move), form_of(receiving, url("answer", move), decision="declined")
    )
    assert no_reason.status_code == 422
    form = form_of(receiving, url("answer", move), decision="declined", reason="Nobody speaks Tajik here")
    assert receiving.post(url("answer", move), form).status_code == 302
    told = giving.get(reverse("traffic:offers")).content.decode()
    assert "Declined: <bdi>Nobody speaks Tajik here" in told
    assert case_page(giving, child).status_code == 200
    assert receiving.get(url("answer", move)).status_code == 302


def test_an_offer_that_was_taken_back_or_lapsed_is_not_accepted(
    giving, receiving, move, other_supervisor, child
):
    """Promise 13: 409, and what was typed is kept."""
    form = form_of(
        receiving, url("answer", move), decision="accepted", responsible=str(other_supervisor.public_id)
    )
    assert giving.post(url("withdraw", move)).status_code == 302
    late = receiving.post(url("answer", move), form)
    assert late.status_code == 409
    assert "Taken back" in late.content.decode()
    assert Child.objects.get(pk=child.pk).office == child.office
    CaseMove.objects.update(state=CaseMoveState.OFFERED, version=1, lapses_date=days(-1))
    assert receiving.post(url("answer", move), form).status_code == 409


def test_offers_lapse_after_fourteen_days_and_can_be_made_again(move, child, office_west, caseworker, capsys):
    call_command("end_offers")
    assert CaseMove.objects.get().state == CaseMoveState.OFFERED
    CaseMove.objects.update(lapses_date=days(-1))
    actions.offer(by=caseworker, children=[child], office=office_west, reason=WHY)
    assert list(CaseMove.objects.order_by("pk").values_list("state", flat=True)) == ["lapsed", "offered"]
    call_command("end_offers")
    assert "0 offers lapsed" in capsys.readouterr().out.splitlines()[-1]


def test_a_file_that_was_merged_meanwhile_is_not_accepted(receiving, move, child, brother, other_supervisor):
    Child.objects.filter(pk=child.pk).update(merged_into=brother)
    assert accepted(receiving, move, other_supervisor).status_code == 422


def test_strangers_find_no_offer(giving, receiving, move, other_caseworker, official, caseworker):
    """Promise 1: who offered does not answer, caseworkers do not accept, who received does not take back."""
    assert receiving.post(url("withdraw", move)).status_code == 404
    assert client_of(other_caseworker).get(url("answer", move)).status_code == 403
    assert giving.get(url("answer", move)).status_code == 403
    foreign = offer_of(factories.ChildFactory(), to=factories.OfficeFactory(), by=caseworker)
    assert receiving.get(url("answer", foreign)).status_code == 404
    assert client_of(official).get(reverse("traffic:offers")).status_code == 403


@pytest.mark.parametrize(
    ("field", "value"),
    [("decision", "lapsed"), ("responsible", "x"), ("responsible", str(uuid.UUID(int=7))), ("reason", "\x00"), ("version", "x")],  # noqa: E501
)  # fmt: skip
def test_bad_input_is_named_at_its_field(receiving, move, field, value):
    """Promise 18."""
    response = receiving.post(
        url("answer", move), form_of(receiving, url("answer", move), **{"decision": "accepted", field: value})
    )
    assert response.status_code == 422
    assert field in response.context["form"].errors


def test_nobody_of_another_office_is_made_responsible(receiving, move, caseworker):
    assert accepted(receiving, move, caseworker).status_code == 422


def test_offers_cost_the_same_at_any_number(
    giving, office_north, office_west, caseworker, django_assert_num_queries
):
    counted = []
    for number in (3, 27):
        for _time in range(number):
            made = factories.ChildFactory(office=office_north)
            factories.WhereaboutsFactory(person=made.person)
            offer_of(made, to=office_west, by=caseworker)
        with django_assert_num_queries(13):
            counted.append(len(giving.get(reverse("traffic:offers")).context["rows"]))
    assert counted == [3, 30]


def test_a_child_who_went_to_another_office_at_the_same_moment_is_put_on_no_list(child, caseworker):
    """The page still had the child: the transfer of the former office does not take it along."""
    transfer = making.draft(caseworker)
    Person.objects.filter(pk=child.person_id).update(office=factories.OfficeFactory())
    with pytest.raises(Refused, match="your office keeps"):
        making.add(caseworker, transfer, child)
    assert not transfer.passengers.exists()
