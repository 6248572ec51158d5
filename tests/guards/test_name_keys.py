"""Every written name has the keys by which it is found, whichever way it was written."""

import ast
import hashlib
import random
from pathlib import Path

import pytest
from django.urls import reverse

import cases
from cases.audit.record import changing
from cases.models import PersonName
from cases.names.keys import KEYS_VERSION, keys_of
from cases.people import actions, naming
from cases.seeding.tables import Tables
from tests import factories
from tests.people import client_of
from tests.support.forms import form_of
from tests.support.spellings import NAMES

CASES = Path(cases.__file__).parent
# The one place that sets a written name; the history is told of it by the columns it keeps.
SETS_NAMES = CASES / "models" / "people.py"
# What the keys of a few names are. When this changes, the keys on file are old: raise KEYS_VERSION with it.
KEYS_ON_FILE = (3, "f9440f734b910fd6")


def wrong_keys():
    """Names in the database whose keys are not those of their letters."""
    return [name.full for name in PersonName.objects.all() if not _has_its_keys(name)]


def _has_its_keys(name):
    keys = keys_of(name.full)
    return (name.token_keys, name.pair_keys, name.consonants, name.skeleton, name.keys_version) == (
        list(keys.tokens),
        list(keys.pairs),
        keys.consonants,
        keys.skeleton,
        KEYS_VERSION,
    )


def test_older_keys_are_known_by_their_version():
    keys = hashlib.sha256("\n".join(repr(keys_of(name)) for name in NAMES).encode()).hexdigest()[:16]
    assert (KEYS_VERSION, keys) == KEYS_ON_FILE


def _sets_a_name(node):
    if isinstance(node, ast.Attribute) and node.attr == "full":
        return isinstance(node.ctx, ast.Store)
    if not isinstance(node, ast.Call):
        return False
    writes = ast.unparse(node.func).split(".")[-1] in (
        "PersonName",
        "create",
        "update",
        "get_or_create",
        "update_or_create",
    )
    return writes and any(keyword.arg == "full" for keyword in node.keywords)


def test_a_name_is_spelled_in_one_place():
    """Keys cannot be forgotten where nobody sets a name by hand."""
    found = []
    for path in sorted(CASES.rglob("*.py")):
        if path == SETS_NAMES or "migrations" in path.parts:
            continue
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        found += [f"{path.relative_to(CASES)}:{node.lineno}" for node in nodes if _sets_a_name(node)]
    assert found == []


@pytest.mark.django_db
class TestEveryWayOfWriting:
    @pytest.fixture
    def person(self, caseworker):
        names = {"Latn": "Mohamed Abdelrahman", "Arab": "محمد عبد الرحمن"}
        return actions.create_person(by=caseworker, names=names)

    def test_a_person_is_recorded(self, person):
        assert PersonName.objects.count() == 2
        assert wrong_keys() == []

    def test_names_are_changed_with_the_person(self, caseworker, person):
        with changing(by=caseworker):
            actions.rename(by=caseworker, person=person, names={"Latn": "Mohammed A. Rahman"})
        assert PersonName.objects.count() == 3
        assert wrong_keys() == []

    def test_a_spelling_is_added_and_corrected(self, caseworker, person):
        name = naming.add_name(
            by=caseworker, person=person, full="Мухамад", kind="spelling_variant", source="mother"
        )
        client = client_of(caseworker)
        url = reverse("people:edit_name", args=[name.public_id])
        data = form_of(client, url, full="Мухаммад Абдурахманов", reason="The paper says so")
        assert client.post(url, data).status_code == 302
        assert PersonName.objects.get(pk=name.pk).full == "Мухаммад Абдурахманов"
        assert wrong_keys() == []

    @pytest.mark.parametrize("act", ["change", "removal"])
    def test_a_change_is_undone(self, caseworker, act):
        child = factories.ChildFactory(office=caseworker.office, name="Zarina Saidova")
        name = child.person.names.get()
        with changing(by=caseworker):
            if act == "change":
                name.spell("Leyla Mert")
                name.save()
            else:
                name.delete()
        client, url = client_of(caseworker), reverse("casefile:undo_child", args=[child.public_id])
        assert client.post(url, form_of(client, url, reason="A slip of the pen")).status_code == 302
        assert child.person.names.get().full == "Zarina Saidova"
        assert wrong_keys() == []

    def test_many_rows_are_copied_at_once(self, office_north):
        person = factories.PersonFactory(office=office_north)
        tables = Tables(random.Random(1))
        for number, full in enumerate(('Ａ"b\\c {d},e', *NAMES)):
            tables.add(PersonName.written(full, person_id=person.pk, is_preferred=False))
            assert tables.of(PersonName)[number].full == full
        tables.write()
        assert PersonName.objects.count() == len(NAMES) + 2
        assert wrong_keys() == []
