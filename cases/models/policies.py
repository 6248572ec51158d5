"""The second wall, from the side of the database: which table is guarded by which policy (promise 1, ADR 29).

Each table about persons has one line here; its history follows it. The owner makes the policies anew after each migration,
so a new table needs its line and no migration. A guard test knows every table without one and asks for a reason.
"""

from dataclasses import dataclass, replace

from django.apps import apps

from cases.enums import Sight

# In a subquery, so that each statement asks once and not for every row.
SCOPE = "(SELECT current_setting('app.scope', true))"
OFFICE = "(SELECT NULLIF(current_setting('app.office', true), '')::bigint)"
READER = "(SELECT NULLIF(current_setting('app.user', true), '')::bigint)"
WRITING, READING = "wall", "wall_reading"


@dataclass(frozen=True)
class Guard:
    """How one table is guarded; conditions are SQL in which ``{row}`` is the table.

    ``own`` says which rows an office reads and writes, ``history`` the same of the event table where that differs.
    ``seen`` says which it reads beside them, and ``by`` which other sights read all of it.
    """

    own: str
    history: str = ""
    seen: str = ""
    by: tuple[Sight, ...] = ()


def of_office(*columns):
    """Rows in which one of these columns is the office."""
    return " OR ".join(f"{{row}}.{column} = {OFFICE}" for column in columns)


def of_person(*columns):
    """Rows of a person whom the office keeps."""
    return _kept_by_office("cases_person", columns)


def of_child(*columns):
    """Rows of a child whose case the office keeps."""
    return _kept_by_office("cases_child", columns)


def _kept_by_office(table, columns):
    return " OR ".join(
        f"EXISTS (SELECT FROM {table} AS kept WHERE kept.id = {{row}}.{column} AND kept.office_id = {OFFICE})"
        for column in columns
    )


def of_row(table, column):
    """Rows that belong to a row of another table that may be read."""
    return f"EXISTS (SELECT FROM {table} AS above WHERE above.id = {{row}}.{column})"


PERSON, CHILD = Guard(of_person("person_id")), Guard(of_child("child_id"))
# Who is on the list of a transfer in which the office takes part, under this record or one that was merged into it. It
# looks with the owner's rights: the policies of both tables would ask each other in a circle.
ON_OUR_LIST = "wall_is_on_our_list({person})"
OUR_TRANSFER = (
    "EXISTS (SELECT FROM cases_transferoffice AS part"
    f" WHERE part.transfer_id = {{row}}.transfer_id AND part.office_id = {OFFICE})"
)
OUR_OFFER = (
    "EXISTS (SELECT FROM cases_casemove AS offer WHERE offer.id = {row}.move_id"
    f" AND (offer.from_office_id = {OFFICE} OR offer.to_office_id = {OFFICE}))"
)
OUR_CLAIM = (
    "EXISTS (SELECT FROM cases_nationality AS claim JOIN cases_child AS kept ON kept.id = claim.child_id"
    f" WHERE claim.id = {{row}}.nationality_id AND kept.office_id = {OFFICE})"
)

FUNCTION_NAME = "wall_is_on_our_list(bigint)"
FUNCTION = f"""
CREATE OR REPLACE FUNCTION wall_is_on_our_list(person bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM cases_passenger AS listed
                     JOIN cases_transferoffice AS part ON part.transfer_id = listed.transfer_id
                    WHERE part.office_id = {OFFICE} AND listed.person_id IN (
                        SELECT id FROM cases_person WHERE id = person OR merged_into_id = person))
$$
"""  # noqa: S608 # nosec B608


def _figures(guard):
    """The same, and what totals are counted from."""
    return replace(guard, by=(*guard.by, Sight.TOTALS))


def _trail(guard):
    """The same, and read by those who read the trail."""
    return replace(guard, by=(*guard.by, Sight.TRAIL))


