#!/usr/bin/env python
"""Django's command line. Chooses the database role, starts the embedded database, and answers trouble with a sentence."""

import os
import sys

# These write or read the schema itself: they connect as the role that owns the tables.
OWNER_COMMANDS = {
    "bench_trail", "createcachetable", "lintmigrations", "makemigrations", "migrate", "optimizemigration", "pgtrigger",
    "showmigrations", "sqlmigrate", "squashmigrations",
}  # fmt: skip
# These need no database at all.
FREE_COMMANDS = {
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "version",
}


def main() -> int:
    """Run one command; return the exit code."""
    from repatriation.devdb import DevDatabaseError
    from repatriation.env import ConfigurationError, read

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repatriation.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command in ("new_field_key", "new_audit_key"):
        # Before any setting is read: what it prints is one of them.
        from cases.crypto import new_mac_key, new_master_key

        print(new_master_key() if command == "new_field_key" else new_mac_key())
        return 0
    if command == "new_capsule_key":
        # Made where it is kept, away from this machine: only its public half is a setting.
        from cases.crypto import new_archive_key

        print("\n".join(new_archive_key()))
        return 0
    if command in OWNER_COMMANDS:
        os.environ.setdefault("DATABASE_ROLE", "owner")
    if command != "runserver":
        os.environ.setdefault("STATEMENT_SECONDS", "0")  # the limit is for pages, not for commands
    try:
        embedded = read().embedded
        if embedded and command not in FREE_COMMANDS and not command.startswith("-"):
            embedded.start()
    except (ConfigurationError, DevDatabaseError) as error:
        print(error, file=sys.stderr)
        return 1

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
