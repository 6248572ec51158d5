"""The functions in the database that erase a file, made out of the lines of ``cases.models.erasing``.

The owner makes them anew after each migration (grants.py), so that they always fit the tables.
"""

import pghistory.models
from django.apps import apps

from cases.enums import ErasureState
from cases.models.erasing import SHARED, Fate, hanging, history_of, lines_of

NAME, REACH, COUNT = "cases_erase_file", "cases_erasure_reach", "cases_erasure_counts"
# Triggers that fix what was counted or left, and those of each history: they are for everybody else.
STANDING_ASIDE = (
    ("Passenger", "passenger_fixed_after_departure"),
    ("NumberedExport", "numbered_export_is_kept"),
)


def _model(name):
    return apps.get_model("cases", name)


def _refuse(rule):
    return (
        f"RAISE EXCEPTION 'refused by rule {rule}' USING ERRCODE = 'check_violation', CONSTRAINT = '{rule}';"
    )


_REACH = f"""
CREATE OR REPLACE FUNCTION {REACH}(child bigint, OUT files bigint[], OUT persons bigint[], OUT parents bigint[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
BEGIN
    files := ARRAY(SELECT id FROM cases_child WHERE id = child OR merged_into_id = child);
    parents := ARRAY(
        WITH family AS (
            SELECT guardian.id, COALESCE(guardian.merged_into_id, guardian.id) AS root, guardian.person_id
              FROM cases_guardian AS guardian
        ), tied AS (
            SELECT DISTINCT family.root FROM family JOIN cases_guardianship AS tie ON tie.guardian_id = family.id
             WHERE tie.child_id = ANY(files)
        ), staying AS (
            SELECT family.root FROM family JOIN tied USING (root)
             WHERE EXISTS (SELECT FROM cases_guardianship AS tie
                            WHERE tie.guardian_id = family.id AND tie.child_id <> ALL(files))
                OR EXISTS (SELECT FROM cases_child AS own JOIN cases_person AS one ON one.id = own.person_id
                            WHERE own.erased_at IS NULL
                              AND (one.id = family.person_id OR one.merged_into_id = family.person_id))
        )
        SELECT family.id FROM family JOIN tied USING (root) WHERE family.root NOT IN (SELECT root FROM staying)
    );
    persons := ARRAY(
        WITH named AS (
            SELECT person_id AS id FROM cases_child WHERE id = ANY(files)
            UNION SELECT person_id FROM cases_guardian WHERE id = ANY(parents)
        )
        SELECT id FROM named UNION SELECT id FROM cases_person WHERE merged_into_id IN (SELECT id FROM named)
    );
    parents := ARRAY(SELECT unnest(parents) UNION SELECT id FROM cases_guardian WHERE person_id = ANY(persons));
END
$body$
"""  # noqa: S608 # nosec B608

# The row of the file is locked first, as by whoever sets a hold: of the two, one waits for the other.
_CHECKS = f"""
    PERFORM 1 FROM cases_child WHERE id = (SELECT child_id FROM cases_erasure WHERE id = asked) FOR UPDATE;
    SELECT * INTO request FROM cases_erasure WHERE id = asked FOR UPDATE;
    IF request.id IS NULL OR request.state <> '{ErasureState.ASKED}' THEN {_refuse("erasure_is_not_waiting")} END IF;
    IF second IS NULL OR second = request.asked_by_id THEN {_refuse("erasure_needs_a_second")} END IF;
    IF request.lapses_at <= clock_timestamp() THEN {_refuse("erasure_lapsed")} END IF;
    SELECT * INTO STRICT file FROM cases_child WHERE id = request.child_id;
    IF file.erased_at IS NOT NULL THEN {_refuse("erased_file_stays_erased")} END IF;
    SELECT * INTO files, persons, parents FROM {REACH}(file.id);
    IF EXISTS (SELECT FROM cases_legalhold WHERE child_id = ANY(files) AND lifted_at IS NULL
                  AND (until_date IS NULL OR until_date >= CURRENT_DATE)) THEN {_refuse("erasure_on_hold")} END IF;
    IF EXISTS (SELECT FROM cases_passenger WHERE person_id = ANY(persons) AND is_open) THEN
        {_refuse("erasure_while_on_a_list")} END IF;
    IF EXISTS (SELECT FROM cases_offeredchild WHERE child_id = ANY(files) AND is_open) THEN
        {_refuse("erasure_while_offered")} END IF;
    IF EXISTS (SELECT FROM cases_guardian AS guardian JOIN cases_guardianship AS tie ON tie.guardian_id = guardian.id
                WHERE guardian.person_id = ANY(persons) AND tie.child_id <> ALL(files)) THEN
        {_refuse("erasure_of_a_parent")} END IF;
    IF file.merged_into_id IS NOT NULL OR file.updated_at <> request.seen_at THEN
        {_refuse("erasure_file_changed")} END IF;
"""  # noqa: S608 # nosec B608


