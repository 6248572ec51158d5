"""The register: who exported what for whom, whether it is destroyed, and no child's name. Promises 3 and 7."""

import csv
import datetime
import io

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from cases.enums import AuditKind
from cases.models import AuditEvent, ExportDestruction, ExportOpening
from cases.outgoing.waiting import overdue_exports
from tests import factories
from tests.models.refusals import refused
from tests.outgoing.factories import ListExportFactory
from tests.outgoing.making import url_of, waiting_list
from tests.people import client_of, make_user
from tests.support.forms import form_of

pytestmark = pytest.mark.django_db
REGISTER = "/exports/"


@pytest.fixture
def listed(caseworker, children):
    return ListExportFactory(
        made_by=caseworker, office=caseworker.office, row_ids=[child.public_id for child in children]
    )


def numbers_for(user, query=""):
    response = client_of(user).get(REGISTER + query)
    assert response.status_code == 200
    return [row.export.number for row in response.context["rows"]]


def test_who_reads_which_lines(caseworker, supervisor, officer, other_caseworker, children, listed):
    """Promise 1: the officer all, a supervisor those of the office, a caseworker the own ones."""
    of_supervisor = factories.NumberedExportFactory(child=children[0], made_by=supervisor)
    elsewhere = waiting_list(other_caseworker, [factories.ChildFactory(office=other_caseworker.office)])
    assert numbers_for(caseworker) == [listed.number]
    assert numbers_for(supervisor) == [of_supervisor.number, listed.number]
    assert numbers_for(other_caseworker) == [elsewhere.number]
    assert set(numbers_for(officer)) == {listed.number, of_supervisor.number, elsewhere.number}


@pytest.mark.parametrize("role", ["official", "coordinator", "administrator"])
def test_nobody_else_reads_it(request, role, listed):
    assert client_of(request.getfixturevalue(role)).get(REGISTER).status_code == 403


def test_a_line_says_everything_but_who_it_is_of(officer, caseworker, children, listed):
    """Promise 7."""
    ExportOpening.objects.create(export=listed, by=caseworker, row_count=3)
    page = client_of(officer).get(REGISTER).content.decode()
    for words in (
        listed.number,
        caseworker.full_name,
        caseworker.office.name,
        listed.recipient,
        "3 rows",
        "Case number, Age now",
        "Court or guardianship authority",
        "Legal obligation",
        "not needed",
    ):
        assert words in page
    assert not [child.case_number for child in children if child.case_number in page]
    assert "Saidova" not in page
    assert url_of("detail", listed) not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?standing=waiting", "waiting"),
        ("?standing=over", "late"),
        ("?standing=destroyed", "gone"),
        ("?kind=list&purpose=court&standing=waiting", "waiting"),
    ],
)
def test_it_is_narrowed(supervisor, caseworker, children, query, found):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    made = {
        "waiting": waiting_list(caseworker, children),
        "late": factories.NumberedExportFactory(
            child=children[0], made_by=caseworker, expires_date=yesterday
        ),
        "gone": factories.NumberedExportFactory(
            child=children[0], made_by=caseworker, expires_date=yesterday
        ),
    }
    ExportDestruction.objects.create(
        export=made["gone"],
        destroyed_date=yesterday,
        confirmed_by="The registrar",
        recorded_by=caseworker,
    )
    assert numbers_for(supervisor, query) == [made[found].number]


def test_the_officer_narrows_it_to_an_office(officer, caseworker, listed, office_west, other_caseworker):
    waiting_list(other_caseworker, [factories.ChildFactory(office=office_west)])
    assert numbers_for(officer, f"?office={caseworker.office.public_id}") == [listed.number]


@pytest.mark.parametrize("query", ["?standing=x", "?since=soon", "?office=x"])
def test_a_filter_that_is_not_understood_is_said_so(officer, query, listed):
    """Promise 18."""
    assert client_of(officer).get(REGISTER + query).status_code == 400


def test_its_own_file_is_recorded(officer, listed, children):
    """Promise 7."""
    response = client_of(officer).get(f"{REGISTER}?format=csv")
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    head, line = list(csv.reader(io.StringIO(content)))[:2]
    told = dict(zip(head, line, strict=True))
    assert (told["Export"], told["Rows"], told["Encrypted"]) == (listed.number, "3", "no")
    assert not [child.case_number for child in children if child.case_number in content]
    entry = AuditEvent.objects.get(kind=AuditKind.EXPORT)
    assert (entry.subject, entry.actor) == ("export-register", officer)


def test_it_costs_the_same_at_any_length(officer, caseworker, children, django_assert_max_num_queries):
    client, counts = client_of(officer), []
    for number in (3, 27):
        for _time in range(number):
            waiting_list(caseworker, children)
        with django_assert_max_num_queries(10) as queries:
            assert client.get(REGISTER).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def destroy(user, export, **typed):
    client, url = client_of(user), url_of("destroyed", export)
    return client.post(url, form_of(client, url, **{"confirmed_by": "The registrar, by letter", **typed}))


def test_that_the_copies_are_destroyed_is_recorded_once(caseworker, supervisor, listed):
    assert destroy(caseworker, listed)["Location"] == url_of("detail", listed)
    row = ExportDestruction.objects.get()
    assert (row.export, row.recorded_by, row.confirmed_by) == (listed, caseworker, "The registrar, by letter")
    assert destroy(supervisor, listed).status_code == 422
    assert client_of(caseworker).get(url_of("file", listed)).status_code == 410
    for act in (row.delete, lambda: ExportDestruction.objects.update(confirmed_by="x")):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


@pytest.mark.parametrize(
    ("field", "value"),
    [("destroyed_date", "2001-01-01"), ("destroyed_date", "2099-01-01"), ("confirmed_by", " ")],
)
def test_what_cannot_be_is_said_beside_its_field(caseworker, listed, field, value):
    """Promise 18."""
    response = destroy(caseworker, listed, **{field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_who_did_not_make_it_and_is_no_supervisor_records_nothing(caseworker, other_caseworker, listed):
    """Promise 1."""
    colleague = make_user("Karim Daoud", "caseworker", office=caseworker.office)
    for user in (colleague, other_caseworker):
        assert client_of(user).get(url_of("destroyed", listed)).status_code == 404
    refused(
        "export_destruction_says_who",
        lambda: ExportDestruction.objects.create(
            export=listed, destroyed_date="2019-07-10", confirmed_by=" ", recorded_by=caseworker
        ),
    )


def test_what_is_past_its_day_stands_on_the_start_pages(caseworker, supervisor, officer, children):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    late = ListExportFactory(
        made_by=caseworker,
        office=caseworker.office,
        row_ids=[children[0].public_id],
        expires_date=yesterday,
    )
    words = "1 export past its day, not known to be destroyed"
    for user in (caseworker, supervisor, officer):
        assert words in client_of(user).get(reverse("home:start")).content.decode()
    destroy(caseworker, late, destroyed_date=timezone.localdate())
    assert overdue_exports(officer) == ""
