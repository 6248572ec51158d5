"""Standing in until a day: both are told, and after it the cases go back by themselves, once."""

import datetime
import io
import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils.formats import date_format

from cases.children.actions import assign
from cases.errors import Refused
from cases.handover import actions
from cases.models import CaseAssignment, User
from tests.handover.giving import TODAY, URL, dict_of, held, typed, with_whom
from tests.people import client_of


def in_days(number):
    return TODAY() + datetime.timedelta(days=number)


def stands_in(caseworker, colleague, children, days=3):
    return actions.hand_over(
        by=caseworker, holder=caseworker, to=colleague, children=children, until=in_days(days)
    )


def days_pass(*children, days=4):
    """What was handed over was handed over ``days`` earlier."""
    for row in CaseAssignment.objects.current().filter(child__in=children):
        row.from_date -= datetime.timedelta(days=days)
        row.return_date -= datetime.timedelta(days=days)
        row.save()


def gives_back():
    out = io.StringIO()
    call_command("give_cases_back", stdout=out)
    return out.getvalue().strip()


def test_a_colleague_stands_in_until_a_day_and_both_are_told(client, caseworker, colleague):
    (child,) = held(caseworker)
    review = client.post(URL, typed(client, colleague, [child], until=str(in_days(3))))
    assert "the cases go back to Layla Haddad" in review.content.decode()
    client.post(URL, {**dict_of(review), "confirmed": "yes"})
    row = CaseAssignment.objects.current().get(child=child)
    assert (row.user, row.return_to, row.return_date) == (colleague, caseworker, in_days(3))
    last, back = (day_words(in_days(days)) for days in (3, 4))
    case = client.get(f"/children/{child.public_id}/").content.decode()
    assert "Stands in for Layla Haddad until" in case
    assert f"With Karim Daoud; returns to you on {back}" in client.get("/").content.decode()
    assert f"You stand in for Layla Haddad until {last}" in client_of(colleague).get("/").content.decode()


def day_words(day):
    return date_format(day, "j M Y")


def test_on_the_last_day_the_case_stays_and_on_the_next_it_goes_back(caseworker, colleague):
    children = held(caseworker, 2)
    stands_in(caseworker, colleague, children)
    days_pass(*children, days=3)
    assert gives_back() == "0 cases went back."
    days_pass(*children, days=1)
    assert gives_back() == "2 cases went back."
    row = CaseAssignment.objects.current().get(child=children[0])
    assert (row.user, row.from_date, row.given_by, row.return_date) == (caseworker, TODAY(), None, None)
    assert row.reason == f"Karim Daoud stood in until {day_words(in_days(-1))}."
    event = CaseAssignment.pgh_event_model.objects.latest("pgh_id")
    assert event.pgh_context.metadata == {"reason": row.reason}
    assert "This case came back to you" in client_of(caseworker).get("/").content.decode()


def test_giving_back_twice_gives_back_once(caseworker, colleague):
    """Promise 16."""
    (child,) = held(caseworker)
    stands_in(caseworker, colleague, [child])
    days_pass(child)
    gives_back()
    assert gives_back() == "0 cases went back."
    assert CaseAssignment.objects.filter(child=child).count() == 3


def test_what_was_given_to_somebody_since_stays_there(caseworker, colleague, supervisor):
    given, taken = held(caseworker, 2)
    stands_in(caseworker, colleague, [given, taken])
    assign(by=supervisor, child=given, user=supervisor)
    assign(by=supervisor, child=taken, user=None)
    CaseAssignment.objects.filter(return_date__isnull=False).update(
        from_date=in_days(-9), return_date=in_days(-2)
    )
    assert gives_back() == "0 cases went back."
    assert (with_whom(given), with_whom(taken)) == (supervisor, None)


def test_nothing_goes_back_to_somebody_who_left(caseworker, colleague):
    (child,) = held(caseworker)
    stands_in(caseworker, colleague, [child])
    days_pass(child)
    caseworker.memberships.update(to_date=TODAY())
    assert gives_back() == "0 cases went back."
    assert with_whom(child) == colleague


def test_somebody_who_left_is_not_stood_in_for(supervisor, caseworker, colleague):
    children = held(caseworker)
    caseworker.memberships.update(to_date=TODAY())
    caseworker = User.objects.get(pk=caseworker.pk)
    with pytest.raises(Refused, match="works on no cases here"):
        actions.hand_over(by=supervisor, holder=caseworker, to=colleague, children=children, until=in_days(3))
    with pytest.raises(Refused, match="has passed"):
        actions.hand_over(
            by=supervisor, holder=supervisor, to=colleague, children=held(supervisor), until=in_days(-1)
        )


def test_the_deployment_gives_back_daily():
    services = (settings.BASE_DIR / "compose.yaml").read_text()
    assert re.search(r"while true; do .*python manage.py give_cases_back; .*sleep 86400; done", services)
