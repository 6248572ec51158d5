"""Promise 18: what no name or note has is refused beside its field; every script is welcome."""

import pytest
from django.core.exceptions import ValidationError

from cases.components.forms import reject_control_characters


@pytest.mark.parametrize(
    "text", ["Zarina\x00", "a\x1bb", "a\x7f", "Timur\u202eruiT", "\u2067a", "a\ufffe", "\ud800"]
)
def test_strange_characters_are_refused(text):
    with pytest.raises(ValidationError):
        reject_control_characters(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Zarina Saidova",
        "Зарина Саидова",
        "زرينه سعيدوفا",
        "می‌خواهم",
        "ქეთევან",
        "O‘tkir",
        "one\ntwo\tthree",
        "👧",
    ],
)
def test_every_script_is_welcome(text):
    reject_control_characters(text)
