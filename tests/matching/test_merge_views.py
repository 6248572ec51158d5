"""The pages of merging: each with its five tests, and the ways from a record that was given up. Promises 1, 13, 15."""

import re
import uuid

import pytest
from django.urls import reverse

from cases.enums import AuditKind
from cases.models import AuditEvent, Child, Person, PersonMerge
from tests import factories
from tests.matching import merging
from tests.matching.merging import SLIP, WHY
from tests.people import client_of


def merge_url(kept, other):
    return reverse(
        "matching:merge", args=[merging.person_of(kept).public_id, merging.person_of(other).public_id]
    )


def undo_url(merge):
    return reverse("matching:undo", args=[merge.public_id])


def typed(user, url, **values):
    form = client_of(user).get(url).context["form"]
    data = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in {**data, **values}.items() if value is not None}


@pytest.fixture
def merged(supervisor, kept, other):
    return merging.merge(supervisor, kept, other)


# The comparison


def test_both_stand_side_by_side_and_a_supervisor_merges_them(supervisor, kept, other):
    url = merge_url(kept, other)
    html = client_of(supervisor).get(url).content.decode()
    for words in (
        kept.case_number,
        other.case_number,
        "محمد عبد الرحمن",
        "Мухаммад Абдурахманов",
        "Gulnora Saidova",
    ):
        assert words in html
    response = client_of(supervisor).post(url, typed(supervisor, url, reason=WHY), follow=True)
    page = response.content.decode()
    assert response.redirect_chain[-1][0] == reverse("casefile:detail", args=[kept.public_id])
    for words in ("The two records are one now.", other.case_number, WHY, "Undo this merge", "Мухаммад"):
        assert words in page
    assert f"Merged with file {other.case_number}." in page


def test_the_other_one_can_stay(supervisor, kept, other):
    html = client_of(supervisor).get(merge_url(kept, other)).content.decode()
    assert merge_url(other, kept) in html


def test_a_stranger_sees_neither_record(other_caseworker, kept, other):
    """Promise 1."""
    client = client_of(other_caseworker)
    assert client.get(merge_url(kept, other)).status_code == 404
    assert client.get(reverse("matching:same", args=[kept.person.public_id])).status_code == 404


def test_a_record_of_another_office_is_no_choice(supervisor, kept, office_west):
    stranger = factories.ChildFactory(office=office_west)
    for url in (merge_url(kept, stranger), merge_url(stranger, kept), merge_url(kept, kept)):
        assert client_of(supervisor).get(url).status_code == 404


def test_a_caseworker_compares_and_asks_a_supervisor(caseworker, kept, other):
    """Promise 7: whoever sends the form all the same is refused in words, and it is in the trail."""
    url = merge_url(kept, other)
    html = client_of(caseworker).get(url).content.decode()
    assert "Only a supervisor merges two records" in html
    assert "Merge the two records" not in html
    response = client_of(caseworker).post(url, typed(caseworker, url, reason=WHY))
    assert response.status_code == 422
    assert "Only a supervisor merges two records" in response.content.decode()
    assert AuditEvent.objects.filter(
        kind=AuditKind.DENIAL, actor=caseworker, subject="matching:merge"
    ).exists()
    assert not PersonMerge.objects.filter(kept=kept.person).exists()


@pytest.mark.parametrize("role", ["official", "coordinator", "officer", "administrator"])
def test_roles_that_open_no_cases(role, request, kept, other, merged):
    """Promises 2 and 4."""
    client = client_of(request.getfixturevalue(role))
    for url in (merge_url(kept, other), undo_url(merged)):
        assert client.get(url).status_code == 403


def test_wrong_methods(supervisor, kept, other, merged):
    client = client_of(supervisor)
    for url in (merge_url(kept, other), undo_url(merged)):
        assert client.put(url).status_code == 405
    assert client.post(reverse("matching:same", args=[kept.person.public_id])).status_code == 405
    assert client.get(reverse("matching:find_same", args=[kept.person.public_id])).status_code == 405


