"""Above a number of rows a second person decides: another one, in time, once. Promise 3."""

import datetime

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from cases.enums import ExportOutcome
from cases.errors import Stale
from cases.models import ExportApproval, ExportOpening, NumberedExport
from cases.outgoing import actions
from cases.outgoing.waiting import waiting_exports
from tests import factories
from tests.models.refusals import refused
from tests.outgoing.factories import ListExportFactory
from tests.outgoing.making import ask, asked, opened, url_of, waiting_list
from tests.people import client_of, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(caseworker, supervisor):
    """One child more than somebody takes alone."""
    return factories.ChildFactory.create_batch(actions.ROWS_ALONE + 1, office=caseworker.office)


@pytest.fixture
def waiting(caseworker, supervisor, children):
    return waiting_list(caseworker, children)


def decide(user, export, **typed):
    return client_of(user).post(url_of("decide", export), {"outcome": "approved", **typed})


def test_a_long_list_waits_and_leaves_after_approval(caseworker, supervisor, many):
    """Promise 3."""
    made = asked(caseworker, parts=["number"])
    response, content = opened(caseworker, made)
    assert response.status_code == 409
    assert many[0].case_number not in content.decode()
    assert decide(supervisor, made)["Location"] == url_of("detail", made)
    approval = ExportApproval.objects.get()
    assert (approval.outcome, approval.settled_by) == (ExportOutcome.APPROVED, supervisor)
    response, content = opened(caseworker, made)
    assert response.status_code == 200
    assert all(child.case_number in content.decode() for child in many)


def test_as_many_rows_as_one_takes_alone_leave_at_once(caseworker, supervisor):
    factories.ChildFactory.create_batch(actions.ROWS_ALONE, office=caseworker.office)
    made = asked(caseworker, parts=["number"])
    assert made.row_count == actions.ROWS_ALONE
    assert not ExportApproval.objects.exists()
    assert opened(caseworker, made)[0].status_code == 200


def test_many_short_lists_in_a_day_count_together(caseworker, supervisor, children):
    """A long list is not taken in slices."""
    ListExportFactory(
        made_by=caseworker, office=caseworker.office, row_ids=[child.public_id for child in children] * 6
    )
    assert actions.taken_alone(caseworker) == 18
    made = asked(caseworker, parts=["number"])
    assert made.approval.outcome == ""
    assert actions.taken_alone(supervisor) == 0


def test_the_second_person_sees_what_leaves_and_no_name(supervisor, waiting, children):
    page = client_of(supervisor).get(url_of("decide", waiting)).content.decode()
    for words in (
        waiting.recipient,
        waiting.reason,
        "Case number",
        "3 rows would leave now",
        children[0].case_number,
    ):
        assert words in page
    assert "Zarina" not in page


def test_a_refusal_has_a_reason_which_whoever_asked_reads(caseworker, supervisor, waiting):
    response = decide(supervisor, waiting, outcome="refused")
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["reason"]
    assert decide(supervisor, waiting, outcome="refused", reason="Ages are not needed").status_code == 302
    response, content = opened(caseworker, waiting)
    assert response.status_code == 410
    assert "Ages are not needed" in content.decode()


def test_nobody_approves_their_own_export(supervisor, children):
    """Promise 3: neither on the page, nor in Postgres, whatever name is written there."""
    made = waiting_list(supervisor, children)
    assert "another supervisor" in client_of(supervisor).get(url_of("decide", made)).content.decode()
    response = decide(supervisor, made)
    assert response.status_code == 422
    assert "Nobody approves their own export" in response.content.decode()
    other = make_user("Huda Mansour", "supervisor", office=supervisor.office)

    def approve(**named):
        ExportApproval.objects.filter(export=made).update(
            outcome="approved", settled_by=supervisor, settled_at=timezone.now(), **named
        )

    refused("export_approval_by_a_second", approve)
    refused("export_approval_by_a_second", lambda: approve(asked_by=other))


