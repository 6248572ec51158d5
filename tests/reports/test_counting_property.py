"""Whatever happens, page, file, command and a naive recount in Python give the same totals."""

import csv
import datetime
import io
import json
from collections import Counter
from dataclasses import dataclass

from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.enums import AgeBand, CountedAs, NotTravelledReason, PassengerResult, PassengerRole, TransferStatus
from cases.models import ContactPermission
from cases.people.ages import age_band_on, counted_as_on
from cases.reports import counting
from cases.reports.scope import Scope
from tests.factories import ChildFactory, ContactPermissionFactory, PassengerFactory, TransferFactory
from tests.people import client_of
from tests.reports.reading import body_of

FIRST = datetime.date(2017, 1, 1)
DAYS = st.integers(0, 900).map(lambda days: FIRST + datetime.timedelta(days=days))
STATES = ("RU", "TJ", "DE")
CHILDREN = 6


@dataclass(frozen=True)
class Journey:
    """What is drawn: who was on the list, whether they left, when, from where, to where."""

    who: int
    on: datetime.date
    batch: int
    leaving: str
    to: str
    role: str
    travelled: bool


births = st.lists(
    st.tuples(
        st.integers(0, 19 * 365).map(lambda days: datetime.date(1999, 6, 1) + datetime.timedelta(days=days)),
        st.sampled_from([0, 0, 30, 400]),
        st.sampled_from(["f", "m", "x", "u"]),
    ),
    min_size=CHILDREN,
    max_size=CHILDREN,
)
batches = st.lists(
    st.tuples(
        DAYS,
        st.sampled_from(["IQ", "IQ", "SY"]),
        st.lists(
            st.tuples(
                st.integers(0, CHILDREN - 1),
                st.sampled_from(STATES),
                st.sampled_from([PassengerRole.CHILD, PassengerRole.CHILD, PassengerRole.PARENT]),
                st.sampled_from([True, True, False]),
            ),
            min_size=1,
            max_size=CHILDREN,
            unique_by=lambda place: place[0],
        ),
    ),
    max_size=7,
)


def record(people, drawn):
    """Store the transfers as they left; return the journeys."""
    journeys = []
    for number, (on, leaving, places) in enumerate(drawn):
        transfer = TransferFactory(departure_country_id=leaving)
        for who, to, role, travelled in places:
            journeys.append(Journey(who, on, number, leaving, to, role, travelled))
            PassengerFactory(
                transfer=transfer,
                person=people[who].person,
                destination_id=to,
                role=role,
                **outcome(people[who].person, on, role, travelled),
            )
        transfer.status = TransferStatus.DEPARTED
        transfer.departed_at = datetime.datetime.combine(on, datetime.time(9), tzinfo=datetime.UTC)
        transfer.save()
    return journeys


def outcome(person, on, role, travelled):
    if not travelled:
        return {"result": PassengerResult.NOT_TRAVELLED, "not_travelled_reason": NotTravelledReason.CAPACITY}
    born = (person.birth_earliest, person.birth_latest)
    counted = counted_as_on(on, role, *born)
    band = age_band_on(on, *born)
    if counted == CountedAs.CHILD and band == AgeBand.ADULT:
        band = AgeBand.UNCERTAIN
    return {"result": PassengerResult.TRAVELLED, "counted_as": counted, "age_band": band}


def recount(people, journeys, as_of, leaving):
    """The naive way: walk through everything that happened, in order, and remember where each child is."""
    last = {}
    for journey in sorted(journeys, key=lambda one: (one.on, one.batch)):
        person = people[journey.who].person
        counted = journey.travelled and (
            counted_as_on(journey.on, journey.role, person.birth_earliest, person.birth_latest)
            == CountedAs.CHILD
        )
        if counted and journey.on <= as_of and leaving in ("", journey.leaving):
            last[journey.who] = journey
    return last


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(born=births, drawn=batches, as_of=DAYS, leaving=st.sampled_from(["", "IQ", "SY"]))
def test_page_file_command_and_recount_agree(caseworker, coordinator, official, born, drawn, as_of, leaving):
    """Promises 2 and 5: totals of children are exact for whoever may read them."""
    with transaction.atomic():
        people = [
            ChildFactory(
                office=caseworker.office,
                person__sex=sex,
                person__birth_earliest=earliest,
                person__birth_latest=earliest + datetime.timedelta(days=span),
            )
            for earliest, span, sex in born
        ]
        for child in people[::2]:
            ContactPermissionFactory(child=child, state_id=official.state)
        journeys = record(people, drawn)
        last = recount(people, journeys, as_of, leaving)
        states = Counter(journey.to for journey in last.values())
        query = {"as_of": as_of.isoformat(), "departure": leaving}

        assert from_command(query) == {"as_of": as_of.isoformat(), "world": len(last), "states": states}
        assert page_states(coordinator, query) == (len(last), states)
        assert file_states(coordinator, query) == (len(last), states)
        assert page_states(caseworker, query) == (len(last), states)
        assert_breakdowns(caseworker, query, people, last)
        permitted = [
            journey for who, journey in last.items() if who % 2 == 0 and journey.to == official.state
        ]
        assert page_states(official, query) == (
            None,
            Counter(dict.fromkeys(["TJ"], len(permitted))) if permitted else {},
        )
        assert_running_totals(as_of, leaving, last)
        transaction.set_rollback(True)
    assert not ContactPermission.objects.exists()


def from_command(query):
    out = io.StringIO()
    call_command("totals", as_of=query["as_of"], departure=query["departure"], as_json=True, stdout=out)
    return json.loads(out.getvalue())


NAMES = {"Russia": "RU", "Tajikistan": "TJ", "Germany": "DE"}


def page_states(user, query):
    """``(total, {code: children})`` as the page shows them; the total is ``None`` where there is no such row."""
    table = client_of(user).get("/reports/totals/", query).context["table"]
    rows = {row.entries["state"].text: row.entries["children"].value.value for row in table.rows}
    world = rows.pop("All States", None)
    return world, {NAMES[name]: count for name, count in rows.items()}


def file_states(user, query):
    response = client_of(user).get("/reports/totals/", {**query, "format": "csv"})
    text = body_of(response).decode("utf-8-sig")
    rows = {}
    for row in csv.reader(io.StringIO(text)):
        if len(row) > 1 and (row[0] in NAMES or row[0] == "All States"):
            rows[row[0]] = int(row[1])
    world = rows.pop("All States", None)
    return world, {NAMES[name]: count for name, count in rows.items()}


def assert_breakdowns(user, query, people, last):
    table = client_of(user).get("/reports/totals/", query).context["table"]
    (world,) = [row.entries for row in table.rows if row.is_total]
    sexes = Counter(people[who].person.sex for who in last)
    assert world["girls"].value.value == sexes["f"]
    assert world["boys"].value.value == sexes["m"]
    assert world["unknown"].value.value == sexes["x"] + sexes["u"]
    bands = Counter(
        outcome(people[who].person, journey.on, journey.role, True)["age_band"]
        for who, journey in last.items()
    )
    for band in ("0-4", "5-11", "12-17", "uncertain"):
        assert world[band].value.value == bands[band]


def assert_running_totals(as_of, leaving, last):
    selection = counting.Selection(Scope.everything(), as_of, (leaving,) if leaving else ())
    moved = counting.movements(selection)
    ends = Counter(journey.to for journey in last.values())
    assert [total for _day, total in counting.running_total(moved)][-1:] == ([len(last)] if last else [])
    for state in STATES:
        series = counting.running_total(moved, state)
        assert (series[-1][1] if series else 0) == ends[state]
