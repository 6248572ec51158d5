"""Every form, filled in as somebody would who means it. Promise 1: before lookup, in form choices, and in writing.

Whoever may, saves it; whoever may not, sends the very same and nothing is written; and nobody gets rows of another
office into the choices of a form of one's own.
"""

import pytest

from cases.components.forms import WAITED
from cases.models import Office
from tests.guards.expectations import EXPECTED
from tests.guards.sending import FORMS, fill
from tests.guards.typed import TYPED
from tests.guards.walk import ALLOWED_WRITES, Cell, ask, cells_of, due

# Where nothing is typed: a choice of columns, and a button that asks once more.
NEVER_WAIT = {"caseload:columns", "intake:discard", "batches:take_off"}
# A step of a registration is kept as typed, valid or not; that records nothing.
KEEPS = {"intake:step": {"cases_registrationdraft"}}


def test_every_form_has_something_typed():
    assert set(TYPED) == set(FORMS)


@pytest.mark.parametrize("name", FORMS)
def test_who_may_saves_it_and_who_may_not_writes_nothing(name, world):
    page = EXPECTED[name]
    reader, sent = fill(name, world)
    saved = ask(Cell(name, reader.role, reader.target, "POST"), world, sent)
    assert saved.status == 302, _errors(saved)
    assert saved.written - ALLOWED_WRITES, "the form was taken but nothing was saved"
    for cell in cells_of(name, page, world):
        if cell.method == "POST" and due(cell, page) in (403, 404):
            answer = ask(cell, world, sent)
            assert answer.status == due(cell, page), str(cell)
            assert answer.written <= ALLOWED_WRITES, str(cell)


@pytest.mark.parametrize("name", FORMS)
def test_rows_of_another_office_are_no_choice(name, world):
    own, others = (TYPED[name](world.rows[office]) for office in ("North", "West"))
    if list(own.values()) == list(others.values()):
        assert not any(_names_a_row(value) for value in own.values()), "choices that cannot be compared"
        return
    reader, forged = fill(name, world, office="West")
    answer = ask(Cell(name, reader.role, reader.target, "POST"), world, forged)
    assert answer.status == 422
    assert answer.written <= ALLOWED_WRITES


@pytest.mark.parametrize("name", sorted(set(FORMS) - NEVER_WAIT))
def test_what_waited_for_its_writer_to_sign_in_is_shown_before_it_is_saved(name, world):
    """Promise 11: opening the page of a form that was sent too late saves nothing, whatever the form."""
    reader, sent = fill(name, world)
    page = ask(Cell(name, reader.role, reader.target, "POST"), world, f"{sent}&{WAITED}=1")
    assert page.status in (200, 422)
    assert page.written <= ALLOWED_WRITES | KEEPS.get(name, set())


def _names_a_row(value):
    """Whether a typed value is a public id; an office to invite is shared by all and may be one."""
    values = value if isinstance(value, list) else [value]
    return any(len(one) == 36 for one in values) and not Office.objects.filter(public_id__in=values).exists()


def _errors(answer):
    context = answer.response.context
    form = context.get("form") if context else None
    return form.errors.as_json() if form is not None else ""
