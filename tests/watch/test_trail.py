"""The officer's search over the trail. Promises 3, 4, 7 and 18."""

import csv
import io
import re
import uuid

import pytest
from django.db.models import Q
from django.urls import reverse

from cases.audit import record
from cases.audit.terms import hashed
from cases.models import AuditEvent
from tests import factories
from tests.people import client_of
from tests.support.moments import as_of, moment

pytestmark = pytest.mark.django_db
TRAIL = "/trail/"


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north, name="Zarina Saidova")


@pytest.fixture
def entries(caseworker, official):
    record.exported(by=official, subject="totals-per-country")
    record.denied(by=caseworker, subject="places:add")


def found(response):
    """What is shown, without what the officer's own looks add."""
    assert response.status_code == 200
    return [row.subject for row in response.context["rows"] if not row.subject.startswith("watch:")]


def look_up(client, typed, **filters):
    response = client.post(reverse("watch:look_up"), {"q": typed, **filters})
    assert response.status_code == 302
    return response["Location"]


@pytest.mark.parametrize(
    ("query", "subjects"),
    [
        ("", ["places:add", "totals-per-country"]),
        ("?sort=at", ["totals-per-country", "places:add"]),
        ("?kind=denial", ["places:add"]),
        ("?role=official", ["totals-per-country"]),
        ("?subject=places", ["places:add"]),
        ("?until=2019-01-01", []),
        ("?since=2019-01-01&kind=export", ["totals-per-country"]),
    ],
)
def test_the_trail_is_narrowed(officer, entries, query, subjects):
    assert found(client_of(officer).get(f"{TRAIL}{query}")) == subjects


def test_by_who_acted_and_at_which_hours(officer, caseworker, supervisor):
    for user, at in ((caseworker, "10:00"), (caseworker, "23:30"), (supervisor, "02:00")):
        with as_of(moment("2019-07-10", at)):
            record.read(by=user, subject="casefile:detail", ids=[uuid.uuid4()])
    client = client_of(officer)
    hers = f"?person={caseworker.public_id}"
    assert len(found(client.get(TRAIL + hers))) == 2
    assert len(found(client.get(f"{TRAIL}?hours=night"))) == 2
    (row,) = client.get(f"{TRAIL}{hers}&hours=night&since=2019-07-10&until=2019-07-10").context["rows"]
    assert (row.who, row.colleague.office) == ("Layla Haddad", "Office North")


def test_a_line_is_a_sentence_and_says_in_words_what_it_is_of(officer, entries, caseworker):
    record.denied(by=caseworker, subject="admin")
    record.exported(by=caseworker, subject="totals-per-state")
    record.read(by=caseworker, subject="casefile:detail", ids=[uuid.uuid4()])
    record.denied(by=caseworker, subject="lookup:child", ids=[uuid.uuid4()])
    record.signed_in(by=caseworker, means=["passphrase"])
    rows = client_of(officer).get(TRAIL).context["rows"]
    assert [row.sentence for row in rows] == [
        "Looked at the trail",
        "Signed in",
        "Asked for a record that is none of their own, or that there is not",
        "Opened the file of a child",
        "Took out as a file: Totals per State",
        "Was refused: Administration pages",
        "Was refused: Places",
        "Took out as a file: totals-per-country",
    ]


def test_a_file_is_looked_up_by_number_or_public_id_and_neither_stands_in_the_address(
    officer, caseworker, child
):
    """Promises 4 and 7: no name on the page; what was looked up is recorded, and only its hash is kept."""
    record.read(by=caseworker, subject="casefile:detail", ids=[child.public_id])
    record.read(by=caseworker, subject="casefile:detail", ids=[uuid.uuid4()])
    client, seen = client_of(officer), []
    for typed in (
        child.case_number,
        child.case_number.lower(),
        str(child.public_id),
        str(child.person.public_id),
    ):
        address = look_up(client, f" {typed} ", kind="read")
        assert typed.lower() not in address.lower()
        response = client.get(address)
        assert found(response) == ["casefile:detail"]
        assert "Zarina" not in response.content.decode()
        assert reverse("watch:of_file", args=[child.person.public_id]) in response.content.decode()
        event = AuditEvent.objects.get(Q(subject__startswith="watch:") & ~Q(pk__in=seen))
        assert (event.kind, event.subject, event.actor) == ("search", "watch:trail", officer)
        assert str(child.public_id) in event.subject_ids
        assert event.detail == {"terms": hashed(typed)}
        assert typed.lower() not in str(event.detail).lower()
        seen.append(event.pk)


