"""What the walk holds against the trail: whoever a page prints is named in the row written before it (promise 7)."""

import json

from cases.audit.about import WAYS, people_of, with_people
from cases.enums import AuditKind
from cases.models import Child, Guardian
from tests.guards.beside import READERS
from tests.support.printed import words_of

# Pages of a registration print what is typed there: a name on them is nobody's who is on file.
OF_DRAFTS = "intake:"
# The officer's pages of the trail tell of a file by its number and public id, never by a name (ADR 33). That they were
# read is recorded; whom each entry is about stands in the trail already.
BY_NUMBER = {("officer", name) for name in ("home:start", "watch:trail", "watch:of_file", "watch:finding")}
OF_ONE_FILE = (AuditKind.READ, AuditKind.PRINT)


def complaints(answers, page, world):
    """Sentences on pages whose row in the trail lacks somebody, or holds too much; for the answers of one address."""
    shown = {cell: answer for cell, answer in answers.items() if answer.status == 200}
    return [
        f"{cell}: {complaint}"
        for cell, answer in shown.items()
        for complaint in (*_of_people(cell, answer, world), *_of_the_file(cell, answer, page, world))
    ]


def _of_people(cell, answer, world):
    named = {public_id for row in answer.trail for public_id in _named_in(row)}
    words = {word: ids for word, ids in _people(world).items() if _counts(word, cell)}
    for ids in _printed(words_of(answer.response), words):
        if not ids & named:
            yield f"shows {sorted(ids)} and the trail does not name them"
    if len(answer.trail) > 1:
        yield f"wrote {len(answer.trail)} rows"
    told = json.dumps([[row.subject, row.subject_ids, row.detail] for row in answer.trail])
    if any(word in told for word in words if not _is_id(word)):
        yield "wrote a name or a number into the trail"


def _named_in(row):
    return [*row.subject_ids, *row.detail.get("beside", ())]


def _of_the_file(cell, answer, page, world):
    """The page of a row about somebody has that row, and whom it is about, in an entry of its own."""
    office = next((office for office in READERS if cell.target.label.endswith(f" of {office}")), None)
    row = world.rows.get(office, {}).get(page.kind)
    if cell.method != "GET" or type(row) not in WAYS:
        return
    about = set(map(str, people_of(with_people(type(row).objects.filter(pk=row.pk)).get())))
    told = [entry for entry in answer.trail if entry.kind in OF_ONE_FILE]
    if not about or not any(about <= set(entry.subject_ids) for entry in told):
        yield f"is about {sorted(about)}, and no entry of a read says so"


def _people(world):
    """By word that gives somebody away: the public ids by which the trail may name them, one of which has to be there."""
    if not hasattr(world, "people"):
        world.people = {}
        for model in (Child, Guardian):
            for row in model.objects.select_related("person").prefetch_related("person__names"):
                words = [str(row.public_id), *(name.full for name in row.person.names.all())]
                words += [row.case_number] if model is Child else []
                for word in words:
                    ids = {str(row.public_id), str(row.person.public_id)}
                    world.people.setdefault(word, set()).update(ids)
    return world.people


def _counts(word, cell):
    if (cell.role, cell.name) in BY_NUMBER and any(map(str.isdigit, word)):
        return False
    return not cell.name.startswith(OF_DRAFTS) or _is_id(word) or word[:4].isupper()


def _is_id(word):
    return len(word) == 36


def _printed(text, words):
    """The ids behind each word of a page; the longer words first, because a name may be part of another."""
    for word in sorted(words, key=len, reverse=True):
        if word in text:
            yield words[word]
            text = text.replace(word, "")
