"""The columns of the list of children, and what each needs from the database."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from cases.children.filters import ChildFilter
from cases.components.kept_lists import Column, KeptList
from cases.enums import CaseList, NeedDomain
from cases.models import Need

COLUMNS = (
    Column("number", _("Case number"), sort="number"),
    Column("age", _("Age now")),
    Column("sex", _("Sex")),
    Column("company", _("With whom")),
    Column("family", _("Family group")),
    Column("claims", _("Nationality claim")),
    Column("where", _("Where now")),
    Column("found", _("Found at")),
    Column("needs", _("School and health")),
    Column("missing", _("Missing answers")),
    Column("flag", _("Flag, due first")),
    Column("status", _("Case")),
    Column("caseworker", _("Caseworker")),
    Column("registered", _("Registered"), sort="registered"),
    Column("updated", _("Updated"), sort="updated"),
)
USUAL = ("number", "age", "company", "family", "claims", "where", "status", "updated")
NEEDS_SHOWN = (NeedDomain.EDUCATION, NeedDomain.HEALTH)

CHILDREN = KeptList(
    name=CaseList.CHILDREN,
    route="children:list",
    filters=tuple(ChildFilter.base_filters),
    columns=COLUMNS,
    usual=USUAL,
)


def with_columns(children, codes):
    """``children`` with all that the columns of these codes show, at queries that do not grow with the rows."""
    children = children.with_list_parts()
    for code, add in _ADDED.items():
        if code in codes:
            children = add(children)
    return children


def _with_needs(children):
    needs = Need.objects.current().filter(domain__in=NEEDS_SHOWN).order_by("domain", "pk")
    return children.prefetch_related(Prefetch("needs", queryset=needs, to_attr="needs_shown"))


_ADDED = {
    "found": lambda children: children.select_related("found_place"),
    "needs": _with_needs,
    "missing": lambda children: children.with_missing_answers(),
    "flag": lambda children: children.with_next_flag(),
}
