"""A file of another office opened in an emergency: recorded first, told at once, over by itself. Promises 1, 4 and 7."""

import uuid
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone

from cases.enums import AuditKind, EmergencyOutcome, Recognition
from cases.models import AuditEvent, Child, EmergencyNotice, EmergencyOpening
from cases.models.children import new_case_number
from cases.traffic.emergencies import MOST_TRIES
from tests import factories
from tests.people import client_of, shows_it_once_more
from tests.support.forms import form_of
from tests.traffic.making import EMERGENCY, opening_of, plain

EMERGENCY_URL = "/between-offices/emergency/"


def read_url(opening):
    return reverse("casefile:emergency", args=[opening.public_id])


def stated(client, case_number, **typed):
    """The form as it is sent."""
    return form_of(
        client, EMERGENCY_URL, **{"number": case_number, "kind": "medical", "reason": EMERGENCY} | typed
    )


@pytest.fixture
def opening(child, other_supervisor, office_west):
    return opening_of(child, by=other_supervisor, office=office_west)


def test_a_file_is_opened_once_and_recorded_before_it_is_read(
    receiving, child, supervisor, officer, other_supervisor, django_capture_on_commit_callbacks
):
    """Promises 7 and 15: the answer to the form holds nothing of the file; reading it comes after."""
    form = stated(receiving, f" {child.case_number.lower()} ")
    with django_capture_on_commit_callbacks(execute=True):
        answers = [receiving.post(EMERGENCY_URL, form) for _time in range(2)]
    opening = EmergencyOpening.objects.get()
    assert [answer["Location"] for answer in answers] == [read_url(opening)] * 2
    assert (opening.until_at - opening.opened_at).total_seconds() == 4 * 60 * 60
    entry = AuditEvent.objects.get(kind=AuditKind.OVERRIDE)
    assert (entry.actor, entry.subject_ids[0]) == (other_supervisor, str(child.public_id))
    assert not AuditEvent.objects.filter(kind=AuditKind.READ).exists()
    assert receiving.get(read_url(opening)).status_code == 200
    assert AuditEvent.objects.filter(kind=AuditKind.READ, subject="casefile:emergency").count() == 1
    assert [message.to for message in mail.outbox] == [[officer.email], [supervisor.email]]
    for message in mail.outbox:
        said = message.subject + message.body
        assert not [word for word in ("Zarina", child.case_number, EMERGENCY) if word in said]


def test_who_left_the_browser_open_shows_once_more_who_it_is(receiving, child, other_supervisor):
    """Promise 10: nothing is opened by whoever sits down at an open browser."""
    form = stated(receiving, child.case_number)
    session = receiving.session
    shows_it_once_more(session, other_supervisor, ago=16 * 60)
    session.save()
    assert "next=" in receiving.post(EMERGENCY_URL, form).headers["Location"]
    assert not EmergencyOpening.objects.exists()


class OneRefuses(EmailBackend):
    """A mail server that takes no mail for the officer."""

    def send_messages(self, email_messages):
        if any("ines.kallio" in address for message in email_messages for address in message.to):
            raise SMTPRecipientsRefused({})
        return super().send_messages(email_messages)


