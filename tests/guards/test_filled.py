"""Every form, filled in as somebody would who means it. Promise 1: before lookup, in form choices, and in writing.

Whoever may, saves it; and nobody gets rows of another office into the choices of a form of one's own. That whoever may
not, sends the very same and nothing is written, is in the walk (test_doors.py).
"""

import pytest

from cases.components.forms import WAITED
from cases.models import Office
from tests.guards.beside import RESTRICTED
from tests.guards.raw import given_away, with_raw_fields
from tests.guards.sending import FORMS, fill
from tests.guards.typed import TYPED
from tests.guards.walk import ALLOWED_WRITES, Cell, ask

# Where nothing is typed: a choice of columns, and a button that asks once more.
NEVER_WAIT = {"caseload:columns", "intake:discard", "batches:take_off"}
# A step of a registration is kept as typed, valid or not; that records nothing.
KEEPS = {"intake:step": {"cases_registrationdraft"}}
# What a form gives to somebody of the other office because that is what it is for.
GIVES = {"traffic:emergency": {"cases_emergencyopening.office_id"}}


def test_every_form_has_something_typed():
    assert set(TYPED) == set(FORMS)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_saved_by_who_may_and_names_no_row_that_its_writer_may_not(name, world):
    """Promises 1 and 11, one form: saved as it is meant, not with rows of another office, not too late."""
    reader, sent = fill(name, world)
    _check_saved(name, world, reader, sent)
    _check_foreign(name, world, reader)
    if name not in NEVER_WAIT:
        _check_waits(name, world, reader, sent)


def _check_saved(name, world, reader, sent):
    """Whoever may saves it; fields that the form does not have change nothing that they name."""
    raw = with_raw_fields(sent, world)
    saved = ask(Cell(name, reader.role, reader.target, "POST"), world, raw, look=given_away(world))
    assert saved.status == 302, _errors(saved)
    assert saved.written - ALLOWED_WRITES, "the form was taken but nothing was saved"
    assert saved.looked == GIVES.get(name, set()), "what was sent beside the form was taken"


def _check_foreign(name, world, reader):
    """Rows of another office are no choice, nor are rows of a restricted file."""
    own = TYPED[name](world.rows["North"])
    # Whoever is named for the restricted file fills in no form for others.
    offices = ("West",) if reader.role == "supervisor" else ("West", RESTRICTED)
    for office in offices:
        others = TYPED[name](world.rows[office])
        if list(own.values()) == list(others.values()):
            compared = office == RESTRICTED or not any(_names_a_row(value) for value in own.values())
            assert compared, "choices that cannot be compared"
            continue
        _cell, forged = fill(name, world, office=office)
        answer = ask(Cell(name, reader.role, reader.target, "POST"), world, forged)
        assert answer.status == 422, office
        assert answer.written <= ALLOWED_WRITES, office


def _check_waits(name, world, reader, sent):
    """What waited for its writer to sign in is shown before it is saved, whatever the form."""
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
