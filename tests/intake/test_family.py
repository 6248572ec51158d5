"""A family at once: parents once for all children, what is shared asked once, everything recorded or nothing."""

import pytest

from cases.enums import (
    MissingReason,
    PersonState,
    Question,
    Relationship,
    Separation,
)
from cases.intake import actions
from cases.intake.actions import FamilyRegistration, register_family
from cases.models import (
    Child,
    FamilyGroup,
    Guardian,
    Person,
)
from tests.intake.walking import NAMES, Registering, child_steps, family, minimum

pytestmark = pytest.mark.django_db


def test_a_mother_and_three_children_are_recorded_by_one_press(registering, place):
    registering.answers(family(place))
    assert registering.records().status_code == 302
    children = list(Child.objects.order_by("pk"))
    assert [child.person.names.get().full for child in children] == list(NAMES)
    mother = Guardian.objects.get()
    assert mother.person.whereabouts.get().place == place
    assert mother.person.statuses.get().status == PersonState.PRESENT
    for child in children:
        tie = child.guardianships.get()
        assert (tie.guardian, tie.relationship, tie.is_carer) == (mother, Relationship.MOTHER, True)
        assert child.found_date.isoformat() == "2019-03-01"
        assert child.person.whereabouts.get().source == "mother"
    group = FamilyGroup.objects.get()
    assert group.memberships.count() == 4


def test_a_draft_is_gone_once_it_is_on_file_and_its_address_leads_to_the_case(registering, place):
    registering.answers(minimum(place))
    case = registering.records().url
    for step in ("family", "child-1-name", "check"):
        assert registering.opens(step).url == case
        assert registering.sends(step).url == case


def test_a_refusal_of_the_last_child_leaves_nothing_of_the_first(registering, place, monkeypatch):
    from cases.errors import Refused

    made = []
    usual = actions.record_whereabouts

    def refuse_the_third(**facts):
        made.append(facts)
        if len(made) == 4:
            raise Refused("Not this one.")
        return usual(**facts)

    registering.answers(family(place))
    monkeypatch.setattr(actions, "record_whereabouts", refuse_the_third)
    assert registering.records().status_code == 422
    assert not Person.objects.exists()
    assert registering.draft.answers


def test_a_family_without_a_child_is_refused(caseworker):
    from cases.errors import Refused

    with pytest.raises(Refused, match="no child"):
        register_family(by=caseworker, family=FamilyRegistration(children=()))


def test_what_is_shared_stands_in_the_form_of_the_next_child(registering, place):
    registering.answers(family(place))
    registering.answers(
        {"child-1-nationality": {"rows": "2", "row0-state": "TJ", "row0-basis": "jus_sanguinis_mother"}}
    )
    where = registering.opens("child-2-where").context["form"]
    claims = registering.opens("child-2-nationality").context["form"]
    assert where["place"].value() == str(place.public_id)
    assert where["company"].value() == "with_mother"
    assert (claims.rows[0]["state"].value(), claims.rows[0]["basis"].value()) == (
        "TJ",
        "jus_sanguinis_mother",
    )


def test_the_first_child_takes_place_and_company_of_the_family(registering, place):
    registering.answers({step: typed for step, typed in family(place).items() if "child" not in step})
    form = registering.opens("child-1-where").context["form"]
    assert form["place"].value() == str(place.public_id)
    assert (form["company"].value(), form["carer"].value()) == (Separation.WITH_MOTHER, "mother")
    before = registering.opens("child-1-before").context["form"]
    assert before["found_date"].value() == "2019-03-01"


def test_another_child_is_asked_for_at_the_end(registering, place):
    registering.answers(minimum(place))
    response = registering.sends("more", another="yes")
    assert response.url.endswith("/child-2-name/")
    assert registering.opens("more").context["form"]["another"].value() == "no"
    registering.answers(child_steps(place, 2, full="Timur Saidov"))
    registering.records()
    assert Child.objects.count() == 2
    assert FamilyGroup.objects.get().memberships.count() == 2


def test_another_child_sent_twice_makes_one(registering, place):
    """Promise 15."""
    registering.answers(minimum(place))
    makes = registering.opens("more").context["form"]["makes"].value()
    first, second = (registering.sends("more", another="yes", makes=makes) for _press in range(2))
    assert first.url == second.url
    assert first.url.endswith("/child-2-name/")
    assert registering.draft.answers["family"]["typed"]["children"] == ["2"]
    assert registering.opens("more").context["form"]["another"].value() == "no"


def test_an_old_page_about_another_child_takes_no_child_away(registering, place):
    registering.answers(minimum(place) | {"family": {"children": "3", "here": ["mother"]}})
    assert registering.sends("more", another="yes", makes=2).url.endswith("/child-2-name/")
    assert registering.draft.answers["family"]["typed"]["children"] == ["3"]


def test_there_is_no_child_beyond_the_most(registering, place):
    registering.answers(minimum(place) | {"family": {"children": "12", "here": ["mother"]}})
    makes = registering.opens("more").context["form"]["makes"].value()
    assert registering.sends("more", another="yes", makes=makes).url.endswith("/child-12-name/")
    assert registering.draft.answers["family"]["typed"]["children"] == ["12"]
    assert "makes" in registering.sends("more", another="yes", makes="9" * 40).context["form"].errors


