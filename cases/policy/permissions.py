"""What can be allowed. Which rows somebody sees is decided by ``visible_to``, not here."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing that a role may do."""

    VIEW_CASES = "view_cases"
    EDIT_CASES = "edit_cases"
    MERGE_RECORDS = "merge_records"
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
    INVITE_ANYBODY = "invite_anybody"
    INVITE_CASEWORKERS = "invite_caseworkers"
    READ_TRAIL = "read_trail"
