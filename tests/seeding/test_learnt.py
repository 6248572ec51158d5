"""What the demonstration says was learnt: where children were found, what they need, what stayed unknown."""

import pytest
from django.utils import timezone

from cases.enums import Confidence, MissingReason, NeedDomain, Question
from cases.models import Child, MissingAnswer, Need, Person, PersonName

pytestmark = pytest.mark.usefixtures("demo")


class TestWhatWasLearnt:
    def test_all_four_reasons_are_told_apart(self):
        told = set(MissingAnswer.objects.values_list("reason", flat=True))
        assert told == set(MissingReason.values)

    def test_no_reason_stands_beside_an_answer(self):
        answers = MissingAnswer.objects.select_related("person__child")
        origin = answers.filter(question=Question.ORIGIN)
        assert origin.exists()
        assert not origin.exclude(person__region_of_origin="").exists()
        found = answers.filter(question=Question.FOUND)
        assert found.exists()
        assert not found.filter(person__child__found_place__isnull=False).exists()
        before = answers.filter(question=Question.LIVED_BEFORE)
        assert before.exists()
        assert not before.filter(person__whereabouts__to_date__isnull=False).exists()

    def test_children_were_found_somewhere_and_need_something(self):
        assert Child.objects.filter(found_place__isnull=False, found_date__isnull=False).count() > 400
        asked = Need.objects.current().values_list("domain", flat=True)
        assert {NeedDomain.EDUCATION, NeedDomain.HEALTH, NeedDomain.VACCINATION} <= set(asked)
        assert Need.objects.filter(to_date__isnull=False).exists()
        assert not Need.objects.filter(from_date__gt=timezone.localdate()).exists()

    def test_some_use_one_spelling_and_some_births_are_doubtful(self):
        assert PersonName.objects.filter(is_own=True).exists()
        unsure = set(Person.objects.values_list("birth_confidence", flat=True))
        assert unsure == {"", *Confidence.values}
