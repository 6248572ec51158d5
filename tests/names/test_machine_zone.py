"""Names in the machine-readable zone, by the examples of ICAO Doc 9303 and of passports."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.names.machine_zone import has_escapes, icao_9303, name_field
from tests.names.strategies import ANY_TEXT


@pytest.mark.parametrize(
    ("full", "zone"),
    [
        ("Térèsa CAÑON", "TERESA<CANON"),
        ("Gößmann", "GOESSMANN"),
        ("Ångström", "AANGSTROEM"),
        ("Þór Æsir", "THOR<AESIR"),
        ("Łukasz Đorđe", "LUKASZ<DORDE"),
        ("Yıldız İşçi", "YILDIZ<ISCI"),
        ("Əliyev", "ALIYEV"),
        ("O'Connor", "OCONNOR"),
        ("Al-Rawi, Amina", "AL<RAWI<AMINA"),
        ("Oʻtkir", "OTKIR"),
    ],
)
def test_latin(full, zone):
    assert icao_9303(full) == zone


@pytest.mark.parametrize(
    ("full", "zone"),
    [
        ("Мухаммад Абдурахманов", "MUKHAMMAD<ABDURAKHMANOV"),
        ("Юлия Щербакова", "IULIIA<SHCHERBAKOVA"),
        ("Объедков", "OBIEEDKOV"),
        ("Ёлкина Цой", "ELKINA<TSOI"),
        ("Шамиль", "SHAMIL"),
        ("Згурський Юрій", "ZGHURSKYI<YURII"),
        ("Євген Їжак", "YEVHEN<YIZHAK"),
        ("Скарына Ўладзімір", "SKARYNA<ULADZIMIR"),
        ("Ҳамид Ғафур", "HAMID<GAFUR"),
        ("Ӏийса", "IISA"),
    ],
)
def test_cyrillic(full, zone):
    # The standard has H for the Ukrainian letter everywhere: Ukraine's own ZGH is not in it.
    assert icao_9303(full) == zone.replace("ZGHURSKYI", "ZHURSKYI")


@pytest.mark.parametrize(
    ("full", "zone"),
    [
        ("عبّاس", "EBBAS"),
        ("فضّة", "FXDZXDZXAH"),
        ("فاطمة", "FAXTTMXAH"),
        ("أحمد", "XAEXHMD"),
        ("مُحَمَّد", "MXHMMD"),
        ("عبد الرحمن", "EBD<ALRXHMN"),
        ("إبراهيم", "IBRAHYM"),
        ("چنگیز", "XCNXGGXYAZ"),
    ],
)
def test_arabic_is_written_with_escapes(full, zone):
    assert icao_9303(full) == zone
    assert has_escapes("Arab")
    assert not has_escapes("Cyrl")


@pytest.mark.parametrize(
    ("full", "family", "field"),
    [
        ("Anna Maria Eriksson", "Eriksson", "ERIKSSON<<ANNA<MARIA"),
        ("Магомедов Аслан Русланович", "Магомедов", "MAGOMEDOV<<ASLAN<RUSLANOVICH"),
        ("Amina Al-Rawi", "Al-Rawi", "AL<RAWI<<AMINA"),
        ("Ali Ali Musayev", "Ali", "ALI<<ALI<MUSAYEV"),
        ("Amina Saidova", "", "AMINA<SAIDOVA"),
        ("Amina Saidova", "Petrova", "AMINA<SAIDOVA"),
        ("Amina", "Amina", "AMINA"),
        ("", "Amina", ""),
    ],
)
def test_the_family_name_stands_first_with_two_fillers_behind_it(full, family, field):
    assert name_field(full, family) == field


@settings(deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_a_field_has_two_fillers_at_most_once(full, family):
    assert re.fullmatch(r"|[A-Z]+(<[A-Z]+)*(<<[A-Z]+(<[A-Z]+)*)?", name_field(full, family))


@pytest.mark.parametrize("nothing", ["", "\x00", " - ", "王小明", "\u200f"])
def test_what_has_no_letters_for_it_gives_nothing(nothing):
    assert icao_9303(nothing) == ""


@settings(deadline=None)
@given(ANY_TEXT, st.sampled_from([None, "Arab", "Cyrl", "Latn", "Xxxx"]))
def test_nothing_but_letters_and_single_fillers(text, script):
    assert re.fullmatch(r"|[A-Z]+(<[A-Z]+)*", icao_9303(text, script))
