"""The cast and the rows that the guard walks with: two offices, every role, one row of each kind for each office."""

import datetime
import uuid
from dataclasses import dataclass, field

from cases.audit.record import changing
from cases.enums import (
    CaseList,
    Custody,
    Evidence,
    ExportKind,
    PlaceKind,
    SourceKind,
    TransferStatus,
    UnityDecision,
)
from cases.matching.journal import Step
from cases.models import (
    Document,
    FamilyGroup,
    Guardianship,
    Nationality,
    Office,
    Person,
    Place,
    SavedView,
    TransferOffice,
)
from tests import factories
from tests.guards.accounts import accounts_of
from tests.guards.aims import NOBODY, Target
from tests.guards.beside import NOT_NAMED, OPENED, RESTRICTED, beside, restrictions_of, seen_beside
from tests.guards.between import traffic_between, with_unknown
from tests.guards.cast import CASE_WORK, EVERYBODY, NORTH, ROLES, WEST, cast_of
from tests.guards.chosen import add_what_forms_choose_from
from tests.guards.ending import ends_of
from tests.guards.invited import invitations_of
from tests.guards.leaving import lists_that_left
from tests.guards.pairs import matches_of, requests_between
from tests.guards.watched import watched_by_the_officer
from tests.intake.walking import minimum
from tests.people import client_of

DAY = datetime.date(2019, 7, 10)
LONG_AGO = datetime.datetime(2019, 7, 10, tzinfo=datetime.UTC)


# Rows that addresses name; an office has one of each.
KINDS = (
    "child", "other", "guardian", "tie", "claim", "paper", "their_paper", "transfer", "passenger", "boarding",
    "departed", "arrived", "flag", "note", "missing", "export", "letter", "person", "name", "whereabouts", "situation",
    "company", "need", "decision", "permission", "assignment", "membership", "match", "family_match", "received", "merge",
)  # fmt: skip


@dataclass
class World:
    """Browsers by role, and targets by kind of row. ``marks`` tell an office's children on a page.

    ``opened`` keeps the pages of forms that were opened once (sending.py).
    """

    clients: dict
    targets: dict = field(default_factory=dict)
    marks: dict = field(default_factory=dict)
    rows: dict = field(default_factory=dict)
    users: dict = field(default_factory=dict)
    opened: dict = field(default_factory=dict)


def make_world(client):
    """Everything the walk needs, in the database of the test; ``client`` is nobody's browser."""
    north = Office.objects.create(name="Office North", country_id="IQ")
    west = Office.objects.create(name="Office West", country_id="IQ")
    users = cast_of(north, west)
    world = World({role: client_of(user) for role, user in users.items()}, users=users)
    world.clients["anonymous"] = client
    rows = {
        "North": _rows_of(north, "Zarina Nazarova", users["caseworker"]),
        "West": _rows_of(west, "Parviz Karimov", users["stranger"]),
    }
    rows |= beside(north, west, users, _rows_of)
    world.marks = {office: made.pop("marks") for office, made in rows.items()}
    # Of a file that was referred or opened, lists tell the number, and no page of the walk a name.
    world.marks[OPENED] = world.marks[OPENED][:1]
    rows["both"] = _rows_of_both(north, west)
    requests_between(rows, users)
    world.rows = rows
    for kind in KINDS:
        world.targets[kind] = _targets(kind, rows)
    world.targets["own_note"] = _own_notes(rows)
    # One that is restricted already leads to where that changes.
    world.targets["unrestricted"] = [one for one in world.targets["child"] if RESTRICTED not in one.label]
    world.targets["restriction"] = restrictions_of(north, west, users)
    world.targets["sent"] = _sent_requests(rows)
    world.targets["across"] = [
        Target("pair of both", _named(rows["both"]["across"]), CASE_WORK),
        Target("pair of North alone", _named(rows["North"]["match"]), NOBODY),
    ]
    world.targets["pair"] = _pairs(rows)
    for kind, targets in traffic_between(rows, users).items():
        world.targets[kind] = with_unknown(targets, Target)
    world.targets |= lists_that_left(rows, users)
    ends, world.marks[NOT_NAMED] = ends_of(rows, users)
    world.targets |= ends
    world.targets |= _shared_targets(north)
    world.targets |= _own_targets(users)
    world.targets |= watched_by_the_officer(rows, users)
    for kind, found in accounts_of(users, north).items():
        targets = [Target(f"{kind} {row.pk}", _named(row), seen_by) for row, seen_by in found]
        world.targets[kind] = [*targets, Target(f"unknown {kind}", {"public_id": uuid.uuid4()}, NOBODY)]
    world.targets["invitation"] = invitations_of(north, west, users)
    world.targets["view"] = [
        _view_of(users["caseworker"], "caseworker"),
        _view_of(users["stranger"], "stranger"),
    ]
    world.targets["view"].append(Target("unknown view", {"public_id": uuid.uuid4()}, NOBODY))
    # Last: in the one transaction of a test, what is made after a change counts as part of it.
    for office, worker in (("North", "caseworker"), ("West", "stranger")):
        _change_histories(users[worker], rows[office])
    with changing(by=users["administrator"]):
        Place.objects.filter(name="Camp of the walk").update(area="Nineveh")
    add_what_forms_choose_from(world)
    return world


