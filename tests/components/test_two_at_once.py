"""Two people on one form, for records without a version of their own: both versions, nothing typed is lost. Promise 13."""

import re

import pytest
from django.urls import reverse

from cases.enums import CaseList
from cases.models import SavedView
from tests import factories
from tests.people import client_of, make_user
from tests.support.forms import carried, form_of

pytestmark = pytest.mark.django_db


def _paper(office):
    child = factories.ChildFactory(office=office)
    return factories.DocumentFactory(person=child.person)


def _tie(office):
    return factories.GuardianshipFactory(child=factories.ChildFactory(office=office))


def _place(office):
    return factories.PlaceFactory()


def _office(office):
    return factories.OfficeFactory()


# Address, who fills the form in, a row, the field, what is typed first and what second.
FORMS = {
    "documents:edit": ("caseworker", _paper, "name_as_printed", "Зарина", "Зарина Саидова"),
    "guardians:change_tie": ("caseworker", _tie, "relationship", "aunt_m", "grandmother_m"),
    "places:edit": ("administrator", _place, "name", "Camp of the first", "Camp of the second"),
    "accounts:office_edit": ("administrator", _office, "name", "Office One", "Office Two"),
}


@pytest.mark.parametrize("route", FORMS)
def test_the_second_sees_both_versions_and_one_save_settles_it(route, request, office_north):
    role, make, field, first, second = FORMS[route]
    user, row = request.getfixturevalue(role), make(office_north)
    url = reverse(route, args=[row.public_id])
    colleague = make_user("Karim Daoud", user.membership.role, office=user.office)
    mine, theirs = client_of(user), client_of(colleague)
    typed = form_of(mine, url, **{field: second})
    assert theirs.post(url, form_of(theirs, url, **{field: first})).status_code == 302

    conflict = mine.post(url, typed)
    assert conflict.status_code == 409
    html = conflict.content.decode()
    (differing,) = [row for row in conflict.context["rows"] if row.differs]
    assert differing.name == field
    assert colleague.full_name in html

    again = carried(conflict)
    assert mine.post(url, again | {f"keep-{field}": "filed"}).status_code == 302
    row.refresh_from_db()
    assert str(getattr(row, field)) == first
    assert mine.post(url, {**form_of(mine, url), field: second}).status_code == 302
    row.refresh_from_db()
    assert str(getattr(row, field)) == second


def test_two_who_decide_about_a_state_at_once(administrator):
    url = "/states/GE/edit/"
    client = client_of(administrator)
    late = form_of(client, url)
    assert client.post(url, form_of(client, url, is_destination="on")).status_code == 302
    conflict = client.post(url, late)
    assert conflict.status_code == 409
    assert [(row.mine, row.filed) for row in conflict.context["rows"]] == [("No", "Yes")]


def test_two_who_correct_an_authority_at_once(supervisor, administrator):
    control = factories.PlaceControlFactory()
    url = reverse("places:correct", args=[control.place.public_id, control.public_id])
    mine, theirs = client_of(supervisor), client_of(administrator)
    typed = form_of(mine, url, authority="Council of the second", reason="Misread")
    said = form_of(theirs, url, authority="Council of the first", reason="Misheard")
    assert theirs.post(url, said).status_code == 302
    conflict = mine.post(url, typed)
    assert conflict.status_code == 409
    differing = [(row.mine, row.filed) for row in conflict.context["rows"] if row.differs]
    assert differing == [("Council of the second", "Council of the first")]
    control.refresh_from_db()
    assert control.authority == "Council of the first"
    again = carried(conflict)
    assert mine.post(url, again | {"keep-authority": "mine"}).status_code == 302
    control.refresh_from_db()
    assert control.authority == "Council of the second"


@pytest.mark.parametrize("stamp", ["", "yesterday", "9" * 41, "2019\x00"])
def test_a_stamp_that_no_form_carried_saves_nothing(caseworker, stamp):
    """Promise 18."""
    paper = _paper(caseworker.office)
    client, url = client_of(caseworker), reverse("documents:edit", args=[paper.public_id])
    assert client.post(url, form_of(client, url, custody="lost", version=stamp)).status_code in (409, 422)
    paper.refresh_from_db()
    assert paper.custody == "with_child"