def test_what_waits_cannot_be_opened_in_the_database_either(caseworker, waiting):
    """Promise 3."""
    refused("export_waits_for_a_second", lambda: ExportOpening.objects.create(export=waiting, by=caseworker))


def test_an_approval_is_settled_by_somebody_at_a_time(supervisor, waiting):
    rows = ExportApproval.objects.filter(export=waiting)
    refused("export_approval_settled_by_somebody", lambda: rows.update(outcome="approved"))
    refused(
        "export_approval_refused_with_a_reason",
        lambda: rows.update(outcome="refused", settled_by=supervisor, settled_at=timezone.now()),
    )


def test_of_two_who_decide_the_second_sees_the_first(caseworker, supervisor, waiting):
    """Promise 13."""
    other = make_user("Huda Mansour", "supervisor", office=supervisor.office)
    assert decide(supervisor, waiting).status_code == 302
    response = decide(other, waiting, outcome="refused", reason="Too many")
    assert response.status_code == 409
    assert supervisor.full_name in response.content.decode()
    assert ExportApproval.objects.get().outcome == ExportOutcome.APPROVED
    with pytest.raises(Stale):
        actions.decide(by=other, export=waiting, outcome="approved")


def test_the_request_is_locked_while_it_is_decided(supervisor, waiting):
    """Of two at once one waits: the row is read for update."""
    with connection.execute_wrapper(noted := _Noted()):
        actions.decide(by=supervisor, export=waiting, outcome="approved")
    assert any("cases_exportapproval" in sql and "FOR UPDATE" in sql for sql in noted.seen)


class _Noted:
    def __init__(self):
        self.seen = []

    def __call__(self, execute, sql, params, many, context):
        self.seen.append(sql)
        return execute(sql, params, many, context)


def test_after_a_week_it_lapses(caseworker, supervisor, waiting):
    ExportApproval.objects.update(asked_at=timezone.now() - datetime.timedelta(days=7, minutes=1))
    assert decide(supervisor, waiting).status_code == 422
    response, content = opened(caseworker, waiting)
    assert response.status_code == 410
    assert "Nobody decided in time" in content.decode()
    assert not waiting_exports(supervisor).to_decide


def test_an_office_with_nobody_else_takes_short_lists_only(supervisor, children):
    """An office with one supervisor: their own long list leaves with nobody, and that is said before it is asked for."""
    factories.ChildFactory.create_batch(actions.ROWS_ALONE, office=supervisor.office)
    page = client_of(supervisor).get(reverse("outgoing:ask", args=["children"])).content.decode()
    assert "your office has none" in page
    response = ask(supervisor, parts=["number"])
    assert response.status_code == 422
    assert not NumberedExport.objects.exists()


def test_supervisors_of_other_offices_and_caseworkers_decide_nothing(
    caseworker, office_west, waiting, officer
):
    """Promise 1."""
    stranger = make_user("Salma Tahir", "supervisor", office=office_west)
    assert decide(stranger, waiting).status_code == 404
    assert decide(caseworker, waiting).status_code == 403
    assert decide(officer, waiting).status_code == 403


def test_the_start_pages_say_what_waits_and_what_was_decided(caseworker, supervisor, waiting):
    start = reverse("home:start")
    assert "1 list waits for your approval" in client_of(supervisor).get(start).content.decode()
    assert "1 list of yours waits for a second person" in client_of(caseworker).get(start).content.decode()
    decide(supervisor, waiting)
    assert f"Export {waiting.number} is ready" in client_of(caseworker).get(start).content.decode()
    assert "approval" not in waiting_exports(supervisor).to_decide
    opened(caseworker, waiting)
    assert f"Export {waiting.number}" not in client_of(caseworker).get(start).content.decode()


def test_who_decided_is_in_the_history(supervisor, waiting):
    """Promise 6."""
    actions.decide(by=supervisor, export=waiting, outcome="refused", reason="Too many columns")
    event = ExportApproval.pgh_event_model.objects.filter(outcome="refused").latest("pgh_id")
    assert event.settled_by_id == supervisor.pk
    assert event.pgh_context.metadata["reason"] == "Too many columns"