def _rows_of(office, name, worker):
    """What one office keeps, by kind, and who works on it; and the words that give its children away."""
    child = factories.ChildFactory(office=office, name=name)
    other = factories.ChildFactory(office=office, name=name.replace(" ", "a "))
    tie = factories.GuardianshipFactory(
        child=child, guardian__name=f"Mother of {name}", is_carer=True, guardian__office=office
    )
    claim = factories.NationalityFactory(child=child)
    decision = factories.ClaimDecisionFactory(nationality=claim)
    permission = factories.ContactPermissionFactory(child=child, reason="The aunt asked")
    need = factories.NeedFactory(child=child)
    whereabouts = factories.WhereaboutsFactory(person=child.person)
    situation = factories.PersonStatusFactory(person=child.person)
    company = factories.SeparationFactory(child=child)
    paper = factories.DocumentFactory(person=child.person)
    their_paper = factories.DocumentFactory(person=tie.guardian.person)
    assignment = factories.CaseAssignmentFactory(child=child, user=worker)
    flag = factories.CaseFlagFactory(child=child, raised_by=worker)
    note = factories.write_note("She asked for her mother.", child=child, author=worker)
    transfer = factories.TransferFactory(office=office)
    passenger = factories.PassengerFactory(transfer=transfer, person=child.person)
    group = factories.FamilyGroupFactory(office=office)
    membership, _other = (
        factories.FamilyMembershipFactory(group=group, person=member.person) for member in (child, other)
    )
    missing = factories.MissingAnswerFactory(person=child.person)
    gone = factories.ChildFactory(office=office, name=name.replace(" ", "o "))
    departed = factories.travelled(gone.person, on=DAY).transfer
    come = factories.ChildFactory(office=office, name=name.replace(" ", "u "))
    arrived = factories.travelled(come.person, on=DAY).transfer
    arrived.status, arrived.arrived_at = (
        TransferStatus.ARRIVED,
        arrived.departed_at + datetime.timedelta(hours=3),
    )
    arrived.arrival_zone = arrived.departure_zone
    arrived.save()
    boarding = factories.TransferFactory(office=office, status=TransferStatus.BOARDING)
    leaving = factories.ChildFactory(office=office, name=name.replace(" ", "i "))
    export = factories.NumberedExportFactory(child=child, made_by=worker)
    letter = factories.NumberedExportFactory(
        child=child, made_by=worker, kind=ExportKind.NAMES, language="en"
    )
    merge = _merge_of(other.person, worker)
    _change_once(worker, child, tie, claim, paper)
    ids = (child, other, gone, flag, note, tie, tie.guardian, claim, paper, their_paper, child.person)
    return {
        "child": child,
        "guardian": tie.guardian,
        "tie": tie,
        "claim": claim,
        "paper": paper,
        "their_paper": their_paper,
        "flag": flag,
        "note": note,
        "transfer": transfer,
        "passenger": passenger,
        "boarding": boarding,
        "departed": departed,
        "arrived": arrived,
        "missing": missing,
        "export": export,
        "letter": letter,
        "person": child.person,
        "name": child.person.names.get(),
        "whereabouts": whereabouts,
        "situation": situation,
        "company": company,
        "need": need,
        "decision": decision,
        "permission": permission,
        "assignment": assignment,
        "membership": membership,
        "merge": merge,
        "other": other,
        "outside": leaving,
        "gone": gone,
        "come": come,
        "group": group,
        "on_board": factories.PassengerFactory(transfer=boarding, person=leaving.person),
        "landed": arrived.passengers.get(),
        "office": office,
        **matches_of(child, other, tie, worker),
        "marks": [
            name,
            child.case_number,
            other.case_number,
            gone.case_number,
            *(str(row.public_id) for row in ids),
        ],
    }


