"""Records of persons open in the repair tool only for a stated reason, for four hours, and in the trail (promise 4)."""

import time

import pytest
from django.urls import reverse

from cases.admin.glass import BROKEN, LONGEST_SECONDS
from cases.enums import AuditKind
from cases.models import AuditEvent
from tests import factories
from tests.admin.conftest import WHY
from tests.people import client_of

REASON = "/admin/reason/"


@pytest.fixture
def outside(superuser):
    """A browser in which nothing was said yet."""
    return client_of(superuser)


def pages_of(child):
    return [
        reverse("admin:cases_child_changelist"),
        reverse("admin:cases_child_change", args=[child.pk]),
        reverse("admin:cases_child_history", args=[child.pk]),
    ]


def test_no_record_of_a_person_opens_without_a_reason(outside):
    child = factories.ChildFactory()
    for page in pages_of(child):
        answer = outside.get(page)
        assert answer.status_code == 302
        assert answer["Location"].startswith(f"{REASON}?next=")
    assert outside.get(reverse("admin:cases_place_changelist")).status_code == 200


def test_the_reason_is_in_the_trail_before_anything_is_shown(outside, superuser, officer):
    child = factories.ChildFactory()
    page = reverse("admin:cases_child_change", args=[child.pk])
    asked = outside.get(page)["Location"]
    assert outside.get(asked).status_code == 200
    assert outside.post(asked, {"reason": WHY})["Location"] == page
    event = AuditEvent.objects.get(kind=AuditKind.OVERRIDE)
    assert (event.actor, event.subject, event.detail) == (superuser, "admin:records", {"reason": WHY})
    for page in pages_of(child):
        assert outside.get(page).status_code == 200
    assert WHY in client_of(officer).get("/").content.decode()


@pytest.mark.parametrize("typed", ["", "because", " " * 30, "\0" * 30, "x" * 301])
def test_what_is_no_reason_is_named_beside_the_field_and_opens_nothing(outside, typed):
    """Promise 18."""
    answer = outside.post(REASON, {"reason": typed})
    assert answer.status_code == 422
    assert answer.context["form"].errors["reason"]
    assert not AuditEvent.objects.filter(kind=AuditKind.OVERRIDE).exists()
    assert outside.get(reverse("admin:cases_child_changelist")).status_code == 302


def test_it_is_over_after_four_hours_and_holds_for_nobody_else(keeper, superuser):
    page = reverse("admin:cases_child_changelist")
    assert keeper.get(page).status_code == 200
    session = keeper.session
    assert session[BROKEN]["until"] <= time.time() + LONGEST_SECONDS
    session[BROKEN] = {"user": superuser.pk, "until": time.time() - 1}
    session.save()
    assert keeper.get(page).status_code == 302
    session[BROKEN] = {"user": superuser.pk + 1, "until": time.time() + 60}
    session.save()
    assert keeper.get(page).status_code == 302


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example/", "", "javascript:x"])
def test_it_leads_nowhere_else(outside, wanted):
    answer = outside.post(f"{REASON}?next={wanted}", {"reason": WHY})
    assert answer["Location"] == reverse("admin:index")


def test_nobody_but_a_superuser_is_asked(administrator):
    assert client_of(administrator).get(REASON).status_code == 403
