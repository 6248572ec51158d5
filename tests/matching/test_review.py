"""The pages of possible matches within one office: the list, two records side by side, a family made of two children."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.enums import MatchAnswer, MatchBand, MatchKind
from cases.matching.duplicates import find_all
from cases.models import FamilyMembership, Guardianship, PossibleMatch
from tests import factories
from tests.matching.merging import merge
from tests.people import client_of
from tests.support.forms import form_of

LATIN, ARABIC = "Mohamed Abdelrahman", "محمد عبد الرحمن"
REASON = "The mother says so"


@pytest.fixture
def client(caseworker):
    return client_of(caseworker)


@pytest.fixture
def children(office_north):
    return [factories.ChildFactory(office=office_north, name=name) for name in (LATIN, ARABIC)]


@pytest.fixture
def match(children):
    find_all()
    return PossibleMatch.objects.get()


@pytest.fixture
def siblings(office_north):
    """Two children of one family on two files, each with another parent on file."""
    made = [
        factories.ChildFactory(office=office_north, name=name) for name in ("Aslan Saidov", "Timur Saidov")
    ]
    for child, relationship in zip(made, ("mother", "father"), strict=True):
        factories.GuardianshipFactory(
            child=child, guardian__name="Amina Saidova", relationship=relationship, side=relationship
        )
    first, second = (child.person for child in made)
    return factories.PossibleMatchFactory(first=first, second=second, kind=MatchKind.SAME_FAMILY)


def url_of(name, row):
    return reverse(f"matching:{name}", args=[row.public_id])


def page(client, url):
    return client.get(url).content.decode()


def test_the_list_shows_both_records_and_how_likely(client, match):
    text = page(client, reverse("matching:review"))
    assert all(words in text for words in (LATIN, ARABIC, "Likely the same person", "1 possible match"))
    assert url_of("pair", match) in text


def test_an_empty_list_says_why(client):
    assert "Nothing waits to be compared" in page(client, reverse("matching:review"))


def test_two_records_stand_side_by_side_with_what_speaks_for_and_against(client, match):
    text = page(client, url_of("pair", match))
    assert all(words in text for words in (LATIN, ARABIC, "The names are"))
    assert "Both were born on the same days" in text
    assert "Speaks against it" in text


@pytest.mark.parametrize("answer", ["different", "unsure"])
def test_an_answer_is_remembered_and_the_pair_is_not_asked_again(client, match, caseworker, answer):
    url = url_of("pair", match)
    response = client.post(url, form_of(client, url, answer=answer, reason=REASON))
    assert response["Location"] == reverse("matching:review")
    match.refresh_from_db()
    assert (match.answer, match.reason, match.answered_by) == (answer, REASON, caseworker)
    find_all()
    assert LATIN not in page(client, reverse("matching:review"))
    assert LATIN in page(client, f"{reverse('matching:review')}?answer={answer}")
    assert LATIN in page(client, f"{reverse('matching:review')}?answer=any")
    assert "answered by Layla Haddad" in page(client, url)


def test_one_person_leads_to_the_merge(client, match):
    url = url_of("pair", match)
    response = client.post(url, form_of(client, url, answer="same", reason=REASON))
    merge = reverse("matching:merge", args=[match.first.public_id, match.second.public_id])
    assert response["Location"] == merge
    assert client.get(merge).status_code == 200


def test_an_answer_that_is_sent_twice_is_one(client, match):
    """Promise 15."""
    url = url_of("pair", match)
    form = form_of(client, url, answer="different", reason=REASON)
    answers = [client.post(url, form)["Location"] for _time in range(2)]
    assert answers == [reverse("matching:review")] * 2
    assert PossibleMatch.objects.get().version == 2


def test_two_who_answer_at_once_see_both_answers(client, supervisor, match):
    """Promise 13."""
    url, other = url_of("pair", match), client_of(supervisor)
    mine = form_of(client, url, answer="different", reason=REASON)
    other.post(url, form_of(other, url, answer="unsure", reason="The photograph is poor"))
    response = client.post(url, mine)
    text = response.content.decode()
    assert response.status_code == 409
    assert all(words in text for words in ("Omar Rashid", REASON, "The photograph is poor"))
    keep = {**mine, "version": response.context["version"], "keep-answer": "mine", "keep-reason": "mine"}
    assert client.post(url, keep).status_code == 302
    match.refresh_from_db()
    assert match.answer == MatchAnswer.DIFFERENT


@pytest.mark.parametrize(
    ("field", "value"),
    [("answer", ""), ("answer", "x"), ("reason", ""), ("reason", " "), ("reason", "\x00"), ("reason", "x" * 301),
     ("version", "x"), ("form_id", "1")],
)  # fmt: skip
def test_bad_input_is_named_at_its_field(client, match, field, value):
    """Promise 18."""
    url = url_of("pair", match)
    typed = {"answer": "same", "reason": REASON, field: value}
    response = client.post(url, form_of(client, url, **typed))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert PossibleMatch.objects.get().answer == ""


@pytest.mark.parametrize("query", ["kind=x", "band=x", "answer=x", "keeper=x"])
def test_a_filter_that_is_not_understood_is_named(client, match, query):
    response = client.get(f"{reverse('matching:review')}?{query}")
    assert response.status_code == 400
    assert LATIN not in response.content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("kind=same_person", True), ("kind=same_family", False), ("band=likely", True), ("band=possible", False),
        ("keeper=ours", True), ("keeper=others", False), ("answer=same", False),
    ],
)  # fmt: skip
def test_the_list_is_narrowed(client, match, query, shown):
    assert (LATIN in page(client, f"{reverse('matching:review')}?{query}")) is shown


@pytest.mark.parametrize("name", ["pair", "family", "ask"])
def test_pairs_of_another_office_are_not_found(client, other_caseworker, name):
    """Promise 1: the same answer as for one that does not exist."""
    foreign = factories.PossibleMatchFactory(first__office=other_caseworker.office)
    assert client.get(url_of(name, foreign)).status_code == 404
    assert client.get(reverse(f"matching:{name}", args=[uuid.uuid4()])).status_code == 404


@pytest.mark.parametrize("name", ["pair", "family", "ask"])
def test_readers_of_figures_open_no_pair(official, match, name):
    assert client_of(official).get(url_of(name, match)).status_code == 403
    assert client_of(official).get(reverse("matching:review")).status_code == 403


def test_a_pair_whose_record_was_merged_is_gone(client, match):
    match.second.merged_into = match.first
    match.second.save()
    assert client.get(url_of("pair", match)).status_code == 404
    assert LATIN not in page(client, reverse("matching:review"))


def test_the_list_goes_on_by_keys(client, office_north):
    for number in range(51):
        first = factories.PersonFactory(office=office_north, name=f"Zarina Saidova {number}")
        factories.PossibleMatchFactory(first=first)
    first_page = client.get(reverse("matching:review"))
    assert len(first_page.context["rows"]) == 50
    second = client.get(f"{reverse('matching:review')}{first_page.context['list'].next}")
    assert len(second.context["rows"]) == 1


def test_the_list_costs_the_same_at_3_and_at_30(client, office_north, office_west):
    costs = []
    for count in (3, 27):
        for _number in range(count):
            mine = factories.ChildFactory(office=office_north).person
            factories.PossibleMatchFactory(first=mine)
            factories.PossibleMatchFactory(first=mine, second__office=office_west)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("matching:review"))
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_one_family_leads_to_a_common_group_and_common_parents(client, siblings):
    url = url_of("pair", siblings)
    response = client.post(url, form_of(client, url, answer="same", reason=REASON))
    url = url_of("family", siblings)
    assert response["Location"] == url
    form = form_of(client, url, ties=[str(tie.public_id) for tie in Guardianship.objects.all()])
    for _time in range(2):
        assert client.post(url, form).status_code == 302
    assert FamilyMembership.objects.count() == 2
    assert len({(tie.child_id, tie.relationship) for tie in Guardianship.objects.all()}) == 4
    assert Guardianship.objects.values("guardian").distinct().count() == 2
    assert "Both belong to one family group already" in page(client, url)


@pytest.mark.parametrize("typed", [{"with_group": ""}, {"ties": ["x"]}, {"ties": [str(uuid.uuid4())]}])
def test_a_family_of_nothing_is_refused(client, siblings, caseworker, typed):
    siblings.answer, siblings.answered_by, siblings.answered_at = "same", caseworker, timezone.now()
    siblings.save()
    url = url_of("family", siblings)
    form = {**form_of(client, url), **typed}
    if not form.get("with_group"):
        form.pop("with_group", None)
    assert client.post(url, form).status_code == 422
    assert not FamilyMembership.objects.exists()


def test_one_parent_on_two_records_is_said(client, siblings, caseworker):
    siblings.answer, siblings.answered_by, siblings.answered_at = "same", caseworker, timezone.now()
    siblings.save()
    factories.GuardianshipFactory(child=siblings.second.child, guardian__name="Амина Саидова")
    assert "One parent on two records?" in page(client, url_of("family", siblings))


def test_a_parent_who_was_given_up_in_a_merge_is_not_offered(client, siblings, caseworker):
    siblings.answer, siblings.answered_by, siblings.answered_at = "same", caseworker, timezone.now()
    siblings.save()
    tie = Guardianship.objects.get(child=siblings.first.child)
    stays = factories.GuardianFactory(office=caseworker.office)
    type(stays).objects.filter(pk=tie.guardian_id).update(merged_into=stays)
    text = page(client, url_of("family", siblings))
    assert str(tie.public_id) not in text
    assert str(Guardianship.objects.exclude(pk=tie.pk).get().public_id) in text


def test_a_family_that_nobody_has_found_yet_is_compared_first(client, match, siblings):
    assert client.get(url_of("family", siblings))["Location"] == url_of("pair", siblings)
    assert client.get(url_of("family", match)).status_code == 404


def test_looking_for_matches_of_one_child(client, children):
    url = reverse("matching:look", args=[children[0].person.public_id])
    case = reverse("casefile:detail", args=[children[0].public_id])
    assert client.get(url).status_code == 405
    response = client.post(url, follow=True)
    text = response.content.decode()
    assert "1 new possible match." in text
    assert "May be the same as" in text
    assert ARABIC in text
    assert url_of("pair", PossibleMatch.objects.get()) in text
    assert url in text
    assert response.redirect_chain[-1][0] == case
    assert "Nothing new" in client.post(url, follow=True).content.decode()


def test_looking_for_matches_of_a_parent_leads_to_the_page_that_says_whom_it_may_be(client, office_north):
    one = factories.GuardianFactory(office=office_north, name=LATIN)
    factories.GuardianFactory(office=office_north, name=ARABIC)
    detail = reverse("guardians:detail", args=[one.public_id])
    url = reverse("matching:look", args=[one.person.public_id])
    assert url in page(client, detail)
    assert client.post(url)["Location"] == detail
    assert "May be the same as" in page(client, detail)
    assert client.post(url)["Location"] == detail


def test_looking_for_somebody_who_is_not_ones_own(client, other_caseworker, official, children):
    foreign = factories.ChildFactory(office=other_caseworker.office)
    for person_id in (foreign.person.public_id, uuid.uuid4()):
        assert client.post(reverse("matching:look", args=[person_id])).status_code == 404
    assert not PossibleMatch.objects.exists()
    own = reverse("matching:look", args=[children[0].person.public_id])
    assert client_of(official).post(own).status_code == 403
    escort = factories.PersonFactory(office=children[0].office)
    assert client.post(reverse("matching:look", args=[escort.public_id])).status_code == 404


def test_the_start_page_counts_what_waits(client, match):
    text = page(client, reverse("home:start"))
    assert "1 possible match to compare" in text
    PossibleMatch.objects.update(score=0.7, band=MatchBand.POSSIBLE)
    match.delete()
    assert "possible match" not in page(client, reverse("home:start")).replace("Possible matches", "")


class TestThePageOfAParent:
    @pytest.fixture
    def mother(self, office_north):
        return factories.GuardianFactory(office=office_north, name="Gulnora Saidova", person__sex="f")

    def page_of(self, user, mother):
        return client_of(user).get(reverse("guardians:detail", args=[mother.public_id])).content.decode()

    def test_it_says_whom_the_parent_may_be_and_leads_to_the_comparison(
        self, caseworker, mother, office_north
    ):
        alike = factories.GuardianFactory(office=office_north, name="Gulnora Saidowa", person__sex="f")
        match = factories.PossibleMatchFactory(first=mother.person, second=alike.person)
        text = self.page_of(caseworker, mother)
        assert all(words in text for words in ("May be the same as", "Gulnora Saidowa"))
        assert reverse("matching:pair", args=[match.public_id]) in text

    def test_of_another_office_it_says_only_that_there_may_be_one(self, caseworker, mother, office_west):
        """Promise 1."""
        foreign = factories.GuardianFactory(office=office_west, name="Gulnora Saidowa")
        factories.PossibleMatchFactory(first=mother.person, second=foreign.person)
        text = self.page_of(caseworker, mother)
        assert "Another office may hold a record of this person" in text
        assert not any(words in text for words in ("Saidowa", "Office West", str(foreign.public_id)))

    def test_what_was_answered_is_no_longer_said(self, caseworker, mother, office_north):
        alike = factories.GuardianFactory(office=office_north)
        factories.PossibleMatchFactory(
            first=mother.person,
            second=alike.person,
            answer="different",
            answered_by=caseworker,
            answered_at=timezone.now(),
        )
        assert "May be the same as" not in self.page_of(caseworker, mother)


def test_relatives_without_a_file_of_their_own_are_still_found_after_a_merge(
    supervisor, office_north, office_west
):
    """Two files of one child brought the mother twice, and another office holds her too: the merge hides neither."""
    children = [
        factories.ChildFactory(office=office_north, name=name, person__sex="f")
        for name in ("Zarina Saidova", "Зарина Саидова")
    ]
    mothers = [
        factories.GuardianshipFactory(
            child=child, relationship="mother", guardian__name=name, guardian__office=office_north
        ).guardian.person
        for child, name in zip(children, ("Gulnora Rahimova", "Гулнора Рахимова"), strict=True)
    ]
    elsewhere = factories.GuardianFactory(office=office_west, name="Gulnora Rahimova").person
    merge(supervisor, *children)
    find_all()
    pairs = {frozenset((one.first_id, one.second_id)) for one in PossibleMatch.objects.unanswered()}
    assert frozenset(person.pk for person in mothers) in pairs
    assert {frozenset((mother.pk, elsewhere.pk)) for mother in mothers} <= pairs
