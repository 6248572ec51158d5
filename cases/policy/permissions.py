"""What can be allowed. Which rows somebody sees is decided by ``visible_to``, not here."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """One thing that a role may do."""

    VIEW_CASES = "view_cases"
    EDIT_CASES = "edit_cases"
    MERGE_RECORDS = "merge_records"
    ACCEPT_CASES = "accept_cases"
    OPEN_IN_EMERGENCY = "open_in_emergency"
    RESTRICT_CASES = "restrict_cases"
    SEE_WHO_LOOKED = "see_who_looked"
    VIEW_TRANSFERS = "view_transfers"
    EDIT_TRANSFERS = "edit_transfers"
    MOVE_TRANSFERS = "move_transfers"
    READ_OFFICE_TOTALS = "read_office_totals"
    READ_STATE_TOTALS = "read_state_totals"
    READ_WORLD_TOTALS = "read_world_totals"
    READ_PUBLISHED_FIGURES = "read_published_figures"
    VIEW_PLACES = "view_places"
    MANAGE_PLACES = "manage_places"
    VIEW_STATES = "view_states"
    MANAGE_STATES = "manage_states"
    VIEW_OFFICES = "view_offices"
    MANAGE_OFFICES = "manage_offices"
    MANAGE_USERS = "manage_users"
    HAND_ON_CASES = "hand_on_cases"
    INVITE_ANYBODY = "invite_anybody"
    INVITE_CASEWORKERS = "invite_caseworkers"
    APPROVE_EXPORTS = "approve_exports"
    READ_TRAIL = "read_trail"
    REVIEW_EMERGENCIES = "review_emergencies"
    VIEW_PERIODS = "view_periods"
    SET_PERIODS = "set_periods"
    END_FILES = "end_files"
    CONFIRM_ERASURES = "confirm_erasures"


# Each in the words of the page that says which role may what, in the order of that page.
LABELS: dict[Permission, Promise] = {
    Permission.VIEW_CASES: _("Open the cases of the own office"),
    Permission.EDIT_CASES: _("Register children and keep their cases"),
    Permission.MERGE_RECORDS: _("Make one of two records of one person"),
    Permission.HAND_ON_CASES: _("Hand on everything of a caseworker who leaves the own office"),
    Permission.ACCEPT_CASES: _("Accept cases that another office offers"),
    Permission.OPEN_IN_EMERGENCY: _("Open a file of another office in an emergency, for four hours"),
    Permission.RESTRICT_CASES: _("Restrict a file to named people of the own office"),
    Permission.SEE_WHO_LOOKED: _("See who looked at a file of the own office"),
    Permission.VIEW_TRANSFERS: _("See the transfers in which the own office takes part"),
    Permission.EDIT_TRANSFERS: _("Plan transfers and keep their lists"),
    Permission.MOVE_TRANSFERS: _("Move a transfer on, and record departure and arrival"),
    Permission.READ_OFFICE_TOTALS: _("Read totals of the own office"),
    Permission.READ_STATE_TOTALS: _("Read totals of the own State"),
    Permission.READ_WORLD_TOTALS: _("Read totals of all States"),
    Permission.READ_PUBLISHED_FIGURES: _("Read what others have published"),
    Permission.VIEW_PLACES: _("See the list of places"),
    Permission.MANAGE_PLACES: _("Add, change and close places"),
    Permission.VIEW_STATES: _("See States and how they act"),
    Permission.MANAGE_STATES: _("Say which States are asked, and how they act"),
    Permission.VIEW_OFFICES: _("See the list of offices"),
    Permission.MANAGE_OFFICES: _("Add, change, close and reopen offices"),
    Permission.MANAGE_USERS: _(
        "Give, change, suspend and end access; reset a second factor together with another"
    ),
    Permission.INVITE_ANYBODY: _("Invite anybody into any role"),
    Permission.INVITE_CASEWORKERS: _("Invite caseworkers of the own office"),
    Permission.APPROVE_EXPORTS: _("Approve, as the second person, that a long list of persons leaves"),
    Permission.READ_TRAIL: _("Read the trail: exports, refusals, and what reached whom"),
    Permission.REVIEW_EMERGENCIES: _("Review files that were opened in an emergency"),
    Permission.VIEW_PERIODS: _("Read how long what is kept"),
    Permission.SET_PERIODS: _("Set how long what is kept"),
    Permission.END_FILES: _(
        "Review files whose period is over, put files on legal hold, ask for the erasure of one, and confirm that of another"
    ),
    Permission.CONFIRM_ERASURES: _("Confirm the erasure of a file as the second person, by its number alone"),
}