GUARDS = {
    "Person": _figures(
        Guard(
            of_office("office_id"),
            history=of_person("pgh_obj_id"),
            seen=ON_OUR_LIST.format(person="{row}.id"),
        )
    ),
    "PersonName": replace(PERSON, seen=ON_OUR_LIST.format(person="{row}.person_id")),
    "PersonStatus": _figures(PERSON),
    "Whereabouts": PERSON,
    "MissingAnswer": PERSON,
    "Document": PERSON,
    "Guardian": PERSON,
    "FamilyGroup": Guard(
        of_office("office_id"),
        history=_kept_by_office("cases_familygroup", ["pgh_obj_id"]),
    ),
    "FamilyMembership": PERSON,
    "Child": _figures(
        Guard(
            of_office("office_id"),
            history=of_child("pgh_obj_id"),
            seen=ON_OUR_LIST.format(person="{row}.person_id"),
        )
    ),
    "CaseAssignment": CHILD,
    "SeparationPeriod": CHILD,
    "Guardianship": CHILD,
    "Nationality": _figures(CHILD),
    "ClaimDecision": _figures(Guard(OUR_CLAIM)),
    "ContactPermission": _figures(CHILD),
    "Need": CHILD,
    "Note": CHILD,
    "ChildKey": CHILD,
    "CaseFlag": CHILD,
    "FollowedCase": CHILD,
    "UnsentText": Guard(f"({{row}}.user_id = {READER} AND {of_child('child_id')})"),
    "RegistrationDraft": Guard(f"({{row}}.user_id = {READER} AND {of_office('office_id')})"),
    "NumberedExport": _trail(CHILD),
    "PossibleMatch": Guard(of_person("first_id", "second_id")),
    "MatchRequest": Guard(of_office("asking_office_id", "holding_office_id")),
    "PersonMerge": Guard(of_person("kept_id", "merged_id")),
    "CaseMove": Guard(of_office("from_office_id", "to_office_id")),
    "OfferedChild": Guard(OUR_OFFER),
    "Referral": Guard(of_office("giving_office_id", "to_office_id")),
    "EmergencyOpening": _trail(Guard(f"{of_child('child_id')} OR {{row}}.opened_by_id = {READER}")),
    "EmergencyNotice": Guard(
        f"{{row}}.user_id = {READER} OR {of_row('cases_emergencyopening', 'opening_id')}"
    ),
    "Passenger": _figures(Guard(f"{OUR_TRANSFER} OR {of_person('person_id')}")),
    "Handover": Guard(of_row("cases_passenger", "passenger_id")),
}

# Lines are added by everybody, with and without a person signed in. Each is read by whom it is about, and by those who
# read the trail.
TRAIL = {
    "cases_auditevent": f"{{is_trail}} OR cases_auditevent.actor_id = {READER}",
    # Who, when and why, of each row of the histories; written with the owner's rights alone.
    "pghistory_context": f"{{is_trail}} OR {SCOPE} = '{Sight.OFFICE}'",
}


def guarded_tables():
    """Every table that has a policy, histories and the trail included, sorted."""
    return sorted({*TRAIL, *(table for table, *_others in _guarded())})


def statements(existing):
    """SQL that makes the policies of those tables that are among ``existing``; for the owner, in one transaction."""
    yield FUNCTION
    yield f"REVOKE ALL ON FUNCTION {FUNCTION_NAME} FROM PUBLIC"
    for table, own, read in _guarded():
        if table in existing:
            yield from _walled(table)
            own = f"({_sees(Sight.ALL)} OR {own})".replace("{row}", table)
            yield f"CREATE POLICY {WRITING} ON {table} USING {own} WITH CHECK {own}"
            if read:
                yield f"CREATE POLICY {READING} ON {table} FOR SELECT USING ({read.replace('{row}', table)})"
    for table, read in TRAIL.items():
        if table in existing:
            yield from _walled(table)
            read = read.format(is_trail=_sees(Sight.ALL, Sight.TRAIL))
            yield f"CREATE POLICY {READING} ON {table} FOR SELECT USING ({read})"
            yield f"CREATE POLICY {WRITING} ON {table} FOR INSERT WITH CHECK (true)"


def _guarded():
    """Triples: a table, whose rows of it are the office's, and which it and other sights read beside them."""
    for name, guard in GUARDS.items():
        model = apps.get_model("cases", name)
        read = [guard.seen] if guard.seen else []
        if guard.by:
            read.append(_sees(*guard.by))
        yield model._meta.db_table, guard.own, " OR ".join(read)
        if hasattr(model, "pgh_event_model"):
            yield model.pgh_event_model._meta.db_table, guard.history or guard.own, ""


def _sees(*sights):
    return f"{SCOPE} IN ({', '.join(repr(str(sight)) for sight in sights)})"


def _walled(table):
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    for policy in (WRITING, READING):
        yield f"DROP POLICY IF EXISTS {policy} ON {table}"