def test_a_child_who_is_alone_skips_the_parents_and_says_why(registering, place):
    registering.answers(minimum(place))
    assert registering.sends("family", children="1").url.endswith("/place/")
    assert registering.opens("mother").status_code == 404
    after = registering.sends("parents", known="unknown")
    assert after.url.endswith("/child-1-name/")
    registering.records()
    child = Child.objects.get()
    assert set(child.person.missing_answers.values_list("question", "reason")) == {
        (Question.MOTHER, MissingReason.UNKNOWN),
        (Question.FATHER, MissingReason.UNKNOWN),
    }


def test_a_child_who_is_alone_may_know_the_parents_all_the_same(registering):
    registering.sends("family", children="1")
    assert registering.sends("parents", known="yes").url.endswith("/mother/")


# --- names ---


def test_parts_are_guessed_shown_and_kept_as_they_were_corrected(registering, place):
    names = {"name_latin": "Zarina Saidova", "name_cyrillic": "Саидова Зарина Рустамовна", "own": "Cyrl"}
    steps = minimum(place, name=names | {"name_source": "document"})
    registering.answers(steps)
    page = registering.opens("child-1-about")
    assert page.context["form"]["Cyrl_patronymic"].value() == "Рустамовна"
    assert 'value="Рустамовна"' in page.content.decode()
    about = {"sex": "f", "Latn_of": "Zarina Saidova", "Latn_given": "Zarina", "Latn_nisba": "Saidova"}
    cyrillic = {"Cyrl_of": "Саидова Зарина Рустамовна", "Cyrl_given": "Зарина", "Cyrl_family": "Саидова"}
    registering.answers({"child-1-about": about | cyrillic})
    registering.records()
    latin, other = Child.objects.get().person.names.order_by("-script")
    assert (latin.script, latin.given, latin.family, latin.nisba) == ("Latn", "Zarina", "", "Saidova")
    assert (other.given, other.family, other.patronymic) == ("Зарина", "Саидова", "")
    assert (latin.is_own, other.is_own, other.source) == (False, True, "document")


def test_parts_of_a_name_that_was_changed_afterwards_are_guessed_anew(registering):
    registering.sends("child-1-name", name_latin="Zarina Saidova")
    registering.sends("child-1-about", sex="f", Latn_of="Zarina Saidova", Latn_given="Zarina", Latn_family="")
    registering.sends("child-1-name", name_latin="Amina Sonova")
    form = registering.opens("child-1-about").context["form"]
    assert (form["Latn_given"].value(), form["Latn_family"].value()) == ("Amina", "Sonova")


def test_the_parts_of_a_parents_name_are_shown_too(registering, place):
    registering.answers(family(place))
    form = registering.opens("mother-parts").context["form"]
    assert form["Latn_given"].value() == "Gulnora"
    corrected = {"Latn_of": "Gulnora Saidova", "Latn_given": "Gulnora", "Latn_father_given": "Saidova"}
    registering.answers({"mother-parts": corrected})
    registering.records()
    name = Guardian.objects.get().person.names.get()
    assert (name.given, name.father_given, name.family) == ("Gulnora", "Saidova", "")


def test_a_child_without_a_name_is_registered_for_a_reason(registering, place):
    steps = minimum(place, name={"name_latin": "", "no_name": "unknown"})
    registering.answers(steps)
    registering.records()
    person = Child.objects.get().person
    assert not person.names.exists()
    assert person.missing_answers.get().question == Question.NAME


# --- likely the same child ---


def test_children_with_such_a_name_are_shown_and_no_name_is_in_an_address(
    registering, sibling, other_caseworker
):
    """Promises 1 and 7: by POST, and of the own office alone."""
    address = f"{registering.url}child-1-name/beside/"
    text = registering.client.post(address, {"name_latin": "Timur Saidov"}).content.decode()
    assert sibling.case_number in text
    page = registering.sends("child-1-name", name_latin="Timur Saidov", show="1").content.decode()
    assert "Is it one of these children?" in page
    stranger = Registering(other_caseworker)
    text = stranger.client.post(
        f"{stranger.url}child-1-name/beside/", {"name_latin": "Timur Saidov"}
    ).content.decode()
    assert sibling.case_number not in text


# --- all answers before the press ---


def test_the_last_page_reads_every_answer_back_with_a_way_to_change_it(registering, place):
    registering.answers(family(place))
    response = registering.opens("check")
    text = response.content.decode()
    for words in (*NAMES, "Gulnora Saidova", "Camp 1", "With mother", "Living with the family"):
        assert words in text
    assert f"{registering.url}child-2-name/?from=check" in text
    changed = registering.sends("child-2-name", "?from=check", name_latin="Timur Saidow")
    assert changed.url == f"{registering.url}check/#child-2-name"


def test_what_is_missing_or_wrong_is_named_and_nothing_is_recorded(registering, place):
    steps = minimum(place)
    del steps["child-1-birth"]
    registering.answers(steps)
    registering.sends("child-1-papers", **{"row0-kind": "passport"})
    response = registering.records()
    assert response.status_code == 422
    labels = [problem["label"] for problem in response.context["page"].problems]
    assert labels == [
        "Child 1: When was the child born?",
        "Child 1: Which papers does the child have?",
    ]
    assert not Person.objects.exists()


def test_answers_changed_on_another_device_are_shown_before_they_are_recorded(registering, place):
    """Promise 13."""
    registering.answers(minimum(place))
    seen = registering.draft.version
    registering.sends("child-1-name", name_latin="Amina Sonova")
    response = registering.client.post(f"{registering.url}check/", {"version": seen})
    assert response.status_code == 409
    assert "Amina Sonova" in response.content.decode()
    assert not Person.objects.exists()