def test_what_nobody_touched_stays_as_the_other_left_it(caseworker, office_north):
    """Promise 13: two people on two fields; the second saves what is offered, and both changes stand."""
    paper = _paper(office_north)
    url = reverse("documents:edit", args=[paper.public_id])
    colleague = make_user("Karim Daoud", caseworker.membership.role, office=office_north)
    mine, theirs = client_of(caseworker), client_of(colleague)
    typed = form_of(mine, url, name_as_printed="Зарина Саидова")
    assert theirs.post(url, form_of(theirs, url, custody="lost")).status_code == 302

    conflict = mine.post(url, typed)
    assert conflict.status_code == 409
    preset = {row.name: row.is_touched for row in conflict.context["rows"] if row.differs}
    assert preset == {"name_as_printed": True, "custody": False}
    html = conflict.content.decode()
    again = carried(conflict)
    offered = dict(re.findall(r'name="(keep-[^"]+)" value="([^"]+)" checked', html))
    assert offered == {"keep-name_as_printed": "mine", "keep-custody": "filed"}
    assert mine.post(url, again | offered).status_code == 302
    paper.refresh_from_db()
    assert (paper.name_as_printed, paper.custody) == ("Зарина Саидова", "lost")


@pytest.mark.parametrize("opened", ["", "{", "[]", '{"custody": 5}'])
def test_a_form_that_does_not_say_what_it_was_opened_with_offers_what_was_typed(
    caseworker, office_north, opened
):
    """Promise 18."""
    paper = _paper(office_north)
    url = reverse("documents:edit", args=[paper.public_id])
    client = client_of(caseworker)
    typed = form_of(client, url, name_as_printed="Зарина Саидова") | {"opened": opened}
    assert client.post(url, form_of(client, url, custody="lost")).status_code == 302
    conflict = client.post(url, typed)
    assert conflict.status_code == 409
    assert all(row.is_touched for row in conflict.context["rows"] if row.differs)


def test_two_who_decide_about_contact_at_once(caseworker, supervisor, office_north):
    """Promise 13: leave to contact a State is not given over a refusal that nobody saw."""
    child = factories.ChildFactory(office=office_north)
    url = reverse("nationalities:contact", args=[child.public_id, "TJ"])
    mine, theirs = client_of(caseworker), client_of(supervisor)
    late = form_of(mine, url, level="permitted_full", reason="The lawyer agreed")
    assert theirs.post(url, form_of(theirs, url, level="prohibited", reason="A threat")).status_code == 302
    conflict = mine.post(url, late)
    assert conflict.status_code == 409
    (row,) = conflict.context["rows"]
    assert (row.mine, row.filed) == (
        "Full dossier may be shared under the named agreement",
        "No contact with this State’s authorities",
    )
    assert "The lawyer agreed" in conflict.content.decode()
    assert child.contact_permissions.current().get().level == "prohibited"
    assert mine.post(url, carried(conflict)).status_code == 302
    assert child.contact_permissions.current().get().level == "permitted_full"


def test_a_view_changed_on_two_devices_shows_both(caseworker):
    """Promise 13."""
    view = SavedView.objects.create(
        user=caseworker,
        office=caseworker.office,
        list_name=CaseList.CHILDREN,
        name="Camp",
        query="",
        columns=[],
    )
    url = reverse("caseload:edit_view", args=[view.public_id])
    here, there = client_of(caseworker), client_of(caseworker)
    late = form_of(here, url, name="Camp of the second")
    assert there.post(url, form_of(there, url, name="Camp of the first")).status_code == 302
    conflict = here.post(url, late)
    assert conflict.status_code == 409
    assert [(row.mine, row.filed) for row in conflict.context["rows"] if row.differs] == [
        ("Camp of the second", "Camp of the first")
    ]
    assert here.post(url, carried(conflict)).status_code == 302
    view.refresh_from_db()
    assert view.name == "Camp of the second"
