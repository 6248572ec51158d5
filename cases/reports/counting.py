"""How children who travelled are counted: once, in one place, for every page, file and command.

A child is whoever was under 18 on the day of departure, as frozen on the passenger row. A child who travelled
twice counts once, for the last departure among those selected (departure country first, then the last one). A
correction of a wrong row is not an event: only rows as they stand now are read.

Each question costs one query, however many States, transfers or children there are.
"""

import datetime
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Count, F, Window
from django.db.models.functions import Coalesce, RowNumber

from cases.enums import CHILD_AGE_BANDS, DEPARTED_TRANSFERS, AgeBand, CountedAs, Sex
from cases.models import Passenger
from cases.reports.scope import Reach, Scope


@dataclass(frozen=True)
class Selection:
    """What is counted: whose children, until which day, from which departure countries, to which State.

    No departure country means any of them; no State means all. An official's State is always the own one.
    """

    scope: Scope
    as_of: datetime.date
    departures: tuple[str, ...] = ()
    state: str | None = None

    @property
    def only_state(self):
        return self.scope.state if self.scope.reach is Reach.STATE else self.state


@dataclass(frozen=True)
class Line:
    """The figures of one State, or of all together.

    ``children`` and what divides them (sex, age on the day) count distinct children for their last departure;
    ``transfers``, ``first`` and ``last`` speak of all departures that brought a child there.
    """

    children: int = 0
    girls: int = 0
    boys: int = 0
    unknown: int = 0
    bands: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CHILD_AGE_BANDS, 0))
    transfers: int = 0
    first: datetime.date | None = None
    last: datetime.date | None = None


@dataclass(frozen=True)
class Totals:
    """Figures by State code, and the total of distinct children, which is the sum over the States."""

    world: Line
    states: dict[str, Line]

    def of(self, state):
        """The line of one State; zeros where no child went."""
        return self.states.get(state, Line())


@dataclass(frozen=True)
class Movement:
    """Children who left one country for one State on one day, parted by where their last journey had ended."""

    on: datetime.date
    departure: str
    destination: str
    came_from: str | None
    children: int
    transfers: frozenset[int]


@dataclass(frozen=True)
class Departure:
    """How many children left a country for a State on a day; on how many transfers."""

    on: datetime.date
    departure: str
    destination: str
    children: int
    transfers: int


@dataclass(frozen=True)
class Journeys:
    """Children who made the same single journey; or one ``leg`` of one ``traveller`` who made several."""

    on: datetime.date
    departure: str
    destination: str
    traveller: int | None
    leg: int | None
    children: int


# Whoever stands on closed lists with two records that were merged is one child: that of the record that stands.
WHO = Coalesce("person__merged_into_id", "person_id")
SEX = Coalesce("person__merged_into__sex", "person__sex")
# Each passage of a child with the one before and the one after it. The inner query is compiled by Django.
_STEPS = """
WITH trip AS ({trips}),
step AS (
    SELECT trip.*,
           LAG(to_state) OVER journey AS came_from,
           LEAD(batch) OVER journey IS NULL AS is_last
      FROM trip
    WINDOW journey AS (PARTITION BY who ORDER BY left_on, left_at, batch)
)
"""
_TOTALS = """
SELECT to_state,
       COUNT(*) FILTER (WHERE is_last),
       COUNT(*) FILTER (WHERE is_last AND sex = %s),
       COUNT(*) FILTER (WHERE is_last AND sex = %s),
       COUNT(*) FILTER (WHERE is_last AND band = %s),
       COUNT(*) FILTER (WHERE is_last AND band = %s),
       COUNT(*) FILTER (WHERE is_last AND band = %s),
       COUNT(*) FILTER (WHERE is_last AND band = %s),
       COUNT(DISTINCT batch),
       MIN(left_on),
       MAX(left_on)
  FROM step
 WHERE %s::text IS NULL OR to_state = %s
 GROUP BY GROUPING SETS ((to_state), ())
"""
_JOURNEYS = """
SELECT left_on, from_state, to_state, traveller, leg, COUNT(*)
  FROM (
    SELECT left_on, from_state, to_state,
           CASE WHEN journeys > 1 THEN who END AS traveller,
           CASE WHEN journeys > 1 THEN nth END AS leg
      FROM (
        SELECT step.*, COUNT(*) OVER (PARTITION BY who) AS journeys,
               ROW_NUMBER() OVER (PARTITION BY who ORDER BY left_on, left_at, batch) AS nth
          FROM step
      ) numbered
  ) told
 GROUP BY left_on, from_state, to_state, traveller, leg
 ORDER BY left_on, leg
"""
_MOVEMENTS = """
SELECT left_on, from_state, to_state, came_from, COUNT(*), ARRAY_AGG(DISTINCT batch)
  FROM step
 WHERE %s::text IS NULL OR to_state = %s OR came_from = %s
 GROUP BY left_on, from_state, to_state, came_from
 ORDER BY left_on, from_state, to_state, came_from
"""


def trips(selection):
    """Passenger rows of children who travelled within the selection, to whatever State."""
    rows = Passenger.objects.counted_children().filter(
        transfer__status__in=DEPARTED_TRANSFERS, transfer__departure_date__lte=selection.as_of
    )
    if selection.departures:
        rows = rows.filter(transfer__departure_country__in=selection.departures)
    return selection.scope.of_passengers(rows)


