"""The menu, as data: what each entry is called, where it leads and which permission it needs."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.enums import Role
from cases.policy.permissions import Permission

# As many entries as a thumb can tell apart at the foot of a phone.
MAIN_ENTRIES = 4


@dataclass(frozen=True)
class Entry:
    """One line of the menu; ``needs`` is met by any one of its permissions, by everybody when empty."""

    key: str
    label: Promise
    icon: str
    route: str
    needs: tuple[Permission, ...] = ()


@dataclass(frozen=True)
class Link:
    """An entry as the page shows it: where it leads, and whether the reader is there now."""

    key: str
    label: Promise
    icon: str
    url: str
    current: bool


_TOTALS = (Permission.READ_OFFICE_TOTALS, Permission.READ_STATE_TOTALS, Permission.READ_WORLD_TOTALS)

ENTRIES: dict[str, Entry] = {
    entry.key: entry
    for entry in (
        # Readers of totals begin on the dashboard.
        Entry(
            "home",
            _("Home"),
            "home",
            "home:start",
            (Permission.VIEW_CASES, Permission.READ_TRAIL, Permission.MANAGE_USERS),
        ),
        Entry("children", _("Children"), "people", "children:list", (Permission.VIEW_CASES,)),
        Entry("transfers", _("Transfers"), "transfer", "batches:list", (Permission.VIEW_TRANSFERS,)),
        Entry("register", _("Register"), "plus", "intake:register", (Permission.EDIT_CASES,)),
        Entry("dashboard", _("Dashboard"), "chart", "reports:dashboard", _TOTALS),
        Entry("totals", _("Totals per State"), "table", "reports:totals", _TOTALS),
        Entry("claim_totals", _("Claims per State"), "flag", "reports:claims", _TOTALS),
        Entry(
            "published",
            _("Published figures"),
            "paper",
            "reports:published",
            (Permission.READ_PUBLISHED_FIGURES,),
        ),
        # Case workers find transfers in their own list; readers of figures find the numbers of those made.
        Entry(
            "departures",
            _("Transfers"),
            "transfer",
            "reports:departures",
            (Permission.READ_STATE_TOTALS, Permission.READ_WORLD_TOTALS),
        ),
        Entry("handover", _("Hand over cases"), "transfer", "handover:hand_over", (Permission.EDIT_CASES,)),
        Entry("guardians", _("Parents and carers"), "person", "guardians:list", (Permission.VIEW_CASES,)),
        Entry("claims", _("Nationality claims"), "flag", "nationalities:list", (Permission.VIEW_CASES,)),
        Entry("matches", _("Possible matches"), "link", "matching:review", (Permission.VIEW_CASES,)),
        Entry("offers", _("Cases offered"), "transfer", "traffic:offers", (Permission.VIEW_CASES,)),
        Entry("referrals", _("Files shown"), "eye", "traffic:referrals", (Permission.VIEW_CASES,)),
        Entry(
            "emergency",
            _("Open in an emergency"),
            "warning",
            "traffic:emergency",
            (Permission.OPEN_IN_EMERGENCY,),
        ),
        Entry(
            "openings",
            _("Emergencies"),
            "warning",
            "traffic:openings",
            (Permission.REVIEW_EMERGENCIES,),
        ),
        Entry("trail", _("The trail"), "eye", "watch:trail", (Permission.READ_TRAIL,)),
        Entry("findings", _("Conspicuous"), "flag", "watch:findings", (Permission.READ_TRAIL,)),
        Entry(
            "exports",
            _("Exports"),
            "archive",
            "outgoing:register",
            (Permission.VIEW_CASES, Permission.READ_TRAIL),
        ),
        Entry("due", _("Files to end"), "clock", "retention:due", (Permission.END_FILES,)),
        Entry(
            "erasures",
            _("Erasures"),
            "state-ended",
            "retention:erasures",
            (Permission.END_FILES, Permission.CONFIRM_ERASURES),
        ),
        Entry(
            "own_data",
            _("Requests about own data"),
            "person",
            "subjects:register",
            (Permission.VIEW_CASES, Permission.CONFIRM_ERASURES),
        ),
        Entry(
            "periods", _("How long what is kept"), "calendar", "retention:periods", (Permission.VIEW_PERIODS,)
        ),
        Entry("places", _("Places"), "place", "places:list", (Permission.VIEW_PLACES,)),
        Entry("states", _("States"), "globe", "countries:list", (Permission.VIEW_STATES,)),
        Entry("offices", _("Offices"), "office", "accounts:office_list", (Permission.VIEW_OFFICES,)),
        Entry("users", _("People with access"), "people", "accounts:user_list", (Permission.MANAGE_USERS,)),
        Entry(
            "to_confirm",
            _("Access to confirm"),
            "double-tick",
            "accounts:grant_list",
            (Permission.MANAGE_USERS,),
        ),
        Entry(
            "invitations",
            _("Invitations"),
            "plus",
            "invitations:list",
            (Permission.INVITE_ANYBODY, Permission.INVITE_CASEWORKERS),
        ),
    )
}

# What each role opens most stands first; what is not named here follows under "More".
FIRST: dict[str, tuple[str, ...]] = {
    Role.CASEWORKER: ("home", "children", "transfers", "register"),
    Role.SUPERVISOR: ("home", "children", "transfers", "dashboard"),
    Role.OFFICIAL: ("dashboard", "totals", "published", "departures"),
    Role.COORDINATOR: ("dashboard", "totals", "published", "departures"),
    Role.DATA_PROTECTION_OFFICER: ("home", "trail", "findings", "exports"),
    Role.ADMINISTRATOR: ("home", "users", "offices", "places"),
}


def menu_for(user, path: str) -> tuple[list[Link], list[Link]]:
    """The entries this user may follow, as (first ones, others); the one that holds ``path`` is marked."""
    first = FIRST.get(user.role or "", ("home",))
    keys = [*first, *(key for key in ENTRIES if key not in first)]
    links = [link for key in keys if (link := _link(ENTRIES[key], user)) is not None]
    current = _current_key(links, path)
    links = [Link(link.key, link.label, link.icon, link.url, link.key == current) for link in links]
    count = sum(link.key in first for link in links[:MAIN_ENTRIES])
    return links[:count], links[count:]


def _link(entry: Entry, user) -> Link | None:
    if entry.needs and not any(user.may(permission) for permission in entry.needs):
        return None
    return Link(entry.key, entry.label, entry.icon, reverse(entry.route), current=False)


def _current_key(links: list[Link], path: str) -> str:
    """The entry with the longest address that ``path`` starts with; the start page only matches itself."""
    holding = [link for link in links if path == link.url or (link.url != "/" and path.startswith(link.url))]
    if not holding:
        return ""
    return max(holding, key=lambda link: len(link.url)).key
