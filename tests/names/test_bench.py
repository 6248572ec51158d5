"""Measuring the comparison of names on labelled pairs."""

import pytest
from django.core.management import CommandError, call_command

from cases.names import bench
from cases.names.bench import Pair

PAIRS = """left,right,label
محمد علي,Mohamed Ali,1
محمد علي,Mahmoud Hasan,0
Амина Каримова,Amina Karimova,1
Амина Каримова,Timur Rashidov,0
Ahmad Rawi,Rawi Ahmad,1
Ahmad Rawi,Qqqq Wwww,1
"""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "pairs.csv"
    path.write_text(PAIRS, encoding="utf-8")
    return path


def test_scripts_are_found_out_or_read(path, tmp_path):
    assert [pair.scripts for pair in bench.read_pairs(path)] == [
        "Arab-Latn",
        "Arab-Latn",
        "Cyrl-Latn",
        "Cyrl-Latn",
        "Latn-Latn",
        "Latn-Latn",
    ]

    named = tmp_path / "named.csv"
    named.write_text("left,right,label,scripts\na,b,1,other\n", encoding="utf-8")
    assert bench.read_pairs(named) == [Pair("a", "b", True, "other")]

    two = tmp_path / "two.csv"
    two.write_text("left,right,label,left_script,right_script\na,b,0,Geor,Arab\n", encoding="utf-8")
    assert bench.read_pairs(two) == [Pair("a", "b", False, "Geor-Arab")]


def test_figures_for_all_and_for_each_two_scripts(path):
    found = bench.measure(bench.read_pairs(path), steps=["attested"])
    by_scripts = {line.scripts: line for line in found.figures}

    assert list(by_scripts) == ["all", "Arab-Latn", "Cyrl-Latn", "Latn-Latn"]
    assert by_scripts["all"].pairs == 6
    assert by_scripts["all"].precision == 1.0
    assert by_scripts["all"].recall == 0.75
    assert by_scripts["all"].f1 == pytest.approx(6 / 7)
    assert by_scripts["Latn-Latn"].recall == 0.5
    assert by_scripts["Arab-Latn"].best_f1 == 1.0
    assert found.per_second["attested"] > 0


def test_the_fifth_kept_apart_is_the_same_each_time():
    pairs = [Pair(f"name {number}", "other", True, "Latn-Latn") for number in range(500)]
    apart = bench.kept_apart(pairs)

    assert 60 < len(apart) < 140
    assert bench.kept_apart(reversed(pairs)) == apart[::-1]


def test_nothing_found_gives_noughts():
    found = bench.measure([Pair("Ali", "Timur", False, "Latn-Latn")], steps=["attested"])

    assert {(line.precision, line.recall, line.f1) for line in found.figures} == {(0.0, 0.0, 0.0)}


def test_the_command_prints_a_table(path, capsys):
    call_command("bench_names", path, steps=True)
    printed = capsys.readouterr().out

    for words in ("normal form", "letter costs", "attested", "Arab-Latn", "pairs a second"):
        assert words in printed


def test_the_command_measures_the_fifth_alone(path, capsys):
    call_command("bench_names", path, kept_apart=True)
    printed = capsys.readouterr().out

    assert "letter costs" not in printed
    assert "pairs a second" in printed


def test_the_command_refuses_what_it_cannot_read(tmp_path):
    path = tmp_path / "pairs.csv"
    path.write_text("one,two\na,b\n", encoding="utf-8")

    for wrong in (path, tmp_path / "nowhere.csv"):
        with pytest.raises(CommandError, match="cannot be read"):
            call_command("bench_names", wrong)
