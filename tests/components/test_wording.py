"""Every reason and every note has the gentle hint on words: in the browser, and after saving (DOMAIN 4)."""

import re

import pytest
from django.urls import reverse

from tests.factories import ChildFactory, FamilyGroupFactory, FamilyMembershipFactory
from tests.guards.expectations import EXPECTED
from tests.guards.test_filled import FORMS
from tests.guards.walk import ask, cells_of
from tests.guards.world import make_world
from tests.people import client_of
from tests.support.forms import form_of

pytestmark = pytest.mark.django_db

REASONS = ("reason", "outcome", "text")
# A reason that is chosen and not written; and who reads the States' pages writes nothing of a child.
NOT_WRITTEN = {"children:missing", "guardians:missing"}


def test_every_field_for_a_reason_is_watched(client):
    world = make_world(client)
    watched = set()
    for name in FORMS:
        page = EXPECTED[name]
        role = "caseworker" if "caseworker" in page.who else "administrator"
        cell = next(cell for cell in cells_of(name, page, world) if (cell.role, cell.method) == (role, "GET"))
        text = ask(cell, world).response.content.decode()
        for field in re.findall(r"<(?:input|textarea)\b[^>]*>", text):
            if re.search(rf'name="({"|".join(REASONS)})"', field) and name not in NOT_WRITTEN:
                assert "data-word-hint" in field, f"{name}: {field}"
                assert "data-word-sentences" in text, name
                watched.add(name)
    assert {
        "families:unity",
        "children:edit",
        "children:correct_whereabouts",
        "children:assign",
        "casefile:export",
        "casefile:undo_child",
        "caseload:bulk",
        "flags:add",
        "handover:hand_over",
        "notes:write",
    } <= watched


def test_a_word_in_a_reason_is_told_after_saving_and_stands_as_written(caseworker):
    client = client_of(caseworker)
    child = ChildFactory(office=caseworker.office)
    group = FamilyGroupFactory(office=caseworker.office)
    FamilyMembershipFactory(group=group, person=child.person)
    url = reverse("families:unity", args=[child.public_id])
    sent = form_of(client, url, unity="together", decided_date="2019-05-01", reason="They are orphans")
    page = client.post(url, sent, follow=True).content.decode()
    assert "One word to think about: “\u2068orphans\u2069”" in page
    group.refresh_from_db()
    assert group.unity_reason == "They are orphans"
