"""What officials and coordinators may not learn: promises 2 and 5 on pages, in charts and in files."""

import csv
import datetime
import io
import re

import pytest
from python_calamine import CalamineWorkbook

from cases.enums import AgeBand, ClaimStatus, ContactLevel
from cases.models import ContactPermission, PublishedFigure
from tests.factories import ChildFactory, ContactPermissionFactory, NationalityFactory, travelled
from tests.people import client_of
from tests.reports.reading import body_of

DAY = datetime.date
AS_OF = {"as_of": "2019-07-15"}
PAGES = [
    "/reports/",
    "/reports/totals/",
    "/reports/totals/TJ/",
    "/reports/claims/",
    "/reports/departures/",
    "/reports/published/",
]
CLAIMS = "/reports/claims/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def gone_to_tajikistan(*, permission=True, **person):
    """A child with a claim who went to Tajikistan in the second quarter of 2019."""
    child = ChildFactory(**{f"person__{name}": value for name, value in person.items()})
    NationalityFactory(child=child, state_id="TJ", claimed_date=DAY(2019, 3, 12))
    travelled(child.person, on=DAY(2019, 5, 4), to="TJ", leaving="SY" if not permission else "IQ")
    if permission:
        ContactPermissionFactory(child=child, state_id="TJ")
    return child


@pytest.fixture
def four_children(db):
    PublishedFigure.objects.create(
        reference="T1",
        kind="batch",
        destination_id="TJ",
        date_earliest=DAY(2019, 5, 1),
        date_latest=DAY(2019, 5, 31),
        children=5,
        as_published="5 children",
        publisher="A ministry",
        confidence="high",
    )
    return [gone_to_tajikistan(sex="f") for _number in range(4)]


def seen(client, page):
    """All that this page and its files say, without tokens and without the moment a workbook was written."""
    text = TOKEN.sub("", client.get(page, AS_OF).content.decode())
    rows = body_of(client.get(page, {**AS_OF, "format": "csv"}))
    book = body_of(client.get(page, {**AS_OF, "format": "xlsx"}))
    return text, rows, CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()


def deny(child, level):
    if level == "ended":
        ContactPermissionFactory(child=child, state_id="TJ", to_date=DAY(2019, 4, 1))
    elif level != "none":
        ContactPermissionFactory(child=child, state_id="TJ", level=level)
    ContactPermissionFactory(child=child, state_id="RU")


DENIED = ["none", "ended", ContactLevel.NOT_ASSESSED, ContactLevel.PROHIBITED, ContactLevel.REVOKED]


@pytest.mark.parametrize("level", DENIED)
def test_a_child_the_state_may_not_know_of_changes_nothing_its_official_sees(official, four_children, level):
    """Promise 2: byte for byte, on pages and in files; the same child with permission changes each of them."""
    client = client_of(official)
    before = {page: seen(client, page) for page in PAGES}
    hidden = gone_to_tajikistan(permission=False, sex="f")
    deny(hidden, level)
    assert {page: seen(client, page) for page in PAGES} == before

    ContactPermission.objects.filter(child=hidden, state_id="TJ").update(to_date=DAY(2019, 5, 1))
    ContactPermissionFactory(child=hidden, state_id="TJ", level=ContactLevel.PERMITTED_ANONYMOUS)
    after = {page: seen(client, page) for page in PAGES}
    for page in PAGES:
        assert all(now != then for now, then in zip(after[page], before[page], strict=True)), page


def table_of(client, page, **query):
    return client.get(page, {**AS_OF, **query}).context["table"]


def texts(row):
    return {key: entry.text for key, entry in row.entries.items()}


def test_totals_are_exact_and_what_divides_them_is_protected(coordinator, four_children):
    """Promise 5."""
    for _number in range(7):
        gone_to_tajikistan(sex="m")
    table = table_of(client_of(coordinator), "/reports/totals/")
    for row in table.rows:
        shown = texts(row)
        assert (shown["children"], shown["girls"], shown["boys"], shown["unknown"]) == ("11", "<5", "5", "0")
        assert (shown["5-11"], shown["0-4"]) == ("10", "0")
    assert table.protection


def test_breakdowns_stand_as_of_the_end_of_a_quarter(coordinator, four_children):
    """Promise 5: day by day, rounded figures would tell who was on one transfer."""
    for _number in range(6):
        travelled(ChildFactory(person__sex="m").person, on=DAY(2019, 7, 10), to="TJ")
    july = texts(table_of(client_of(coordinator), "/reports/totals/").rows[0])
    assert (july["children"], july["girls"], july["boys"]) == ("10", "withheld", "withheld")
    october = texts(table_of(client_of(coordinator), "/reports/totals/", as_of="2019-10-01").rows[0])
    assert (october["children"], october["girls"], october["boys"]) == ("10", "<5", "5")


def test_no_breakdown_of_one_departure_country(coordinator, official, four_children):
    """Promise 5: no free combination of filters."""
    for reader in (coordinator, official):
        client = client_of(reader)
        table = table_of(client, "/reports/totals/", departure="IQ")
        assert [column.key for column in table.columns] == ["state", "children", "transfers", "first", "last"]
        assert client.get("/reports/totals/TJ/", {**AS_OF, "departure": "IQ"}).context["ages"] is None


def test_claims_are_protected_wherever_they_stand(coordinator, four_children):
    """Promise 5: children who have not travelled are never told exactly."""
    gone_to_tajikistan(sex="f")
    gone_to_tajikistan(sex="f")
    shown = {
        texts(row)["state"]: texts(row) for row in table_of(client_of(coordinator), "/reports/claims/").rows
    }
    assert (shown["Tajikistan"]["children"], shown["All registered children"]["children"]) == ("5", "5")
    assert shown["More than one claim"]["children"] == "0"


