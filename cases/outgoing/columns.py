"""The columns that a list may leave with. What says who somebody is, is never ticked beforehand."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.exports import Kind

CASE_NUMBER = gettext_lazy("Case number")
NAME = gettext_lazy("Name")
OTHER_NAMES = gettext_lazy("Name in other letters")
BORN = gettext_lazy("Born")
AGE = gettext_lazy("Age now")
SEX = gettext_lazy("Sex")
WHERE = gettext_lazy("Where now")


@dataclass(frozen=True)
class ListColumn:
    """One column; ``value`` takes the presenter of a row. ``tells_who``: names, birth, and what holds a name."""

    code: str
    label: Promise
    value: Callable
    kind: Kind = Kind.TEXT
    tells_who: bool = False


def _day(moment):
    return timezone.localtime(moment).date()


def _of_person(person):
    """Name, name in other letters, and birth; ``person`` finds the ``PersonPresenter`` of a row."""
    return (
        ListColumn("name", NAME, lambda row: str(person(row).name), tells_who=True),
        ListColumn(
            "other_names",
            OTHER_NAMES,
            lambda row: "; ".join(str(name) for name in person(row).other_names),
            tells_who=True,
        ),
        ListColumn("birth", BORN, lambda row: person(row).birth, tells_who=True),
    )


CHILDREN = (
    ListColumn("number", CASE_NUMBER, lambda row: row.case_number),
    *_of_person(lambda row: row.person),
    ListColumn("age", AGE, lambda row: row.person.age),
    ListColumn("sex", SEX, lambda row: row.sex),
    ListColumn("company", gettext_lazy("With whom"), lambda row: row.company),
    ListColumn("family", gettext_lazy("Family group"), lambda row: row.family, tells_who=True),
    ListColumn("claims", gettext_lazy("Nationality claim"), lambda row: row.all_claims),
    ListColumn("where", WHERE, lambda row: row.person.where),
    ListColumn("found", gettext_lazy("Found at"), lambda row: row.found),
    ListColumn("needs", gettext_lazy("School and health"), lambda row: row.needs),
    ListColumn("missing", gettext_lazy("Missing answers"), lambda row: row.missing),
    ListColumn("flag", gettext_lazy("Flag, due first"), lambda row: row.flag, Kind.DATE),
    ListColumn("status", gettext_lazy("Case"), lambda row: row.status),
    ListColumn("caseworker", gettext_lazy("Caseworker"), lambda row: row.caseworker),
    ListColumn("registered", gettext_lazy("Registered"), lambda row: row.child.registered_date, Kind.DATE),
    ListColumn("updated", gettext_lazy("Updated"), lambda row: _day(row.child.updated_at), Kind.DATE),
)


def _children_of(row):
    """ "Mother of 7K4M-29QD-X"; a child whom another office holds, or a restriction hides, has no number here."""
    return "; ".join(f"{tie.relation}: {tie.mask or tie.tie.child.case_number}" for tie in row.children)


GUARDIANS = (
    *_of_person(lambda row: row.person),
    ListColumn("known", gettext_lazy("What is known"), lambda row: "; ".join(row.tags)),
    ListColumn("where", WHERE, lambda row: row.where),
    ListColumn("children", gettext_lazy("Children, by case number"), _children_of),
    ListColumn("age", AGE, lambda row: row.person.age),
    ListColumn("sex", SEX, lambda row: capfirst(row.person.sex)),
    ListColumn("papers", gettext_lazy("Papers on file"), lambda row: row.guardian.paper_count, Kind.NUMBER),
    ListColumn(
        "updated", gettext_lazy("Updated"), lambda row: _day(row.guardian.person.updated_at), Kind.DATE
    ),
)

CLAIMS = (
    ListColumn("number", CASE_NUMBER, lambda row: row.case_number),
    *_of_person(lambda row: row.person),
    ListColumn("state", gettext_lazy("State"), lambda row: row.state),
    ListColumn("ground", gettext_lazy("Ground"), lambda row: row.ground),
    ListColumn("answer", gettext_lazy("Answer"), lambda row: row.answer),
    ListColumn("contact", gettext_lazy("Contact"), lambda row: row.contact_short),
    ListColumn("claimed", gettext_lazy("Claimed"), lambda row: row.claim.claimed_date, Kind.DATE),
    ListColumn("decided", gettext_lazy("Latest decision"), lambda row: row.claim.decided_date, Kind.DATE),
    ListColumn("evidence", gettext_lazy("Evidence"), lambda row: ", ".join(row.evidence)),
    ListColumn("age", AGE, lambda row: row.person.age),
    ListColumn("caseworker", gettext_lazy("Caseworker"), lambda row: row.claim.caseworker or _("Nobody")),
)

PAPERS = (
    ListColumn("number", CASE_NUMBER, lambda row: row.paper.person.child.case_number),
    *_of_person(lambda row: row.person),
    ListColumn("kind", gettext_lazy("Paper"), lambda row: row.title),
    ListColumn("printed", gettext_lazy("Name as printed"), lambda row: row.name_as_printed, tells_who=True),
    ListColumn("issuer", gettext_lazy("Issued by"), lambda row: row.issuer),
    ListColumn("recognition", gettext_lazy("Recognition"), lambda row: row.recognition),
    ListColumn("custody", gettext_lazy("Held"), lambda row: row.custody),
    ListColumn("issued", gettext_lazy("Issued"), lambda row: row.issued, Kind.DATE),
    ListColumn("valid", gettext_lazy("Valid until"), lambda row: row.valid_until, Kind.DATE),
)

PASSENGERS = (
    ListColumn("number", CASE_NUMBER, lambda row: row.case_number),
    *_of_person(lambda row: row.person),
    ListColumn("age", gettext_lazy("Age on the day"), lambda row: row.person.age),
    ListColumn("sex", SEX, lambda row: row.person.sex),
    ListColumn("role", gettext_lazy("Role"), lambda row: row.role),
    ListColumn("destination", gettext_lazy("Destination"), lambda row: row.destination),
    ListColumn("region", gettext_lazy("Region"), lambda row: row.region),
    ListColumn("result", gettext_lazy("On the day"), lambda row: row.result),
    ListColumn("reason", gettext_lazy("Why not travelled"), lambda row: str(row.reason)),
    ListColumn("held_by", gettext_lazy("Office"), lambda row: row.held_by),
)
