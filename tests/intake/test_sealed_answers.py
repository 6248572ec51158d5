"""Promise 21: numbers and places typed in a registration are sealed in its draft and on the file."""

import json

import pytest

from cases.documents.numbers import number_of
from cases.intake import drafts
from cases.models import Document, Whereabouts
from cases.people.sealing import opened
from tests.intake.walking import minimum

pytestmark = pytest.mark.django_db
NUMBER, DETAIL = "75 1234567", "Tent 17 by the water tank"


@pytest.fixture
def answered(registering, place):
    """A registration with everything typed and nothing recorded yet."""
    registering.answers(minimum(place, where={"detail": DETAIL}))
    registering.sends(
        "child-1-papers", **{"row0-kind": "passport", "row0-custody": "with_child", "row0-number": NUMBER}
    )
    return registering


def test_a_draft_holds_neither_in_plain(answered):
    kept = json.dumps(answered.draft.answers)
    assert NUMBER not in kept
    assert DETAIL not in kept
    assert drafts.typed_at(answered.draft, "child-1-papers")["row0-number"] == NUMBER


def test_both_stand_in_their_fields_again(answered):
    assert NUMBER in answered.opens("child-1-papers").content.decode()
    assert DETAIL in answered.opens("child-1-where").content.decode()


def test_both_are_sealed_on_the_file(answered):
    answered.records()
    paper, stay = (
        Document.objects.select_related("person").get(),
        Whereabouts.objects.select_related("person").get(),
    )
    assert (number_of(paper), opened(stay, "sealed_detail")) == (NUMBER, DETAIL)


def test_a_sealed_answer_of_another_draft_does_not_open(answered):
    other = answered.draft
    other.public_id = "00000000-0000-4000-8000-000000000000"
    assert "row0-number" not in drafts.typed_at(other, "child-1-papers")


def test_the_same_page_sent_twice_is_not_stale(answered):
    """What is sealed differs each time; what was typed is compared."""
    draft = answered.draft
    typed = drafts.typed_at(draft, "child-1-papers")
    drafts.keep(
        by=answered.user, draft=draft, step="child-1-papers", typed=typed, version=0, page="another page"
    )
