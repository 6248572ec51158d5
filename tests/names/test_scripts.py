"""The script of a name is that of most of its letters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.names import script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Şahin Əliyev", "Latn"),
        ("Магомедов Ӏийса", "Cyrl"),
        ("أحمد الراوي", "Arab"),
        ("ﻓﺎﻃﻤﺔ", "Arab"),
        ("کریم گلی", "Arab"),
        ("ნინო", "Geor"),
        ("Նարե", "Zyyy"),
        ("王小明 Li", "Zyyy"),
        ("", "Zyyy"),
        ("123 – !\x00", "Zyyy"),
        ("Магомедов (Aslan)", "Cyrl"),
        ("Ali Али", "Latn"),
        ("Али Ali", "Cyrl"),
    ],
)
def test_script(text, script):
    assert script_of(text) == script


@settings(deadline=None)
@given(st.text())
def test_any_text_has_one_of_five_answers(text):
    assert script_of(text) in {"Latn", "Cyrl", "Arab", "Geor", "Zyyy"}


@settings(deadline=None)
@given(st.text(alphabet="абвгджзӀқҳ", min_size=1), st.text(alphabet="0123456789 -.,\x00"))
def test_signs_and_digits_do_not_count(letters, signs):
    assert script_of(signs + letters + signs) == "Cyrl"
