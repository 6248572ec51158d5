"""Promise 10: 15 characters or more, and nothing that anybody would try here."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from cases.models import User

PERSON = User(email="samira.qasim@relief.example", full_name="Samira Qasim")


def refusal(passphrase, person=PERSON):
    with pytest.raises(ValidationError) as refused:
        validate_password(passphrase, person)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    "passphrase",
    [
        "violet kettle under marble",
        "чайник под фиалкой мрамор",
        "إبريق تحت البنفسج الأزرق",
        "tr0ubled-waters-of-elsewhere",
        "may i borrow the ladder",
        "marching to the harbour",
    ],
)
def test_words_that_have_nothing_to_do_with_each_other_are_taken(passphrase):
    validate_password(passphrase, PERSON)


@pytest.mark.parametrize(
    ("passphrase", "word"),
    [
        ("Repatriation and kettles", "repatriation"),
        ("my r3p4tr14t10n kettle", "repatriation"),
        ("the register of kettles", "register"),
        ("samira likes kettles", "samira"),
        ("under QASIM marble", "qasim"),
        ("relief kettle marble", "relief"),
        ("kettle December 2026!", "december 2026"),
        ("kettle marble winter26", "winter26"),
        ("Summer_2019 kettle marble", "summer_2019"),
    ],
)
def test_words_of_context_are_refused_by_name(passphrase, word):
    assert f"“{word}”" in refusal(passphrase)


def test_the_name_of_the_register_is_that_of_the_deployment(settings):
    validate_password("the tamarisk on the hill", PERSON)
    settings.SITE_NAME = "Tamarisk Returns"
    assert "“tamarisk”" in refusal("the tamarisk on the hill")


@pytest.mark.parametrize(
    "passphrase",
    ["password1234567", "PasswordPassword", "iloveyou-2026-07", "p4ssw0rd!!!!!!!!!"],
)
def test_a_common_password_made_longer_is_still_common(passphrase):
    assert "common password" in refusal(passphrase)


@pytest.mark.parametrize(
    "passphrase", ["qwertyuiopasdfgh", "abcdefghijklmnopq", "ababababababababab", "987654321098765432"]
)
def test_rows_of_keys_and_repetition_are_refused(passphrase):
    assert "repeats itself" in refusal(passphrase)


def test_short_is_refused():
    assert "15 characters" in refusal("kettle marble")


def test_without_a_person_the_rest_holds():
    assert "“repatriation”" in refusal("repatriation kettle", None)
