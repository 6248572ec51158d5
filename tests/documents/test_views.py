"""Papers: what is kept, and what must not be carried."""

import datetime

import pytest
from django.urls import reverse

from cases.documents import actions
from cases.enums import IssuerKind, Recognition
from cases.models import Document
from cases.people.papers import PaperPresenter
from tests import factories
from tests.people import client_of
from tests.support.forms import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north)


@pytest.fixture
def paper(child):
    return factories.DocumentFactory(person=child.person, name_as_printed="Зарина")


def add_url(child):
    return reverse("documents:add", args=[child.public_id])


def edit_url(paper):
    return reverse("documents:edit", args=[paper.public_id])


def test_a_paper_is_put_on_file_once(caseworker, child):
    """Promise 15."""
    client, url = client_of(caseworker), add_url(child)
    data = form_of(
        client,
        url,
        kind="birth_cert",
        issuer_kind="civil_registry",
        issuer_country="TJ",
        recognition="recognised",
        custody="lost",
        name_as_printed=" Зарина Саидова ",
        issued_date="2012-03-12",
    )
    for _ in range(2):
        assert client.post(url, data).status_code == 302
    paper = Document.objects.get()
    assert (paper.custody, paper.name_as_printed, paper.issuer_country_id) == ("lost", "Зарина Саидова", "TJ")


def test_a_paper_of_a_non_recognised_authority_is_restricted_whatever_else_was_ticked(caseworker, child):
    paper = actions.add_paper(
        by=caseworker,
        person=child.person,
        kind="birth_cert",
        issuer_kind=IssuerKind.NON_RECOGNISED,
        recognition=Recognition.RECOGNISED,
    )
    assert paper.is_restricted
    assert PaperPresenter(paper).title == "Birth certificate, non-recognised authority"


@pytest.mark.parametrize("recognition", Recognition)
def test_every_recognition_has_its_words(recognition):
    assert PaperPresenter(Document(kind="passport", recognition=recognition)).recognition


def test_a_paper_is_corrected_and_the_earlier_version_stays(caseworker, paper):
    """Promise 6."""
    client, url = client_of(caseworker), edit_url(paper)
    response = client.post(url, form_of(client, url, recognition="disputed", custody="copy_only"))
    assert response["Location"] == reverse("casefile:detail", args=[paper.person.child.public_id])
    paper.refresh_from_db()
    assert (paper.recognition, paper.custody) == ("disputed", "copy_only")
    (event,) = paper.events.filter(pgh_label="update")
    assert event.pgh_context.metadata["user"] == caseworker.pk


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", ""),
        ("kind", "certificate"),
        ("custody", ""),
        ("issuer_country", "ZZ"),
        ("name_as_printed", "Za\x00rina"),
        ("name_as_printed", "z" * 301),
        ("issued_date", "31.31.2019"),
        ("valid_until_date", "2001-01-01"),
    ],
)
def test_bad_input_is_answered_beside_the_field(caseworker, child, field, value):
    """Promise 18."""
    client, url = client_of(caseworker), add_url(child)
    data = form_of(client, url, kind="passport", custody="lost", issued_date="2012-03-12")
    response = client.post(url, {**data, field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert Document.objects.count() == 0


def test_a_paper_is_not_issued_on_a_day_to_come(caseworker, child):
    tomorrow = datetime.date.today() + datetime.timedelta(days=2)
    client, url = client_of(caseworker), add_url(child)
    data = form_of(client, url, kind="passport", custody="lost", issued_date=tomorrow.isoformat())
    response = client.post(url, data)
    assert response.status_code == 422
    assert "issued_date" in response.context["form"].errors


def test_papers_of_another_office_are_not_found(other_caseworker, child, paper):
    """Promise 1."""
    client = client_of(other_caseworker)
    for url in (add_url(child), edit_url(paper)):
        assert client.get(url).status_code == 404
        assert client.post(url, {"kind": "passport"}).status_code == 404


@pytest.mark.parametrize("role", ["official", "coordinator", "officer", "administrator"])
def test_who_opens_no_cases_is_refused(request, role, child, paper):
    client = client_of(request.getfixturevalue(role))
    for url in (add_url(child), edit_url(paper)):
        assert client.get(url).status_code == 403


def test_wrong_methods(caseworker, child, paper):
    client = client_of(caseworker)
    for url in (add_url(child), edit_url(paper)):
        assert client.delete(url).status_code == 405
