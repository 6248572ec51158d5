"""What the forms of the walk choose from beside the rows that they are about."""

from cases.models import Office
from tests.guards.beside import RESTRICTED


def add_what_forms_choose_from(made):
    """An office beside the two, at each of them somebody beside the one who keeps its cases, and what the other has."""
    third = Office.objects.create(name="Office South", country_id="IQ")
    for office, holder, worker, head in (
        (RESTRICTED, "caseworker", "colleague", "supervisor"),
        ("North", "caseworker", "colleague", "supervisor"),
        ("West", "stranger", "stranger", "stranger"),
    ):
        people = {"holder": holder, "worker": worker, "head": head}
        made.rows[office] |= {"third": third} | {word: made.users[role] for word, role in people.items()}
    for office, other in (("North", "West"), ("West", "North"), (RESTRICTED, "West")):
        made.rows[office] |= {
            "elsewhere": made.rows[other]["office"],
            "number_elsewhere": made.rows[other]["other"].case_number,
        }
