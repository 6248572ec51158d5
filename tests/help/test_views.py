"""Help: short texts for everybody who works here, each with its source; the keys for everybody."""

import pytest
from django.urls import reverse

from cases.enums import Role
from cases.help.topics import TOPICS
from cases.policy.roles import ROLES
from tests.people import client_of

# DOMAIN 4: what no page prints. "Orphan" and "fake" are named only to say that they are not used.
NEVER_PRINTED = (
    "deport",
    "isis",
    "jihad",
    "bride",
    "illegitimate",
    "illegal",
    "radicalised",
    "affiliat",
    "stateless",
)


def test_the_start_page_leads_to_every_topic_and_to_the_keys(caseworker):
    page = client_of(caseworker).get("/help/").content.decode()
    assert len(TOPICS) >= 10
    assert [code for code in TOPICS if f'href="/help/{code}/"' not in page] == []
    assert 'href="/help/keyboard/"' in page


@pytest.mark.parametrize("code", TOPICS)
def test_a_topic_names_its_source_and_keeps_to_the_words_of_the_field(caseworker, code):
    response = client_of(caseworker).get(reverse("help:topic", args=[code]))
    page = response.content.decode()
    content = page[page.index("<main") : page.index("</main>")]
    assert response.status_code == 200
    assert "Follows: " in content
    assert str(TOPICS[code].source) in content.replace("&#x27;", "'")
    assert [word for word in NEVER_PRINTED if word in content.lower()] == []


def test_who_sees_what_says_what_the_roles_say(official):
    page = client_of(official).get("/help/who-sees-what/").content.decode()
    assert [role for role in Role if str(ROLES[role].sentence) not in page] == []


@pytest.mark.parametrize("code", ["nothing", "keyboard-of-mine"])
def test_an_unknown_topic_is_not_found(caseworker, code):
    """Promise 18."""
    assert client_of(caseworker).get(f"/help/{code}/").status_code == 404


def test_help_is_for_those_who_work_here_and_the_keys_for_everybody(client, db):
    assert client.get("/help/").status_code == 302
    assert client.get("/help/claims/").status_code == 302
    assert client.get("/help/keyboard/").status_code == 200


@pytest.mark.parametrize("path", ["/help/", "/help/claims/", "/help/keyboard/"])
def test_pages_take_their_own_methods_only(administrator, path):
    assert client_of(administrator).post(path).status_code == 405


@pytest.mark.parametrize("path", ["/help/", "/help/birth/", "/help/keyboard/"])
def test_a_page_of_help_asks_the_database_nothing_of_its_own(officer, django_assert_num_queries, path):
    client = client_of(officer)
    with django_assert_num_queries(6):  # the session and the person
        client.get(path)


def test_the_foot_of_every_page_leads_to_help_keys_and_statement(caseworker):
    page = client_of(caseworker).get("/places/").content.decode()
    foot = page[page.index("<footer") : page.index("</footer>")]
    for path in ("/help/", "/help/keyboard/", "/accessibility/", "/privacy/"):
        assert f'href="{path}"' in foot


def test_the_statement_says_whom_to_write_to_and_when_it_was_compared(caseworker, client):
    mine, anybodys = client_of(caseworker).get("/accessibility/"), client.get("/accessibility/")
    assert "Tell Office North" in mine.content.decode()
    assert "the person who runs the accounts of your office" in anybodys.content.decode()
    assert "<time datetime=" in anybodys.content.decode()
