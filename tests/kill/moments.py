"""When in a request something is killed. Each holds the request where it says, for certain, until it is let go."""

import random
import time
from contextlib import closing, contextmanager, suppress

import psycopg2

from repatriation.devdb import APP_ROLE, SUPERUSER
from tests.kill.house import PATIENCE, ROUND

HOLDER = 4711  # the number of a lock that nobody else asks for
AT_COMMIT = f"""
    CREATE FUNCTION pg_temp_hold() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_advisory_xact_lock_shared({HOLDER}); RETURN NULL; END $$;
    GRANT EXECUTE ON FUNCTION pg_temp_hold() TO {APP_ROLE};
    CREATE CONSTRAINT TRIGGER zz_hold AFTER INSERT OR UPDATE OR DELETE ON {{table}}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION pg_temp_hold()
"""
STANDS_BEFORE_A_LOCK = "wait_event_type = 'Lock'"
STANDS_AFTER_COMMIT = "wait_event = 'SyncRep'"


class Moment:
    """``arrive`` waits until the request is there, or has been answered; ``let_go`` lets it on."""

    def __init__(self, house, tables, seconds):
        self.house, self.tables, self.seconds = house, tables, seconds

    def arrive(self, answered):
        """Return whether the request stands there."""
        raise NotImplementedError

    def let_go(self):
        """Nothing is held."""

    def _connect(self):
        return self.house.cluster.connect(SUPERUSER, ROUND)

    def _wait_until(self, stands, answered):
        asked = f"SELECT count(*) FROM pg_stat_activity WHERE usename = %s AND {stands}"  # noqa: S608 - our own words
        end = time.monotonic() + PATIENCE
        with closing(self._connect()) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                while time.monotonic() < end and not answered():
                    cursor.execute(asked, [APP_ROLE])
                    if cursor.fetchone()[0]:
                        return True
                    time.sleep(0.005)
        return False


class AnyMoment(Moment):
    """Somewhere between the first byte and the answer."""

    def arrive(self, answered):
        end = time.monotonic() + random.uniform(0, self.seconds)
        while time.monotonic() < end and not answered():
            time.sleep(0.001)
        return not answered()


class InTheMiddle(Moment):
    """Inside the transaction, before the first row of one of its tables."""

    def __init__(self, *args):
        super().__init__(*args)
        self._holder = self._connect()
        with self._holder.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {random.choice(self.tables)} IN SHARE MODE")

    def arrive(self, answered):
        return self._wait_until(STANDS_BEFORE_A_LOCK, answered)

    def let_go(self):
        with suppress(psycopg2.Error):
            self._holder.close()


class AtCommit(Moment):
    """Everything is written; COMMIT was said and is not done yet."""

    def __init__(self, *args):
        super().__init__(*args)
        with closing(self._connect()) as connection, connection, connection.cursor() as cursor:
            cursor.execute(AT_COMMIT.format(table=random.choice(self.tables)))
        self._holder = self._connect()
        with self._holder.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [HOLDER])

    def arrive(self, answered):
        return self._wait_until(STANDS_BEFORE_A_LOCK, answered)

    def let_go(self):
        with suppress(psycopg2.Error):
            self._holder.close()


class AfterCommit(Moment):
    """What was committed is on the disk, and nobody was told: the database waits for a copy that nobody keeps."""

    def __init__(self, *args):
        super().__init__(*args)
        self._set("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")

    def arrive(self, answered):
        return self._wait_until(STANDS_AFTER_COMMIT, answered)

    def let_go(self):
        self._set("ALTER SYSTEM RESET synchronous_standby_names")

    def _set(self, statement):
        with closing(self._connect()) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)
                cursor.execute("SELECT pg_reload_conf()")


MOMENTS = {
    "at any moment": AnyMoment,
    "in the middle": InTheMiddle,
    "at commit": AtCommit,
    "after commit": AfterCommit,
}


@contextmanager
def held(kind, *args):
    """The moment ``kind``; whatever it holds is let go at the end."""
    moment = MOMENTS[kind](*args)
    try:
        yield moment
    finally:
        moment.let_go()
