"""Every role is confirmed once a quarter, or lapses after it was listed for 30 days; the last administrator stays."""

import datetime
import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from cases.accounts import access_actions, grant_actions
from cases.enums import AccessKind, Role
from cases.errors import Refused
from cases.models import AccessChange, Membership
from tests.accounts.keeping import fresh, second_administrator, seen
from tests.people import client_of, make_user
from tests.support.forms import form_of

URL = "/people/confirm/"


def days(number):
    return datetime.timedelta(days=number)


def today():
    return timezone.localdate()


def grant_of(user):
    return Membership.objects.held().with_confirmation().get(user=user)


def as_seen(*users):
    memberships = [user.memberships.get() for user in users]
    return {str(row.public_id): row.updated_at.isoformat() for row in memberships}


def begun(user, ago):
    user.memberships.update(from_date=today() - days(ago))
    return user


def daily(after=0):
    """The daily command as it runs so many days from now."""
    return grant_actions.let_lapse(today=today() + days(after))


def test_a_role_is_due_a_quarter_after_it_began_or_was_confirmed(administrator, caseworker):
    begun(caseworker, 90)
    assert not Membership.objects.held().with_confirmation().due().filter(user=caseworker)
    begun(caseworker, 91)
    grant = Membership.objects.held().with_confirmation().due().get(user=caseworker)
    assert (grant.due_date, grant.lapses_date) == (today(), today() + days(30))
    grant_actions.confirm(by=administrator, seen=as_seen(caseworker))
    grant = grant_of(caseworker)
    assert (grant.due_date, grant.confirmed_by_name) == (today() + days(91), "Pavel Sirota")


def test_one_or_many_are_confirmed_at_once(administrator, caseworker, supervisor, official):
    client = client_of(administrator)
    page = client.get(URL)
    listed = {row.name: row.seen for row in page.context["grants"]}
    typed = {"grants": [listed["Layla Haddad"], listed["Omar Rashid"]]}
    assert client.post(URL, form_of(client, URL) | typed).status_code == 302
    confirmed = AccessChange.objects.filter(kind=AccessKind.CONFIRMED, by=administrator)
    assert set(confirmed.values_list("user__full_name", flat=True)) == {"Layla Haddad", "Omar Rashid"}
    shown = [row.seen for row in page.context["grants"] if not row.is_own]
    assert client.post(URL, form_of(client, URL) | {"which": "all", "shown": shown}).status_code == 302
    assert confirmed.filter(user=official).exists()
    assert not confirmed.filter(user=administrator).exists()


def test_the_same_form_twice_confirms_once(administrator, caseworker):
    """Promise 15."""
    client = client_of(administrator)
    form = form_of(client, URL) | {"grants": [" ".join(*as_seen(caseworker).items())]}
    assert [client.post(URL, form).status_code for _ in range(2)] == [302, 302]
    assert AccessChange.objects.count() == 1


def test_the_own_role_and_what_changed_meanwhile_are_not_confirmed(administrator, caseworker, supervisor):
    """Promise 13."""
    with pytest.raises(Refused, match="their own"):
        grant_actions.confirm(by=administrator, seen=as_seen(administrator, caseworker))
    before = as_seen(caseworker, supervisor)
    supervisor.memberships.get().save()
    client = client_of(administrator)
    answer = client.post(URL, form_of(client, URL) | {"grants": [" ".join(pair) for pair in before.items()]})
    assert answer.status_code == 422
    assert "changed meanwhile" in answer.content.decode()
    assert not AccessChange.objects.exists()


@pytest.mark.parametrize("grants", [[], ["x"], ["\x00"], ["00000000-0000-4000-8000-000000000000 now"]])
def test_what_is_no_row_of_the_list_is_said_so(administrator, grants):
    """Promise 18."""
    client = client_of(administrator)
    answer = client.post(URL, form_of(client, URL) | {"grants": grants})
    assert answer.status_code == 422
    assert "grants" in answer.context["form"].errors


