"""Two administrators who end each other's access at once: one does, one is told, and one administrator stays. Promise 14."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cases.accounts import access_actions
from cases.errors import Refused
from cases.models import Membership
from tests.accounts.keeping import second_administrator, seen

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("act", [access_actions.suspend, access_actions.end_role])
def test_of_two_who_end_each_others_access_one_stays(administrator, act):
    pairs = [(administrator, second_administrator())]
    pairs.append(pairs[0][::-1])
    stamps = {user.pk: seen(user) for user in pairs[0]}
    start = Barrier(2)

    def run(by, user):
        try:
            start.wait()
            return act(by=by, user=user, version=stamps[user.pk], reason="You first")
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        outcomes = list(threads.map(lambda pair: run(*pair), pairs))
    assert len([outcome for outcome in outcomes if isinstance(outcome, Refused)]) == 1
    assert Membership.objects.of_administrators().count() == 1