def test_an_address_that_takes_no_mail_keeps_it_from_nobody_else(
    receiving, child, supervisor, officer, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = f"{__name__}.OneRefuses"
    with django_capture_on_commit_callbacks(execute=True):
        answer = receiving.post(EMERGENCY_URL, stated(receiving, child.case_number))
    assert answer.status_code == 302
    assert [message.to for message in mail.outbox] == [[supervisor.email]]


def test_the_whole_file_is_read_and_nothing_of_it_written(receiving, opening, child, caseworker):
    factories.DocumentFactory(
        person=child.person, recognition=Recognition.NOT_RECOGNISED, name_as_printed="ZARINA R"
    )
    factories.write_note("She asked for her mother.", child=child, author=caseworker)
    text = receiving.get(read_url(opening)).content.decode()
    read = ("Zarina Nazarova", "Amina Nazarova", "ZARINA R", "She asked for her mother.", EMERGENCY)
    assert all(words in text for words in read)
    assert str(child.public_id) not in text
    for name in ("casefile:detail", "needs:record", "children:edit", "notes:write"):
        address = reverse(name, args=[child.public_id])
        assert receiving.get(address).status_code == 404
        assert receiving.post(address, {}).status_code in (404, 405)


def test_it_is_over_after_four_hours(receiving, opening):
    unknown = receiving.get(reverse("casefile:emergency", args=[uuid.uuid4()]))
    EmergencyOpening.objects.update(until_at=timezone.now())
    assert unknown.status_code == 404
    assert plain(receiving.get(read_url(opening))) == plain(unknown)


def test_nobody_else_reads_by_it(opening, other_caseworker, supervisor, officer, administrator):
    """Promises 1 and 4: not a colleague, not the office that keeps the file, not the officer who reviews it."""
    assert client_of(supervisor).get(read_url(opening)).status_code == 404
    for user in (other_caseworker, officer, administrator):
        assert client_of(user).get(read_url(opening)).status_code == 403


def test_a_file_that_was_merged_is_opened_as_the_one_that_stays(receiving, child, opening):
    merged = factories.ChildFactory(office=child.office)
    Child.objects.filter(pk=merged.pk).update(merged_into=child)
    receiving.post(EMERGENCY_URL, stated(receiving, merged.case_number))
    assert set(EmergencyOpening.objects.values_list("child", flat=True)) == {child.pk}
    Child.objects.filter(pk=child.pk).update(merged_into=factories.ChildFactory(office=child.office))
    assert receiving.get(read_url(opening)).status_code == 404


def test_numbers_that_lead_nowhere_are_not_told_apart_and_recorded(receiving, office_west, other_supervisor):
    """No such number, one's own office's, none at all: the same page; and each try is in the trail."""
    own = factories.ChildFactory(office=office_west)
    pages = set()
    for number in (new_case_number(), own.case_number, "QQQ-1"):
        page = receiving.post(EMERGENCY_URL, stated(receiving, number, form_id=str(uuid.UUID(int=7))))
        status, content = plain(page)
        assert status == 422
        pages.add(content.replace(number.encode(), b"NUMBER"))
    assert len(pages) == 1
    tries = AuditEvent.objects.filter(kind=AuditKind.DENIAL, actor=other_supervisor, subject="traffic:number")
    assert tries.count() == 3


def test_tries_are_limited(receiving, child):
    for _time in range(MOST_TRIES):
        receiving.post(EMERGENCY_URL, stated(receiving, "7K4M-29QD-X"))
    refused = receiving.post(EMERGENCY_URL, stated(receiving, child.case_number))
    assert refused.status_code == 422
    assert "Too many numbers" in refused.content.decode()
    assert not EmergencyOpening.objects.exists()


def test_the_office_that_keeps_the_file_is_told_until_it_has_read(receiving, child, supervisor, caseworker):
    receiving.post(EMERGENCY_URL, stated(receiving, child.case_number))
    told = client_of(supervisor)
    home = told.get(reverse("home:start")).content.decode()
    assert all(
        words in home for words in ("Opened in an emergency", "Salma Tahir", EMERGENCY, child.case_number)
    )
    assert EMERGENCY not in client_of(caseworker).get(reverse("home:start")).content.decode()
    notice = EmergencyNotice.objects.get()
    assert told.post(reverse("traffic:put_away", args=[notice.public_id])).status_code == 302
    assert EMERGENCY not in told.get(reverse("home:start")).content.decode()
    page = client_of(caseworker).get(reverse("casefile:detail", args=[child.public_id])).content.decode()
    assert all(words in page for words in ("Opened in an emergency", "Salma Tahir", EMERGENCY))


def test_an_officer_reviews_each_and_two_at_once_see_both(officer, opening, child):
    """Promise 13."""
    reviewing = client_of(officer)
    assert "1 emergency opening to review" in reviewing.get(reverse("home:start")).content.decode()
    listed = reviewing.get(reverse("traffic:openings")).content.decode()
    assert all(words in listed for words in ("Salma Tahir", EMERGENCY, child.case_number))
    assert "Zarina" not in listed
    address = reverse("traffic:review", args=[opening.public_id])
    mine = form_of(reviewing, address, outcome="justified", reason="The hospital had called")
    theirs = mine | {"form_id": str(uuid.uuid4()), "reason": "Mine is later"}
    assert reviewing.post(address, mine).status_code == 302
    late = reviewing.post(address, theirs)
    assert late.status_code == 409
    assert all(words in late.content.decode() for words in ("The hospital had called", "Mine is later"))
    assert EmergencyOpening.objects.get().outcome == EmergencyOutcome.JUSTIFIED
    assert "to review" not in reviewing.get(reverse("home:start")).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [("reason", "Urgent"), ("reason", "\x00" * 40), ("kind", "curious"), ("number", ""), ("number", "\x00")],
)
def test_bad_input_is_named_at_its_field(receiving, child, field, value):
    """Promise 18; a word is no reason."""
    response = receiving.post(EMERGENCY_URL, stated(receiving, child.case_number, **{field: value}))
    assert (response.status_code, EmergencyOpening.objects.count()) == (422, 0)
    assert field in response.context["form"].errors


def test_openings_cost_the_same_at_any_number(
    officer, office_west, other_supervisor, django_assert_num_queries
):
    client = client_of(officer)
    for number in (3, 27):
        for _time in range(number):
            opening_of(factories.ChildFactory(), by=other_supervisor, office=office_west)
        with django_assert_num_queries(11):
            client.get(reverse("traffic:openings"))


def test_where_an_office_has_no_supervisor_its_caseworkers_are_told(receiving, caseworker, child):
    receiving.post(EMERGENCY_URL, stated(receiving, child.case_number))
    assert EmergencyNotice.objects.get().user == caseworker