def test_an_official_sees_claims_on_the_own_state_alone(official, four_children):
    """Promise 2: a second claim, on another State, changes nothing."""
    client = client_of(official)
    before = seen(client, "/reports/claims/")
    NationalityFactory(child=four_children[0], state_id="RU", claimed_date=DAY(2019, 3, 12))
    assert seen(client, "/reports/claims/") == before
    names = [texts(row)["state"] for row in table_of(client, "/reports/claims/").rows]
    assert names == ["Tajikistan", "No claim on this State", "All registered children"]


TABLES = {
    **dict.fromkeys(PAGES, lambda context: context["table"]),
    "/reports/": lambda context: context["board"].states,
    "/reports/totals/TJ/": lambda context: context["departures"],
}


@pytest.mark.parametrize("reader", ["coordinator", "official"])
@pytest.mark.parametrize("path", PAGES)
def test_files_say_what_the_page_says(reader, path, four_children, request):
    """Promise 5: the same cells on the path, in CSV and in the workbook."""
    client = client_of(request.getfixturevalue(reader))
    response = client.get(path, AS_OF)
    table = TABLES[path](response.context)
    shown = [[str(entry.shown) for _column, entry in cells] for _row, cells in table.lines]

    text = body_of(client.get(path, {**AS_OF, "format": "csv"})).decode("utf-8-sig")
    in_csv = list(csv.reader(io.StringIO(text)))
    assert all(row in in_csv for row in shown)

    book = body_of(client.get(path, {**AS_OF, "format": "xlsx"}))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    in_book = [
        [str(int(value)) if isinstance(value, float) else str(value) for value in row] for row in sheet
    ]
    assert all(row in in_book for row in shown)


def test_a_small_figure_is_nowhere_on_a_page_with_a_chart(official, coordinator, four_children):
    """Promise 5: bars, their titles and their table say "<5" and no more; a hidden bar has one length."""
    for _number in range(6):
        gone_to_tajikistan()
    toddler = ChildFactory()
    travelled(toddler.person, on=DAY(2019, 5, 4), to="TJ", band=AgeBand.UNDER_5)
    ContactPermissionFactory(child=toddler, state_id="TJ")
    for reader, page in ((official, "/reports/"), (coordinator, "/reports/totals/TJ/")):
        response = client_of(reader).get(page, AS_OF)
        bars = response.context["board"].ages_bars if page == "/reports/" else response.context["ages_bars"]
        few = [bar for bar in bars.wide.bars if bar.few]
        assert few
        assert len({bar.width for bar in few}) == 1
        assert {re.sub(r"[⁦-⁩]", "", bar.value) for bar in few} == {"<5"}
        assert {bar.value for bar in bars.wide.bars if not bar.few} == {"0", "10"}


def test_a_state_with_few_children_is_not_divided(official, coordinator, four_children):
    """Promise 5: beside an exact total of four, what is zero would tell what the four are."""
    for reader in (official, coordinator):
        row = table_of(client_of(reader), "/reports/totals/").rows[0]
        shown = texts(row)
        parts = set(shown) - {"state", "children", "transfers", "first", "last"}
        assert shown["children"] == "4"
        assert {shown[part] for part in parts} == {"withheld"}


def test_claims_on_a_state_with_few_children_are_not_divided(coordinator, db):
    """Promise 5: of nine children with a claim on a State nobody learns how it answered; of ten one does."""
    day = DAY(2019, 3, 12)
    for state, count in (("BY", 9), ("GE", 10)):
        for _number in range(count):
            NationalityFactory(child=ChildFactory(registered_date=day), state_id=state, claimed_date=day)
    rows = {
        row.entries["state"].text: texts(row)
        for row in table_of(client_of(coordinator), CLAIMS, as_of="2019-10-01").rows
    }
    statuses = [status.value for status in ClaimStatus]
    assert rows["Belarus"]["children"] == "10"
    assert {rows["Belarus"][status] for status in statuses} == {"withheld"}
    assert rows["Georgia"]["children"] == "10"
    assert {rows["Georgia"][status] for status in statuses} == {"0", "10"}


def test_children_with_several_claims_are_not_divided_where_they_are_few(coordinator, db):
    """Promise 5: which other State a few children are claimed by is not told either."""
    day = DAY(2019, 3, 12)
    for _number in range(9):
        child = ChildFactory(registered_date=day)
        for state in ("BY", "GE"):
            NationalityFactory(child=child, state_id=state, claimed_date=day)
    rows = {
        row.entries["state"].text: texts(row)
        for row in table_of(client_of(coordinator), CLAIMS, as_of="2019-10-01").rows
    }
    assert rows["More than one claim"]["children"] == "10"
    assert rows["Belarus"]["also"] == rows["Georgia"]["also"] == "withheld"


def test_an_office_sees_its_own_figures_as_they_are(caseworker):
    """Promise 5: exact for the own office."""
    for sex in "ffm":
        travelled(
            ChildFactory(office=caseworker.office, person__sex=sex).person, on=DAY(2019, 7, 10), to="TJ"
        )
    table = table_of(client_of(caseworker), "/reports/totals/")
    shown = texts(table.rows[0])
    assert (shown["children"], shown["girls"], shown["boys"], shown["5-11"]) == ("3", "2", "1", "3")
    assert not table.protection
