"""Reference lists and accounts can be put right, and it shows who did."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Membership, Office, Place, User
from tests import factories


def test_an_office_is_renamed_and_its_history_says_by_whom(keeper, superuser):
    """Promise 6."""
    office = factories.OfficeFactory(name="Offise North")
    page = reverse("admin:cases_office_change", args=[office.pk])
    response = keeper.post(page, {"name": "Office North", "kind": office.kind, "country": "IQ"})
    assert response.status_code == 302
    office.refresh_from_db()
    assert office.name == "Office North"
    history = keeper.get(reverse("admin:cases_office_history", args=[office.pk])).content.decode()
    assert superuser.full_name in history
    assert "Offise North" in history
    assert "Changed" in history
    assert "Recorded" in history


def test_the_history_costs_the_same_with_more_events(keeper):
    office = factories.OfficeFactory()
    page = reverse("admin:cases_office_history", args=[office.pk])
    keeper.get(page)
    with CaptureQueriesContext(connection) as few:
        keeper.get(page)
    for number in range(30):
        Office.objects.filter(pk=office.pk).update(name=f"Team {number}")
    with CaptureQueriesContext(connection) as many:
        entries = keeper.get(page).context["entries"]
    assert len(many) == len(few)
    assert len(entries) == 31
    assert [d.after for d in entries[0].differences] == ["Team 29"]


def test_a_constraint_is_a_sentence_at_the_form(keeper):
    factories.PlaceFactory(name="Camp 1", country_id="IQ")
    typed = {"name": "Camp 1", "kind": "camp", "country": "IQ"}
    response = keeper.post(reverse("admin:cases_place_add"), typed)
    assert response.status_code == 200
    assert "There is already a place of this name in this State." in response.content.decode()
    assert Place.objects.filter(name="Camp 1").count() == 1


@pytest.mark.parametrize("country", ["ZZ", "", "\0", "Iraq"])
def test_a_state_that_is_none_is_refused_at_the_field(keeper, country):
    typed = {"name": "Camp 9", "kind": "camp", "country": country}
    response = keeper.post(reverse("admin:cases_place_add"), typed)
    assert response.status_code == 200
    assert "country" in response.context["adminform"].form.errors
    assert not Place.objects.filter(name="Camp 9").exists()


def test_no_account_is_made_and_no_password_can_be_set(keeper):
    """Promise 10: accounts come by invitation only."""
    typed = {
        "email": "new@example.org",
        "full_name": "New Colleague",
        "is_active": "on",
        "password": "pbkdf2_sha256$1$x$x",
    }
    assert keeper.post(reverse("admin:cases_user_add"), typed).status_code == 403
    assert not User.objects.filter(email="new@example.org").exists()
    user = User.objects.create_user(email="old@example.org", full_name="Old Colleague")
    page = reverse("admin:cases_user_change", args=[user.pk])
    assert "password" not in keeper.get(page).context["adminform"].form.fields
    assert keeper.post(page, typed).status_code == 302
    user.refresh_from_db()
    assert (user.email, user.has_usable_password()) == ("new@example.org", False)


def test_a_role_is_given(keeper):
    user = User.objects.create_user(email="new@example.org", full_name="New Colleague")
    office = factories.OfficeFactory()
    typed = {"user": user.pk, "role": "caseworker", "office": office.pk, "from_date": "2019-03-12"}
    assert keeper.post(reverse("admin:cases_membership_add"), typed).status_code == 302
    membership = Membership.objects.get(user=user)
    assert (membership.office, membership.from_date) == (office, datetime.date(2019, 3, 12))


def test_a_role_without_its_office_is_refused_with_a_sentence(keeper):
    user = User.objects.create_user(email="new@example.org", full_name="New Colleague")
    typed = {"user": user.pk, "role": "caseworker", "from_date": "2019-03-12"}
    response = keeper.post(reverse("admin:cases_membership_add"), typed)
    assert "Caseworkers and supervisors belong to an office." in response.content.decode()
