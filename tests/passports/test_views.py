"""The name passport: as written, as predicted, for machines, and beside the papers. Promise 1; DOMAIN 3.7."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.enums import NameKind, Recognition, SourceKind
from cases.models import PersonName
from cases.names.machine_zone import icao_9303
from tests import factories
from tests.people import client_of

pytestmark = pytest.mark.django_db
ARABIC = "محمد سعيد"


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north, name="Müller Saidov")


def url_of(person):
    return reverse("passports:passport", args=[person.public_id])


def page(user, person):
    return client_of(user).get(url_of(person)).content.decode()


def seen(html):
    """What stands on the page, without what is said to screen readers only."""
    html = re.sub(r'<span class="visually-hidden">.*?</span>', "", html)
    return " ".join(re.sub(r"</?(bdi|mark)\b[^>]*>", "", html).replace("</span>", " ").split())


def write(person, full, **facts):
    PersonName.written(full, person=person, **facts).save()


def test_names_of_every_script_stand_as_written_with_their_source(caseworker, child):
    write(child.person, "Мухаммад Саидов", source=SourceKind.MOTHER, is_own=True)
    write(child.person, ARABIC, kind=NameKind.DOCUMENT)
    write(child.person, "მუჰამედ საიდოვი")
    html = page(caseworker, child.person)
    for words in (
        '<bdi lang="und-Cyrl" dir="ltr">Мухаммад Саидов</bdi>',
        f'<bdi lang="und-Arab" dir="rtl">{ARABIC}</bdi>',
        "მუჰამედ საიდოვი",
        "The mother’s statement",
        "Name as on a document",
        "Used by the person",
        "Shown first",
    ):
        assert words in html


def test_predicted_spellings_say_their_rule_and_leave_out_what_is_on_file(caseworker, child):
    write(child.person, "Жанна Чехова")
    write(child.person, "Zhanna Chekhova", is_preferred=False)
    html = page(caseworker, child.person)
    predicted = html[html.index('id="predicted"') : html.index('id="zone"')]
    assert "Janna Tchekhova" in predicted
    assert "As Soviet passports were written" in predicted
    assert "Zhanna Chekhova" not in predicted
    assert "Predicted</span>" in predicted


def test_the_machine_form_is_shown_where_it_has_no_escapes_and_never_for_arabic(caseworker, child):
    write(child.person, ARABIC)
    html = page(caseworker, child.person)
    assert "MUELLER&lt;SAIDOV" in html
    assert "no name to address anybody by" in html
    assert "it is not shown" in html
    for escaped in icao_9303(ARABIC).split("<"):
        assert escaped not in html


def test_the_machine_form_has_two_fillers_behind_a_known_family_name(caseworker, child):
    write(child.person, "Мухаммад Саидов", family="Саидов")
    assert "SAIDOV&lt;&lt;MUKHAMMAD" in page(caseworker, child.person)


def test_letters_without_a_rule_have_no_machine_form(caseworker, child):
    write(child.person, "საიდოვი")
    assert "There is no rule of the machine-readable zone for these letters." in page(
        caseworker, child.person
    )


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("MÜLLER SAIDOV", "The same as on file."),
        ("Мюллер Саидов", "Another spelling of the name on file."),
        ("Müller Petrenko", "Differs from the name on file in one part."),
        ("Oksana Yakovleva", "Another name than any on file."),
    ],
)
def test_the_name_on_a_paper_is_compared_in_words(caseworker, child, printed, words):
    factories.DocumentFactory(person=child.person, name_as_printed=printed)
    html = page(caseworker, child.person)
    assert f"Name as printed {printed}" in seen(html)
    assert words in html


def test_a_paper_of_a_non_recognised_authority_is_marked_restricted(caseworker, child):
    """DOMAIN 3.7."""
    paper = {"person": child.person, "name_as_printed": "Muller Saidov"}
    factories.DocumentFactory(**paper)
    assert "Restricted" not in page(caseworker, child.person)
    factories.DocumentFactory(**paper, recognition=Recognition.NOT_RECOGNISED)
    html = page(caseworker, child.person)
    assert "Restricted" in html
    assert "Do not hand to the child to carry." in html


def test_without_names_and_papers_the_page_says_so(caseworker, child):
    child.person.names.all().delete()
    factories.DocumentFactory(person=child.person, name_as_printed="Muller Saidov")
    html = page(caseworker, child.person)
    assert "No name is on file." in html
    assert "Nearest name on file" not in html


def test_the_pages_of_child_and_parent_and_the_list_of_names_lead_to_it(caseworker, child, office_north):
    parent = factories.GuardianFactory(office=office_north)
    client = client_of(caseworker)
    for address, person in (
        (reverse("casefile:detail", args=[child.public_id]), child.person),
        (reverse("guardians:detail", args=[parent.public_id]), parent.person),
        (reverse("people:names", args=[parent.person.public_id]), parent.person),
    ):
        assert url_of(person) in client.get(address).content.decode()
        assert client.get(url_of(person)).status_code == 200


def test_strangers_other_roles_and_wrong_methods(request, caseworker, other_caseworker, child):
    """Promise 1."""
    address = url_of(child.person)
    assert client_of(other_caseworker).get(address).status_code == 404
    for role in ("coordinator", "official", "administrator"):
        assert client_of(request.getfixturevalue(role)).get(address).status_code == 403
    assert client_of(caseworker).post(address).status_code == 405


def test_strange_words_in_the_address_change_nothing(caseworker, child):
    assert client_of(caseworker).get(url_of(child.person), {"x": "a\x1bb"}).status_code == 200


def test_the_page_costs_the_same_for_3_names_and_papers_and_for_30(caseworker, child):
    client, costs = client_of(caseworker), []
    for count in (2, 27):
        for number in range(count):
            write(child.person, f"Zarina {'a' * number}{count} S", is_preferred=False)
            factories.DocumentFactory(person=child.person, name_as_printed=f"Zarina {'a' * number} S")
        client.get(url_of(child.person))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url_of(child.person)).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_the_part_that_differs_is_marked_by_a_line_and_said_in_words(caseworker, child):
    factories.DocumentFactory(person=child.person, name_as_printed="Müller Rustamovich Petrenko")
    html = page(caseworker, child.person)
    papers = html[html.index('id="papers"') :]
    assert '<mark class="part part-different">Rustamovich</mark>' in papers
    assert '<mark class="part part-alone">Petrenko</mark>' in papers
    assert '<mark class="part part-different">Saidov</mark>' in papers
    assert '<span class="visually-hidden"> (Another part)</span>' in papers
    assert '<mark class="part part-same' not in papers
    said = seen(papers)
    assert "Another part: Rustamovich · on file Saidov" in said
    assert "Only here: Petrenko" in said


def test_a_part_that_a_paper_lacks_is_said_to_be_missing_there(caseworker, child):
    factories.DocumentFactory(person=child.person, name_as_printed="Мюллер")
    html = page(caseworker, child.person)
    said = seen(html[html.index('id="papers"') :])
    assert "Another spelling: Мюллер · on file Müller" in said
    assert "Missing here: Saidov" in said
    assert "Differs from the name on file in one part." in said


def test_papers_are_laid_beside_the_one_that_leads_to_a_passport(caseworker, child):
    recognised = {"person": child.person, "recognition": Recognition.RECOGNISED}
    factories.DocumentFactory(**recognised, kind="birth_cert", name_as_printed="Zarina Saidova")
    assert 'id="beside"' not in page(caseworker, child.person)
    factories.DocumentFactory(**recognised, kind="school_record", name_as_printed="Zarina Petrenko")
    factories.DocumentFactory(
        person=child.person,
        kind="passport",
        name_as_printed="Oksana S.",
        recognition=Recognition.NOT_RECOGNISED,
    )
    html = page(caseworker, child.person)
    said = seen(html[html.index('id="beside"') :])
    assert "Each beside the name on this paper: Birth certificate." in said
    assert "Another part: Petrenko · on that paper Saidova" in said
    assert "Differs from the name on that paper in one part." in said
    assert said.count("Name on that paper") == 2


def test_a_name_of_three_hundred_letters_is_compared(caseworker, child):
    """Promise 18."""
    for printed in ("a" * 300, "<b>" * 100, "ab " * 100):
        factories.DocumentFactory(person=child.person, name_as_printed=printed)
    html = page(caseworker, child.person)
    assert "<b><b>" not in html
    assert "a" * 300 in html
