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


@dataclass(frozen=True)
class Guard:
    """How one table is guarded; conditions are SQL in which ``{row}`` is the table.

    ``own`` says which rows an office reads and writes, ``history`` the same of the event table where that differs.
    ``seen`` says which it reads beside them, ``by`` which other sights read all of it, and ``kept_by`` which read and
    write all of it.
    """

    own: str
    history: str = ""
    seen: str = ""
    by: tuple[Sight, ...] = ()
    kept_by: tuple[Sight, ...] = ()


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
    # A single value and not EXISTS: that would be asked of all rows of the office at once, for a page of fifty too.
    return " OR ".join(
        f"(SELECT kept.office_id FROM {table} AS kept WHERE kept.id = {{row}}.{column}) = {OFFICE}"  # noqa: S608 # nosec B608
        for column in columns
    )


def of_row(table, column):
    """Rows that belong to a row of another table that may be read."""
    return f"EXISTS (SELECT FROM {table} AS above WHERE above.id = {{row}}.{column})"  # nosec B608


PERSON, CHILD = Guard(of_person("person_id")), Guard(of_child("child_id"))
# Who is on the list of a transfer in which the office takes part, under this record or one that was merged into it. It
# looks with the owner's rights: the policies of both tables would ask each other in a circle.
ON_OUR_LIST = "wall_is_on_our_list({person})"
OUR_TRANSFER = f"""
    EXISTS (SELECT FROM cases_transferoffice AS part
             WHERE part.transfer_id = {{row}}.transfer_id AND part.office_id = {OFFICE})
"""  # nosec B608
OUR_OFFER = f"""
    EXISTS (SELECT FROM cases_casemove AS offer WHERE offer.id = {{row}}.move_id
               AND (offer.from_office_id = {OFFICE} OR offer.to_office_id = {OFFICE}))
"""  # nosec B608
OUR_CLAIM = f"""
    (SELECT kept.office_id FROM cases_nationality AS claim JOIN cases_child AS kept ON kept.id = claim.child_id
      WHERE claim.id = {{row}}.nationality_id) = {OFFICE}
"""  # noqa: S608 # nosec B608

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


# The operator that asks for public ids could tell somebody of rows that they may not see, so under a policy its index is
# not used. This looks with the owner's rights and gives numbers of rows alone, to those who may read them all.
ENTRIES_NAME = "wall_entries_about"
ENTRIES = f"""
CREATE OR REPLACE FUNCTION {ENTRIES_NAME}(about text[]) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT entry.id FROM unnest(about) AS one JOIN cases_auditevent AS entry ON entry.subject_ids @> jsonb_build_array(one)
     WHERE {SCOPE} IN ('{Sight.ALL}', '{Sight.TRAIL}')
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
    "ChildKey": Guard(f"{of_child('child_id')} OR {of_person('person_id')}"),
    "CaseFlag": CHILD,
    "FollowedCase": CHILD,
    "UnsentText": Guard(f"({{row}}.user_id = {READER} AND {of_child('child_id')})"),
    "RegistrationDraft": Guard(f"({{row}}.user_id = {READER} AND {of_office('office_id')})"),
    "NumberedExport": _trail(
        Guard(
            f"{of_child('child_id')} OR ({{row}}.child_id IS NULL AND {of_office('office_id')})",
        )
    ),
    "ExportApproval": _trail(Guard(of_row("cases_numberedexport", "export_id"))),
    "ExportOpening": _trail(Guard(of_row("cases_numberedexport", "export_id"))),
    "ExportDestruction": _trail(Guard(of_row("cases_numberedexport", "export_id"))),
    "CaseRestriction": CHILD,
    # Whoever sees the name of somebody on a list has to learn that a restriction of the other office hides it.
    "RestrictedPerson": replace(PERSON, seen=ON_OUR_LIST.format(person="{row}.person_id")),
    "RestrictionMember": Guard(
        "EXISTS (SELECT FROM cases_caserestriction AS above JOIN cases_child AS kept ON kept.id = above.child_id"
        f" WHERE above.id = {{row}}.restriction_id AND kept.office_id = {OFFICE})"  # nosec B608
    ),
    "LegalHold": _trail(CHILD),
    "KeptLonger": CHILD,
    "Erasure": _trail(Guard(of_office("office_id"))),
    "SubjectRequest": _trail(CHILD),
    "TrailFinding": Guard("false", kept_by=(Sight.TRAIL,)),
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
# read the trail. Nobody may change one: the role of the app has no right to, whatever these policies say.
TRAIL = {
    "cases_auditevent": f"{SCOPE} IN ('{Sight.ALL}', '{Sight.TRAIL}') OR cases_auditevent.actor_id = {READER}",
    # Who, when and why, of each row of the histories; written with the owner's rights alone.
    "pghistory_context": f"{SCOPE} IN ('{Sight.ALL}', '{Sight.TRAIL}', '{Sight.OFFICE}')",
}

# What an earlier version made goes, whatever it was called.
NO_POLICIES = """
DO $$
DECLARE made record;
BEGIN
    FOR made IN SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public'
    LOOP
        EXECUTE format('DROP POLICY %I ON %I', made.policyname, made.tablename);
    END LOOP;
