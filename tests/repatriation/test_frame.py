"""The menu follows the role, knows where the reader is, and costs no query of its own."""

import pytest
from django.test import RequestFactory

from cases.enums import Role
from cases.policy.roles import permissions_of
from repatriation.context_processors import Frame, frame
from repatriation.nav import ENTRIES, FIRST, MAIN_ENTRIES, menu_for


class Reader:
    """Somebody with a role; no database."""

    is_authenticated = True

    def __init__(self, role):
        self.role = role

    def may(self, permission):
        return permission in permissions_of(self.role)

    def get_full_name(self):
        return "Layla Haddad"


ROLES = pytest.mark.parametrize("role", Role.values)


@ROLES
def test_first_entries_of_a_role_are_ones_it_may_follow(role):
    first = FIRST[role]
    assert len(first) <= MAIN_ENTRIES
    granted = permissions_of(role)
    assert all(not ENTRIES[key].needs or granted.intersection(ENTRIES[key].needs) for key in first)


@ROLES
def test_menu_offers_nothing_the_role_may_not_open(role):
    granted = permissions_of(role)
    main, more = menu_for(Reader(role), "/")
    assert main
    for link in (*main, *more):
        needs = ENTRIES[link.key].needs
        assert not needs or granted.intersection(needs)


@ROLES
def test_each_permission_leads_to_its_entries(role):
    granted = permissions_of(role)
    keys = {link.key for links in menu_for(Reader(role), "/") for link in links}
    assert keys == {
        key for key, entry in ENTRIES.items() if not entry.needs or granted.intersection(entry.needs)
    }


def test_the_entry_of_the_page_is_marked_and_no_other():
    main, more = menu_for(Reader(Role.CASEWORKER), "/children/0b6f/")
    assert [link.key for link in (*main, *more) if link.current] == ["children"]


def test_the_start_page_is_marked_only_on_itself():
    main, more = menu_for(Reader(Role.CASEWORKER), "/privacy/")
    assert not [link for link in (*main, *more) if link.current]


def test_only_roles_with_case_files_get_the_search_box():
    request = RequestFactory().get("/")
    found = {}
    for role in Role.values:
        request.user = Reader(role)
        found[role] = bool(Frame(request).search_url)
    assert {role for role, offered in found.items() if offered} == {Role.CASEWORKER, Role.SUPERVISOR}


def test_frame_asks_the_database_nothing_until_a_page_prints_it(django_assert_num_queries, db):
    request = RequestFactory().get("/")
    request.user = Reader(Role.CASEWORKER)
    with django_assert_num_queries(0):
        shown = frame(request)["frame"]
        assert shown.nav
        assert shown.user_name == "Layla Haddad"