def test_nobody_lapses_who_was_not_listed_for_thirty_days(administrator, caseworker):
    begun(caseworker, 900)
    begun(administrator, 10)
    theirs = client_of(caseworker)
    assert daily() == (1, 0)
    assert daily() == (0, 0)
    assert grant_of(caseworker).lapses_date == today() + days(30)
    assert daily(29) == (0, 0)
    assert daily(30) == (0, 1)
    assert daily(30) == (0, 0)
    assert not fresh(caseworker).is_active
    assert theirs.get("/children/").status_code == 302
    kinds = list(caseworker.access_changes.order_by("pk").values_list("kind", "by"))
    assert kinds == [(AccessKind.DUE, None), (AccessKind.LAPSED, None)]


def test_whoever_is_confirmed_in_time_stays_and_whoever_is_resumed_begins_anew(administrator, caseworker):
    begun(administrator, 10)
    begun(caseworker, 100)
    daily()
    grant_actions.confirm(by=administrator, seen=as_seen(caseworker))
    assert daily(40) == (0, 0)
    access_actions.suspend(by=administrator, user=caseworker, version=seen(caseworker), reason="Away")
    access_actions.resume(by=administrator, user=caseworker, version=seen(caseworker), reason="Back")
    assert grant_of(caseworker).due_date == today() + days(91)


def test_one_administrator_always_stays(administrator):
    other = second_administrator()
    for user in (administrator, other):
        begun(user, 400)
    other.last_login = timezone.now()
    other.save()
    assert daily() == (2, 0)
    assert daily(31) == (0, 1)
    assert daily(90) == (0, 0)
    assert Membership.objects.of_administrators().get().user == other


def test_the_daily_command_says_what_it_did(administrator, caseworker):
    begun(caseworker, 100)
    begun(administrator, 1)
    out = io.StringIO()
    call_command("lapse_access", stdout=out)
    assert "1 are listed to be confirmed, 0 were suspended." in out.getvalue()


def test_the_list_says_who_gave_what_and_the_start_page_how_many_wait(administrator, caseworker, officer):
    begun(administrator, 1)
    for user in (caseworker, officer):
        begun(user, 100)
    access_actions.change_role(
        by=administrator, user=officer, version=seen(officer), role=Role.COORDINATOR, reason="New work"
    )
    client = client_of(administrator)
    rows = {row.name: row for row in client.get(URL).context["grants"]}
    assert rows["Layla Haddad"].given_by == "before records began"
    assert rows["Ines Kallio"].given_by == "Pavel Sirota"
    assert rows["Layla Haddad"].is_due
    assert not rows["Ines Kallio"].is_due
    assert client.get("/").context["to_confirm"] == {"n": 1, "until": today() + days(30)}
    assert [row.name for row in client.get(f"{URL}?now=due").context["grants"]] == ["Layla Haddad"]
    assert client.get(f"{URL}?office=none").status_code == 200
    assert client.get(f"{URL}?office=x").status_code == 400


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_costs_the_same_at_any_length(administrator, office_west, rows, django_assert_num_queries):
    for number in range(rows):
        make_user(f"Person {number}", "caseworker", office=office_west)
    client = client_of(administrator)
    with django_assert_num_queries(14):
        client.get(URL)


def test_roles_are_read_by_everybody_in_the_words_of_the_rules(caseworker):
    page = client_of(caseworker).get("/people/roles/")
    assert "Registers children, keeps their cases" in page.content.decode()
    matrix = page.context["matrix"]
    assert len(matrix.columns) == len(Role.values)
    opens = next(row for row in matrix.rows if row.label == "Open the cases of the own office")
    assert [column.code for column, may in zip(matrix.columns, opens.cells, strict=True) if may] == [
        Role.CASEWORKER,
        Role.SUPERVISOR,
    ]