@pytest.mark.parametrize("typed", ["0000-0000-0", "Zarina Saidova", "‮", "%", "\x00", "q" * 250])
def test_what_names_no_file_is_said_so(officer, child, typed):
    """Promise 18. A name finds nothing here."""
    client = client_of(officer)
    response = client.get(look_up(client, typed))
    assert response.status_code in (200, 400)
    assert "Zarina Saidova</bdi>" not in response.content.decode()
    if response.status_code == 400:
        assert "Names are not looked for here." in response.content.decode()
        assert response.context["rows"] == []


def test_a_token_of_another_session_finds_nothing(officer, child):
    response = client_of(officer).get(f"{TRAIL}?q=abc")
    assert response.status_code == 400
    assert "no longer kept" in response.content.decode()


@pytest.mark.parametrize(
    "query", ["kind=x", "role=%1B", "since=yesterday", "until=2019-13-01", "person=1", "since=0001-01-01"]
)
def test_a_filter_that_is_not_understood_is_said_so(officer, query):
    """Promise 18."""
    response = client_of(officer).get(f"{TRAIL}?{query}")
    assert response.status_code == 400
    assert not response.context["rows"]


def test_what_is_found_leaves_as_a_recorded_export_without_names(officer, caseworker, child):
    """Promise 3: public ids and staff, and the entry stands before the first byte."""
    record.overridden(
        by=caseworker, subject="traffic:emergency", ids=[child.public_id], detail={"reason": "Zarina is ill"}
    )
    client = client_of(officer)
    address = look_up(client, child.case_number)
    response = client.get(f"{address}&format=csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert "Zarina" not in text
    rows = list(csv.reader(io.StringIO(text)))
    row = next(row for row in rows if "Layla Haddad" in row)
    assert row[2:] == [
        "Office North",
        "Override",
        "Opened a file of another office in an emergency",
        "1",
        str(child.public_id),
    ]
    event = AuditEvent.objects.get(kind="export")
    assert (event.actor, event.subject, event.detail["format"]) == (officer, "trail", "csv")
    assert str(child.public_id) in event.subject_ids
    assert response["Content-Disposition"] == 'attachment; filename="trail.csv"'


@pytest.mark.parametrize("rows", [3, 30])
def test_the_trail_costs_the_same_at_any_length(officer, caseworker, rows, django_assert_num_queries):
    client = client_of(officer)
    for _row in range(rows):
        record.read(by=caseworker, subject="casefile:detail", ids=[uuid.uuid4()])
    with django_assert_num_queries(12):
        client.get(TRAIL)


def test_pages_go_on_where_the_last_one_ended(officer, caseworker):
    for number in range(60):
        record.read(by=caseworker, subject="casefile:detail", ids=[uuid.UUID(int=number)])
    client = client_of(officer)
    first = client.get(f"{TRAIL}?kind=read&person={caseworker.public_id}")
    second = client.get(TRAIL + first.context["listing"].next)
    numbers = [uuid.UUID(row.ids[0]).int for page in (first, second) for row in page.context["rows"]]
    assert numbers == list(range(59, -1, -1))


@pytest.mark.parametrize("who", ["caseworker", "supervisor", "official", "coordinator", "administrator"])
def test_only_the_officer_reads_the_trail(request, who):
    client = client_of(request.getfixturevalue(who))
    assert client.get(TRAIL).status_code == 403
    assert client.post(reverse("watch:look_up"), {"q": "x"}).status_code == 403


def test_methods(officer):
    client = client_of(officer)
    assert client.post(TRAIL).status_code == 405
    assert client.get(reverse("watch:look_up")).status_code == 405


# --- look-ups that lead nowhere ---


def test_a_foreign_and_an_unknown_id_leave_the_same_line_and_get_the_same_answer(
    caseworker, other_caseworker, child
):
    """Promises 1 and 7."""
    client, answers = client_of(other_caseworker), []
    for public_id in (child.public_id, uuid.UUID(int=7)):
        response = client.get(f"/children/{public_id}/")
        assert response.status_code == 404
        answers.append(re.sub(rb'value="[^"]+"', b"", response.content.replace(str(public_id).encode(), b"")))
        event = AuditEvent.objects.latest("pk")
        assert (event.kind, event.actor) == ("denial", other_caseworker)
        assert event.subject_ids == [str(public_id)]
        assert event.detail == {}
    assert answers[0] == answers[1]
    before = AuditEvent.objects.filter(kind="denial").count()
    assert client_of(caseworker).get(f"/children/{child.public_id}/").status_code == 200
    assert AuditEvent.objects.filter(kind="denial").count() == before


def test_the_way_to_the_record_that_stays_is_no_denial(caseworker, child):
    given_up = factories.ChildFactory(office=child.office, merged_into=child)
    response = client_of(caseworker).get(f"/children/{given_up.public_id}/")
    assert response.status_code == 302
    assert not AuditEvent.objects.filter(kind="denial").exists()
