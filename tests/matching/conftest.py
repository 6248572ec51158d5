"""Two files of one child, with rows of every table that points to either."""

import pytest

from cases.documents.actions import add_paper
from cases.enums import Confidence, ContactLevel, Relationship
from cases.models import ChildKey, FollowedCase, PersonName, UnsentText
from cases.people.sealing import keep_sealed
from cases.vault import key_for_writing, sealed_text
from tests import factories
from tests.matching.merging import DAY
from tests.retention import making as ending


@pytest.fixture
def kept(office_north, caseworker):
    """The file that stays: an Arabic and a Latin name, a mother, a claim, a note."""
    child = factories.ChildFactory(office=office_north, name="Muhammad Abdurahmanov", person__sex="m")
    PersonName.written("محمد عبد الرحمن", person=child.person).save()
    key_for_writing(child)
    return child


@pytest.fixture
def other(office_north, caseworker):
    """The file to be given up: a Cyrillic name and another Latin one, and one row of each table."""
    child = factories.ChildFactory(office=office_north, name="Mohamed Abdelrahman", person__sex="m")
    person = child.person
    PersonName.written("Мухаммад Абдурахманов", person=person).save()
    stay = factories.WhereaboutsFactory(person=person)
    keep_sealed(person, stay, "sealed_detail", "Block C, cell 4")
    stay.save()
    factories.PersonStatusFactory(person=person, confidence=Confidence.REPORTED)
    factories.FamilyMembershipFactory(group__office=office_north, person=person)
    add_paper(by=caseworker, person=person, kind="birth_cert", number="75 1234567")
    factories.MissingAnswerFactory(person=person)
    factories.travelled(person, on=DAY)
    factories.PassengerFactory(transfer=factories.TransferFactory(office=office_north), person=person)
    factories.CaseAssignmentFactory(child=child, user=caseworker)
    factories.SeparationFactory(child=child)
    factories.GuardianshipFactory(child=child, relationship=Relationship.MOTHER)
    claim = factories.NationalityFactory(child=child)
    factories.ClaimDecisionFactory(nationality=claim)
    factories.ContactPermissionFactory(child=child, level=ContactLevel.PROHIBITED, state_id="RU")
    factories.CaseFlagFactory(child=child, raised_by=caseworker)
    FollowedCase.objects.create(user=caseworker, child=child)
    factories.NeedFactory(child=child)
    factories.write_note("She asked for her mother.", child=child, author=caseworker)
    unsent = UnsentText(user=caseworker, child=child, kind="note")
    unsent.sealed = sealed_text(key_for_writing(child), unsent, "sealed", "Not finished")
    unsent.save()
    factories.NumberedExportFactory(child=child, made_by=caseworker)
    ending.one_of_each(child, caseworker)
    assert ChildKey.objects.filter(child=child).exists()
    earlier = factories.ChildFactory(office=office_north, name="Muhamed Abdurahman")
    earlier.merged_into = child
    earlier.save()
    type(person).objects.filter(pk=earlier.person_id).update(merged_into=person)
    factories.PersonMergeFactory(kept=person, merged=earlier.person, merged_by=caseworker)
    factories.PossibleMatchFactory(first=person)
    return child
