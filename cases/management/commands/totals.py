"""The figures of the totals page for the whole database, for whoever runs the server."""

import json

from django.core.management.base import BaseCommand, CommandError
from django_countries import countries

from cases.models.wall import everything
from cases.reports import counting
from cases.reports.forms import QuestionForm
from cases.reports.scope import Scope


class Command(BaseCommand):
    help = "Prints how many children travelled to each State by a day, each child counted once."

    def add_arguments(self, parser):
        parser.add_argument("--as-of", required=True, metavar="DATE", help="A day, like 2019-07-15.")
        parser.add_argument(
            "--departure", default="", metavar="CODE", help="Only those who left from this State, like IQ."
        )
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help="Print JSON and nothing else."
        )

    @everything("The figures of the whole register.")
    def handle(self, *, as_of, departure, as_json, **options):
        selection = _selection(as_of, departure)
        found = counting.totals(selection)
        if as_json:
            self.stdout.write(_as_json(selection, found))
            return
        for line in _lines(selection, found):
            self.stdout.write(line)


def _selection(as_of, departure):
    if not as_of:
        raise CommandError("Name the day, like --as-of 2019-07-15.")
    form = QuestionForm({"as_of": as_of, "departure": departure}, scope=Scope.everything())
    if not form.is_valid():
        raise CommandError(" ".join(str(error) for errors in form.errors.values() for error in errors))
    return form.selection()


def _by_size(found):
    return sorted(found.states.items(), key=lambda pair: (-pair[1].children, pair[0]))


def _as_json(selection, found):
    states = {code: line.children for code, line in _by_size(found)}
    return json.dumps({"as_of": selection.as_of.isoformat(), "world": found.world.children, "states": states})


def _lines(selection, found):
    rows = [(str(countries.name(code)), line.children) for code, line in _by_size(found)]
    rows.append(("All States", found.world.children))
    width = max(len(name) for name, _count in rows)
    left = f", left from {countries.name(selection.departures[0])}" if selection.departures else ""
    yield f"Children who travelled, as of {selection.as_of.isoformat()}{left}"
    yield ""
    for name, count in rows:
        yield f"{name:<{width}}  {count:>7,}"