def functions():
    """The SQL that makes the functions, as the owner runs it after each migration."""
    return [_REACH, _counting(), _erasing()]


def _arrays():
    """The arrays of ids of a function, as they are declared, and the statements that fill them."""
    behind = [row for row in hanging() if row.relations]
    shared = {_shared_ids(_model(name)): found for name, found in SHARED.items()}
    names = [*(row.ids for row in behind), *shared]
    declared = "\n".join(f"    {name} bigint[] := '{{}}';" for name in names)
    filled = [
        *(_find(row) for row in behind),
        *(f"    {name} := ARRAY({sql});" for name, sql in shared.items()),
    ]
    return declared, "\n".join(filled)


def _counting():
    """The same rows, counted before anything is asked for: how many would be removed, how many emptied."""
    declared, filled = _arrays()
    removed, emptied = [], []
    for row in hanging():
        condition = row.condition or f"id = ANY({row.ids})"
        counted = f"'{row.model.__name__}', (SELECT count(*) FROM {row.table} WHERE ({condition})"  # noqa: S608 # nosec B608
        if row.line.fate is Fate.REMOVED:
            removed.append(f"{counted} AND NOT ({row.line.stays_if or 'FALSE'}))")
        else:
            emptied.append(f"{counted})")
    removed += [f"'{name}', COALESCE(array_length({_shared_ids(_model(name))}, 1), 0)" for name in SHARED]
    return f"""
CREATE OR REPLACE FUNCTION {COUNT}(child bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    files bigint[];
    persons bigint[];
    parents bigint[];
{declared}
BEGIN
    SELECT * INTO files, persons, parents FROM {REACH}(child);
{filled}
    RETURN jsonb_build_object('removed', jsonb_build_object({", ".join(removed)}),
                              'emptied', jsonb_build_object({", ".join(emptied)}));
END
$body$
"""  # noqa: S608 # nosec B608


def _erasing():
    rows = hanging()
    behind = [row for row in rows if row.relations]
    shared = [_model(name) for name in SHARED]
    declared, filled = _arrays()
    steps = [
        filled,
        f"    PERFORM set_config('pgtrigger.ignore', '{_aside()}', true);",
        # From the ends of the tree to its root.
        *(_remove(row) for row in reversed(behind)),
        *(_remove_shared(model) for model in shared),
        _remove(next(row for row in rows if row.model.__name__ == "Guardian")),
        *(_forget(row.history, row.ids, row.condition) for row in rows if row.history),
        *(_forget(history_of(model), _shared_ids(model), "") for model in shared),
        _forget_reasons(),
        *(_empty(row) for row in rows),
        "    PERFORM set_config('pgtrigger.ignore', '{}', true);",
    ]
    body = "\n".join(steps)
    return f"""
CREATE OR REPLACE FUNCTION {NAME}(asked bigint, second bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    request record;
    file record;
    files bigint[];
    persons bigint[];
    parents bigint[];
    contexts uuid[] := '{{}}';
    released uuid[];
    counts jsonb := '{{}}';
    removed bigint;
{declared}
BEGIN
{_CHECKS}
{body}
    UPDATE cases_erasure SET state = '{ErasureState.DONE}', settled_by_id = second, settled_at = clock_timestamp(),
           updated_at = clock_timestamp(), counts = counted.counts
      FROM (SELECT counts) AS counted WHERE cases_erasure.id = asked;
    RETURN counts;
END
$body$
"""  # noqa: S608 # nosec B608


