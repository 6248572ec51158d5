"""Named parts of a file are read by another office until a day, and nothing else of it. Promises 1, 7 and 9."""

import uuid

import pytest
from django.urls import reverse

from cases.enums import AuditKind, Recognition, ReferralPart
from cases.models import AuditEvent, Child, Person, Referral
from tests import factories
from tests.people import client_of
from tests.support.forms import form_of
from tests.traffic.making import WHY, days, plain, referral_of


def url(name, row):
    return reverse(f"traffic:{name}", args=[row.public_id])


def read_url(referral):
    return reverse("casefile:referred", args=[referral.public_id])


@pytest.fixture
def reading(other_caseworker):
    """A browser of a caseworker of the other office."""
    return client_of(other_caseworker)


@pytest.fixture
def referral(child, office_west, caseworker):
    return referral_of(child, to=office_west, by=caseworker)


def test_a_file_is_shown_once(giving, child, office_west, other_supervisor):
    """Promise 15."""
    form = form_of(
        giving,
        url("refer", child),
        office=str(office_west.public_id),
        parts=["needs", "family"],
        until=str(days(30)),
        reason=WHY,
    )
    assert [giving.post(url("refer", child), form).status_code for _time in range(2)] == [302, 302]
    made = Referral.objects.get()
    assert (made.parts, made.until_date, made.from_date) == (["needs", "family"], days(30), days(0))
    again = giving.post(url("refer", child), form | {"form_id": str(uuid.uuid4())})
    assert (again.status_code, Referral.objects.count()) == (422, 1)
    page = giving.get(reverse("casefile:detail", args=[child.public_id])).content.decode()
    assert all(words in page for words in ("Office West", WHY, url("end", made)))


def test_the_other_office_reads_the_named_parts_and_nothing_else(reading, referral, child, caseworker):
    """Who the child is, and needs; no place, parent, claim, paper, note, and no address to write to."""
    stay = factories.WhereaboutsFactory(person=child.person)
    claim = factories.NationalityFactory(child=child)
    factories.DocumentFactory(person=child.person, name_as_printed="ZARINA N")
    factories.write_note("She asked for her mother.", child=child, author=caseworker)
    text = reading.get(read_url(referral)).content.decode()
    assert all(words in text for words in ("Zarina Nazarova", "Needs", "Office North", WHY, "To read only"))
    hidden = (stay.place.name, "Amina", claim.state.name, "ZARINA N", "asked for her", str(child.public_id))
    assert not [words for words in hidden if words in text]
    for name in ("casefile:detail", "needs:record", "children:edit", "notes:write", "casefile:export"):
        address = reverse(name, args=[child.public_id])
        assert reading.get(address).status_code == 404
        assert reading.post(address, {}).status_code in (404, 405)
    assert reading.post(read_url(referral), {}).status_code == 405
    assert "Zarina" not in reading.get(reverse("children:list")).content.decode()


def test_every_part_can_be_shown_but_restricted_papers_and_notes(reading, child, office_west, caseworker):
    referral = referral_of(child, to=office_west, by=caseworker, parts=ReferralPart)
    stay = factories.WhereaboutsFactory(person=child.person)
    claim = factories.NationalityFactory(child=child)
    factories.DocumentFactory(person=child.person, name_as_printed="ZARINA N")
    factories.DocumentFactory(
        person=child.person, name_as_printed="ZARINA R", recognition=Recognition.NOT_RECOGNISED
    )
    factories.write_note("She asked for her father.", child=child, author=caseworker)
    text = reading.get(read_url(referral)).content.decode()
    assert all(words in text for words in (stay.place.name, "Amina Nazarova", claim.state.name, "ZARINA N"))
    assert "1 restricted paper is not shown" in text
    assert not [words for words in ("ZARINA R", "asked for her father") if words in text]
    assert str(child.guardianships.get().guardian.public_id) not in text


