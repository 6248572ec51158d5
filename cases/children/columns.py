"""The columns of the list of children, and what each needs from the database."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from cases.children.filters import ChildFilter
from cases.components.kept_lists import Column, KeptList
from cases.enums import CaseList, NeedDomain
from cases.models import Need

NEEDS_SHOWN = (NeedDomain.EDUCATION, NeedDomain.HEALTH)


def _with_found(children):
    return children.select_related("found_place")


def _with_needs(children):
    needs = Need.objects.current().filter(domain__in=NEEDS_SHOWN).order_by("domain", "pk")
    return children.prefetch_related(Prefetch("needs", queryset=needs, to_attr="needs_shown"))


def _with_missing(children):
    return children.with_missing_answers()


def _with_flag(children):
    return children.with_next_flag()


COLUMNS = (
    Column("number", _("Case number"), sort="number"),
    Column("age", _("Age now")),
    Column("sex", _("Sex")),
    Column("company", _("With whom")),
    Column("family", _("Family group")),
    Column("claims", _("Nationality claim")),
    Column("where", _("Where now")),
    Column("found", _("Found at"), add=_with_found),
    Column("needs", _("School and health"), add=_with_needs),
    Column("missing", _("Missing answers"), add=_with_missing),
    Column("flag", _("Flag, due first"), add=_with_flag),
    Column("status", _("Case")),
    Column("caseworker", _("Caseworker")),
    Column("registered", _("Registered"), sort="registered"),
    Column("updated", _("Updated"), sort="updated"),
)
USUAL = ("number", "age", "company", "family", "claims", "where", "status", "updated")

CHILDREN = KeptList(
    name=CaseList.CHILDREN,
    route="children:list",
    filters=tuple(ChildFilter.base_filters),
    columns=COLUMNS,
    usual=USUAL,
)
