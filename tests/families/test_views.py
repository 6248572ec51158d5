"""Family groups: joining, leaving, and the decision whether siblings stay together."""

import datetime
import uuid

import pytest
from django.urls import reverse

from cases.enums import UnityDecision
from cases.errors import Refused
from cases.families import actions
from cases.models import FamilyGroup, FamilyMembership
from tests import factories
from tests.people import client_of

pytestmark = pytest.mark.django_db
ROUTES = ["unity", "join", "leave"]
DAY = datetime.date(2019, 4, 2)


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north, name="Zarina Saidova")


@pytest.fixture
def group(child):
    membership = factories.FamilyMembershipFactory(
        group__office=child.office, person=child.person, from_date=datetime.date(2019, 1, 1)
    )
    return membership.group


def url_of(route, child):
    return reverse(f"families:{route}", args=[child.public_id])


def decision(group, **answers):
    return {
        "version": actions.version_of(group),
        "unity": "together",
        "decided_date": "2019-04-02",
        "reason": "They have nobody else",
        **answers,
    }


def joining(**answers):
    return {"form_id": str(uuid.uuid4()), "confidence": "reported", **answers}


# --- every page ---


@pytest.mark.parametrize("route", ROUTES)
def test_the_page_opens(caseworker, child, group, route):
    html = client_of(caseworker).get(url_of(route, child)).content.decode()
    assert child.case_number in html
    assert "Zarina" not in html[html.index("<title>") : html.index("</title>")]


@pytest.mark.parametrize("route", ROUTES)
def test_a_child_of_another_office_is_not_found(other_caseworker, child, group, route):
    """Promise 1."""
    client = client_of(other_caseworker)
    assert client.get(url_of(route, child)).status_code == 404
    assert client.post(url_of(route, child), {}).status_code == 404


@pytest.mark.parametrize("route", ROUTES)
def test_roles_that_open_no_cases_are_refused(official, officer, administrator, child, group, route):
    """Promises 2 and 4."""
    for user in (official, officer, administrator):
        assert client_of(user).get(url_of(route, child)).status_code == 403


@pytest.mark.parametrize("route", ROUTES)
def test_methods_and_an_empty_form(caseworker, child, group, route):
    """Promise 18."""
    client = client_of(caseworker)
    assert client.delete(url_of(route, child)).status_code == 405
    assert client.post(url_of(route, child), {}).status_code == 422


# --- together or apart ---


def test_the_decision_is_kept_with_its_reason_and_day(caseworker, child, group):
    assert client_of(caseworker).post(url_of("unity", child), decision(group)).status_code == 302
    group.refresh_from_db()
    assert (group.unity, group.unity_decided_date) == (UnityDecision.TOGETHER, DAY)
    sister = factories.ChildFactory(office=child.office)
    factories.FamilyMembershipFactory(group=group, person=sister.person)
    html = client_of(caseworker).get(reverse("casefile:detail", args=[sister.public_id])).content.decode()
    assert "Siblings: keep together" in html
    assert "They have nobody else" in html
    event = FamilyGroup.pgh_event_model.objects.filter(pgh_obj=group).latest("pgh_id")
    assert event.pgh_context.metadata["user"] == caseworker.pk


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"unity": "perhaps"}, "unity"),
        ({"decided_date": ""}, "decided_date"),
        ({"decided_date": "2999-01-01"}, "decided_date"),
        ({"reason": "  "}, "reason"),
        ({"reason": "x" * 301}, "reason"),
        ({"reason": "No\x00body"}, "reason"),
        ({"version": "x"}, "version"),
    ],
)
def test_a_mistake_has_its_message_beside_the_field(caseworker, child, group, change, field):
    """Promise 18."""
    response = client_of(caseworker).post(url_of("unity", child), decision(group, **change))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    group.refresh_from_db()
    assert group.unity == UnityDecision.UNDECIDED


def test_taking_a_decision_back_leaves_neither_day_nor_reason(caseworker, child, group):
    client = client_of(caseworker)
    client.post(url_of("unity", child), decision(group))
    client.post(url_of("unity", child), decision(group, unity="undecided"))
    group.refresh_from_db()
    assert (group.unity, group.unity_decided_date, group.unity_reason) == ("undecided", None, "")