def last_trips(selection):
    """The passenger row by which each child counts; one a child."""
    newest = ("-transfer__departure_date", "-transfer__departed_at", "-transfer_id")
    place = Window(RowNumber(), partition_by="standing", order_by=newest)
    chosen = trips(selection).with_standing().order_by().annotate(place=place).filter(place=1).values("pk")
    rows = Passenger.objects.filter(pk__in=chosen)
    return rows.filter(destination=selection.only_state) if selection.only_state else rows


def trips_on(selection, day):
    """Every passenger row of a child who left on one day, whether or not the child travelled again."""
    rows = trips(selection).filter(transfer__departure_date=day)
    return rows.filter(destination=selection.only_state) if selection.only_state else rows


def totals(selection):
    """Figures per State that received children, and of all together."""
    bands = [band.value for band in (AgeBand.UNDER_5, AgeBand.UNDER_12, AgeBand.UNDER_18, AgeBand.UNCERTAIN)]
    state = selection.only_state
    rows = _query(_TOTALS, selection, [Sex.F.value, Sex.M.value, *bands, state, state])
    lines = {row[0]: _line(row[1:]) for row in rows}
    world = lines.pop(None)
    return Totals(world=world, states={code: line for code, line in lines.items() if line.children})


def _line(row):
    children, girls, boys, under_5, under_12, under_18, uncertain, transfers, first, last = row
    return Line(
        children=children,
        girls=girls,
        boys=boys,
        unknown=children - girls - boys,
        bands=dict(zip(CHILD_AGE_BANDS, (under_5, under_12, under_18, uncertain), strict=True)),
        transfers=transfers,
        first=first,
        last=last,
    )


def came_of_age(selection):
    """How many persons travelled as somebody's child but were 18 or over on the day; never counted as children."""
    rows = (
        Passenger.objects.children()
        .travelled()
        .filter(
            counted_as=CountedAs.ADULT,
            transfer__status__in=DEPARTED_TRANSFERS,
            transfer__departure_date__lte=selection.as_of,
        )
    )
    if selection.departures:
        rows = rows.filter(transfer__departure_country__in=selection.departures)
    if selection.only_state:
        rows = rows.filter(destination=selection.only_state)
    persons = Count("standing", distinct=True)
    return selection.scope.of_passengers(rows).with_standing().aggregate(persons=persons)["persons"]


def movements(selection):
    """All that departures and running totals are made of, in the order of days."""
    state = selection.only_state
    rows = _query(_MOVEMENTS, selection, [state, state, state])
    return [Movement(*row[:5], transfers=frozenset(row[5])) for row in rows]


def _query(sql, selection, params):
    inner, inner_params = _columns(trips(selection)).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_STEPS.format(trips=inner) + sql, [*inner_params, *params])
        return cursor.fetchall()


def _columns(rows):
    return rows.order_by().values(
        who=WHO,
        sex=SEX,
        band=F("age_band"),
        to_state=F("destination_id"),
        from_state=F("transfer__departure_country_id"),
        batch=F("transfer_id"),
        left_on=F("transfer__departure_date"),
        left_at=F("transfer__departed_at"),
    )


def journeys(selection):
    """Children by day, country and State; those who travelled more than once each by themselves, leg by leg."""
    return [Journeys(*row) for row in _query(_JOURNEYS, selection, [])]


def departures(moved, state=None):
    """Departures by day, country and State, oldest first; ``state`` keeps those to one State."""
    found = {}
    for movement in moved:
        if state is None or movement.destination == state:
            key = (movement.on, movement.departure, movement.destination)
            children, transfers = found.get(key, (0, frozenset()))
            found[key] = (children + movement.children, transfers | movement.transfers)
    return [
        Departure(*key, children=children, transfers=len(transfers))
        for key, (children, transfers) in found.items()
    ]


def running_total(moved, state=None):
    """``(day, total)`` after each day on which the number of distinct children changed, or that had a departure.

    Of all States, or of one: there a child who travels on to another State is counted off on that day.
    """
    changes = {}
    for movement in moved:
        changes[movement.on] = changes.get(movement.on, 0) + _change(movement, state)
    total, series = 0, []
    for day in sorted(changes):
        total += changes[day]
        series.append((day, total))
    return series


def _change(movement, state):
    if state is None:
        return movement.children if movement.came_from is None else 0
    arrived = movement.destination == state and movement.came_from != state
    left = movement.came_from == state and movement.destination != state
    return movement.children if arrived else -movement.children if left else 0


def departure_countries(scope):
    """Codes of the countries from which children of this scope left."""
    return _codes(scope, "transfer__departure_country_id")


def destination_countries(scope):
    """Codes of the States to which children of this scope went."""
    return _codes(scope, "destination_id")


def _codes(scope, column):
    everything = Selection(scope=scope, as_of=datetime.date.max)
    rows = trips(everything)
    if everything.only_state:
        rows = rows.filter(destination=everything.only_state)
    return set(rows.order_by().values_list(column, flat=True).distinct())
