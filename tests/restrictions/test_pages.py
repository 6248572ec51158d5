"""What pages say of a restricted file, to those who are named and to all others. Promises 1, 5 and 7."""

import datetime

import pytest
from django.urls import reverse

from cases.enums import Relationship
from cases.models import CaseRestriction, RestrictionMember
from tests import factories
from tests.people import client_of
from tests.restrictions.making import WHY, restriction_of
from tests.traffic.making import days

NAME, SISTER = "Sadiya Halimova", "Madina Halimova"


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north, name=NAME)


@pytest.fixture
def restricted(child, supervisor):
    return restriction_of(child, named=[supervisor])


def text_of(user, name, *args, **words):
    answer = client_of(user).get(reverse(name, args=args), words)
    assert answer.status_code == 200
    return answer.content.decode()


def family_of(child):
    """A sister of the child, and the mother of both."""
    sister = factories.ChildFactory(office=child.office, name=SISTER)
    mother = factories.GuardianshipFactory(
        child=child, relationship=Relationship.MOTHER, guardian__office=child.office
    ).guardian
    factories.GuardianshipFactory(child=sister, relationship=Relationship.MOTHER, guardian=mother)
    group = factories.FamilyGroupFactory(office=child.office)
    for one in (child, sister):
        factories.FamilyMembershipFactory(group=group, person=one.person)
    return sister, mother


def test_a_sister_and_a_parent_tell_that_there_is_one_and_no_more(child, caseworker, supervisor):
    sister, mother = family_of(child)
    restriction_of(child, named=[supervisor])
    pages = (("casefile:detail", sister.public_id), ("guardians:detail", mother.public_id))
    for page in (*pages, ("guardians:list",)):
        for mark in (NAME, child.case_number, str(child.public_id)):
            assert mark not in text_of(caseworker, *page)
        assert "Restricted file" in text_of(caseworker, *page)
        assert NAME in text_of(supervisor, *page)


def test_a_transfer_keeps_the_place_and_not_the_name(child, caseworker, supervisor):
    """It can still be planned, and taken off, by whoever plans it."""
    transfer = factories.TransferFactory(office=child.office)
    sister, _mother = family_of(child)
    passenger, _other = (
        factories.PassengerFactory(transfer=transfer, person=one.person) for one in (child, sister)
    )
    restriction_of(child, named=[supervisor])
    change = reverse("batches:take_off", args=[transfer.public_id, passenger.public_id])
    for page in (reverse("batches:detail", args=[transfer.public_id]), change):
        told, named = (client_of(user).get(page).content.decode() for user in (caseworker, supervisor))
        assert "Restricted file" in told
        assert all(mark not in told for mark in (NAME, child.case_number))
        assert NAME in named
    assert client_of(caseworker).post(change, {}).status_code == 302


def test_on_a_list_of_two_offices_the_other_one_reads_no_name_either(
    child, caseworker, supervisor, other_caseworker
):
    """Promise 1: behind the second wall, which shows the names of whoever is on a list of one's own transfer."""
    transfer = factories.TransferFactory(office=other_caseworker.office)
    sister = factories.ChildFactory(office=child.office, name="Nigora Nazarova")
    for one in (child, sister):
        factories.PassengerFactory(transfer=transfer, person=one.person)
    restriction_of(child, named=[supervisor])
    page = client_of(other_caseworker).get(reverse("batches:detail", args=[transfer.public_id]))
    assert "Nigora Nazarova" in page.content.decode()
    assert "Zarina" not in page.content.decode()
    assert "Restricted file" in page.content.decode()


def test_no_search_finds_it_and_no_list_counts_it(child, restricted, caseworker, supervisor):
    for user, is_named in ((caseworker, False), (supervisor, True)):
        client = client_of(user)
        found = client.post(reverse("search:keep"), {"q": NAME}, follow=True).content.decode()
        assert (child.case_number in found) is is_named
        suggested = client.post(reverse("search:suggest"), {"q": NAME}).content.decode()
        assert (str(child.public_id) in suggested) is is_named
        listed = client.get(reverse("children:list"))
        assert len(listed.context["rows"]) == int(is_named)


