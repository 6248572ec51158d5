"""Possible matches across offices: a stranger learns that there may be one, and nothing more without consent."""

import datetime
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.enums import AuditKind, ContactLevel, MatchRequestState, Sensitivity, Sex
from cases.matching.duplicates import find_all
from cases.models import AuditEvent, MatchRequest, Person, PossibleMatch
from tests import factories
from tests.people import client_of
from tests.support.forms import form_of

OURS, THEIRS = "Mohamed Abdelrahman", "محمد عبد الرحمن"
REASON = "Both speak of one camp"


@pytest.fixture
def asking(caseworker):
    return client_of(caseworker)


@pytest.fixture
def holding(other_caseworker):
    return client_of(other_caseworker)


@pytest.fixture
def ours(office_north):
    return factories.ChildFactory(office=office_north, name=OURS)


@pytest.fixture
def theirs(office_west):
    return factories.ChildFactory(office=office_west, name=THEIRS)


@pytest.fixture
def match(ours, theirs):
    find_all()
    return PossibleMatch.objects.get()


@pytest.fixture
def request_(match, caseworker, office_north, office_west):
    return factories.MatchRequestFactory(
        match=match,
        asking_office=office_north,
        holding_office=office_west,
        asked_by=caseworker,
        reason=REASON,
    )


def consent(request_, user, *, days=3):
    request_.state, request_.answered_by, request_.answered_at = "granted", user, timezone.now()
    request_.until_date = timezone.localdate() + datetime.timedelta(days=days)
    request_.save()


def url_of(name, row):
    return reverse(f"matching:{name}", args=[row.public_id])


def page(client, url):
    return client.get(url).content.decode()


def _plain(text):
    """A page without what differs from one time to the next: tokens, form ids."""
    text = re.sub(r'value="[0-9a-zA-Z]{64}"', 'value="token"', text)
    return re.sub(r'name="form_id" value="[^"]*"', 'name="form_id"', text)


def _pages(client, match, ours):
    urls = (
        reverse("home:start"),
        reverse("matching:review"),
        reverse("matching:requests"),
        url_of("pair", match),
        url_of("ask", match),
        reverse("casefile:detail", args=[ours.public_id]),
        reverse("children:list"),
        reverse("guardians:list"),
    )
    return [_plain(page(client, url)) for url in urls]


def test_a_strangers_office_learns_nothing_but_that_a_match_may_exist(
    asking, match, ours, theirs, office_west
):
    """Byte for byte the same, whatever stands in the other record, whoever keeps it, and whatever contact is allowed."""
    place = factories.PlaceFactory()
    before = _pages(asking, match, ours)
    assert sum("nother office" in text for text in before) >= 3
    assert all(words not in text for text in before for words in (THEIRS, theirs.case_number, "Office West"))
    person = theirs.person
    person.names.all().delete()
    factories.models.PersonName.written("Зарина Саидова", person=person).save()
    person.sex, person.birth_earliest = Sex.M, None
    person.birth_latest = None
    person.save()
    office_west.name = "Office Elsewhere"
    office_west.save()
    factories.WhereaboutsFactory(person=person, place=place)
    factories.GuardianshipFactory(child=theirs)
    factories.ContactPermissionFactory(child=theirs, level=ContactLevel.PROHIBITED)
    theirs.sensitivity, theirs.status = Sensitivity.values[-1], "closed"
    theirs.closure_reason = "death"
    theirs.save()
    PossibleMatch.objects.update(score=0.81, evidence=[{"code": "name", "weight": 0.81}])
    assert _pages(asking, match, ours) == before


def test_no_filter_tells_how_well_the_record_of_another_office_fits(asking, match):
    """Promise 1: of a pair with another office the list says that it may exist, and not how likely or as what."""
    review = reverse("matching:review")
    address = url_of("pair", match)
    assert address in page(asking, review)
    assert address in page(asking, f"{review}?keeper=others")
    for query in (f"band={match.band}", f"kind={match.kind}"):
        assert address not in page(asking, f"{review}?{query}")


def test_without_a_match_nothing_is_said(asking, ours, theirs, match):
    match.delete()
    for url in (reverse("matching:review"), reverse("casefile:detail", args=[ours.public_id])):
        text = page(asking, url)
        assert "Another office holds a possible match" not in text
        assert "Another office may hold" not in text


def test_a_restricted_child_is_found_like_any_other(ours, theirs):
    """No contact with a State keeps a child from that State, and from nobody who protects it."""
    factories.ContactPermissionFactory(child=theirs, level=ContactLevel.PROHIBITED)
    theirs.sensitivity = Sensitivity.values[-1]
    theirs.save()
    find_all()
    assert PossibleMatch.objects.count() == 1


