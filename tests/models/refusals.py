"""Asserting that Postgres refuses something, by which rule, and with a sentence for people."""

import pytest
from django.db import IntegrityError, transaction

from cases.audit.violations import sentence_for


def refused(name, act, *, deferred=False):
    """Assert that ``act`` is refused by the rule ``name`` and that the rule has a sentence for people."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        act()
        if deferred:
            check_deferred()
    assert caught.value.__cause__.diag.constraint_name == name
    assert str(sentence_for(caught.value))


def check_deferred():
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