def _shared_ids(model):
    return f"shared_{model._meta.model_name}"


def _find(row):
    """Rows as they stand, and those that stood there once: their history is found by them."""
    found = f"SELECT id FROM {row.table} WHERE {row.condition}"  # noqa: S608 # nosec B608
    if row.history:
        found += f" UNION SELECT pgh_obj_id FROM {row.history} WHERE {row.condition}"  # noqa: S608 # nosec B608
    return f"    {row.ids} := ARRAY({found});"


def _remove(row):
    if row.line.fate is not Fate.REMOVED:
        return ""
    condition = row.condition or f"id = ANY({row.ids})"
    kept = f" AND NOT ({row.line.stays_if})" if row.line.stays_if else ""
    return (
        f"    DELETE FROM {row.table} WHERE ({condition}){kept};\n"  # noqa: S608 # nosec B608
        "    GET DIAGNOSTICS removed = ROW_COUNT;\n"
        f"    counts := counts || jsonb_build_object('{row.model.__name__}', removed);"
    )


def _remove_shared(model):
    return (
        f"    DELETE FROM {model._meta.db_table} WHERE id = ANY({_shared_ids(model)});\n"  # noqa: S608 # nosec B608
        "    GET DIAGNOSTICS removed = ROW_COUNT;\n"
        f"    counts := counts || jsonb_build_object('{model.__name__}', removed);"
    )


def _forget(history, ids, condition):
    also = f" OR {condition}" if condition else ""
    return (
        f"    WITH gone AS (DELETE FROM {history} WHERE pgh_obj_id = ANY({ids}){also} RETURNING pgh_context_id)\n"  # noqa: S608 # nosec B608
        "    SELECT array_agg(DISTINCT pgh_context_id) INTO released FROM gone WHERE pgh_context_id IS NOT NULL;\n"
        "    contexts := contexts || COALESCE(released, '{}');"
    )


def _forget_reasons():
    """Who changed what and why goes with it, unless the same act changed something that stays."""
    others = [
        history_of(model)
        for model in apps.get_app_config("cases").get_models()
        if "pgh_event_model" in vars(model)
    ]
    still = " ".join(
        f"AND NOT EXISTS (SELECT FROM {table} WHERE pgh_context_id = context.id)"  # nosec B608
        for table in sorted(others)
    )
    context = pghistory.models.Context._meta.db_table
    return f"    DELETE FROM {context} AS context WHERE context.id = ANY(contexts) {still};"  # noqa: S608 # nosec B608


def _empty(row):
    lines = list(lines_of(row.model).values()) or [row.line]
    columns = {name: sql for line in lines for name, sql in line.columns.items()}
    if not columns:
        return ""
    written = ", ".join(f"{column} = {sql}" for column, sql in columns.items())
    condition = row.condition or f"id = ANY({row.ids})"
    return f"    UPDATE {row.table} SET {written} WHERE {condition};"  # noqa: S608 # nosec B608


def _aside():
    names = []
    for model_name, trigger_name in STANDING_ASIDE:
        model = _model(model_name)
        names += [one.get_pgid(model) for one in model._meta.triggers if one.name == trigger_name]
    tracked = [row.model for row in hanging() if row.history] + [_model(name) for name in SHARED]
    for model in tracked:
        event = model.pgh_event_model
        names += [one.get_pgid(event) for one in event._meta.triggers if one.name == "append_only"]
    return "{" + ",".join(names) + "}"
