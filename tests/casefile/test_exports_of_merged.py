"""What left of a file that was given up in a merge: accounted for at the file that stays. Promise 3."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import AuditEvent, PersonMerge
from tests import factories
from tests.casefile.test_exports import TERMS, pages_of
from tests.matching.merging import merge, undo
from tests.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north, name="Zarina Saidova")


@pytest.fixture
def given_up(office_north, supervisor, child):
    """An export of a file that was merged into that of ``child`` since."""
    other = factories.ChildFactory(office=office_north, name="Zarina Saidowa")
    export = factories.NumberedExportFactory(child=other, made_by=supervisor, parts=["summary"], **TERMS)
    merge(supervisor, child, other)
    return export


def test_an_export_of_a_file_that_was_given_up_is_accounted_for(caseworker, child, given_up):
    """Promise 3: who could open it before finds it at the file that stays; nothing leaves under its number anew."""
    client = client_of(caseworker)
    case = client.get(reverse("casefile:detail", args=[child.public_id])).content.decode()
    url = reverse("casefile:print", args=[child.public_id, given_up.public_id])
    assert f'href="{url}"' in case
    assert "Of a file that was merged into this one" in case
    before = client.get(pages_of(given_up))
    assert (before.status_code, before.url) == (302, url)
    text = client.get(url).content.decode()
    told = (
        given_up.number,
        given_up.recipient,
        given_up.reason,
        given_up.child.case_number,
        child.case_number,
    )
    assert all(words in text for words in told)
    assert "Zarina" not in text
    event = AuditEvent.objects.filter(detail__number=given_up.number).latest("pk")
    assert event.subject_ids == [str(given_up.child.public_id), str(given_up.public_id)]


def test_a_stranger_finds_no_export_of_a_file_that_was_given_up(other_caseworker, officer, child, given_up):
    """Promise 1."""
    for user in (other_caseworker, officer):
        for address in (
            pages_of(given_up),
            reverse("casefile:print", args=[child.public_id, given_up.public_id]),
        ):
            assert client_of(user).get(address).status_code in (403, 404)


def test_an_export_of_a_file_that_was_given_up_ends_on_its_day(caseworker, supervisor, office_north, child):
    other = factories.ChildFactory(office=office_north)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    export = factories.NumberedExportFactory(child=other, made_by=supervisor, expires_date=yesterday)
    merge(supervisor, child, other)
    answer = client_of(caseworker).get(pages_of(export), follow=True)
    assert answer.status_code == 410
    text = answer.content.decode()
    assert all(words in text for words in ("It was made of file", other.case_number))


def test_an_export_goes_back_with_its_file_when_the_merge_is_undone(caseworker, supervisor, child, given_up):
    undo(supervisor, PersonMerge.objects.get())
    client = client_of(caseworker)
    url = reverse("casefile:print", args=[child.public_id, given_up.public_id])
    assert client.get(url).status_code == 404
    assert client.get(pages_of(given_up)).status_code == 200
