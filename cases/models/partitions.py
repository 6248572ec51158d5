"""The trail divided by month, in SQL: how the table that was one became many, and how those of coming months are made.

Django knows one table and its columns; PostgreSQL keeps a partition for each month of ``at``, in UTC, and one for whatever
has no month of its own, so that nothing is ever refused. Rows have their number (``id``) from one sequence; a unique key
of a divided table has to hold ``at`` as well. The app's role reaches the partitions through their table only.
"""

# As the owner, because whoever makes a partition has to own the table; the app's role may call it, and can choose nothing
# but how far ahead. A month whose rows stand in the common partition already is left there.
MAKE_PARTITIONS_SQL = """
CREATE OR REPLACE FUNCTION cases_make_trail_partitions(ahead integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
SET lock_timeout = '5s'
SET timezone = 'UTC'
AS $body$
DECLARE
    made integer := 0;
    begins timestamptz;
    ends timestamptz;
    partition text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('cases_make_trail_partitions'));
    FOR months IN 0 .. LEAST(GREATEST(ahead, 0), 24) LOOP
        begins := date_trunc('month', now()) + make_interval(months => months);
        ends := begins + interval '1 month';
        partition := 'cases_auditevent_' || to_char(begins, 'YYYY_MM');
        CONTINUE WHEN to_regclass(partition) IS NOT NULL
            OR EXISTS (SELECT FROM cases_auditevent_other WHERE at >= begins AND at < ends);
        EXECUTE format('CREATE TABLE %I (LIKE cases_auditevent INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition);
        EXECUTE format('ALTER TABLE cases_auditevent ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                       partition, begins, ends);
        made := made + 1;
    END LOOP;
    RETURN made;
END
$body$
"""

# What the table had beside its columns (references, indexes, triggers) is read from the catalogue before and made again, so
# that this holds for whatever it had by then. All in one transaction, with the table locked from the first statement on.
DIVIDE_SQL = """
DO $body$
DECLARE
    last_number bigint;
    begins timestamptz;
    again text[];
    statement text;
BEGIN
    SET LOCAL timezone = 'UTC';
    SET CONSTRAINTS ALL IMMEDIATE;
    LOCK TABLE cases_auditevent IN ACCESS EXCLUSIVE MODE;
    SELECT array_agg(format('ALTER TABLE cases_auditevent ADD CONSTRAINT %I %s', conname, pg_get_constraintdef(oid)))
      INTO again FROM pg_constraint
     WHERE conrelid = 'cases_auditevent'::regclass AND contype IN ('f', 'c');
    again := again || ARRAY(
        SELECT pg_get_indexdef(indexrelid) FROM pg_index
         WHERE indrelid = 'cases_auditevent'::regclass AND NOT indisunique);
    again := again || ARRAY(
        SELECT pg_get_triggerdef(oid) FROM pg_trigger
         WHERE tgrelid = 'cases_auditevent'::regclass AND NOT tgisinternal);
    again := again || ARRAY(
        SELECT format('COMMENT ON TRIGGER %I ON cases_auditevent IS %L', tgname, obj_description(oid, 'pg_trigger'))
          FROM pg_trigger
         WHERE tgrelid = 'cases_auditevent'::regclass AND NOT tgisinternal
           AND obj_description(oid, 'pg_trigger') IS NOT NULL);
    SELECT COALESCE(max(id), 0) INTO last_number FROM cases_auditevent;
    SELECT GREATEST(last_number, COALESCE(last_value, 0)) INTO last_number FROM pg_sequences
     WHERE schemaname = 'public' AND sequencename = 'cases_auditevent_id_seq';

    ALTER TABLE cases_auditevent
        RENAME TO cases_auditevent_undivided;
    CREATE TABLE cases_auditevent (LIKE cases_auditevent_undivided INCLUDING DEFAULTS) PARTITION BY RANGE (at);
    CREATE TABLE cases_auditevent_other PARTITION OF cases_auditevent DEFAULT;
    SELECT date_trunc('month', min(at)) INTO begins FROM cases_auditevent_undivided;
    WHILE begins <= now() LOOP
        EXECUTE format('CREATE TABLE %I PARTITION OF cases_auditevent FOR VALUES FROM (%L) TO (%L)',
                       'cases_auditevent_' || to_char(begins, 'YYYY_MM'), begins, begins + interval '1 month');
        begins := begins + interval '1 month';
    END LOOP;
    INSERT INTO cases_auditevent SELECT * FROM cases_auditevent_undivided ORDER BY id;
    DROP TABLE cases_auditevent_undivided;

    EXECUTE format('CREATE SEQUENCE cases_auditevent_id_seq START %s', last_number + 1);
    ALTER SEQUENCE cases_auditevent_id_seq OWNED BY cases_auditevent.id;
    ALTER TABLE cases_auditevent
        ALTER COLUMN id SET DEFAULT nextval('cases_auditevent_id_seq'),
        ADD CONSTRAINT cases_auditevent_pkey PRIMARY KEY (id, at),
        ADD CONSTRAINT cases_auditevent_public_id_at UNIQUE (public_id, at);
    FOREACH statement IN ARRAY again LOOP
        EXECUTE statement;
    END LOOP;
    SET CONSTRAINTS ALL DEFERRED;
END
$body$
"""

# For the app's role: it may have coming months made, and goes through the table to every row.
SHUT_PARTITIONS_SQL = """
DO $body$
DECLARE
    partition regclass;
BEGIN
    IF to_regprocedure('cases_make_trail_partitions(integer)') IS NULL THEN RETURN; END IF;
    REVOKE ALL ON FUNCTION cases_make_trail_partitions(integer) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION cases_make_trail_partitions(integer) TO {role};
    PERFORM cases_make_trail_partitions({ahead});
    FOR partition IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'cases_auditevent'::regclass LOOP
        EXECUTE format('REVOKE ALL ON TABLE %s FROM {role}', partition);
    END LOOP;
END
$body$
"""
MONTHS_AHEAD = 3