def _merge_of(kept, worker):
    """A record that was merged into that of ``kept``, with the journal by which that is undone."""
    given_up = factories.PersonFactory(office=kept.office, merged_into=kept)
    step = Step(Person, given_up.pk, {"merged_into_id": None}, {"merged_into_id": kept.pk})
    return factories.PersonMergeFactory(
        kept=kept, merged=given_up, merged_by=worker, journal=[step.as_json()]
    )


def _change_once(by, child, tie, claim, paper):
    """One change of each record that can be undone."""
    with changing(by=by):
        for person in (child.person, tie.guardian.person):
            Person.objects.filter(pk=person.pk).update(birth_place="Hasaka")
        Nationality.objects.filter(pk=claim.pk).update(evidence=[Evidence.values[0]])
        Document.objects.filter(pk=paper.pk).update(custody=Custody.LOST)
        Guardianship.objects.filter(pk=tie.pk).update(source=SourceKind.CHILD)


def _change_histories(by, made):
    """One change of each history that can be undone."""
    with changing(by=by):
        for row in (made[kind] for kind in ("whereabouts", "situation", "company", "need")):
            type(row).objects.filter(pk=row.pk).update(source=SourceKind.CHILD)
        FamilyGroup.objects.filter(pk=made["group"].pk).update(
            unity=UnityDecision.TOGETHER, unity_decided_date=DAY, unity_reason="They ask to stay together"
        )


def _rows_of_both(north, west):
    """A transfer in which both take part: either sees the whole list."""
    shared = factories.TransferFactory(office=north)
    TransferOffice.objects.create(transfer=shared, office=west)
    # Not called as the child of a draft is (tests/intake/walking.py): a page that prints one prints nobody else.
    child = factories.ChildFactory(office=north, name="Tahmina Sharifova")
    passenger = factories.PassengerFactory(transfer=shared, person=child.person)
    return {"transfer": shared, "passenger": passenger}


def _sent_requests(rows):
    """Requests that only the office that asked may take back."""
    return [
        Target("request of North", _named(rows["North"]["sent"]), NORTH),
        Target("request of West", _named(rows["West"]["sent"]), WEST),
        Target("unknown request", {"public_id": uuid.uuid4()}, NOBODY),
    ]


def _view_of(user, role):
    """A saved view that its owner shares with nobody."""
    view = SavedView.objects.create(
        user=user, office=user.office, list_name=CaseList.CHILDREN, name=f"View of {role}"
    )
    return Target(f"view of the {role}", {"public_id": view.public_id}, frozenset({role}))


def _targets(kind, rows):
    who = {"North": NORTH, "West": WEST, "both": CASE_WORK} | seen_beside(kind)
    found = [
        Target(f"{kind} of {office}", _named(made[kind]), who[office])
        for office, made in rows.items()
        if kind in made and office in who
    ]
    found.append(Target(f"unknown {kind}", dict.fromkeys(found[0].kwargs, uuid.uuid4()), NOBODY))
    if kind == "passenger":
        found += _forged_pairs(rows)
    return found


def _own_notes(rows):
    """Notes as only those who wrote them may change them."""
    return [
        Target("note of North, by its author", _named(rows["North"]["note"]), frozenset({"caseworker"})),
        Target("note of West, by its author", _named(rows["West"]["note"]), frozenset({"stranger"})),
        Target("unknown note", {"public_id": uuid.uuid4()}, NOBODY),
    ]


