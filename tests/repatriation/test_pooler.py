"""A pooler in transaction mode gives one connection to one request after another. Promise 1: nothing of one stays on it."""

from contextlib import closing

import pytest

from cases.enums import Role
from cases.models.wall import everything
from tests.factories import ChildFactory
from tests.people import client_of, make_user
from tests.support import sight
from tests.support.pooler import pooler

ASKED = """
SELECT pg_backend_pid(), current_setting('app.scope', true), current_setting('app.office', true),
       current_setting('app.user', true), (SELECT count(*) FROM cases_child)
"""


@pytest.mark.django_db(transaction=True)
def test_requests_in_turn_over_one_connection_leak_nothing(office_north, office_west, settings):
    settings.ROOT_URLCONF = "tests.repatriation.test_wall"
    numbers, clients = {}, {}
    for name, office in (("Huda Salem", office_north), ("Rami Saad", office_west)):
        numbers[name] = f"{ChildFactory(office=office).case_number} "
        clients[name] = client_of(make_user(name, Role.CASEWORKER, office=office))
    with sight.as_in_production(), pooler() as connect, closing(connect()) as beside:
        beside.autocommit = True
        servers = set()

        def nothing_is_left():
            with beside.cursor() as cursor:
                cursor.execute(ASKED)
                server, *left, seen = cursor.fetchone()
            servers.add(server)
            assert [value or "" for value in left] == ["", "", ""]
            assert seen == 0

        nothing_is_left()
        for name in [*clients, *clients]:
            for page in ("lazily", "streamed"):
                response = clients[name].get(f"/wall/{page}/")
                assert b"".join(response).decode() == numbers[name]
                nothing_is_left()
            assert clients[name].post("/wall/fails/").status_code == 403
            nothing_is_left()
        with everything("the test"):
            client_of(make_user("Lina Aoun", Role.CASEWORKER, office=office_north))
        nothing_is_left()
        assert len(servers) == 1
