"""``manage.py rotate_keys``: a new master key, step by step, while everything goes on opening (docs/deploy.md)."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases.crypto import newest_alone, with_new_key
from cases.documents.reindexing import reindex
from cases.management.progress import bar
from cases.models.wall import everything
from cases.vault.keys import current_master
from cases.vault.rotating import rewrap, under_older_keys


class Command(BaseCommand):
    help = (
        "Wraps every data key anew under the first key of FIELD_KEY. First --make, put what it prints into FIELD_KEY and "
        "restart; then this command; then --check and --drop-old. Breaking off loses nothing."
    )

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group()
        what.add_argument(
            "--make", action="store_true", help="print FIELD_KEY with a new key in front of the present ones"
        )
        what.add_argument(
            "--check", action="store_true", help="say what is still under an older key; 1 where anything is"
        )
        what.add_argument(
            "--drop-old",
            action="store_true",
            help="print FIELD_KEY with its newest key alone, once it may be",
        )
        what.add_argument(
            "--index",
            action="store_true",
            help="a new key for the index of paper numbers, after a leak of it",
        )

    @everything("Keys of every office are wrapped anew.")
    def handle(self, *, make, check, drop_old, index, verbosity, **options):
        if make:
            return with_new_key(settings.FIELD_KEY)
        if check:
            return self._check()
        if drop_old:
            self._refuse_unless_all_is_new()
            return newest_alone(settings.FIELD_KEY)
        progress = bar if verbosity else lambda done, total: None
        if index:
            return f"{reindex(progress=progress):,} paper numbers are found by the new key of the index."
        return self._rotate(progress)

    def _rotate(self, progress):
        if current_master().count == 1:
            self.stderr.write("FIELD_KEY holds one key only: there is nothing to bring in. See --make.")
        rotated = rewrap(progress=progress)
        lines = [f"{one.name}: {one.done:,} wrapped anew" for one in rotated]
        lines += [
            f"{one.name}: {one.closed:,} do not open with any key of FIELD_KEY"
            for one in rotated
            if one.closed
        ]
        return "\n".join(lines)

    def _check(self):
        older = under_older_keys()
        self.stdout.write("\n".join(f"{name}: {count:,} under an older key" for name, count in older.items()))
        if any(older.values()):
            raise CommandError("Not everything is under the newest key yet.", returncode=1)
        return "Nothing is under an older key: it can be dropped."

    def _refuse_unless_all_is_new(self):
        older = {name: count for name, count in under_older_keys().items() if count}
        if older:
            told = ", ".join(f"{name} ({count:,})" for name, count in older.items())
            raise CommandError(f"An older key is still needed for {told}.")