def test_both_offices_see_only_their_own_record(asking, holding, match):
    assert (OURS in page(asking, url_of("pair", match)), THEIRS in page(asking, url_of("pair", match))) == (
        True,
        False,
    )
    assert (OURS in page(holding, url_of("pair", match)), THEIRS in page(holding, url_of("pair", match))) == (
        False,
        True,
    )


def test_an_answer_without_consent_is_refused(asking, match):
    response = asking.post(url_of("pair", match), {"answer": "same", "reason": REASON})
    assert response.status_code == 422
    assert PossibleMatch.objects.get().answer == ""


def test_another_office_is_asked_once(asking, match, office_west):
    """Promise 15; and a second request while one waits is refused."""
    url = url_of("ask", match)
    form = form_of(asking, url, reason=REASON)
    assert [asking.post(url, form).status_code for _time in range(2)] == [302, 302]
    asked = MatchRequest.objects.get()
    assert (asked.holding_office, asked.reason, asked.state) == (office_west, REASON, MatchRequestState.ASKED)
    again = asking.post(url, form_of(asking, url, reason=REASON))
    assert again.status_code == 422
    assert "already been asked" in again.content.decode()
    assert "Asked, not answered yet" in page(asking, url_of("pair", match))


def test_a_request_names_the_office_and_the_reason_and_shows_ones_own_record(asking, holding, request_):
    for url in (reverse("matching:requests"), url_of("consent", request_)):
        text = page(holding, url)
        assert all(words in text for words in ("Office North", REASON, THEIRS))
        assert OURS not in text
    mine = page(asking, reverse("matching:requests"))
    assert OURS in mine
    assert all(words not in mine for words in (THEIRS, "Office West"))
    assert "1 request of another office" in page(holding, reverse("home:start"))


def test_consent_until_a_day_opens_the_comparison_to_both_and_each_look_is_recorded(
    asking, holding, match, request_, ours, theirs, caseworker, other_caseworker
):
    url = url_of("consent", request_)
    until = timezone.localdate() + datetime.timedelta(days=5)
    form = form_of(holding, url, decision="granted", until=str(until))
    assert [holding.post(url, form).status_code for _time in range(2)] == [302, 302]
    request_.refresh_from_db()
    assert (request_.state, request_.until_date) == (MatchRequestState.GRANTED, until)
    for client in (asking, holding):
        text = page(client, url_of("pair", match))
        assert OURS in text
        assert THEIRS in text
        both = page(client, reverse("matching:requests"))
        assert "&lt;" not in text + both
        other = "Office West" if client is asking else "Office North"
        assert other in text
        assert other in both
    looks = AuditEvent.objects.filter(kind=AuditKind.READ, subject="matching:pair")
    assert list(looks.order_by("pk").values_list("actor", flat=True)) == [caseworker.pk, other_caseworker.pk]
    assert set(looks[0].subject_ids) == {str(ours.person.public_id), str(theirs.person.public_id)}


def test_a_comparison_shows_a_fixed_list_of_facts(
    asking, match, request_, theirs, other_caseworker, office_west
):
    """Names, sex, birth, parents' names, places; no number, note, claim, and no relative whom a third office keeps."""
    factories.GuardianshipFactory(child=theirs, guardian__name="Amina Karimova")
    third = factories.OfficeFactory()
    factories.GuardianshipFactory(
        child=theirs,
        guardian__name="Rustam Karimov",
        guardian__office=third,
        relationship="father",
        side="father",
    )
    factories.write_note("She asked for her mother.", child=theirs, author=other_caseworker)
    claim = factories.NationalityFactory(child=theirs)
    whereabouts = factories.WhereaboutsFactory(person=theirs.person)
    consent(request_, other_caseworker)
    text = page(asking, url_of("pair", match))
    assert all(words in text for words in (THEIRS, "Amina Karimova", whereabouts.place.name))
    hidden = (
        theirs.case_number,
        str(theirs.public_id),
        "Rustam Karimov",
        "asked for her mother",
        claim.state.name,
    )
    assert not [words for words in hidden if words in text]


def test_what_is_found_with_consent_is_answered_and_ends_there(asking, match, request_, other_caseworker):
    """Records of two offices are never merged."""
    consent(request_, other_caseworker)
    url = url_of("pair", match)
    response = asking.post(url, form_of(asking, url, answer="same", reason=REASON))
    assert response["Location"] == reverse("matching:review")
    assert PossibleMatch.objects.get().answer == "same"


def test_consent_ends_by_itself(asking, match, request_, other_caseworker):
    consent(request_, other_caseworker, days=0)
    assert THEIRS in page(asking, url_of("pair", match))
    consent(request_, other_caseworker, days=-1)
    assert THEIRS not in page(asking, url_of("pair", match))
    assert "Could be compared until" in page(asking, url_of("pair", match))


