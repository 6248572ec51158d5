"""From the name of a rule that Postgres enforced to the sentence that people read."""

from django.apps import apps
from django.db import models

from cases.models.rules import MESSAGES


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


def _constraints():
    return {
        constraint.name: constraint
        for model in apps.get_app_config("cases").get_models()
        for constraint in model._meta.constraints
    }
