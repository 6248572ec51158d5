"""The parts of a case page that say what is missing, what is needed, who is kin to whom, and every step of a claim."""

import datetime

import pytest

from cases.enums import ContactLevel, Custody, DocumentKind, Recognition, Relationship
from cases.models import PersonName
from tests import factories
from tests.casefile.test_views import DAY, page, relative, sibling_of, url_of
from tests.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(office_north):
    return factories.ChildFactory(office=office_north, name="Zarina Saidova")


# --- what is missing, needs, names ---


def test_what_is_missing_leads_to_its_form(caseworker, child):
    html = page(caseworker, child)
    missing = client_of(caseworker).get(url_of(child)).context["missing"]
    labels = [gap.label for gap in missing.asking]
    assert labels == [
        "Place of birth", "Region of origin", "Where the child was found", "Where the child lived before",
        "Where the person is now", "With whom the child is", "Who cares for the child", "Mother", "Father",
        "Nationality", "Papers", "School", "Health", "Vaccination",
    ]  # fmt: skip
    for gap in missing.asking:
        assert f'href="{gap.record_url}"' in html


def test_what_is_on_file_is_not_missing(caseworker, child):
    """Nothing is left but what was not asked; a reason stands where one was given."""
    relative(child, is_carer=True)
    relative(child, Relationship.FATHER, name="Rustam Saidov")
    factories.NationalityFactory(child=child)
    factories.DocumentFactory(person=child.person)
    factories.SeparationFactory(child=child)
    factories.WhereaboutsFactory(person=child.person, to_date=DAY)
    factories.WhereaboutsFactory(person=child.person, from_date=DAY)
    factories.MissingAnswerFactory(person=child.person, question="origin", reason="withheld")
    factories.MissingAnswerFactory(person=child.person, question="mother", reason="unknown")
    missing = client_of(caseworker).get(url_of(child)).context["missing"]
    assert [gap.label for gap in missing.asking] == [
        "Place of birth", "Where the child was found", "School", "Health", "Vaccination",
    ]  # fmt: skip
    assert [(gap.label, gap.reason) for gap in missing.explained] == [
        ("Region of origin", "Known, but kept back for the child’s safety")
    ]


def test_siblings_without_a_decision_are_missing_one(caseworker, child):
    group, _sibling = sibling_of(child, office=child.office)
    missing = client_of(caseworker).get(url_of(child)).context["missing"]
    (gap,) = [gap for gap in missing.asking if gap.label == "Whether the siblings stay together"]
    assert str(group.public_id) in gap.record_url


def test_needs_stand_with_source_confidence_and_what_is_done(caseworker, child):
    factories.NeedFactory(child=child, finding="never_in_school", to_date=DAY)
    factories.NeedFactory(
        child=child, finding="non_formal_school", from_date=DAY, response="receiving", source="mother"
    )
    html = page(caseworker, child)
    for words in (
        "Learns outside a recognised school",
        "Being helped",
        "The mother’s statement",
        "1 earlier finding",
        "Never went to school",
        "Not asked yet.",
    ):
        assert words in html


def test_the_spelling_that_the_child_uses_is_marked(caseworker, child):
    PersonName.written("Зарина Саидова", person=child.person, is_own=True).save()
    assert "The child writes it:" in page(caseworker, child)
    child.person.names.filter(is_own=True).update(is_own=False)
    assert "The child writes it:" not in page(caseworker, child)


def test_how_sure_a_birth_is_stands_beside_how_it_is_known(caseworker, child):
    child.person.birth_confidence = "doubtful"
    child.person.save()
    assert "Born in March 2012. Parent statement. Doubtful" in page(caseworker, child)