def _pairs(rows):
    """Two persons of one office, of two, and one beside nobody."""
    north, west = ((made["child"].person, made["other"].person) for made in (rows["North"], rows["West"]))
    return [
        _pair("two of North", *north, NORTH),
        _pair("two of West", *west, WEST),
        _pair("one of North, one of West", north[0], west[0], NOBODY),
        Target("nobody", {"public_id": uuid.uuid4(), "other_id": uuid.uuid4()}, NOBODY),
    ]


def _pair(label, one, other, seen_by):
    return Target(label, {"public_id": one.public_id, "other_id": other.public_id}, seen_by)


def _named(row):
    """How an address names a row."""
    if hasattr(row, "transfer_id") and hasattr(row, "destination_id"):
        return {"public_id": row.transfer.public_id, "passenger_id": row.public_id}
    if hasattr(row, "expires_date"):
        return {"public_id": row.child.public_id, "export_id": row.public_id}
    return {"public_id": row.public_id}


def _forged_pairs(rows):
    """A transfer that one sees with a passenger of another list, and with none."""
    for office, transfer in (("North", rows["North"]["transfer"]), ("West", rows["West"]["transfer"])):
        other = rows["West" if office == "North" else "North"]["passenger"]
        forged = {"public_id": transfer.public_id, "passenger_id": other.public_id}
        yield Target(f"transfer of {office}, passenger of the other", forged, NOBODY)
        yield Target(
            f"transfer of {office}, unknown passenger", forged | {"passenger_id": uuid.uuid4()}, NOBODY
        )


def _own_targets(users):
    """Drafts, which belong to one person: not even a colleague opens them."""
    place = factories.PlaceFactory(name="Camp of the drafts")
    targets = {}
    for kind, more in (("draft", {"answers": _answered(place)}), ("discarded", {"discarded_at": LONG_AGO})):
        targets[kind] = [
            Target(
                f"{kind} of {role}",
                _named(
                    factories.RegistrationDraftFactory(
                        user=users[role], office=users[role].office, step="family" if more else "", **more
                    )
                ),
                frozenset({role}),
            )
            for role in ("caseworker", "stranger")
        ]
        targets[kind].append(Target(f"unknown {kind}", {"public_id": uuid.uuid4()}, NOBODY))
    return targets


def _answered(place):
    """The answers of a draft that can be recorded as they stand."""
    return {
        step: {
            "typed": {name: [text] for name, text in typed.items()},
            "version": 1,
            "page": "",
        }
        for step, typed in (minimum(place) | {"mother": {"how": "none"}}).items()
    }


def _shared_targets(north):
    """Rows that belong to no office's cases."""
    place = factories.PlaceFactory(name="Camp of the walk", kind=PlaceKind.CAMP)
    control = factories.PlaceControlFactory(place=place)
    elsewhere = factories.PlaceFactory(name="Camp beside the walk")
    others = ROLES - {"official"}
    return {
        "": [Target("", {}, EVERYBODY)],
        "place": [
            Target("place", {"public_id": place.public_id}, ROLES),
            Target("unknown place", {"public_id": uuid.uuid4()}, NOBODY),
        ],
        "control": [
            Target("authority", {"public_id": place.public_id, "control_id": control.public_id}, ROLES),
            Target(
                "authority of another place",
                {"public_id": elsewhere.public_id, "control_id": control.public_id},
                NOBODY,
            ),
            Target("unknown authority", {"public_id": place.public_id, "control_id": uuid.uuid4()}, NOBODY),
        ],
        "office": [
            Target("office", {"public_id": north.public_id}, ROLES),
            Target("unknown office", {"public_id": uuid.uuid4()}, NOBODY),
        ],
        "state": [
            Target("the official's State", {"code": "TJ"}, ROLES),
            Target("another State", {"code": "RU"}, others),
            Target("unknown State", {"code": "ZZ"}, NOBODY),
            Target("no code at all", {"code": "nowhere-at-all"}, NOBODY),
        ],
    }
