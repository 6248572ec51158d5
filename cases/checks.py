"""System checks of the deployment: a database that reads every script, a role without power, a demonstration apart."""

from django.conf import settings
from django.core import checks
from django.db import connections
from django.urls import get_resolver

from cases.models import Child, ChildKey
from cases.models.wall import everything
from cases.vault import first_that_does_not_open, keys_are_missing

# The same name with one letter changed, in two scripts; and the same letters in the other case.
SIMILAR = (("محمد", "محمود"), ("Магомед", "Магомет"))
ILIKE = ("Магомед", "%МАГОМЕД%")

# One of the tables with row-level security; all of them have one owner.
GUARDED_TABLE = Child._meta.db_table

# What only a demonstration may have: a way in without a passphrase, and a page with everybody's mail.
DEMO_VIEWS = ("cases.accounts.demo_views", "cases.mailbox.")
DEMO_MAIL = "cases.mailbox.backend.EmailBackend"


@checks.register(checks.Tags.database)
def check_scripts(app_configs, databases, **kwargs):
    """Check that similarity() sees Arabic and Cyrillic letters and ILIKE their cases; with a poor locale it sees none."""
    problems = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'")
            if not cursor.fetchone()[0]:
                continue  # before the first migration
            if not _reads_scripts(cursor):
                problems.append(
                    checks.Error(
                        "This database does not tell Arabic and Cyrillic letters from punctuation.",
                        hint="Create it with ENCODING 'UTF8' and LC_CTYPE 'C.UTF-8' (or another UTF-8 locale).",
                        id="cases.E001",
                    )
                )
    return problems


def _reads_scripts(cursor):
    for one, other in SIMILAR:
        cursor.execute("SELECT similarity(%s, %s)", [one, other])
        if not 0 < cursor.fetchone()[0] < 1:
            return False
    cursor.execute("SELECT %s ILIKE %s", ILIKE)
    return cursor.fetchone()[0]


@checks.register(checks.Tags.database)
def check_role(app_configs, databases, **kwargs):
    """Check that the role of the web server owns no table and is no superuser."""
    role = settings.DATABASE_APP_ROLE
    problems = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid)"
                " FROM pg_roles WHERE rolname = %s",
                [role],
            )
            row = cursor.fetchone()
        if row and row[0]:
            problems.append(
                checks.Error(
                    f"The database role {role} owns tables or is a superuser.",
                    hint="Give DATABASE_URL a role of its own that owns nothing, and DATABASE_OWNER_URL the owner.",
                    id="cases.E002",
                )
            )
    return problems


@checks.register(checks.Tags.database)
def check_wall(app_configs, databases, **kwargs):
    """Check that whoever owns the tables sees every row: rules, histories and backups would know a part of them."""
    problems = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "SELECT rolname FROM pg_roles JOIN pg_class ON relowner = pg_roles.oid"
                " WHERE pg_class.oid = to_regclass(%s) AND NOT (rolbypassrls OR rolsuper)",
                [GUARDED_TABLE],
            )
            row = cursor.fetchone()
        if row:
            problems.append(
                checks.Error(
                    f"The role {row[0]}, which owns the tables, does not see every row of them.",
                    hint=f"As a superuser of the database: ALTER ROLE {row[0]} BYPASSRLS.",
                    id="cases.E009",
                )
            )
    return problems


@checks.register(checks.Tags.database)
def check_field_key(app_configs, databases, **kwargs):
    """Check that FIELD_KEY opens the keys that are stored: with another one no note can be read or written."""
    problems = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "SELECT EXISTS (SELECT FROM information_schema.columns"
                " WHERE table_schema = 'public' AND table_name = %s AND column_name = 'destroyed_at')",
                [ChildKey._meta.db_table],
            )
            if not cursor.fetchone()[0]:
                continue  # before the migrations, which ask for this check themselves
        with everything("Whether FIELD_KEY opens the keys does not depend on whose they are."):
            stuck = first_that_does_not_open(using=alias)
            missing = keys_are_missing(using=alias)
        if stuck:
            problems.append(
                checks.Error(
                    "FIELD_KEY does not open the keys in this database: notes can neither be read nor written.",
                    hint="Set it to the key that this database was used with before.",
                    id="cases.E005",
                )
            )
        elif missing:
            problems.append(
                checks.Error(
                    "This database holds sealed texts and no keys: it was restored from a dump without them.",
                    hint="Run manage.py load_keys with the latest file of keys before anybody works with it.",
                    id="cases.E008",
                )
            )
    return problems


@checks.register(checks.Tags.security)
def check_demonstration(app_configs, **kwargs):
    """Check that the demonstration, which lets anybody in, runs on its own embedded database only."""
    if not settings.DEMO:
        return []
    problems = []
    if settings.DEBUG:
        problems.append(checks.Error("DEMO and DEBUG exclude each other.", id="cases.E003"))
    if not settings.DATABASE_EMBEDDED:
        problems.append(
            checks.Error("DEMO is set with a database that is not the embedded one.", id="cases.E004")
        )
    return problems


@checks.register(checks.Tags.security)
def check_doors(app_configs, **kwargs):
    """Check that nothing but a demonstration has a way in without both factors, or shows mail on a page."""
    if settings.DEMO:
        return []
    problems = [
        checks.Error(
            f"The address {route} belongs to the demonstration, and DEMO is not set.",
            hint="Take ROOT_URLCONF = 'repatriation.urls'.",
            id="cases.E006",
        )
        for route, view in _routes(get_resolver().url_patterns)
        if view.__module__.startswith(DEMO_VIEWS)
    ]
    if settings.EMAIL_BACKEND == DEMO_MAIL:
        problems.append(
            checks.Error(
                "Mail is kept for a page instead of being sent, and DEMO is not set.", id="cases.E007"
            )
        )
    return problems


def _routes(patterns, before="/"):
    for pattern in patterns:
        route = f"{before}{pattern.pattern}"
        if hasattr(pattern, "url_patterns"):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route, pattern.callback