def test_a_claim_shows_every_step_and_a_state_its_whole_history(caseworker, child):
    claim = factories.NationalityFactory(child=child)
    for status in ("submitted", "refused"):
        factories.ClaimDecisionFactory(nationality=claim, status=status)
    factories.ContactPermissionFactory(
        child=child, level=ContactLevel.PROHIBITED, to_date=DAY, reason="Before the aunt was safe"
    )
    factories.ContactPermissionFactory(child=child, from_date=DAY)
    factories.ContactPermissionFactory(child=child, state_id="FR", level=ContactLevel.PROHIBITED)
    response = client_of(caseworker).get(url_of(child))
    (row,) = response.context["claims"]
    assert len(row.decisions) == 3
    assert [entry.detail for entry in row.contacts] == ["", "Before the aunt was safe"]
    (other,) = response.context["contacts_without_claim"]
    assert (other.state, other.is_allowed) == ("France", False)


@pytest.mark.parametrize(
    ("mothers", "fathers", "words"),
    [
        ("same", "same", "boy, 6 · brother"),
        ("same", "other", "boy, 6 · half-brother, same mother"),
        ("other", "same", "boy, 6 · half-brother, same father"),
        ("same", None, "boy, 6 · brother, same mother"),
        (None, "same", "boy, 6 · brother, same father"),
        (None, None, "boy, 6 · no parent in common on file"),
    ],
)
def test_a_brother_is_named_by_the_parents_on_file(caseworker, child, mothers, fathers, words):
    born = datetime.date.today() - datetime.timedelta(days=6 * 365 + 100)
    _group, brother = sibling_of(
        child, office=child.office, person__sex="m", person__birth_earliest=born, person__birth_latest=born
    )
    for whose, relationship in ((mothers, Relationship.MOTHER), (fathers, Relationship.FATHER)):
        mine = relative(child, relationship)
        if whose == "same":
            factories.GuardianshipFactory(child=brother, guardian=mine.guardian, relationship=relationship)
        elif whose == "other":
            relative(brother, relationship, name="Somebody Else")
    (group,) = client_of(caseworker).get(url_of(child)).context["family"].siblings
    assert group.siblings[1].detail == words


def test_a_half_sister_of_another_office_is_not_even_a_sister(caseworker, other_caseworker, child):
    """Promise 1."""
    mine = relative(child, Relationship.FATHER)
    sister = factories.ChildFactory(office=other_caseworker.office, name="Amina Karimova")
    factories.GuardianshipFactory(child=sister, guardian=mine.guardian, relationship=Relationship.FATHER)
    (group,) = client_of(caseworker).get(url_of(child)).context["family"].siblings
    told = group.siblings[1]
    assert (told.name, told.detail, told.url) == ("A brother or sister", "Held by another office", "")
    assert "Amina" not in page(caseworker, child)


def test_reports_that_contradict_say_so_with_source_and_confidence(caseworker, child):
    for name, confidence in (("Camp One", "confirmed"), ("Home Two", "doubtful")):
        place = factories.PlaceFactory(name=name)
        factories.WhereaboutsFactory(
            person=child.person, place=place, confidence=confidence, source="relative"
        )
    html = page(caseworker, child)
    assert "These reports contradict each other" in html
    assert "A relative’s statement · Confirmed" in html
    assert "Doubtful" in html


@pytest.mark.parametrize(
    ("fields", "is_there"),
    [
        ({}, True),
        ({"custody": Custody.COPY_ONLY}, True),
        ({"custody": Custody.LOST}, False),
        ({"custody": Custody.NEVER_ISSUED}, False),
        ({"recognition": Recognition.NOT_RECOGNISED}, False),
    ],
)
def test_the_chain_of_papers_counts_what_another_authority_would_take(caseworker, child, fields, is_there):
    factories.DocumentFactory(person=child.person, kind=DocumentKind.BIRTH_CERT, **fields)
    chain = client_of(caseworker).get(url_of(child)).context["chain"]
    assert [link.is_there for link in chain.links][1] is is_there
    assert "Which paper is needed for what" in page(caseworker, child)
