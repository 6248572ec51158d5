"""The pages about how files end, each right, wrong, stale, foreign, twice. Promises 1, 3, 4, 13, 15, 18, 22."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.components.stamps import stamp_of
from cases.crypto import new_archive_key
from cases.enums import AuditKind
from cases.models import AuditEvent, Child, Erasure, KeptLonger, LegalHold, NumberedExport, RetentionPeriod
from cases.retention import erasing
from tests import factories
from tests.outgoing.making import TERMS, url_of
from tests.people import client_of, shows_it_once_more
from tests.retention.making import closed_file, erasure_of, hold_on
from tests.support.forms import form_of

HOLD = {"authority": "Family court", "reason": "A claim on custody"}
ASK = {
    "reason": "request",
    "words": "The person asks for it",
    "seal": "not",
    "why_not": "The person asks for it",
}


def url(name, row):
    return reverse(f"retention:{name}", args=[row.public_id])


class TestPeriods:
    URL = "/retention/periods/case_file/"

    def test_everybody_who_works_on_cases_reads_them(self, caseworker):
        page = client_of(caseworker).get("/retention/").content.decode()
        assert "10 years, and until the person is 25 at least" in page
        assert "Northumberland" in page
        assert "Set another period" not in page

    def test_an_administrator_sets_one(self, administrator):
        client = client_of(administrator)
        typed = {"years": "12", "until_age": "28", "reason": "The board decided"}
        assert client.post(self.URL, form_of(client, self.URL, **typed)).status_code == 302
        assert "12 years, and until the person is 28 at least" in client.get("/retention/").content.decode()

    @pytest.mark.parametrize("wrong", [{"years": "151"}, {"until_age": "17"}, {"reason": "  "}], ids=str)
    def test_what_is_no_period_is_refused(self, wrong, administrator):
        client = client_of(administrator)
        answer = client.post(self.URL, form_of(client, self.URL, **{"years": "12", "reason": "So"} | wrong))
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == set(wrong)
        assert not RetentionPeriod.objects.exists()

    def test_two_on_one_form_see_both_versions(self, administrator):
        client = client_of(administrator)
        forms = [form_of(client, self.URL, years=years, reason="So") for years in ("12", "13")]
        assert client.post(self.URL, forms[0]).status_code == 302
        answer = client.post(self.URL, forms[1])
        assert answer.status_code == 409
        assert RetentionPeriod.objects.get().years == 12

    def test_what_has_no_years_has_no_form(self, administrator):
        for code in ("draft", "nothing"):
            assert client_of(administrator).get(f"/retention/periods/{code}/").status_code == 404


class TestDue:
    def test_the_list_and_the_start_page_tell_of_it(self, head, due_file):
        page = head.get("/retention/due/").content.decode()
        assert due_file.case_number in page
        assert "1 file whose period is over" in head.get("/").content.decode()

    def test_a_file_is_kept_longer(self, head, due_file, supervisor):
        form = form_of(head, url("review", due_file), until="2090-01-01", reason="A claim may come")
        for _time in range(2):
            assert head.post(url("review", due_file), form).headers["Location"] == "/retention/due/"
        assert KeptLonger.objects.get().decided_by == supervisor
        assert due_file.case_number not in head.get("/retention/due/").content.decode()

    def test_a_day_that_has_passed_keeps_nothing(self, head, due_file):
        answer = head.post(
            url("review", due_file), form_of(head, url("review", due_file), until="2019-01-01", reason="So")
        )
        assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"until"})
        assert not KeptLonger.objects.exists()

    def test_a_file_of_another_office_is_not_there(self, other_supervisor, due_file):
        client = client_of(other_supervisor)
        assert due_file.case_number not in client.get("/retention/due/").content.decode()
        for name in ("review", "hold", "ask"):
            assert client.get(url(name, due_file)).status_code == 404

    def test_a_list_of_many_costs_no_more(self, head, office_north, due_file, django_assert_max_num_queries):
        head.get("/retention/due/")
        for _number in range(5):
            closed_file(office_north, years_ago=2, closure_reason="duplicate")
        with django_assert_max_num_queries(12):
            assert len(head.get("/retention/due/").context["rows"]) == 6


class TestHold:
    def test_it_shows_on_the_case_for_everybody(self, head, caseworker, due_file):
        form = form_of(head, url("hold", due_file), **HOLD)
        for _time in range(2):
            assert head.post(url("hold", due_file), form).status_code == 302
        assert LegalHold.objects.count() == 1
        page = (
            client_of(caseworker).get(reverse("casefile:detail", args=[due_file.public_id])).content.decode()
        )
        assert "Family court" in page
        assert "Lift the hold" not in page

    def test_bad_input_is_told_beside_the_field(self, head, due_file):
        answer = head.post(
            url("hold", due_file), form_of(head, url("hold", due_file), until="2019-01-01", **HOLD)
        )
        assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"until"})

    def test_it_is_lifted_for_a_reason(self, head, due_file, supervisor):
        hold = hold_on(due_file, by=supervisor)
        form = form_of(head, url("lift", hold), reason="The court has ruled")
        assert head.post(url("lift", hold), form).status_code == 302
        stale = head.post(url("lift", hold), form | {"reason": "In another tab"})
        assert stale.status_code == 409
        assert "The court has ruled" in stale.content.decode()
        assert "In another tab" in stale.content.decode()

    def test_a_hold_of_another_office_is_not_there(self, other_supervisor, due_file, supervisor):
        hold = hold_on(due_file, by=supervisor)
        assert client_of(other_supervisor).get(url("lift", hold)).status_code == 404


class TestAsk:
    def test_what_goes_is_counted_before_and_nothing_is_erased_yet(self, head, due_file, supervisor):
        page = head.get(url("ask", due_file))
        assert ("Written names", 1) in page.context["removed"]
        form = form_of(head, url("ask", due_file), **ASK)
        answers = [head.post(url("ask", due_file), form) for _time in range(2)]
        erasure = Erasure.objects.get()
        assert {answer.headers["Location"] for answer in answers} == {url("erasure", erasure)}
        assert (erasure.asked_by, erasure.counts["PersonName"]) == (supervisor, 1)
        assert Child.objects.standing().filter(pk=due_file.pk).exists()

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"why_not": ""}, "why_not"),
            ({"seal": "other", "recipient": "age1nothing"}, "recipient"),
            ({"words": " "}, "words"),
            ({"seal": "archive"}, "seal"),
        ],
        ids=["no-reason", "no-key", "no-words", "no-archive"],
    )
    def test_bad_input_is_told_beside_the_field(self, wrong, field, head, due_file):
        answer = head.post(url("ask", due_file), form_of(head, url("ask", due_file), **ASK | wrong))
        assert answer.status_code == 422
        assert field in answer.context["form"].errors
        assert not Erasure.objects.exists()

    def test_a_period_that_is_not_over_is_no_reason(self, head, office_north):
        child = closed_file(office_north, years_ago=1)
        answer = head.post(
            url("ask", child), form_of(head, url("ask", child), **ASK | {"reason": "period_over"})
        )
        assert set(answer.context["form"].errors) == {"reason"}

    def test_a_file_that_was_changed_meanwhile_is_looked_at_anew(self, head, due_file):
        form = form_of(head, url("ask", due_file), **ASK)
        Child.objects.filter(pk=due_file.pk).update(updated_at=timezone.now())
        answer = head.post(url("ask", due_file), form)
        assert answer.status_code == 422
        assert "changed this file" in answer.content.decode()

    def test_the_archive_has_a_key_where_one_is_set(self, settings, head, due_file):
        settings.CAPSULE_RECIPIENT = new_archive_key()[0]
        head.post(url("ask", due_file), form_of(head, url("ask", due_file), **ASK | {"seal": "archive"}))
        erasure = Erasure.objects.get()
        assert erasure.sealed_for == settings.CAPSULE_RECIPIENT
        assert bytes(erasure.sealed).startswith(b"age-encryption.org/v1")

    def test_who_left_the_browser_open_shows_once_more_who_it_is(self, head, due_file, supervisor):
        """Promise 10."""
        form = form_of(head, url("ask", due_file), **ASK)
        session = head.session
        shows_it_once_more(session, supervisor, ago=16 * 60)
        session.save()
        assert "next=" in head.post(url("ask", due_file), form).headers["Location"]
        assert not Erasure.objects.exists()


class TestErasure:
    @pytest.fixture
    def erasure(self, due_file, supervisor):
        return erasure_of(due_file, by=supervisor)

    @pytest.mark.parametrize("role", ["second", "officer"])
    def test_another_confirms_and_the_number_leads_to_what_is_left(
        self, role, erasure, due_file, caseworker, other_caseworker, request
    ):
        """Promises 4 and 22: the officer signs by number, and no page of the file opens for that role."""
        user = request.getfixturevalue(role)
        client = client_of(user)
        form = form_of(client, url("erasure", erasure), decision="confirm")
        for _time in range(2):
            assert client.post(url("erasure", erasure), form).headers["Location"] == "/retention/erasures/"
        case = reverse("casefile:detail", args=[due_file.public_id])
        left = client_of(caseworker).get(case)
        assert left.status_code == 410
        page = left.content.decode()
        assert due_file.case_number in page
        assert "Zarina" not in page
        assert client_of(other_caseworker).get(case).status_code == 404
        assert due_file.case_number not in client_of(caseworker).get("/children/").content.decode()
        entries = AuditEvent.objects.filter(kind=AuditKind.OVERRIDE).order_by("pk")
        assert [(entry.actor, entry.subject, entry.subject_ids[0]) for entry in entries] == [
            (user, "retention:erased", str(due_file.public_id)),
            (user, "vault:destroyed_key", str(due_file.person.public_id)),
        ]

    def test_the_number_is_found_by_the_office_and_by_nobody_else(
        self, erasure, second, caseworker, other_caseworker
    ):
        erasing.confirm(by=second, erasure=erasure, version=stamp_of(erasure))
        typed = {"q": f" {erasure.child.case_number.lower()}"}
        found = [
            client_of(user).post(reverse("search:keep"), typed, follow=True).status_code
            for user in (caseworker, other_caseworker)
        ]
        assert found == [410, 200]

    def test_the_officer_reads_the_number_and_not_the_name(self, erasure, officer):
        page = client_of(officer).get(url("erasure", erasure)).content.decode()
        assert erasure.child.case_number in page
        assert "Zarina" not in page
        assert str(erasure.child.public_id) not in page

    def test_who_asked_cannot_confirm(self, head, erasure):
        assert head.get(url("erasure", erasure)).context["form"] is None
        typed = {"decision": "confirm", "version": stamp_of(erasure), "form_id": uuid.uuid4()}
        assert head.post(url("erasure", erasure), typed).status_code == 422
        assert Erasure.objects.get().state == "asked"

    def test_no_is_said_for_a_reason(self, erasure, second):
        client = client_of(second)
        form = form_of(client, url("erasure", erasure), decision="decline")
        answer = client.post(url("erasure", erasure), form)
        assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"reason"})
        client.post(url("erasure", erasure), form | {"reason": "A brother is on file"})
        assert Erasure.objects.get().state == "declined"

    def test_a_stale_form_erases_nothing(self, erasure, second, supervisor):
        client = client_of(second)
        form = form_of(client, url("erasure", erasure), decision="confirm")
        erasing.withdraw(by=supervisor, erasure=erasure)
        assert client.post(url("erasure", erasure), form).status_code == 409
        assert Child.objects.standing().filter(pk=erasure.child_id).exists()

    def test_who_asked_takes_it_back_and_nobody_else(self, head, erasure, second):
        assert client_of(second).post(url("withdraw", erasure)).headers["Location"] == url("erasure", erasure)
        assert Erasure.objects.get().state == "asked"
        head.post(url("withdraw", erasure))
        assert Erasure.objects.get().state == "withdrawn"

    def test_an_erasure_of_another_office_is_not_there(self, other_supervisor, erasure):
        client = client_of(other_supervisor)
        assert client.get(url("erasure", erasure)).status_code == 404
        assert erasure.child.case_number not in client.get("/retention/erasures/").content.decode()

    def test_a_closed_list_goes_on_showing_how_many_travelled(self, head, due_file, supervisor, second):
        passenger = factories.travelled(due_file.person, on=due_file.registered_date, office=due_file.office)
        erasure = erasure_of(due_file, by=supervisor)
        erasing.confirm(by=second, erasure=erasure, version=stamp_of(erasure))
        transfer = passenger.transfer.public_id
        ask = reverse("outgoing:ask_passengers", args=[transfer])
        assert head.post(ask, form_of(head, ask, **TERMS | {"format": "paper"})).status_code == 302
        left = url_of("file", NumberedExport.objects.lists().get())
        for address in (reverse("batches:detail", args=[transfer]), left):
            page = head.get(address)
            assert page.status_code == 200
            assert "Zarina" not in page.content.decode()
