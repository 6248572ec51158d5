"""Lists of persons leave only as numbered exports: exactly what was asked for, marked, and written down. Promise 3."""

import datetime
import io
import re
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import load_workbook

from cases.audit import numbered
from cases.enums import AuditKind, CaseStatus, Recognition
from cases.models import AuditEvent, ExportOpening, NumberedExport
from cases.outgoing import actions
from cases.outgoing.lists import LEAVING
from tests import factories
from tests.outgoing.factories import ListExportFactory
from tests.outgoing.making import TERMS, ask, asked, opened, table_of, url_of
from tests.people import client_of
from tests.support.forms import form_of

pytestmark = pytest.mark.django_db


def test_a_list_is_numbered_and_in_the_trail_with_every_child_before_its_first_byte(caseworker, children):
    """Promises 3 and 7."""
    made = asked(caseworker, parts=["number", "age"])
    assert set(made.row_ids) == {child.public_id for child in children}
    assert (made.kind, made.list_name, made.row_count) == ("list", "children", 3)
    assert (made.office, made.made_by, made.parts) == (caseworker.office, caseworker, ["number", "age"])
    entry = AuditEvent.objects.get(kind=AuditKind.EXPORT)
    assert set(entry.subject_ids) == {str(child.public_id) for child in children} | {str(made.public_id)}
    assert entry.detail["number"] == made.number
    assert "Zarina" not in str(entry.detail)
    assert not ExportOpening.objects.exists()


def test_each_opening_is_in_the_trail_first(caseworker, children, monkeypatch):
    """Promise 7: no record, no file."""
    made = asked(caseworker, parts=["number"])
    opened(caseworker, made)
    entry = AuditEvent.objects.get(kind=AuditKind.PRINT)
    assert set(entry.subject_ids) >= {str(child.public_id) for child in children}
    assert ExportOpening.objects.get().row_count == 3

    def fails(**entry):
        raise OSError("the trail is full")

    monkeypatch.setattr(numbered, "opened", fails)
    with pytest.raises(OSError, match="trail"):
        opened(caseworker, made)
    assert ExportOpening.objects.count() == 1


def test_the_filters_of_the_list_decide_who_is_in_it(caseworker, children, office_west):
    """Exactly what is filtered, and nobody of another office."""
    factories.ChildFactory(office=office_west, status=CaseStatus.ON_HOLD)
    children[0].status = CaseStatus.ON_HOLD
    children[0].save()
    made = asked(caseworker, query="?status=on_hold", parts=["number"])
    rows, _notes = table_of(opened(caseworker, made)[1])
    assert [row["Case number"] for row in rows] == [children[0].case_number]


def test_a_search_by_name_decides_who_is_in_it_and_stands_in_no_address(caseworker, children):
    """Promise 7."""
    client = client_of(caseworker)
    found = client.post(reverse("children:search"), {"q": "Timur"})["Location"]
    query = found[found.index("?") :]
    url = reverse("outgoing:ask", args=["children"]) + query
    assert "Timur" not in url
    assert client.post(url, form_of(client, url, **TERMS, parts=["number"])).status_code == 302
    assert NumberedExport.objects.get().row_ids == [children[1].public_id]


@pytest.mark.parametrize("query", ["?q=gone", "?status=nonsense"])
def test_what_is_not_understood_exports_nobody(caseworker, children, query):
    """Promise 18: neither everybody nor an error page."""
    assert ask(caseworker, query=query, parts=["number"]).status_code == 422
    assert not NumberedExport.objects.exists()


def test_the_columns_looked_at_are_ticked_but_for_names_and_births(caseworker, children):
    url = reverse("outgoing:ask", args=["children"])
    field = client_of(caseworker).get(url).context["form"]["parts"]
    assert {"number", "age", "status"} <= set(field.value())
    assert not {"name", "other_names", "birth", "family"} & set(field.value())