def test_who_decides_on_what_somebody_else_decided_sees_both(caseworker, supervisor, child, group):
    """Promise 13."""
    mine = decision(group, reason="Written in the camp")
    theirs = decision(group, unity="apart", reason="One of them is not safe")
    assert client_of(supervisor).post(url_of("unity", child), theirs).status_code == 302
    response = client_of(caseworker).post(url_of("unity", child), mine)
    assert response.status_code == 409
    rows = {row.name: row for row in response.context["rows"]}
    assert (rows["unity"].mine, rows["unity"].filed) == ("Keep together", "Apart by decision")
    assert rows["reason"].mine == "Written in the camp"
    chosen = {
        **dict(response.context["typed"]),
        "version": response.context["version"],
        "keep-unity": "filed",
    }
    assert client_of(caseworker).post(url_of("unity", child), chosen).status_code == 302
    group.refresh_from_db()
    assert (group.unity, group.unity_reason) == (UnityDecision.APART, "Written in the camp")


def test_among_several_groups_the_address_says_which(caseworker, child, group):
    second = factories.FamilyMembershipFactory(group__office=child.office, person=child.person).group
    url = f"{url_of('unity', child)}?group={second.public_id}"
    assert client_of(caseworker).post(url, decision(second)).status_code == 302
    group.refresh_from_db()
    second.refresh_from_db()
    assert (group.unity, second.unity) == (UnityDecision.UNDECIDED, UnityDecision.TOGETHER)


def test_without_a_group_there_is_nothing_to_decide(caseworker, child):
    assert client_of(caseworker).get(url_of("unity", child)).status_code == 404


# --- joining and leaving ---


def test_a_child_joins_the_group_of_a_sister(caseworker, child, group):
    brother = factories.ChildFactory(office=child.office)
    url = url_of("join", brother)
    assert client_of(caseworker).post(url, joining(sibling=child.case_number)).status_code == 302
    assert brother.person.family_memberships.get().group == group


def test_where_the_sister_has_no_group_both_get_one(caseworker, child):
    brother = factories.ChildFactory(office=child.office)
    client_of(caseworker).post(url_of("join", brother), joining(sibling=child.case_number))
    made = FamilyGroup.objects.get()
    assert made.name == "Saidova"
    assert {row.person_id for row in made.memberships.all()} == {child.person_id, brother.person_id}


def test_a_new_group_sent_twice_is_one(caseworker, child):
    """Promise 15."""
    answers = joining(name="سعيدوف")
    for _time in range(2):
        assert client_of(caseworker).post(url_of("join", child), answers).status_code == 302
    assert FamilyGroup.objects.get().name == "سعيدوف"


def test_a_sister_of_another_office_is_the_same_as_an_unknown_one(caseworker, other_caseworker, child):
    """Promise 1."""
    foreign = factories.ChildFactory(office=other_caseworker.office)
    response = client_of(caseworker).post(url_of("join", child), joining(sibling=foreign.case_number))
    assert response.context["form"].errors["sibling"] == ["Your office has no child with this case number."]
    assert not FamilyMembership.objects.exists()


def test_nobody_is_their_own_sister_nor_twice_in_a_group(caseworker, child, group):
    with pytest.raises(Refused):
        actions.join(by=caseworker, child=child, sibling=child)
    sister = factories.ChildFactory(office=child.office)
    factories.FamilyMembershipFactory(group=group, person=sister.person)
    with pytest.raises(Refused, match="already belongs"):
        actions.join(by=caseworker, child=child, sibling=sister)


def test_leaving_ends_the_membership_and_keeps_it(caseworker, child, group):
    answers = {"group": str(group.public_id), "on": "2019-04-02"}
    assert client_of(caseworker).post(url_of("leave", child), answers).status_code == 302
    assert child.person.family_memberships.get().to_date == DAY
    with pytest.raises(Refused, match="does not belong"):
        actions.leave(by=caseworker, child=child, group=group, on=DAY)


@pytest.mark.parametrize("on", ["2018-01-01", "2999-01-01", "", "x"])
def test_a_day_that_cannot_be_is_refused(caseworker, child, group, on):
    answers = {"group": str(group.public_id), "on": on}
    response = client_of(caseworker).post(url_of("leave", child), answers)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["on"])


def test_another_childs_group_is_no_choice(caseworker, child, group):
    """Promise 1."""
    other = factories.FamilyGroupFactory(office=child.office)
    answers = {"group": str(other.public_id), "on": "2019-04-02"}
    assert client_of(caseworker).post(url_of("leave", child), answers).status_code == 422
