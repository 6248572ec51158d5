"""The choice between two versions of a person, brought back into the form."""

from cases.components.conflicts import KEEP_FILED, settled
from cases.components.partial_dates import as_form_data


def settled_person(data, initial):
    """What was sent, with the fields that are to stay as on file; ``None`` where nothing was sent.

    ``initial`` is what the form would be opened with now (``person_initial`` and more). A birth has several inputs.
    """
    if data is None:
        return None
    chosen = settled(data, {name: [str(value)] for name, value in initial.items() if name != "version"})
    if data.get("keep-birth") == KEEP_FILED:
        for name, values in as_form_data("birth", initial["birth"]).items():
            chosen.setlist(name, values)
    return chosen
