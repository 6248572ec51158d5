"""Every template stands on its own inputs, draws only icons there are, and carries no inline code or style."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import translation

from cases.components.gallery import FilterForm, GalleryForm, samples
from cases.components.states import STATES, state_named

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SPRITE = (ROOT / "cases/static/cases/icons.svg").read_text()
CSS = sorted((ROOT / "cases/static/cases/css").glob("*.css"))
SYMBOLS = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE))
FILES = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))


def render(source, **context):
    """What a page with the look's tags loaded prints for ``source``."""
    request = RequestFactory().get("/places/", {"sort": "-name", "after": "x", "kind": "camp"})
    return Template("{% load i18n look %}" + source).render(Context({"request": request, **context}))


@FILES
def test_template_compiles(path):
    assert get_template(str(path.relative_to(ROOT / "templates")))


@FILES
def test_template_has_no_inline_style_or_script(path):
    source = path.read_text()
    assert not re.search(r"<style\b", source)
    assert not re.search(r"\sstyle\s*=", source)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", source)
    # Data for a script (JSON that is not run) is allowed, code is not.
    assert not re.search(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))", source)


@FILES
def test_template_marks_nothing_safe(path):
    assert not re.search(r"\|\s*safe\b|autoescape off", path.read_text())


@FILES
def test_icons_exist_in_the_sprite(path):
    used = set(re.findall(r'{%\s*icon "([\w-]+)"', path.read_text()))
    used |= set(re.findall(r'\bicon="([\w-]+)"', path.read_text()))
    assert used <= SYMBOLS


@pytest.mark.parametrize("code", STATES)
def test_states_have_an_icon_a_word_and_a_colour(code):
    html = render("{% state code %}", code=code)
    assert f"#{STATES[code].icon}" in html
    assert STATES[code].icon in SYMBOLS
    assert str(STATES[code].label) in html
    sheet = "".join(path.read_text() for path in CSS)
    assert f".is-{code}" in sheet
    assert f".strip-{code}" in sheet or code == "none"  # a bar without a shape of its own is the ground
    assert f".cell-{code}" in sheet


def test_a_state_that_nobody_drew_is_refused():
    with pytest.raises(KeyError):
        state_named("nearly")


COMPONENTS = {
    "avatar": ({"name": "Layla Haddad"}, "LH"),
    "back_link": ({"url": "/places/", "label": "Places"}, 'href="/places/"'),
    "band": ({"title": "Today", "count": 2}, "Today"),
    "big_figure": ({"value": 473, "text": "children"}, "473"),
    "board_cell": ({"state": "clear", "title": "Care"}, "visually-hidden"),
    "button": ({"label": "Save"}, '<button type="submit"'),
    "chips": ({"chips": [{"label": "Camp 1", "url": "?"}], "clear_url": "?"}, "Remove filter:"),
    "demo_strip": ({}, "invented"),
    "empty": ({"text": "No place yet."}, "No place yet."),
    "facts": ({"facts": [{"label": "Born", "value": "2010"}]}, "<dt>Born</dt>"),
    "facts_line": ({"facts": [{"label": "Born", "value": "2010"}]}, "<dt>Born</dt>"),
    "family_side": ({"title": "Mother’s side", "people": [], "empty": "Nobody yet."}, "Nobody yet."),
    "file_buttons": ({"csv_url": "?format=csv", "xlsx_url": "?format=xlsx"}, "XLSX"),
    "form_foot": ({"cancel_url": "/"}, "Save"),
    "jump_links": ({"links": [{"id": "family", "label": "Family"}]}, 'href="#family"'),
    "key_values": ({"rows": [{"label": "Transfers", "value": 20}]}, "<bdi>20</bdi>"),
    "list_head": ({"count": "3 places"}, "3 places"),
    "meter": ({"label": "Seats", "text": "42 of 48", "value": 42, "full": 48}, 'width="87.5"'),
    "not_sent": ({}, "hidden"),
    "pager": ({"text": "Places 1 to 3", "next": "?after=x"}, 'rel="next"'),
    "plain_table": ({"heads": ["State", "Children"], "rows": [["Turkey", 188]]}, '<td class="n">'),
    "protection_note": ({"exact": "The total is exact."}, "The total is exact."),
    "refusal": ({"icon": "lock", "title": "No", "text": "Because."}, "<h1>No</h1>"),
    "seen_by": ({"text": "Office North"}, "Office North"),
    "share_bar": ({"shares": [{"kind": "clear", "x": 0, "width": 100}], "text": "All"}, "share-clear"),
    "sibling_tiles": ({"siblings": [{"name": "Timur", "url": "/", "detail": "boy"}]}, "Timur"),
    "statline": ({"stats": [{"value": 3, "label": "ready"}]}, "<b>3</b>"),
    "summary_list": ({"rows": [{"label": "Born", "value": ""}]}, "Not recorded"),
    "switch": ({"label": "View", "options": [{"label": "All", "url": "?", "current": True}]}, "aria-current"),
    "tag": ({"label": "Restricted", "icon": "lock"}, "Restricted"),
    "task": ({"clock": "over", "clock_text": "3 days over", "title": "Call", "url": "/"}, "3 days over"),
    "timeline": ({"entries": [{"when": "today", "text": "Called."}]}, "Called."),
    "track_row": ({"title": "Care", "state": "blocked", "text": "Missing."}, "is-blocked"),
    "track_strip": ({"hard": ["clear"], "soft": ["none"], "text": "1 of 2 clear"}, "strip-clear"),
}


