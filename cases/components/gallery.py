"""Sample inputs for the gallery of parts; every name is invented."""

from datetime import date

from django import forms
from django.utils import timezone

from cases.components.states import STATES


class GalleryForm(forms.Form):
    """One of each control."""

    name = forms.CharField(label="Name, as it was said to you", help_text="Any script", max_length=20)
    name_arabic = forms.CharField(
        label="Arabic letters",
        required=False,
        widget=forms.TextInput(attrs={"lang": "ar", "dir": "rtl"}),
        initial="زرينه سعيدوفا",
    )
    met_on = forms.DateField(label="Met on", widget=forms.DateInput(attrs={"type": "date"}))
    born = forms.DateField(
        label="Day, month and year", widget=forms.SelectDateWidget(years=range(2000, 2020)), required=False
    )
    place = forms.ChoiceField(label="Where the child is now", choices=[("", "Not known"), ("1", "Camp 1")])
    sure = forms.ChoiceField(
        label="How sure are you?",
        choices=[("s", "Sure"), ("f", "Fairly sure"), ("n", "Not sure")],
        widget=forms.RadioSelect(attrs={"class": "options-inline"}),
    )
    needs = forms.MultipleChoiceField(
        label="What is needed",
        choices=[("i", "An interpreter"), ("d", "A doctor")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    notes = forms.CharField(label="Notes", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agreed = forms.BooleanField(
        label="The child's own view was heard", help_text="In a language the child speaks"
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)


class FilterForm(forms.Form):
    """Filters as on a list."""

    q = forms.CharField(label="Name, in any script, or case number", required=False)
    place = forms.ChoiceField(label="Place", choices=[("", "Any"), ("1", "Camp 1")], required=False)
    state = forms.ChoiceField(
        label="Nationality", choices=[("", "Any"), ("TJ", "Tajikistan")], required=False
    )
    age = forms.ChoiceField(label="Age now", choices=[("", "Any"), ("u12", "Under 12")], required=False)
    sex = forms.ChoiceField(label="Sex", choices=[("", "Any"), ("f", "Girl")], required=False)
    status = forms.ChoiceField(label="Case", choices=[("", "Any"), ("open", "Open")], required=False)


def samples() -> dict[str, object]:
    """The context of the gallery page."""
    return {
        "filter_form": FilterForm({"place": "1"}),
        "states": list(STATES),
        "today": date(2019, 7, 15),
        "now": timezone.now(),
        **_lists(),
        **_family(),
        **_charts(),
    }


def _lists() -> dict[str, object]:
    hard = ["clear", "clear", "clear", "blocked", "progress"]
    soft = ["clear", "progress", "none", "soon", "clear"]
    children = [
        {"name": "Zarina Saidova", "other": "Зарина Саидова", "lang": "ru", "number": "7K4M-29QD-X"},
        {"name": "Timur Saidov", "other": "تيمور سعيدوف", "lang": "ar", "number": "7K4M-30WB-J"},
        {"name": "Yusuf, family name not known", "other": "يوسف", "lang": "ar", "number": "0KHP-58SX-R"},
    ]
    return {
        "children": [{**child, "hard": hard, "soft": soft} for child in children],
        "chips": [{"label": "Name like “Saidov”", "url": "?"}, {"label": "Camp 1", "url": "?"}],
        "views": [
            {"label": "Everything", "url": "?", "current": True},
            {"label": "Only decisions", "url": "?"},
        ],
        "rows": [
            {"label": "Sex", "value": "Girl", "change_url": "?"},
            {"label": "Born", "value": "between 3 Mar 2010 and 28 Feb 2011", "detail": "Mother’s statement"},
            {"label": "Place of birth", "value": ""},
        ],
        "facts": [
            {"label": "Sex and age", "value": "Girl, 8 to 9 years", "detail": "Mother’s statement."},
            {"label": "Where now", "value": "Camp 1, section 4", "detail": "Since 12 Mar 2019"},
            {"label": "With whom", "value": "Separated from mother", "detail": "With two siblings"},
            {"label": "Legal clock", "value": "Turns 9 by 28 Feb 2020", "detail": ""},
        ],
        "stats": [
            {"value": 3, "label": "ready to travel", "url": "?"},
            {"value": 15, "label": "with open tracks", "url": "?"},
            {"value": 4, "label": "followed up after return"},
            {"value": 2, "label": "new, intake not finished"},
        ],
        "entries": [
            {"when": "12 Jul", "icon": "phone", "text": "Phone call with the mother.", "who": "Layla Haddad"},
            {
                "when": "10 Jul",
                "icon": "transfer",
                "text": "Put on the list.",
                "who": "Omar Rashid",
                "url": "?",
            },
            {"when": "21 May", "icon": "flag", "text": "Tajikistan confirmed nationality."},
        ],
    }


def _family() -> dict[str, object]:
    return {
        "mothers_side": [
            {
                "name": "Gulnora Saidova",
                "url": "?",
                "relation": "Mother",
                "tags": ["Detained, awaiting trial"],
                "detail": "Women’s prison. Asks to speak with the children by phone.",
            },
        ],
        "siblings": [
            {"name": "Zarina", "detail": "girl, 8 to 9 · This child", "current": True},
            {"name": "Timur", "detail": "boy, 6", "url": "?"},
            {"name": "Amina", "detail": "girl, 2 to 3", "url": "?"},
        ],
    }


def _charts() -> dict[str, object]:
    return {
        "figures": [
            {"label": "Transfers made", "value": 20},
            {"label": "Latest transfer, 10 Jul 2019", "value": "33 children"},
            {
                "label": "Same total published",
                "value": 473,
                "url": "?",
                "detail": "Foreign ministry, 15 Jul 2019",
            },
        ],
        "bars": _bars(770),
        "bars_narrow": _bars(326),
        "table": {"heads": ["State", "Children"], "rows": [["Turkey", 188], ["Finland", "<5"]]},
        "shares": [
            {"kind": "clear", "x": 0, "width": 58},
            {"kind": "progress", "x": 58.5, "width": 30},
            {"kind": "blocked", "x": 89, "width": 11},
        ],
    }


def _bars(width: int) -> dict[str, object]:
    bars = [("Turkey", 188, False), ("Russia", 90, False), ("Finland", 7, True)]
    return {
        "width": width,
        "height": 100,
        "has_few": True,
        "axis_x": 90,
        "axis_y1": 0,
        "axis_y2": 96,
        "bars": [
            {
                "label": label,
                "label_x": 80,
                "label_y": 20 + 32 * row,
                "label_anchor": "end",
                "x": 90,
                "y": 6 + 32 * row,
                "width": value,
                "height": 20,
                "few": few,
                "value": "<5" if few else str(value),
                "value_x": 98 + value,
                "value_y": 20 + 32 * row,
                "value_anchor": "start",
            }
            for row, (label, value, few) in enumerate(bars)
        ],
    }
