"""The project's own copy of published figures: read, stored, and stored again."""

import datetime
import io

import pytest
from django.core.management import call_command

from cases.models import PublishedFigure
from cases.reports import published

DAY = datetime.date


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019-07-15", DAY(2019, 7, 15), DAY(2019, 7, 15)),
        ("2019-12", DAY(2019, 12, 1), DAY(2019, 12, 31)),
        ("2020-02", DAY(2020, 2, 1), DAY(2020, 2, 29)),
        ("2020", DAY(2020, 1, 1), DAY(2020, 12, 31)),
        ("2019-01/2019-06", DAY(2019, 1, 1), DAY(2019, 6, 30)),
    ],
)
def test_a_partial_date_is_a_range_of_days(text, first, last):
    assert published.date_range(text) == (first, last)


@pytest.mark.parametrize("text", ["", "soon", "2019-13", "2019-02-30", "2019-06/2019-01", "2019-01-01-01"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        published.date_range(text)


def test_codes_of_states():
    assert [published.alpha_2(code) for code in ("RUS", "TJK", "XKX")] == ["RU", "TJ", "XK"]
    with pytest.raises(ValueError, match="ZZZ"):
        published.alpha_2("ZZZ")


def test_every_figure_is_stored_with_its_source(db):
    assert published.load_published_figures() == PublishedFigure.objects.count() == 122
    total = PublishedFigure.objects.get(reference="F001")
    assert (total.children, total.departures, total.destination_id) == (473, ["IQ"], None)
    assert total.date_earliest == total.date_latest == DAY(2019, 7, 15)
    several = PublishedFigure.objects.get(reference="F074")
    assert (several.departures, several.destination_id) == (["SY", "IQ"], "RU")
    assert PublishedFigure.objects.get(reference="F010").departures == []
    assert PublishedFigure.objects.get(reference="F026").destination_id == "XK"
    assert not PublishedFigure.objects.filter(publisher="").exists()


def test_loading_again_changes_back_what_was_changed_and_keeps_the_rows(db):
    published.load_published_figures()
    before = PublishedFigure.objects.get(reference="F018")
    PublishedFigure.objects.filter(pk=before.pk).update(children=34, departures=[])
    published.load_published_figures()
    after = PublishedFigure.objects.get(reference="F018")
    assert (after.pk, after.public_id) == (before.pk, before.public_id)
    assert (after.children, after.departures) == (33, ["IQ"])
    assert PublishedFigure.objects.count() == 122


def test_a_file_that_cannot_be_read_changes_nothing(db, tmp_path):
    broken = tmp_path / "figures.csv"
    head, first, *_rest = published.SOURCE.read_text(encoding="utf-8").splitlines()
    broken.write_text(f"{head}\n{first}\n{first.replace('2019-07-15', 'soon')}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="soon"):
        published.load_published_figures(broken)
    assert not PublishedFigure.objects.exists()


def test_a_source_is_an_address_of_the_web(db, tmp_path):
    broken = tmp_path / "figures.csv"
    head, first, *_rest = published.SOURCE.read_text(encoding="utf-8").splitlines()
    broken.write_text(f"{head}\n{first.replace('https://', 'javascript:')}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="F001"):
        published.load_published_figures(broken)


def test_the_command_says_how_many(db):
    out = io.StringIO()
    call_command("load_published_figures", stdout=out)
    assert "122" in out.getvalue()