END $$
"""

# Under a policy no index of keys or trigrams is used: the operators could tell somebody of rows that they may not see. A
# view of the owner has no policies; it shows the same names as they would. The office is asked for row by row, after the
# index: as a join it would be read whole for each key.
NAMES_VIEW = "cases_searchedname"
NAMES = f"""
    SELECT written.id, written.person_id, written."full", written.script, written.is_preferred, written.search_key,
           written.skeleton, written.consonants, written.pair_keys, written.token_keys
      FROM cases_personname AS written
     WHERE {SCOPE} = '{Sight.ALL}' OR ({SCOPE} = '{Sight.OFFICE}'
       AND (SELECT kept.office_id FROM cases_person AS kept WHERE kept.id = written.person_id) = {OFFICE})
"""  # noqa: S608 # nosec B608


def guarded_tables():
    """Every table that has a policy, histories and the trail included, sorted."""
    return sorted({*TRAIL, *(table for table, _guard in _guarded())})


def statements(existing, role):
    """SQL that makes the policies of those tables that are among ``existing``; for the owner, in one transaction.

    ``role`` is that of the app, quoted.
    """
    yield NO_POLICIES
    yield FUNCTION
    yield f"REVOKE ALL ON FUNCTION {FUNCTION_NAME} FROM PUBLIC"
    yield f"GRANT EXECUTE ON FUNCTION {FUNCTION_NAME} TO {role}"
    if "cases_auditevent" in existing:
        yield ENTRIES
        yield f"REVOKE ALL ON FUNCTION {ENTRIES_NAME}(text[]) FROM PUBLIC"
        yield f"GRANT EXECUTE ON FUNCTION {ENTRIES_NAME}(text[]) TO {role}"
    for table, guard in _guarded():
        if table in existing:
            read = _when(table, guard.own, seen=guard.seen, by=(*guard.by, *guard.kept_by))
            yield from _walled(table, read=read, written=_when(table, guard.own, by=guard.kept_by))
    for table, read in TRAIL.items():
        if table in existing:
            yield from _walled(table, read=read, written="true")
    if "cases_personname" in existing:
        yield f"DROP VIEW IF EXISTS {NAMES_VIEW}"
        yield f"CREATE VIEW {NAMES_VIEW} AS {NAMES}"
        yield f"REVOKE ALL ON {NAMES_VIEW} FROM {role}"
        yield f"GRANT SELECT ON {NAMES_VIEW} TO {role}"


def _guarded():
    """Pairs of a table and its ``Guard``; a history is read by those who write its table."""
    for name, guard in GUARDS.items():
        model = apps.get_model("cases", name)
        yield model._meta.db_table, guard
        if hasattr(model, "pgh_event_model"):
            yield model.pgh_event_model._meta.db_table, Guard(guard.history or guard.own, by=guard.kept_by)


def _when(table, own, *, seen="", by=()):
    """The condition of a policy. The cases come one after the other: what costs most is asked last, and seldom."""
    rows = f"({own}) OR {seen}" if seen else own
    all_rows = " ".join(f"WHEN '{sight}' THEN true" for sight in (Sight.ALL, *by))
    condition = f"CASE {SCOPE} WHEN '{Sight.OFFICE}' THEN {rows} {all_rows} ELSE false END"
    return condition.replace("{row}", table)


def _walled(table, *, read, written):
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    for command, condition in {
        "SELECT": f"USING ({read})",
        "INSERT": f"WITH CHECK ({written})",
        "UPDATE": f"USING ({written}) WITH CHECK ({written})",
        "DELETE": f"USING ({written})",
    }.items():
        yield f"CREATE POLICY wall_{command.lower()} ON {table} FOR {command} {condition}"