def test_totals_of_the_office_count_it(child, restricted, caseworker, supervisor):
    """Promise 5: exact for the own office; a figure that left somebody out would tell that there is somebody."""
    factories.travelled(child.person, on=datetime.date(2019, 7, 10), to="TJ")
    for user in (caseworker, supervisor):
        table = client_of(user).get(reverse("reports:totals"), {"as_of": "2019-07-15"}).context["table"]
        assert table.rows[0].entries["children"].text == "1"
    listed = text_of(caseworker, "reports:travelled", as_of="2019-07-15")
    assert "Restricted file" in listed
    assert NAME not in listed
    assert NAME in text_of(supervisor, "reports:travelled", as_of="2019-07-15")


def test_a_supervisor_restricts_a_file_names_others_and_lifts_it(child, caseworker, supervisor):
    """One journey through the three screens, each with what it says afterwards."""
    client = client_of(supervisor)
    address = reverse("restrictions:impose", args=[child.public_id])
    page = client.get(address)
    typed = {
        "form_id": str(page.context["form"]["form_id"].value()),
        "kind": "threat",
        "reason": WHY,
        "named": [str(supervisor.public_id)],
        "review_date": days(30).isoformat(),
    }
    assert client.post(address, typed | {"reason": ""}).status_code == 422
    for _twice in range(2):
        assert client.post(address, typed).status_code == 302
    made = CaseRestriction.objects.get()
    case = text_of(supervisor, "casefile:detail", child.public_id)
    assert all(words in case for words in ("Restricted file", WHY, "Only Omar Rashid see it."))

    change = reverse("restrictions:change", args=[made.public_id])
    form = client.get(change).context["form"]
    version = form["version"].value()
    said = {"reason": "She takes over", "review_date": days(40).isoformat(), "version": version}
    both = {"named": [str(user.public_id) for user in (caseworker, supervisor)]}
    assert client.post(change, said | both).status_code == 302
    stale = client.post(change, said | both)
    assert (stale.status_code, "What you wrote was not saved" in stale.content.decode()) == (409, True)
    assert RestrictionMember.objects.standing().count() == 2

    lift = reverse("restrictions:lift", args=[made.public_id])
    version = client.get(lift).context["form"]["version"].value()
    assert client.post(lift, {"reason": "The danger is over", "version": version}).status_code == 302
    assert "Restricted file" not in text_of(supervisor, "casefile:detail", child.public_id)


def test_a_caseworker_who_is_named_reads_who_sees_it_and_decides_nothing(child, caseworker, supervisor):
    restriction_of(child, named=[supervisor, caseworker])
    page = text_of(caseworker, "casefile:detail", child.public_id)
    assert "Restricted file" in page
    assert "/lift/" not in page


def test_a_sibling_whom_another_office_holds_is_told_of_without_a_name(child, caseworker, office_west):
    """Promise 1: that there is one, and where to ask; no name, age or number, and no reason of another office's group."""
    other = factories.ChildFactory(office=office_west, name="Parviz Karimov")
    group = factories.FamilyGroupFactory(
        office=office_west, unity="apart", unity_decided_date="2019-05-01", unity_reason="The uncle takes one"
    )
    for one in (child, other):
        factories.FamilyMembershipFactory(group=group, person=one.person)
    page = text_of(caseworker, "casefile:detail", child.public_id)
    assert "Held by another office" in page
    assert reverse("matching:review") in page
    for mark in ("Parviz", other.case_number, str(other.public_id), "The uncle takes one"):
        assert mark not in page


def test_whoever_is_named_is_asked_to_look_at_it_again(child, caseworker, supervisor):
    """It never ends by itself, so somebody has to be asked; whoever is not named is not."""
    restriction_of(child, named=[supervisor], from_date=days(-90), review_date=days(-1))
    asked = "Look at the restriction of the file again"
    assert asked in text_of(supervisor, "home:start")
    assert asked not in text_of(caseworker, "home:start")