@pytest.mark.parametrize("name", COMPONENTS)
def test_component_renders_with_its_required_inputs(name):
    context, expected = COMPONENTS[name]
    assert expected in render_to_string(f"components/{name}.html", context)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "templates/components").glob("*.html")), ids=lambda path: path.stem
)
def test_component_states_its_inputs_on_top(path):
    first = path.read_text().splitlines()[0]
    assert first.startswith("{# ")
    assert first.endswith("#}") or "#}{%" in first
    assert re.search(r"Inputs?|Context|Reads|Used as", first)


def test_inputs_are_escaped():
    html = render_to_string("components/tag.html", {"label": "<b>x</b>"})
    assert "&lt;b&gt;" in html


def test_card_keeps_its_action_out_of_the_summary():
    """A link inside a summary cannot be reached by everybody."""
    html = render(
        '{% card title="Family" fold=True action_url="/add/" action_label="Add" %}body{% endcard %}'
    )
    summary = html[html.index("<summary") : html.index("</summary>")]
    assert "<a " not in summary
    assert 'href="/add/"' in html
    assert "body" in html


def test_sort_header_turns_the_order_round_and_goes_back_to_the_first_page():
    html = render('<tr>{% sort_header "name" "Place" %}</tr>')
    assert 'aria-sort="descending"' in html
    assert "sort=name" in html
    assert "kind=camp" in html
    assert "after=x" not in html


def test_sort_header_without_a_label_is_refused():
    with pytest.raises(TemplateSyntaxError):
        render('{% sort_header "name" %}')


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ value|code }}", '<bdi class="code" dir="ltr">7K4M-29QD-X</bdi>'),
        ("{{ nothing|code }}{{ nothing|day }}{{ nothing|moment }}", ""),
        ("{{ date|day }}", '<time datetime="2019-07-15"><bdi dir="ltr">15 Jul 2019</bdi></time>'),
        ("{{ half|px }} {{ whole|px }}", "12.5 12"),
        ("{{ 'Layla Haddad'|initials }}{{ ''|initials }}", "LH"),
        ("{{ 'ليلى حداد'|initials }}", "ل ح"),
    ],
)
def test_filters(source, expected):
    context = {
        "value": "7K4M-29QD-X",
        "date": samples()["today"],
        "half": 12.5,
        "whole": 12.0,
        "nothing": None,
    }
    assert render(source, **context) == expected


def test_coordinates_keep_their_point_in_every_language():
    with translation.override("fr"):
        assert render("{{ value|px }}", value=1234.5) == "1234.5"


class TestForms:
    """What `{{ form }}` prints."""

    def test_each_control_has_a_label(self):
        html = GalleryForm().render()
        for field in GalleryForm().visible_fields():
            assert str(field.label).replace("'", "&#x27;") in html
        ids = set(re.findall(r'\bid="([\w-]+)"', html))
        assert set(re.findall(r'\bfor="([\w-]+)"', html)) <= ids

    def test_message_stands_above_the_control_and_is_tied_to_it(self):
        html = GalleryForm({}).render()
        assert html.index('id="id_name_error"') < html.index('<input type="text" name="name"')
        assert re.search(r'name="name"[^>]*aria-describedby="id_name_helptext id_name_error"', html)
        assert 'aria-invalid="true"' in html

    def test_summary_leads_to_controls_that_exist(self):
        form = GalleryForm({})
        summary = render_to_string("components/error_summary.html", {"form": form})
        targets = set(re.findall(r'href="#([\w-]+)"', summary))
        assert targets
        assert targets <= set(re.findall(r'\bid="([\w-]+)"', form.render()))

    def test_no_summary_without_a_message(self):
        assert render_to_string("components/error_summary.html", {"form": GalleryForm()}).strip() == ""

    def test_parts_of_a_date_are_labelled(self):
        html = GalleryForm().render()
        assert re.search(r'<label class="part-label" for="id_born_day">Day</label>', html)

    def test_filters_in_use_do_not_stay_folded(self):
        unused = render_to_string("components/filter_bar.html", {"form": FilterForm({}), "first": 3})
        used = render_to_string("components/filter_bar.html", {"form": FilterForm({"sex": "f"}), "first": 3})
        assert '<details class="filter-more">' in unused
        assert '<details class="filter-more" open>' in used


def test_pages_for_refusals_need_no_context():
    """Promise 17: the pages shown when much is broken use nothing that could be broken too."""
    for code in ("500", "503"):
        html = render_to_string(f"{code}.html")
        assert "<h1>" in html
        assert "<script" not in html


def test_a_page_adds_at_most_one_sheet_of_its_own():
    for path in TEMPLATES:
        assert path.name == "base.html" or path.read_text().count('rel="stylesheet"') <= 1


def test_stylesheets_are_few_and_logical():
    """Pages stay under ten requests, and right-to-left needs no second sheet of ours."""
    base = (ROOT / "templates/base.html").read_text()
    assert base.count("static 'cases/css/") == 3
    for path in CSS:
        rules = path.read_text()
        assert len(rules.splitlines()) <= 400
        # A sheet of paper is narrow too, but it is no phone.
        assert not re.search(r"@media \((?:max|min)-width", rules)
        assert not re.search(
            r"\b(?:margin|padding|border)-(?:left|right)\b|text-align:\s*(?:left|right)\b", rules
        )