@pytest.mark.parametrize("who", ["asking", "holding"])
def test_either_office_ends_a_comparison(asking, holding, match, request_, other_caseworker, who):
    consent(request_, other_caseworker)
    client = {"asking": asking, "holding": holding}[who]
    assert url_of("withdraw", request_) in page(client, url_of("pair", match))
    assert client.get(url_of("withdraw", request_)).status_code == 405
    assert client.post(url_of("withdraw", request_))["Location"] == reverse("matching:requests")
    assert THEIRS not in page(asking, url_of("pair", match))
    assert OURS not in page(holding, url_of("pair", match))
    again = client.post(url_of("withdraw", request_), follow=True)
    assert "nothing to take back" in again.content.decode()


def test_a_request_is_taken_back_by_who_asked(asking, holding, request_):
    assert holding.post(url_of("withdraw", request_)).status_code == 404
    assert asking.post(url_of("withdraw", request_)).status_code == 302
    request_.refresh_from_db()
    assert request_.state == MatchRequestState.WITHDRAWN


def test_a_consent_speaks_of_the_offices_that_keep_the_records_now(
    asking, match, request_, theirs, other_caseworker
):
    consent(request_, other_caseworker)
    theirs.person.office = factories.OfficeFactory()
    theirs.person.save()
    assert THEIRS not in page(asking, url_of("pair", match))


def test_a_refusal_says_why(asking, holding, match, request_):
    url = url_of("consent", request_)
    response = holding.post(
        url, form_of(holding, url, decision="refused", reason="The mother does not want it")
    )
    assert response.status_code == 302
    assert "The mother does not want it" in page(asking, url_of("pair", match))
    assert THEIRS not in page(asking, url_of("pair", match))
    assert holding.get(url)["Location"] == url_of("pair", match)


def test_two_who_answer_a_request_see_what_stands(holding, request_, asking):
    """Promise 13: 409, and nothing typed is lost."""
    url = url_of("consent", request_)
    mine = form_of(holding, url, decision="refused", reason="Not before Monday")
    asking.post(url_of("withdraw", request_))
    response = holding.post(url, mine)
    assert response.status_code == 409
    assert "Taken back" in response.content.decode()
    assert "Not before Monday" in response.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("decision", ""), ("decision", "asked"), ("until", ""), ("until", "soon"), ("until", "2001-01-01"),
        ("until", "2099-01-01"), ("until", "\x00"), ("reason", "\x00"), ("reason", "x" * 301), ("version", "x"),
        ("form_id", "1"),
    ],
)  # fmt: skip
def test_bad_input_is_named_at_its_field(holding, request_, field, value):
    """Promise 18."""
    url = url_of("consent", request_)
    typed = {"decision": "granted", "until": str(timezone.localdate()), field: value}
    response = holding.post(url, form_of(holding, url, **typed))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    request_.refresh_from_db()
    assert request_.state == MatchRequestState.ASKED


def test_a_no_without_a_reason_is_not_sent(holding, request_):
    url = url_of("consent", request_)
    response = holding.post(url, form_of(holding, url, decision="refused"))
    assert "reason" in response.context["form"].errors


@pytest.mark.parametrize("value", ["", " ", "\x00", "x" * 301])
def test_a_request_without_a_reason_is_not_sent(asking, match, value):
    url = url_of("ask", match)
    response = asking.post(url, form_of(asking, url, reason=value))
    assert (response.status_code, MatchRequest.objects.count()) == (422, 0)


def test_strangers_find_no_request(asking, holding, request_, official, office_north):
    """Promise 1; who asked does not answer."""
    assert asking.get(url_of("consent", request_)).status_code == 404
    foreign = factories.MatchRequestFactory(asked_by=request_.asked_by)
    for row in (url_of("consent", foreign), reverse("matching:consent", args=[uuid.uuid4()])):
        assert holding.get(row).status_code == 404
    assert holding.post(url_of("withdraw", foreign)).status_code == 404
    assert client_of(official).get(reverse("matching:requests")).status_code == 403
    assert client_of(official).get(url_of("consent", request_)).status_code == 403


def test_ones_own_pair_needs_no_request(asking, office_north):
    own = factories.PossibleMatchFactory(first__office=office_north)
    assert asking.get(url_of("ask", own)).status_code == 404


def test_a_request_about_records_that_went_to_a_third_office_waits_for_nobody(holding, request_, theirs):
    assert "1 request of another office to answer" in page(holding, reverse("home:start"))
    assert holding.get(reverse("matching:review")).context["requests"] == 1
    Person.objects.filter(pk=theirs.person_id).update(office=factories.OfficeFactory())
    assert "to answer" not in page(holding, reverse("home:start"))
    assert holding.get(reverse("matching:review")).context["requests"] == 0
    assert holding.get(reverse("matching:requests")).context["rows"] == []
    assert holding.get(url_of("consent", request_)).status_code == 404
