"""On a phone the cards of a case are folded: their heads say what they hold, and what is new."""

import datetime
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Child, Note
from tests.factories import ChildFactory, NeedFactory, write_note
from tests.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(caseworker):
    made = ChildFactory(office=caseworker.office)
    Child.objects.update(created_at=timezone.now() - timedelta(days=100))
    return made


def heads_on(reader, child):
    return client_of(reader).get(reverse("casefile:detail", args=[child.public_id])).context["heads"]


def test_a_new_note_is_counted_and_marked(caseworker, supervisor, child):
    write_note("The aunt called.", child=child, author=supervisor, on=datetime.date(2019, 3, 12))
    old = write_note("The hearing was held.", child=child, author=supervisor)
    Note.objects.filter(pk=old.pk).update(updated_at=timezone.now() - timedelta(days=8))
    heads = heads_on(caseworker, child)
    assert (heads["notes"].count, heads["notes"].news) == (2, "1 this week")
    page = client_of(caseworker).get(reverse("casefile:detail", args=[child.public_id])).content.decode()
    head = re.search(r'id="notes-title">.*?</summary>', page, re.DOTALL).group()
    assert '<span class="num muted">2</span>' in head
    assert "1 this week" in head


def test_a_card_with_nothing_says_so(caseworker, child):
    heads = heads_on(caseworker, child)
    assert set(heads) == {"family", "claims", "papers", "needs", "where", "transfers", "notes", "timeline"}
    assert (heads["notes"].count, heads["notes"].news) == (0, "")
    assert (heads["transfers"].count, heads["transfers"].news) == (0, "")


def test_needs_count_what_holds_now_and_mark_what_ended_too(caseworker, child):
    NeedFactory(child=child, to_date=datetime.date(2019, 5, 1))
    NeedFactory(child=child)
    heads = heads_on(caseworker, child)
    assert (heads["needs"].count, heads["needs"].news) == (1, "2 this week")


def test_what_came_with_the_case_is_no_news(caseworker, child):
    write_note("Found at the gate.", child=child, author=caseworker)
    Child.objects.update(created_at=timezone.now())
    heads = heads_on(caseworker, child)
    assert (heads["notes"].count, heads["notes"].news) == (1, "")
