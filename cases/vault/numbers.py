"""The index by which numbers of papers are found without opening them."""

from cases.crypto import DataKey, IndexKey
from cases.models import IndexSecret
from cases.names.paper_numbers import normal_number
from cases.vault.keys import current_master, place_of, unwrapped

PURPOSE = "cases_document.sealed_number"


def index_value(text):
    """What ``number_index`` holds of a number as it was typed. Raises ``cases.crypto.Unreadable``."""
    return _index_keys()[0].value(normal_number(text))


def index_values(text):
    """What ``number_index`` may hold of a number: two values while a new key of the index is brought in."""
    return [key.value(normal_number(text)) for key in _index_keys()]


def new_index_secret():
    """Make a new key of the index; those made before it still find what they wrote. Returns the ``IndexSecret``."""
    made = IndexSecret()
    made.wrapped = current_master().wrap(DataKey.new(), place_of(made))
    made.save()
    return made


def _index_keys():
    rows = list(IndexSecret.objects.order_by("-pk")) or [new_index_secret()]
    return [IndexKey(unwrapped(row), PURPOSE) for row in rows]