def test_names_leave_where_they_are_ticked_and_nowhere_else(caseworker, children):
    plain = opened(caseworker, asked(caseworker, parts=["number"]))[1].decode()
    named = opened(caseworker, asked(caseworker, parts=["number", "name", "birth"]))[1].decode()
    assert "Saidova" not in plain
    assert "Zarina Saidova" in named
    assert "Born" in named


def test_the_rows_are_fixed_when_it_is_asked_for(caseworker, children):
    """What leaves is what was asked for: who is registered later is not in it."""
    made = asked(caseworker, parts=["number"])
    later = factories.ChildFactory(office=caseworker.office)
    rows, _notes = table_of(opened(caseworker, made)[1])
    assert {row["Case number"] for row in rows} == {child.case_number for child in children}
    assert later.case_number not in str(rows)


def test_who_went_to_another_office_is_left_out_and_the_file_says_how_many(caseworker, children, office_west):
    """Promise 1: looked at anew when it is opened."""
    made = asked(caseworker, parts=["number"])
    person = children[0].person
    person.office = office_west
    person.save()
    rows, notes = table_of(opened(caseworker, made)[1])
    assert children[0].case_number not in str(rows)
    assert len(rows) == 2
    assert any("Left out: 1 row" in note for note in notes)
    assert str(children[0].public_id) not in str(AuditEvent.objects.get(kind=AuditKind.PRINT).subject_ids)


def test_number_user_and_time_stand_in_the_csv_file(caseworker, children):
    made = asked(caseworker, parts=["number"])
    response, content = opened(caseworker, made)
    rows, notes = table_of(content)
    assert {row["Export"] for row in rows} == {made.number}
    text = " ".join(notes)
    for words in (made.number, caseworker.full_name, TERMS["recipient"], TERMS["reason"], "Destroy by"):
        assert words in text
    assert timezone.localtime(made.made_at).strftime("%H:%M") in text
    assert response["Cache-Control"] == "no-store"
    name = re.search(r'filename="([^"]+)"', response["Content-Disposition"])[1]
    assert name == f"export-{made.number.lower()}.csv"


def test_number_user_and_time_stand_in_the_spreadsheet(caseworker, children):
    """On its first sheet, at the foot of each printed page, in its properties, in every row."""
    made = asked(caseworker, parts=["number", "name", "registered"], format="xlsx")
    _response, content = opened(caseworker, made)
    book = load_workbook(io.BytesIO(content))
    about, table = (book.get_sheet_by_index(place).to_python() for place in (0, 1))
    told = dict(row[:2] for row in about)
    assert told["Made by"] == f"{caseworker.full_name}, {caseworker.office.name}"
    assert told["For"] == TERMS["recipient"]
    assert about[0][1] == made.number
    assert table[0] == ["Export", "Case number", "Name", "Registered"]
    assert {row[0] for row in table[1:4]} == {made.number}
    assert isinstance(table[1][3], datetime.date)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        foot = parts.read("xl/worksheets/sheet2.xml").decode()
        properties = parts.read("docProps/core.xml").decode()
    for text in (foot, properties):
        assert made.number in text
        assert caseworker.full_name in text


def test_a_name_that_would_run_as_a_formula_is_made_harmless(caseworker, office_north):
    """Promise 18."""
    factories.ChildFactory(office=office_north, name="=1+1")
    rows, _notes = table_of(opened(caseworker, asked(caseworker, parts=["name"]))[1])
    assert rows[0]["Name"] == "'=1+1"


def test_parents_leave_with_case_numbers_and_no_name_of_a_child(caseworker, children):
    factories.GuardianshipFactory(
        child=children[0], guardian__name="Gulnora Saidova", guardian__office=caseworker.office
    )
    made = asked(caseworker, "guardians", parts=["name", "children", "known", "where", "papers"])
    rows, _notes = table_of(opened(caseworker, made)[1])
    assert rows[0]["Name"] == "Gulnora Saidova"
    assert children[0].case_number in rows[0]["Children, by case number"]
    assert "Zarina" not in str(rows)
    entry = AuditEvent.objects.get(kind=AuditKind.EXPORT)
    assert str(children[0].public_id) in entry.subject_ids


