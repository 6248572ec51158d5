"""What Postgres refuses of a caseworker's day: drafts, missing answers, needs, flags, views, exports. Promise 14."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from cases import models
from cases.enums import CaseList, MissingReason, NeedDomain, NeedFinding, Question
from tests import factories
from tests.models.refusals import refused

pytestmark = pytest.mark.django_db

DAY = datetime.date(2019, 7, 10)
BEFORE = DAY - datetime.timedelta(days=1)
NOON = datetime.datetime(2019, 7, 10, 12, tzinfo=datetime.UTC)


class TestOwnSpelling:
    def _spelt(self, person, full, **fields):
        return models.PersonName.written(
            full, person=person, is_preferred=False, is_own=True, **fields
        ).save()

    def test_each_person_uses_one_spelling(self):
        for _ in range(2):
            self._spelt(factories.PersonFactory(), "Zarrina Saidowa")

    def test_two_spellings_that_one_person_uses(self):
        person = factories.PersonFactory()
        self._spelt(person, "Zarrina Saidowa")
        refused("person_name_one_own_spelling", lambda: self._spelt(person, "Зарина Саидова"))


class TestMissingAnswers:
    def test_one_reason_for_each_question(self):
        first = factories.MissingAnswerFactory(question=Question.ORIGIN)
        factories.MissingAnswerFactory(person=first.person, question=Question.BIRTH)

    def test_two_reasons_for_one_question(self):
        first = factories.MissingAnswerFactory(question=Question.ORIGIN)
        refused(
            "missing_answer_once_a_question",
            lambda: factories.MissingAnswerFactory(
                person=first.person, question=Question.ORIGIN, reason=MissingReason.REFUSED
            ),
        )


class TestNeeds:
    def test_a_finding_of_its_domain(self):
        factories.NeedFactory(domain=NeedDomain.VACCINATION, finding=NeedFinding.PARTLY_VACCINATED)

    def test_a_finding_of_another_domain(self):
        refused(
            "need_finding_fits_domain",
            lambda: factories.NeedFactory(domain=NeedDomain.VACCINATION, finding=NeedFinding.OUT_OF_SCHOOL),
        )

    def test_one_current_finding_after_another(self):
        first = factories.NeedFactory(from_date=BEFORE, to_date=DAY)
        factories.NeedFactory(child=first.child, from_date=DAY)

    def test_two_current_findings_in_one_domain(self):
        first = factories.NeedFactory()
        refused("need_one_current_a_domain", lambda: factories.NeedFactory(child=first.child))

    def test_a_finding_for_one_day(self):
        factories.NeedFactory(from_date=DAY, to_date=DAY)

    def test_an_end_before_the_beginning(self):
        refused("need_in_order", lambda: factories.NeedFactory(from_date=DAY, to_date=BEFORE))


class TestFlags:
    def test_a_flag_says_why(self, caseworker):
        factories.CaseFlagFactory(raised_by=caseworker, reason="The hearing")

    def test_a_flag_without_a_reason(self, caseworker):
        refused("case_flag_says_why", lambda: factories.CaseFlagFactory(raised_by=caseworker, reason="  "))

    def test_lowered_by_somebody_on_a_day(self, caseworker):
        factories.CaseFlagFactory(raised_by=caseworker, lowered_by=caseworker, lowered_date=DAY)

    @pytest.mark.parametrize("half", ["lowered_by", "lowered_date"])
    def test_lowered_by_nobody_or_on_no_day(self, caseworker, half):
        known = {"lowered_by": caseworker, "lowered_date": DAY}[half]
        refused(
            "case_flag_lowered_by_somebody",
            lambda: factories.CaseFlagFactory(raised_by=caseworker, **{half: known}),
        )


class TestNumberedExports:
    """Promise 3."""

    def test_a_number_with_recipient_and_reason(self, caseworker):
        made = factories.NumberedExportFactory(made_by=caseworker)
        assert made.number.startswith("E-")

    @pytest.mark.parametrize("number", ["E-0000-0", "12345", "E-7k4m2-x", ""])
    def test_a_number_of_another_form(self, caseworker, number):
        refused(
            "numbered_export_number_has_its_form",
            lambda: factories.NumberedExportFactory(made_by=caseworker, number=number),
        )

    @pytest.mark.parametrize("empty", ["recipient", "reason"])
    def test_no_recipient_or_no_reason(self, caseworker, empty):
        refused(
            "numbered_export_says_why",
            lambda: factories.NumberedExportFactory(made_by=caseworker, **{empty: " "}),
        )

    def test_what_left_is_neither_changed_nor_forgotten(self, caseworker):
        made = factories.NumberedExportFactory(made_by=caseworker)
        row = models.NumberedExport.objects.filter(pk=made.pk)
        for act in (lambda: row.update(recipient="Somebody else"), row.delete):
            with pytest.raises(DatabaseError), transaction.atomic():
                act()
        assert row.get().recipient == made.recipient


class TestDrafts:
    def test_a_discarded_draft_keeps_nothing(self, caseworker):
        factories.RegistrationDraftFactory(
            user=caseworker, office=caseworker.office, answers={}, discarded_at=NOON
        )
        factories.RegistrationDraftFactory(
            user=caseworker, office=caseworker.office, answers={"child": {"sex": "f"}}
        )

    def test_a_discarded_draft_with_answers(self, caseworker):
        refused(
            "registration_draft_discarded_is_empty",
            lambda: factories.RegistrationDraftFactory(
                user=caseworker, office=caseworker.office, answers={"child": {"sex": "f"}}, discarded_at=NOON
            ),
        )


class TestListsOfOnesOwn:
    def _view(self, user, name="Mine", **fields):
        fields = {"list_name": CaseList.CHILDREN, "office": user.office} | fields
        return models.SavedView.objects.create(user=user, name=name, **fields)

    def test_names_of_views(self, caseworker, supervisor):
        self._view(caseworker)
        self._view(caseworker, list_name=CaseList.CLAIMS)
        self._view(supervisor)

    def test_two_views_of_one_name(self, caseworker):
        self._view(caseworker)
        refused("saved_view_name_once", lambda: self._view(caseworker))

    def test_a_view_without_a_name(self, caseworker):
        refused("saved_view_has_a_name", lambda: self._view(caseworker, name="  "))

    def test_one_choice_of_columns_for_each_list(self, caseworker):
        for name in (CaseList.CHILDREN, CaseList.CLAIMS):
            models.ColumnChoice.objects.create(user=caseworker, list_name=name)

    def test_two_choices_of_columns_for_one_list(self, caseworker):
        models.ColumnChoice.objects.create(user=caseworker, list_name=CaseList.CHILDREN)
        refused(
            "column_choice_once_a_list",
            lambda: models.ColumnChoice.objects.create(user=caseworker, list_name=CaseList.CHILDREN),
        )

    def test_a_case_that_two_follow(self, caseworker, supervisor):
        child = factories.ChildFactory(office=caseworker.office)
        for user in (caseworker, supervisor):
            models.FollowedCase.objects.create(user=user, child=child)

    def test_a_case_followed_twice(self, caseworker):
        child = factories.ChildFactory(office=caseworker.office)
        models.FollowedCase.objects.create(user=caseworker, child=child)
        refused(
            "followed_case_once",
            lambda: models.FollowedCase.objects.create(user=caseworker, child=child),
        )
