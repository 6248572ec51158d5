"""What is conspicuous in the trail: rules, the nightly command, and looking at what was found. Promises 4, 7 and 13."""

import datetime
import uuid

import pytest
from django.core.management import call_command
from django.urls import reverse

from cases.audit import record
from cases.enums import FindingKind
from cases.models import TrailFinding
from cases.watch.anomalies import RULES, Day, Usual
from cases.watch.collecting import entries_of, find_anomalies
from tests.people import client_of, make_user
from tests.support.forms import form_of
from tests.support.moments import as_of, moment

DAY = datetime.date(2019, 7, 10)
LIST = "/trail/findings/"
NOTE = "She prepared the hearing; her supervisor knew."


def judge(kind, day, before=()):
    found = RULES[kind].judge(day, Usual(list(before)))
    return None if found is None else (found.count, found.usual)


BUSY = [Day(files=8, exports=2, nightly=1)] * 5
CALM = [Day(files=4, exports=1)] * 5


@pytest.mark.parametrize(
    ("kind", "day", "before", "found"),
    [
        (FindingKind.FILES_IN_AN_HOUR, Day(files_in_hour=30, hour=9), (), (30, None)),
        (FindingKind.FILES_IN_AN_HOUR, Day(files_in_hour=29, hour=9), (), None),
        (FindingKind.FILES_IN_A_DAY, Day(files=20), CALM, (20, 4.0)),
        (FindingKind.FILES_IN_A_DAY, Day(files=19), CALM, None),
        (FindingKind.FILES_IN_A_DAY, Day(files=24), BUSY, None),
        (FindingKind.FILES_IN_A_DAY, Day(files=25), BUSY, (25, 8.0)),
        (FindingKind.FILES_IN_A_DAY, Day(files=99), CALM[:4], None),
        (FindingKind.SEARCHES, Day(searches=15), (), (15, None)),
        (FindingKind.SEARCHES, Day(searches=14), (), None),
        (FindingKind.SEARCHES, Day(searches=20, files=2), (), (20, None)),
        (FindingKind.SEARCHES, Day(searches=20, files=3), (), None),
        (FindingKind.LOOKUPS, Day(lookups=5), (), (5, None)),
        (FindingKind.LOOKUPS, Day(lookups=4), (), None),
        (FindingKind.HOURS, Day(nightly=5), CALM, (5, 0.0)),
        (FindingKind.HOURS, Day(nightly=4), CALM, None),
        (FindingKind.HOURS, Day(nightly=50), BUSY[:3], None),
        (FindingKind.EXPORTS, Day(exports=5), (), (5, None)),
        (FindingKind.EXPORTS, Day(exports=4), (), None),
        (FindingKind.EXPORTS, Day(exports=6), BUSY, None),
        (FindingKind.EXPORTS, Day(exports=7), BUSY, (7, 2.0)),
    ],
)
def test_a_rule_holds_from_its_threshold_on(kind, day, before, found):
    assert judge(kind, day, before) == found


def test_every_kind_has_its_rule_and_says_its_threshold():
    assert set(RULES) == set(FindingKind)
    for rule in RULES.values():
        assert any(letter.isdigit() for letter in rule.words)
        assert "%(" not in rule.words


def reads(user, count, *, day=DAY, at="10:00", same=False):
    with as_of(moment(day, at)):
        for number in range(count):
            record.read(by=user, subject="casefile:detail", ids=[uuid.UUID(int=0 if same else number)])


def found():
    return {
        (row.kind, row.actor.full_name, row.count) for row in TrailFinding.objects.select_related("actor")
    }


@pytest.fixture
def night(db, caseworker):
    """Seven look-ups of files of others, by night."""
    with as_of(moment(DAY, "23:10")):
        for number in range(7):
            record.denied(by=caseworker, subject="lookup:child", ids=[uuid.UUID(int=number)])


def waits(caseworker, **more):
    return TrailFinding.objects.create(kind="lookups", actor=caseworker, day_date=DAY, count=7, **more)


def test_many_files_within_an_hour_are_found_with_the_hour_and_their_entries(db, caseworker, supervisor):
    reads(caseworker, 30, at="09:15")
    reads(caseworker, 3, at="11:00")
    reads(supervisor, 40, same=True)
    assert find_anomalies(since=DAY, until=DAY) == 1
    (finding,) = TrailFinding.objects.all()
    assert (finding.kind, finding.actor, finding.hour, finding.count) == (
        "files_in_an_hour",
        caseworker,
        9,
        30,
    )
    assert entries_of(finding).count() == 30


def test_a_day_is_held_against_the_days_before(db, caseworker):
    for back in range(1, 7):
        reads(caseworker, 2, day=DAY - datetime.timedelta(days=back))
    reads(caseworker, 21)
    find_anomalies(since=DAY, until=DAY)
    assert found() == {("files_in_a_day", "Layla Haddad", 21)}
    assert TrailFinding.objects.get().usual == 2


def test_searches_exports_and_work_by_night(db, caseworker, supervisor, other_caseworker):
    with as_of(moment(DAY, "14:00")):
        for number in range(16):
            record.searched(by=caseworker, subject="search:page", ids=[uuid.UUID(int=number)])
        for number in range(5):
            record.exported(by=supervisor, subject="casefile:export", ids=[uuid.UUID(int=number)])
            record.exported(by=caseworker, subject="totals-per-state")
    reads(other_caseworker, 5, at="03:00")
    find_anomalies(since=DAY, until=DAY)
    assert found() == {
        ("searches", "Layla Haddad", 16),
        ("exports", "Omar Rashid", 5),
        ("hours", "Rana Aziz", 5),
    }