def test_claims_leave_as_they_are_filtered(caseworker, children):
    for child, state in zip(children, ("TJ", "RU", "TJ"), strict=True):
        factories.NationalityFactory(child=child, state_id=state)
    made = asked(
        caseworker, "claims", "?state=TJ", parts=["number", "state", "decided", "caseworker", "evidence"]
    )
    rows, _notes = table_of(opened(caseworker, made)[1])
    assert {row["State"] for row in rows} == {"Tajikistan"}
    assert {row["Case number"] for row in rows} == {children[0].case_number, children[2].case_number}


def test_papers_leave_without_restricted_ones(caseworker, children):
    """DOMAIN 3.7: what is dangerous to carry is on no list."""
    factories.DocumentFactory(person=children[0].person, kind="passport")
    factories.DocumentFactory(
        person=children[1].person, kind="passport", recognition=Recognition.NOT_RECOGNISED
    )
    made = asked(caseworker, "papers", parts=["number", "kind", "printed"])
    rows, _notes = table_of(opened(caseworker, made)[1])
    assert [row["Case number"] for row in rows] == [children[0].case_number]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("recipient", " "),
        ("purpose", "holiday"),
        ("reason", ""),
        ("parts", []),
        ("parts", ["password"]),
        ("format", "exe"),
        ("format", "paper"),
        ("expires_date", "2001-01-01"),
        ("expires_date", "2099-01-01"),
        ("encryption", "rot13"),
    ],
)
def test_bad_input_is_answered_beside_the_field(caseworker, children, field, value):
    """Promise 18."""
    response = ask(caseworker, **{"parts": ["number"], field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not NumberedExport.objects.exists()


def test_too_many_rows_are_refused(caseworker, children, monkeypatch):
    monkeypatch.setattr(actions, "MOST_ROWS", 2)
    response = ask(caseworker, parts=["number"])
    assert response.status_code == 422
    assert "at most 2 rows" in str(response.context["form"].errors)


def test_the_same_form_sent_twice_makes_one_export(caseworker, children):
    """Promise 15."""
    client, url = client_of(caseworker), reverse("outgoing:ask", args=["children"])
    data = form_of(client, url, **TERMS, parts=["number"])
    first, second = (client.post(url, data)["Location"] for _time in range(2))
    assert first == second
    assert NumberedExport.objects.count() == 1


def test_after_its_day_it_opens_no_more(caseworker, children):
    made = ListExportFactory(
        made_by=caseworker,
        office=caseworker.office,
        row_ids=[children[0].public_id],
        expires_date=timezone.localdate() - datetime.timedelta(days=1),
    )
    response, content = opened(caseworker, made)
    assert response.status_code == 410
    assert children[0].case_number not in content.decode()


def test_strangers_and_other_roles_find_nothing(request, caseworker, other_caseworker, children):
    """Promise 1."""
    made = asked(caseworker, parts=["number"])
    for name in ("detail", "file"):
        assert client_of(other_caseworker).get(url_of(name, made)).status_code == 404
        for role in ("official", "coordinator", "officer", "administrator"):
            assert client_of(request.getfixturevalue(role)).get(url_of(name, made)).status_code == 403


def test_queries_grow_with_blocks_and_not_with_rows(caseworker, children, django_assert_max_num_queries):
    counts = []
    for _time in range(2):
        made = asked(caseworker, parts=[column.code for column in LEAVING["children"].columns])
        with django_assert_max_num_queries(40) as queries:
            opened(caseworker, made)
        counts.append(len(queries))
        for _number in range(5):
            factories.NationalityFactory(child=factories.ChildFactory(office=caseworker.office))
    assert counts[0] == counts[1]