@pytest.mark.parametrize("reason", ["", "   ", "a\x00b", "x" * 301])
def test_a_reason_is_needed_and_nothing_that_was_chosen_is_lost(reason, supervisor, kept, other):
    """Promise 18."""
    Person.objects.filter(pk=other.person_id).update(birth_place="Hasaka")
    Person.objects.filter(pk=kept.person_id).update(birth_place="Raqqa")
    url = merge_url(kept, other)
    response = client_of(supervisor).post(url, typed(supervisor, url, reason=reason, birth_place="other"))
    assert response.status_code == 422
    assert response.context["form"].errors["reason"]
    assert response.context["form"]["birth_place"].value() == "other"
    assert Child.objects.standing().filter(pk=other.pk).exists()


@pytest.mark.parametrize("forged", [{"birth_place": "neither"}, {"form_id": "none"}, {"version": "x" * 500}])
def test_forged_choices(forged, supervisor, kept, other):
    """Promise 18."""
    Person.objects.filter(pk=other.person_id).update(birth_place="Hasaka")
    url = merge_url(kept, other)
    response = client_of(supervisor).post(url, typed(supervisor, url, reason=WHY) | forged)
    assert response.status_code == 422
    assert Child.objects.standing().filter(pk=other.pk).exists()


def test_what_changed_meanwhile_is_shown_and_what_was_typed_is_kept(supervisor, kept, other):
    """Promise 13."""
    Person.objects.filter(pk=other.person_id).update(birth_place="Hasaka")
    Person.objects.filter(pk=kept.person_id).update(birth_place="Raqqa")
    client, url = client_of(supervisor), merge_url(kept, other)
    data = typed(supervisor, url, reason=WHY, birth_place="other")
    factories.DocumentFactory(person=other.person, kind="passport")
    response = client.post(url, data)
    assert response.status_code == 409
    anew = response.context["form"]
    assert (anew["reason"].value(), anew["birth_place"].value()) == (WHY, "other")
    assert "changed while you compared" in response.content.decode()
    data |= {name: anew[name].value() for name in ("version", "form_id")}
    assert client.post(url, data).status_code == 302
    kept.person.refresh_from_db()
    assert kept.person.birth_place == "Hasaka"


def test_sent_twice_makes_one_merge(supervisor, kept, other):
    """Promise 15."""
    client, url = client_of(supervisor), merge_url(kept, other)
    data = typed(supervisor, url, reason=WHY)
    for _press in range(2):
        response = client.post(url, data)
        assert response.status_code == 302
        assert response.url == reverse("casefile:detail", args=[kept.public_id])
    assert PersonMerge.objects.filter(kept=kept.person).count() == 1


def test_who_comes_second_is_led_to_the_file_that_stays(supervisor, caseworker, kept, other):
    first, second = typed(supervisor, merge_url(kept, other), reason=WHY), merge_url(other, kept)
    later = typed(supervisor, second, reason=WHY)
    client_of(supervisor).post(merge_url(kept, other), first)
    response = client_of(supervisor).post(second, later, follow=True)
    assert response.status_code == 200
    assert "merged into this one" in response.content.decode()


def test_what_stands_in_the_way_is_said_with_a_link_and_there_is_no_button(supervisor, kept, other):
    factories.WhereaboutsFactory(person=kept.person)
    response = client_of(supervisor).get(merge_url(kept, other))
    html = response.content.decode()
    assert "Confirmed whereabouts differ" in html
    assert reverse("children:correct_whereabouts", args=[other.person.whereabouts.get().public_id]) in html
    assert "Merge the two records" not in html
    data = typed(supervisor, merge_url(kept, other), reason=WHY)
    assert client_of(supervisor).post(merge_url(kept, other), data).status_code == 422


def test_names_of_relatives_whom_another_office_keeps_are_not_told(supervisor, kept, other, office_west):
    """Promise 1."""
    stranger = factories.GuardianFactory(office=office_west, name="Shahlo Karimova")
    factories.GuardianshipFactory(child=other, guardian=stranger, relationship="aunt_m")
    html = client_of(supervisor).get(merge_url(kept, other)).content.decode()
    assert "Shahlo" not in html
    assert "held by another office" in html


