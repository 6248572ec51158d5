"""Promise 22: erasing forgets no table. A relation to a person or a file without a line fails."""

import pytest
from django.apps import apps
from pghistory.models import Event

from cases.models import Child, Guardian, Person
from cases.models.erasing import LINES, SHARED, Fate, hanging, lines_of

# What a row of a file may lead to without being of the file: it is of everybody, and holds nothing of a child.
OF_EVERYBODY = {"Office", "User", "Country", "Place", "TransferBatch"}


def _models():
    """Those with a table of their own: what a view shows goes with the rows behind it."""
    every = apps.get_app_config("cases").get_models()
    return [model for model in every if model._meta.managed and not issubclass(model, Event)]


def _relations(targets):
    """Every "Model.field" that leads to one of ``targets``, with its model."""
    return {
        f"{model.__name__}.{field.name}": model
        for model in _models()
        for field in model._meta.concrete_fields
        if field.related_model in targets
    }


def _reached():
    """All relations to persons and files, and to whatever has one; until no more is found."""
    targets, found = {Person, Child, Guardian}, {}
    while True:
        found = _relations(targets)
        more = {model for name, model in found.items() if name in LINES} - targets
        if not more:
            return found
        targets |= more


def test_every_relation_to_a_file_has_a_line_and_every_line_a_relation():
    assert set(_reached()) == set(LINES)


def test_what_a_row_of_a_file_leads_to_is_of_the_file_or_of_everybody():
    """A text in a row that several files share would stay behind otherwise."""
    of_files = set(_reached().values()) | {Person, Child, Guardian}
    leads_to = {
        field.related_model.__name__
        for model in of_files
        for field in model._meta.concrete_fields
        if field.related_model and field.related_model not in of_files
    }
    assert leads_to == OF_EVERYBODY | set(SHARED)


@pytest.mark.parametrize("name", sorted(LINES))
def test_every_line_says_why(name):
    line = LINES[name]
    assert line.why
    assert line.columns or line.fate is not Fate.EMPTIED or name.endswith(("merged_into", ".export"))


# Words that stay on purpose: to whom something left, and who destroyed it, is accounted for; a public key is no secret;
# numbers are no names.
WORDS_THAT_STAY = {
    "NumberedExport": {"number", "recipient", "language", "recipient_key"},
    "ExportDestruction": {"confirmed_by"},
    "Child": {"case_number"},
    "Erasure": {"sealed_for"},
}


def test_what_stays_of_a_row_is_no_text_that_somebody_wrote():
    """In rows that stay, every column for words is written over; codes, dates and numbers may stay."""
    staying = [row.model for row in hanging() if _stays(row.model)]
    assert len(staying) > 8
    for model in staying:
        words = {
            field.name
            for field in model._meta.concrete_fields
            if field.get_internal_type() in ("CharField", "TextField") and not field.choices
        }
        assert words - _written_over(model) == WORDS_THAT_STAY.get(model.__name__, set()), model.__name__


def _stays(model):
    return any(line.fate is not Fate.REMOVED or line.columns for line in lines_of(model).values())


def _written_over(model):
    return {column for line in lines_of(model).values() for column in line.columns}
