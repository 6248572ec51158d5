"""Building the table of attested spellings from lists of names."""

import gzip

import pytest
from django.core.management import CommandError, call_command

from cases.names import attested, building

ARABIC = """arabic,latin,country,role,count,source
محمد,Mohamed,EG,given,40,list
محمد,Muhammad,IQ,given,20,list
محمود,Mahmoud,EG,given,30,list
سارا,Sara,EG,given,9,list
سارا,Sarah,EG,given,9,list
ساره,Sara,EG,given,9,list
ساره,Sarah,EG,given,9,list
مانويل,Slow,XX,given,1,list
عبد الله,Abdullah,EG,given,50,list
نادرة,Nadira,EG,given,1,list
"""
RUSSIAN = """latin,other,count
mohamed,мохамед,5
mahmoud,махмуд,5
"""


@pytest.fixture
def lists(tmp_path):
    for name, text in (("arabic.csv", ARABIC), ("russian.csv", RUSSIAN)):
        tmp_path.joinpath(name).write_text(text, encoding="utf-8")
    return [tmp_path / "arabic.csv", tmp_path / "russian.csv"]


@pytest.fixture
def built(lists, tmp_path):
    target = tmp_path / "table.gz"
    figures = building.build(lists, target=target)
    lines = gzip.decompress(target.read_bytes()).decode().splitlines()
    rows = dict(line.split("\t") for line in lines)
    return figures, {word: rest.split(" ") for word, rest in rows.items()}


def test_spellings_seen_opposite_each_other_are_one_name(built):
    _figures, rows = built

    assert rows["محمد"][1:] == rows["mohamed"][1:]
    assert set(rows["мохамед"][1:]) >= set(rows["محمد"][1:])
    assert not set(rows["محمد"][1:]) & set(rows["محمود"][1:])
    assert rows["махмуд"][1:] == rows["محمود"][1:]


def test_two_arabic_spellings_with_the_same_latin_ones_are_one_name(built):
    _figures, rows = built

    assert rows["سارا"][1:] == rows["ساره"][1:]


def test_mistakes_single_sightings_and_names_of_two_parts_are_left_out(built):
    _figures, rows = built

    assert not {"slow", "مانويل", "nadira", "عبد", "abdullah"} & set(rows)


def test_the_figures_are_those_of_the_table(built, tmp_path):
    figures, rows = built

    assert figures.spellings == len(rows)
    assert figures.size == tmp_path.joinpath("table.gz").stat().st_size


def test_the_same_lists_make_the_same_table(lists, tmp_path):
    first, second = tmp_path / "first.gz", tmp_path / "second.gz"
    building.build(lists, target=first)
    building.build(lists, target=second)

    assert first.read_bytes() == second.read_bytes()


def test_what_was_seen_often_is_kept_as_a_power_of_two(built):
    _figures, rows = built

    assert rows["محمود"][0] == "4"


def test_the_shipped_table_is_small_and_in_order():
    text = gzip.decompress(attested.TABLE.read_bytes())
    lines = text.splitlines()

    assert attested.TABLE.stat().st_size < 1_500_000
    assert len(text) < 4_000_000
    assert lines == sorted(lines)
    assert len(lines) > 60_000


def test_the_command_builds_and_says_how_much(lists, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(building.build, "__kwdefaults__", {"target": tmp_path / "table.gz"})

    call_command("build_attested_names", *lists)

    assert " spellings of " in capsys.readouterr().out
    assert tmp_path.joinpath("table.gz").exists()


@pytest.mark.parametrize("text", ["left,right\na,b\n", "arabic,latin,count\nمحمد,Mohamed,many\n"])
def test_the_command_refuses_lists_it_cannot_read(tmp_path, text):
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(CommandError, match="cannot be read"):
        call_command("build_attested_names", path)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("build_attested_names", tmp_path / "nowhere.csv")