def test_reading_the_trail_is_not_held_against_the_officer(db, officer):
    with as_of(moment(DAY, "23:30")):
        for number in range(40):
            record.read(by=officer, subject="watch:file", ids=[uuid.UUID(int=number)])
    assert find_anomalies(since=DAY, until=DAY) == 0


def test_the_command_looks_at_days_that_are_over_and_finds_each_once(night, capsys):
    with as_of(moment("2019-07-10", "23:50")):
        call_command("find_anomalies")
    assert found() == set()
    for _night in range(2):
        with as_of(moment("2019-07-11", "02:00")):
            call_command("find_anomalies")
    assert found() == {("lookups", "Layla Haddad", 7)}
    call_command("find_anomalies", since=datetime.date(2019, 7, 1))
    assert found() == {("lookups", "Layla Haddad", 7)}
    assert capsys.readouterr().out.split("\n") == [
        "0 new findings.",
        "1 new findings.",
        *["0 new findings."] * 2,
        "",
    ]


def test_looked_at_with_a_note_it_waits_no_more_and_does_not_come_back(night, officer, caseworker):
    """Promise 7: and that the officer looked is recorded."""
    find_anomalies(since=DAY, until=DAY)
    finding, client = TrailFinding.objects.get(), client_of(officer)
    assert "1 finding in the trail" in client.get("/").content.decode()
    url = reverse("watch:finding", args=[finding.public_id])
    page = client.get(url)
    assert len(page.context["entries"]) == page.context["count"].value == 7
    assert {row.sentence for row in page.context["entries"]} == {
        "Asked for a record that is none of their own, or that there is not"
    }
    data = form_of(client, url, note=NOTE)
    for _press in range(2):
        assert client.post(url, data).status_code == 302
    finding.refresh_from_db()
    assert (finding.looked_by, finding.note) == (officer, NOTE)
    assert "finding in the trail" not in client.get("/").content.decode()
    find_anomalies(since=DAY, until=DAY)
    assert [row.finding for row in client.get(LIST).context["rows"]] == []
    assert [row.finding for row in client.get(f"{LIST}?state=looked").context["rows"]] == [finding]
    assert NOTE in client.get(f"{LIST}?state=all&kind=lookups").content.decode()


def test_two_officers_on_one_finding_see_both_notes(night, officer, caseworker):
    """Promise 13."""
    find_anomalies(since=DAY, until=DAY)
    finding = TrailFinding.objects.get()
    url = reverse("watch:finding", args=[finding.public_id])
    other = client_of(make_user("Piet de Boer", "data_protection_officer"))
    data = form_of(other, url, note="I asked her")
    assert client_of(officer).post(url, form_of(client_of(officer), url, note=NOTE)).status_code == 302
    response = other.post(url, data)
    page = response.content.decode()
    assert response.status_code == 409
    assert NOTE in page
    assert "I asked her" in page
    finding.refresh_from_db()
    assert finding.note == NOTE


@pytest.mark.parametrize("note", ["", "  ", "A\x00slip", "z" * 301])
def test_a_note_is_asked_for(db, officer, caseworker, note):
    """Promise 18."""
    finding, client = waits(caseworker), client_of(officer)
    url = reverse("watch:finding", args=[finding.public_id])
    assert client.post(url, form_of(client, url, note=note)).status_code == 422
    finding.refresh_from_db()
    assert finding.looked_at is None


def test_nobody_settles_what_is_found_about_themselves(db, officer):
    finding, client = waits(officer), client_of(officer)
    url = reverse("watch:finding", args=[finding.public_id])
    assert "This is about you" in client.get(url).content.decode()
    response = client.post(url, form_of(client, url, note=NOTE))
    assert response.status_code == 422
    assert "Somebody else looks at what is found about you." in response.content.decode()


@pytest.mark.parametrize("query", ["state=x", "kind=%00"])
def test_a_filter_that_is_not_understood_is_said_so(db, officer, query):
    """Promise 18."""
    assert client_of(officer).get(f"{LIST}?{query}").status_code == 400


@pytest.mark.parametrize("who", ["caseworker", "supervisor", "coordinator", "administrator"])
def test_only_the_officer_sees_them(request, db, caseworker, who):
    """Promise 4."""
    client = client_of(request.getfixturevalue(who))
    assert client.get(LIST).status_code == 403
    assert client.get(reverse("watch:finding", args=[waits(caseworker).public_id])).status_code == 403


def test_methods_and_unknown_ones(db, officer):
    client = client_of(officer)
    assert client.post(LIST).status_code == 405
    url = reverse("watch:finding", args=[uuid.uuid4()])
    assert client.get(url).status_code == 404
    assert client.delete(url).status_code == 405


@pytest.mark.parametrize("rows", [3, 30])
def test_lists_cost_the_same_at_any_length(db, officer, caseworker, rows, django_assert_num_queries):
    for back in range(rows):
        day = DAY - datetime.timedelta(days=back)
        TrailFinding.objects.create(kind="lookups", actor=caseworker, day_date=day, count=5)
    client = client_of(officer)
    with django_assert_num_queries(8):
        assert len(client.get(LIST).context["rows"]) == rows
