"""Reading a caseload the slow way: what the tests compare clever answers with."""

import datetime

from django.db import connection, transaction

from cases import models
from cases.enums import CountedAs, PassengerResult

# What is drawn by chance, without keys of the database and moments of writing.
TOLD = {
    models.Office: ("name", "kind", "country_id"),
    models.Person: (
        "public_id", "office__name", "sex", "birth_earliest", "birth_latest", "birth_basis", "birth_country_id",
        "region_of_origin",
    ),
    models.PersonName: ("public_id", "person__public_id", "full", "script", "kind", "is_preferred"),
    models.PersonStatus: ("person__public_id", "status", "from_date", "to_date", "confidence"),
    models.Whereabouts: ("person__public_id", "kind", "place__name", "country_id", "from_date", "to_date"),
    models.Child: ("public_id", "person__public_id", "case_number", "status", "registered_date"),
    models.CaseAssignment: ("child__public_id", "user__full_name", "from_date"),
    models.SeparationPeriod: ("child__public_id", "status", "from_date", "to_date"),
    models.FamilyGroup: ("public_id", "name", "unity"),
    models.FamilyMembership: ("group__public_id", "person__public_id"),
    models.Guardianship: ("child__public_id", "guardian__public_id", "relationship", "confidence"),
    models.Nationality: ("public_id", "child__public_id", "state_id", "basis", "claimed_date", "status", "evidence"),
    models.ClaimDecision: ("nationality__public_id", "status", "decided_date"),
    models.ContactPermission: ("child__public_id", "state_id", "level", "from_date"),
    models.Need: ("child__public_id", "domain", "finding", "response", "from_date", "to_date"),
    models.MissingAnswer: ("person__public_id", "question", "reason"),
    models.Document: ("person__public_id", "kind", "recognition", "custody", "issued_date"),
    models.TransferBatch: ("public_id", "number", "status", "planned_date", "departed_at", "arrived_at"),
    models.TransferMove: ("transfer__public_id", "from_status", "to_status", "moved_at"),
    models.Passenger: (
        "transfer__public_id", "person__public_id", "role", "destination_id", "result", "counted_as", "age_band",
    ),
    models.Handover: ("passenger__public_id", "handed_over_at", "receiver_role"),
}  # fmt: skip


def told():
    """Everything that a caseload says, by model, sorted."""
    return {
        model.__name__: sorted(model.objects.values_list(*fields), key=repr) for model, fields in TOLD.items()
    }


def recount(as_of, departure=None):
    """Children who travelled by ``as_of``, by State: each once, for the last departure. Read row by row."""
    last = {}
    passengers = models.Passenger.objects.select_related("transfer").order_by(
        "transfer__departed_at", "transfer_id"
    )
    for passenger in passengers:
        transfer = passenger.transfer
        if passenger.result != PassengerResult.TRAVELLED or passenger.counted_as != CountedAs.CHILD:
            continue
        if not transfer.is_departed or transfer.departure_date > as_of:
            continue
        if departure and transfer.departure_country_id != departure:
            continue
        last[passenger.person_id] = passenger.destination_id
    states = {}
    for state in last.values():
        states[state] = states.get(state, 0) + 1
    return states


def check_every_constraint():
    """Let Postgres check what it checks at the end of a transaction, now."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def age_on(day, person):
    """The youngest age in years that somebody can have on a day."""
    birthday_passed = (day.month, day.day) >= (person.birth_latest.month, person.birth_latest.day)
    return day.year - person.birth_latest.year - (not birthday_passed)


def every_day():
    """Days around which totals change: of each departure, and the days beside it."""
    days = set(models.TransferBatch.objects.departed().values_list("departure_date", flat=True))
    step = datetime.timedelta(days=1)
    return sorted({day + move for day in days for move in (-step, 0 * step, step)})
