"""Drafts are told from one another on the start page, and stand first on a phone."""

import pytest

from tests.people import client_of

pytestmark = pytest.mark.django_db


def test_a_draft_is_told_by_the_names_typed_so_far(registering, caseworker):
    """Its own writer alone reads them, and on the page only: no name in an address or a title. Promise 7."""
    registering.sends("family", children="2", here=["mother"])
    client = client_of(caseworker)
    assert [draft.names for draft in client.get("/").context["unfinished"].drafts] == [[]]
    registering.sends("mother", how="new", name_latin="Gulnora Saidova")
    (draft,) = client.get("/").context["unfinished"].drafts
    assert draft.names == ["Gulnora Saidova"]
    registering.sends("child-2-name", name_latin="Zarina Saidova", name_cyrillic="Зарина Саидова")
    response = client.get("/")
    (draft,) = response.context["unfinished"].drafts
    assert len(draft.names) == 1
    assert draft.names[0] in ("Zarina Saidova", "Зарина Саидова")
    assert "Saidova" not in draft.url + draft.discard_url + draft.title
    assert f'href="{draft.url}"><bdi>{draft.names[0]}</bdi></a>' in response.content.decode()


def test_what_is_not_finished_stands_above_the_tasks_on_a_phone(registering, caseworker):
    registering.sends("family", children="1")
    page = client_of(caseworker).get("/").content.decode()
    on_phone, tasks, on_desk = (
        page.index('id="begun"'),
        page.index('aria-label="Tasks"'),
        page.index('id="unfinished"'),
    )
    assert on_phone < tasks < on_desk
    assert 'card-box  on-phone" id="begun"' in page
