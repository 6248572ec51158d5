"""From the name of a rule that Postgres enforced to the sentence that people read."""

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.rules import MESSAGES

# What the database says of a row that the second wall keeps from being written (ADR 29).
_WALL = "row-level security policy"
ELSEWHERE = _(
    "Your office does not keep this record any more: it went to another one, or was merged or erased."
)


def sentence_for(error):
    """The sentence of the constraint or rule behind an ``IntegrityError``; ``None`` if it has none."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    if name in MESSAGES:
        return MESSAGES[name]
    constraint = _constraints().get(name)
    if (
        constraint is None
        or constraint.violation_error_message == models.BaseConstraint.default_violation_error_message
    ):
        return None
    return constraint.violation_error_message


def is_by_the_wall(error):
    """Whether a ``ProgrammingError`` is the second wall: the row belongs to what another office keeps by now."""
    return _WALL in str(error)


def _constraints():
    return {
        constraint.name: constraint
        for model in apps.get_app_config("cases").get_models()
        for constraint in model._meta.constraints
    }