def test_the_comparison_costs_the_same_for_three_entries_and_for_thirty(
    supervisor, kept, other, django_assert_max_num_queries
):
    client, url = client_of(supervisor), merge_url(kept, other)

    def fill(count):
        for _number in range(count):
            factories.DocumentFactory(person=other.person)
            factories.GuardianshipFactory(child=other, relationship="aunt_m")
            factories.write_note("A visit", child=other, author=supervisor)

    fill(3)
    with django_assert_max_num_queries(1000) as few:
        client.get(url)
    fill(27)
    with django_assert_max_num_queries(len(few)):
        client.get(url)


# Finding the other one


def test_the_other_record_is_found_by_number_and_by_name_which_is_in_no_address(caseworker, kept, other):
    client = client_of(caseworker)
    for text in (other.case_number, other.case_number[:6].lower(), "мухаммад"):
        response = client.post(
            reverse("matching:find_same", args=[kept.person.public_id]), {"q": text}, follow=True
        )
        assert merge_url(kept, other) in response.content.decode()
        assert text not in response.redirect_chain[-1][0]


def test_what_is_not_found_or_cannot_be_searched_is_said(caseworker, kept, office_west):
    stranger = factories.ChildFactory(office=office_west)
    client, url = client_of(caseworker), reverse("matching:find_same", args=[kept.person.public_id])
    html = client.post(url, {"q": stranger.case_number}, follow=True).content.decode()
    assert "Your office has no other record" in html
    html = client.post(url, {"q": kept.case_number}, follow=True).content.decode()
    assert "Your office has no other record" in html
    assert "had a character" in client.post(url, {"q": "a\x00b"}, follow=True).content.decode()
    assert (
        "no longer kept"
        in client.get(
            reverse("matching:same", args=[kept.person.public_id], query={"q": "gone"})
        ).content.decode()
    )


def test_the_case_and_the_page_of_a_parent_lead_there(caseworker, kept, office_north):
    tie = factories.GuardianshipFactory(child=kept)
    client = client_of(caseworker)
    for page, person in (
        (reverse("casefile:detail", args=[kept.public_id]), kept.person),
        (reverse("guardians:detail", args=[tie.guardian.public_id]), tie.guardian.person),
    ):
        assert reverse("matching:same", args=[person.public_id]) in client.get(page).content.decode()


# Undoing it


def test_the_merge_is_undone_and_both_pages_say_so(supervisor, kept, other, merged):
    url = undo_url(merged)
    added = factories.DocumentFactory(person=kept.person)
    html = client_of(supervisor).get(url).content.decode()
    for words in (WHY, other.case_number, "Is put back:", "Papers (1)", "Was added since"):
        assert words in html
    response = client_of(supervisor).post(url, typed(supervisor, url, reason=SLIP), follow=True)
    assert "The merge was undone." in response.content.decode()
    assert f"The merge with file {other.case_number} was undone." in response.content.decode()
    page = client_of(supervisor).get(reverse("casefile:detail", args=[other.public_id])).content.decode()
    assert f"The merge with file {kept.case_number} was undone." in page
    added.refresh_from_db()
    assert added.person_id == kept.person_id


def test_the_history_of_the_record_tells_the_merge_and_its_undoing(supervisor, kept, other, merged):
    merging.undo(supervisor, merged)
    for child, one in ((kept, other), (other, kept)):
        html = (
            client_of(supervisor)
            .get(reverse("casefile:history_child", args=[child.public_id]))
            .content.decode()
        )
        assert f"file {one.case_number}." in html
        assert f"The merge with file {one.case_number} was undone." in html
        assert SLIP in html


def test_undone_once_however_often_it_is_sent(supervisor, merged):
    """Promise 15."""
    client, url = client_of(supervisor), undo_url(merged)
    data = typed(supervisor, url, reason=SLIP)
    assert [client.post(url, data).status_code for _press in range(2)] == [302, 302]


