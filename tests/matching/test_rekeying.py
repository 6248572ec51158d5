"""Keys made again after an upgrade, and counted: nothing else changes, nothing is lost by breaking off."""

import pytest
from django.core.management import call_command

from cases.matching import rekeying
from cases.matching.search import find
from cases.models import Child, NameKeyCount, PersonName
from cases.names.keys import keys_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def names(office_north):
    """Three names whose keys an earlier version made."""
    children = [
        factories.ChildFactory(office=office_north, name=name) for name in ("Zarina", "Тимур", "زينب")
    ]
    PersonName.objects.update(keys_version=0, token_keys=["old"], pair_keys=[], consonants="", skeleton="")
    return [child.person.names.get() for child in children]


def test_older_keys_are_made_again_and_no_history_is_written(names):
    events = PersonName.pgh_event_model.objects.count()
    stamps = list(PersonName.objects.order_by("pk").values_list("updated_at", flat=True))
    heard = []
    assert rekeying.rekey(progress=lambda done, total: heard.append((done, total))) == 3
    for name in PersonName.objects.all():
        assert name.token_keys == list(keys_of(name.full).tokens)
    assert heard == [(3, 3)]
    assert PersonName.pgh_event_model.objects.count() == events
    assert list(PersonName.objects.order_by("pk").values_list("updated_at", flat=True)) == stamps
    assert rekeying.rekey() == 0


def test_what_was_done_stays_done_when_it_is_broken_off(names, monkeypatch):
    monkeypatch.setattr(rekeying, "BATCH", 2)

    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rekeying.rekey(progress=stop)
    assert PersonName.objects.with_older_keys().count() == 1
    assert rekeying.rekey() == 1


def test_all_keys_are_made_again_when_asked_for(names, capsys):
    call_command("rekey", verbosity=0)
    PersonName.objects.update(token_keys=["wrong"])
    call_command("rekey")
    assert PersonName.objects.filter(token_keys=["wrong"]).count() == 3
    call_command("rekey", everything=True)
    assert not PersonName.objects.filter(token_keys=["wrong"]).exists()
    assert "The keys of 3 names were made again; 0 keys are common." in capsys.readouterr().out


def test_keys_are_counted_once_a_name_and_counting_again_changes_nothing(office_north, monkeypatch, capsys):
    monkeypatch.setattr(rekeying, "COUNTED_FROM", 2)
    person = factories.PersonFactory(office=office_north, name="Zarina")
    PersonName.written("Zarina Zarina", person=person, is_preferred=False).save()
    PersonName.written("Timur", person=person, is_preferred=False).save()
    (key,) = keys_of("Zarina").tokens
    for _time in range(2):
        call_command("count_name_keys")
        assert dict(NameKeyCount.objects.values_list("key", "names")) == {key: 2}
    assert "1 keys are common." in capsys.readouterr().out


def test_common_keys_leave_the_lead_to_rare_ones(office_north, monkeypatch):
    """A pair that very many share is not looked for where a rarer one is there."""
    monkeypatch.setattr("cases.matching.candidates.MOST_BY_KEYS", 10)
    one = factories.ChildFactory(office=office_north, name="Zarina Saidova Rustamovna")
    many = factories.ChildFactory(office=office_north, name="Zarina Saidova Karimovna")
    common = " ".join(sorted(keys_of("Zarina Saidova").tokens))
    for key in {*keys_of("Zarina Saidova").pairs, common}:
        NameKeyCount.objects.create(key=key, names=1_000_000)
    found = find("Zarina Saidova Rustamovna", within=Child.objects.filter(office=office_north), limit=5)
    assert found[0] == one
    assert many not in found