def test_each_opening_is_in_the_trail_before_anything_is_shown(reading, referral, child, other_caseworker):
    """Promise 7."""
    reading.get(read_url(referral))
    seen = AuditEvent.objects.get(kind=AuditKind.READ, subject="casefile:referred")
    assert seen.actor == other_caseworker
    assert seen.subject_ids == [str(child.public_id), str(referral.public_id)]


def test_the_list_names_nobody(reading, referral, child):
    text = reading.get(reverse("traffic:referrals")).content.decode()
    assert all(
        words in text for words in (child.case_number, "Shown to us by Office North", read_url(referral))
    )
    assert "Zarina" not in text
    assert "1 file shown to us" in reading.get(reverse("home:start")).content.decode()


def test_it_ends_by_itself_on_the_day_and_at_once_by_the_giver(giving, reading, referral):
    unknown = reading.get(reverse("casefile:referred", args=[uuid.uuid4()]))
    Referral.objects.update(until_date=days(0))
    assert reading.get(read_url(referral)).status_code == 200
    Referral.objects.update(from_date=days(-9), until_date=days(-1))
    assert unknown.status_code == 404
    assert plain(reading.get(read_url(referral))) == plain(unknown)
    Referral.objects.update(until_date=days(9))
    assert giving.post(url("end", referral)).status_code == 302
    assert reading.get(read_url(referral)).status_code == 404
    assert "ended already" in giving.post(url("end", referral), follow=True).content.decode()


@pytest.mark.parametrize("change", ["moved", "merged"])
def test_a_file_that_moved_or_was_merged_is_read_no_more(reading, referral, child, change):
    if change == "moved":
        Person.objects.filter(pk=child.person_id).update(office=factories.OfficeFactory())
    else:
        kept = factories.ChildFactory(office=child.office)
        Child.objects.filter(pk=child.pk).update(merged_into=kept)
    assert reading.get(read_url(referral)).status_code == 404


def test_a_longer_time_is_a_new_decision(giving, reading, referral):
    form = form_of(giving, url("extend", referral), until=str(days(60)), reason="School begins later")
    assert [giving.post(url("extend", referral), form).status_code for _time in range(2)] == [302, 302]
    earlier, now = Referral.objects.order_by("pk")
    assert earlier.ended_at
    assert (now.until_date, now.parts, now.reason) == (days(60), referral.parts, "School begins later")
    assert reading.get(read_url(referral)).status_code == 404
    assert reading.get(read_url(now)).status_code == 200
    assert giving.post(url("extend", earlier), form | {"form_id": str(uuid.uuid4())}).status_code in (
        409,
        422,
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("until", "2001-01-01"), ("until", ""), ("until", str(days(91))), ("parts", ["notes"]), ("reason", " "),
        ("reason", "\x00"), ("office", "x"), ("office", str(uuid.UUID(int=7))),
    ],
)  # fmt: skip
def test_bad_input_is_named_at_its_field(giving, child, office_west, other_supervisor, field, value):
    """Promise 18."""
    typed = {"office": str(office_west.public_id), "reason": WHY, "until": str(days(3)), field: value}
    response = giving.post(url("refer", child), form_of(giving, url("refer", child), **typed))
    assert (response.status_code, Referral.objects.count()) == (422, 0)
    assert field in response.context["form"].errors


def test_strangers_find_no_referral(giving, reading, referral, official, caseworker):
    """Promise 1: who gave it does not read by it, who was given it does not extend or end it."""
    assert giving.get(read_url(referral)).status_code == 404
    assert reading.post(url("end", referral)).status_code == 404
    assert reading.get(url("extend", referral)).status_code == 404
    foreign = referral_of(factories.ChildFactory(), to=factories.OfficeFactory(), by=caseworker)
    assert reading.get(read_url(foreign)).status_code == 404
    assert client_of(official).get(read_url(referral)).status_code == 403


def test_referrals_cost_the_same_at_any_number(
    reading, office_north, office_west, caseworker, django_assert_num_queries
):
    for number in (3, 27):
        for _time in range(number):
            referral_of(factories.ChildFactory(office=office_north), to=office_west, by=caseworker)
        with django_assert_num_queries(11):
            reading.get(reverse("traffic:referrals"))