def test_who_undoes_it_second_is_told(supervisor, merged):
    """Promise 13."""
    client, url = client_of(supervisor), undo_url(merged)
    data = typed(supervisor, url, reason="Mine")
    merging.undo(supervisor, merged)
    response = client.post(url, data)
    assert response.status_code == 409
    assert "Undone by" in response.content.decode()


@pytest.mark.parametrize("reason", ["", "a\x00b"])
def test_undoing_needs_a_reason(reason, supervisor, merged):
    url = undo_url(merged)
    response = client_of(supervisor).post(url, typed(supervisor, url, reason=reason))
    assert response.status_code == 422
    assert PersonMerge.objects.standing().filter(pk=merged.pk).exists()


def test_a_caseworker_does_not_undo_it(caseworker, merged):
    url = undo_url(merged)
    assert "Only a supervisor undoes a merge" in client_of(caseworker).get(url).content.decode()
    assert client_of(caseworker).post(url, typed(caseworker, url, reason=SLIP)).status_code == 422


def test_a_stranger_does_not_see_the_merge(other_caseworker, merged):
    """Promise 1."""
    assert client_of(other_caseworker).get(undo_url(merged)).status_code == 404
    unknown = reverse("matching:undo", args=[uuid.uuid4()])
    assert client_of(other_caseworker).get(unknown).status_code == 404


# The record that was given up


def test_the_old_page_leads_to_the_file_that_stays(caseworker, other_caseworker, kept, other, merged):
    """Promise 1: in scope only."""
    old = reverse("casefile:detail", args=[other.public_id])
    response = client_of(caseworker).get(old, follow=True)
    assert response.redirect_chain[-1][0] == reverse("casefile:detail", args=[kept.public_id])
    assert f"This file was merged into {kept.case_number}." in response.content.decode()
    assert client_of(other_caseworker).get(old).status_code == 404


def test_the_old_page_of_a_parent_leads_to_the_one_that_stays(supervisor, office_north):
    ties = factories.GuardianshipFactory.create_batch(2, child__office=office_north)
    merging.merge(supervisor, ties[0].guardian, ties[1].guardian)
    old = reverse("guardians:detail", args=[ties[1].guardian.public_id])
    response = client_of(supervisor).get(old, follow=True)
    assert response.redirect_chain[-1][0] == reverse("guardians:detail", args=[ties[0].guardian.public_id])
    page = response.content.decode()
    assert "merged into this one" in page
    assert "Undo this merge" in page
    assert page.count(reverse("casefile:detail", args=[ties[1].child.public_id])) == 1


def test_no_list_and_no_family_shows_the_record_that_was_given_up(supervisor, kept, other):
    """Their mother is one, so that the tie of the file given up stayed behind with it."""
    mother = other.guardianships.get().guardian
    factories.GuardianshipFactory(child=kept, guardian=mother)
    merging.merge(supervisor, kept, other)
    client = client_of(supervisor)
    for route, row in (
        ("children:list", None),
        ("guardians:list", None),
        ("casefile:detail", kept),
        ("guardians:detail", mother),
    ):
        html = client.get(reverse(route, args=[row.public_id] if row else [])).content.decode()
        assert str(kept.public_id) in html, route
        assert str(other.public_id) not in html, route


def test_a_closed_list_shows_the_person_that_stays(caseworker, kept, other, merged):
    transfer = other.person.passages.get().transfer
    html = client_of(caseworker).get(reverse("batches:detail", args=[transfer.public_id])).content.decode()
    assert "Muhammad Abdurahmanov" in html
    assert reverse("casefile:detail", args=[kept.public_id]) in html
    page = client_of(caseworker).get(reverse("casefile:detail", args=[kept.public_id])).content.decode()
    assert transfer.number in page


def test_what_left_of_the_old_file_is_shown_on_the_one_that_stays(caseworker, kept, other, merged):
    page = client_of(caseworker).get(reverse("casefile:detail", args=[kept.public_id])).content.decode()
    assert "Of a file that was merged into this one" in page
    assert re.search(r"E-\w{5}-\w", page)
