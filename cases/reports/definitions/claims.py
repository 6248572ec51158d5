"""Claims per State: registered children by the State claimed and the latest decision."""

from collections import Counter

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from cases.disclosure import NOTE
from cases.enums import ClaimStatus
from cases.exports import Kind
from cases.reports.claims import claim_groups
from cases.reports.columns import Column, Entry, Report, Row, Table, figure
from cases.reports.scope import Reach

TITLE = gettext_lazy("Claims per State")
ALSO = "also"
COLUMNS = (
    Column("state", gettext_lazy("State claimed")),
    Column("children", gettext_lazy("Children"), Kind.NUMBER),
    *(Column(status.value, ClaimStatus(status).label, Kind.NUMBER, folds=True) for status in ClaimStatus),
)
ALSO_COLUMN = Column(ALSO, gettext_lazy("Claimed beside another State"), Kind.NUMBER, folds=True)
COUNTED_ONCE = gettext_lazy(
    "Registered children, each in one row: of the only State claimed, of more than one claim (on two States or "
    "more), or of no claim. The decision is the latest on any claim of the child."
)
OWN_STATE = gettext_lazy(
    "Registered children whom this State may know of, each in one row, by the latest decision on their claims on it."
)


def table(selection):
    """The table as of a day; for protected readers as of the end of a quarter, with no other filter."""
    scope = selection.scope
    day = scope.figures_on(selection.as_of)
    groups = claim_groups(scope, day)
    has_other_states = scope.reach is not Reach.STATE
    notes = [COUNTED_ONCE if has_other_states else OWN_STATE]
    if has_other_states:
        notes.append(
            _(
                "“Claimed beside another State” counts the children of the row “More than one claim” again, under "
                "each State they have a claim on."
            )
        )
    if not scope.is_exact:
        notes.append(
            _("Figures stand as of %(day)s, the end of a quarter.") % {"day": date_format(day, "j M Y")}
        )
    return Table(
        title=_("Registered children by State claimed, as of %(day)s") % {"day": date_format(day, "j M Y")},
        columns=[*COLUMNS, ALSO_COLUMN] if has_other_states else COLUMNS,
        rows=_rows(scope, groups, has_other_states),
        notes=notes,
        protection="" if scope.is_exact else NOTE,
    )


def _rows(scope, groups, has_other_states):
    rows = [
        _row(scope, name, [group for group in groups if group.states == (code,)], _beside(groups, code))
        for code, name in _states(scope, groups)
    ]
    if has_other_states:
        rows.append(
            _row(scope, _("More than one claim"), [group for group in groups if len(group.states) > 1])
        )
        rows.append(_row(scope, _("No claim"), [group for group in groups if not group.states]))
    else:
        rows.append(_row(scope, _("No claim on this State"), [group for group in groups if not group.states]))
    rows.append(_row(scope, _("All registered children"), groups, is_total=True))
    return rows


def _states(scope, groups):
    # An official's own State stands here even without a single child.
    codes = {code for group in groups for code in group.states} | ({scope.state} if scope.state else set())
    return sorted(((code, str(countries.name(code))) for code in codes), key=lambda pair: pair[1].casefold())


def _beside(groups, code):
    """Children with a claim on this State among those with several claims, and how many have several."""
    several = [group for group in groups if len(group.states) > 1]
    with_this = sum(group.children for group in several if code in group.states)
    return with_this, sum(group.children for group in several)


def _row(scope, name, groups, beside=None, *, is_total=False):
    by_status = Counter()
    for group in groups:
        by_status[group.status] += group.children
    children = sum(by_status.values())
    entries = {"children": figure(children, scope.audience)} | {
        status.value: figure(by_status[status.value], scope.audience, group=children)
        for status in ClaimStatus
    }
    entries[ALSO] = Entry(None)
    if beside is not None:
        with_this, several = beside
        entries[ALSO] = figure(with_this, scope.audience, group=several)
    return Row({"state": Entry(name), **entries}, is_total=is_total)


REPORT = Report(code="claims-per-state", title=TITLE, table=table)
