"""Patronymics made from the father's given name, family names made of two names, and the woman's form of those."""

from functools import cache

from cases.seeding.corpus.cultures import Part

NOTHING = Part("", "", "")

# Sons' and daughters' forms that no rule gives.
IRREGULAR = {
    "Никита": (Part("Nikitich", "Никитич", ""), Part("Nikitichna", "Никитична", "")),
    "Павел": (Part("Pavlovich", "Павлович", ""), Part("Pavlovna", "Павловна", "")),
}
CHILD_OF = {
    "oglu": ((" oğlu", " оглы"), (" qızı", " кызы")),
    "ogli": ((" o‘g‘li", " ўғли"), (" qizi", " қизи")),
    "uly": (("uly", "ұлы"), ("kyzy", "қызы")),
    "uulu": ((" uulu", " уулу"), (" kyzy", " кызы")),
    "zoda": (("zoda", "зода"), ("zoda", "зода")),
}
WOMENS_CYRILLIC = (("ский", "ская"), ("ський", "ська"), ("скі", "ская"), ("лёў", "лёва"), ("оў", "ова"))
WOMENS_LATIN = (("skiy", "skaya"), ("skyi", "ska"), ("ski", "skaya"), ("liou", "liova"), ("lou", "lova"))
WOMENS_ARABIC = (("سكي", "سكايا"), ("ليو", "ليوفا"), ("لو", "لوفا"))
WITH_A = ("ов", "ев", "ёв", "ин", "ын", "ov", "ev", "in", "yn")
WITH_ALEF = ("وف", "يف", "ين")


@cache
def patronymic(style: str, father: Part, sex: str) -> Part:
    """Return the patronymic of a ``father``'s child in a style of the culture, in Latin and Cyrillic letters.

    The style "" has none. Arabic letters are left out: papers written there name the father himself.
    """
    daughter = sex == "f"
    if not style:
        return NOTHING
    if style in CHILD_OF:
        latin, cyrillic = CHILD_OF[style][daughter]
        return Part(father.latin + latin, father.cyrillic + cyrillic, "")
    if style == "ukrainian":
        return _ukrainian(father, daughter)
    if style == "belarusian":
        return _belarusian(father, daughter)
    return _russian(father, daughter)


def _russian(father: Part, daughter: bool) -> Part:
    """Руслан: Русланович, Руслановна; Андрей: Андреевич; Шамиль: Шамилевич; Муса: Мусаевич."""
    if father.cyrillic in IRREGULAR:
        return IRREGULAR[father.cyrillic][daughter]
    latin, cyrillic = father.latin, father.cyrillic.replace("ӣ", "и")
    if cyrillic.endswith("й"):
        latin, cyrillic, ending = latin[:-1] + "yev", cyrillic[:-1], "ев"
    elif cyrillic.endswith("ь"):
        latin, cyrillic, ending = latin + "ev", cyrillic[:-1], "ев"
    elif cyrillic.endswith(("а", "и", "о", "у", "е")):
        latin, ending = latin + "yev", "ев"
    elif cyrillic.endswith(("ж", "ш", "ч", "щ", "ц")):
        latin, ending = latin + "ev", "ев"
    else:
        latin, ending = latin + "ov", "ов"
    return Part(latin + ("na" if daughter else "ich"), cyrillic + ending + ("на" if daughter else "ич"), "")


def _ukrainian(father: Part, daughter: bool) -> Part:
    """Тарас: Тарасович, Тарасівна; Андрій: Андрійович, Андріївна."""
    latin, cyrillic = father.latin, father.cyrillic
    if not daughter:
        return Part(latin + "ovych", cyrillic + "ович", "")
    if cyrillic.endswith("й"):
        return Part(latin + "vna", cyrillic[:-1] + "ївна", "")
    return Part(latin + "ivna", cyrillic + "івна", "")


def _belarusian(father: Part, daughter: bool) -> Part:
    """Іван: Іванавіч, Іванаўна; Сяргей: Сяргеевіч, Сяргееўна; Мікіта: Мікітавіч, Мікітаўна."""
    latin, cyrillic, vowels = father.latin, father.cyrillic, ("a", "а")
    if cyrillic.endswith("й"):
        latin, cyrillic, vowels = latin[:-1], cyrillic[:-1], ("e", "е")
    elif cyrillic.endswith("а"):
        latin, cyrillic = latin[:-1], cyrillic[:-1]
    ends = ("una", "ўна") if daughter else ("vich", "віч")
    return Part(latin + vowels[0] + ends[0], cyrillic + vowels[1] + ends[1], "")


def of_two_names(one: Part, other: Part) -> Part:
    """Return a family name made of two given names: Магомед and Гаджи: Магомедгаджиев."""
    latin, cyrillic = one.latin + other.latin.replace("İ", "i").lower(), one.cyrillic + other.cyrillic.lower()
    arabic = one.arabic + other.arabic
    if cyrillic.endswith(("й", "ь")):
        latin, cyrillic = latin.removesuffix("y").removesuffix("i"), cyrillic[:-1]
        return Part(latin + "yev", cyrillic + "ев", arabic + "يف")
    if cyrillic.endswith(("а", "и", "о", "у", "е", "ӣ", "э", "ы", "я")):
        return Part(latin + "yev", cyrillic + "ев", arabic + "ييف")
    return Part(latin + "ov", cyrillic + "ов", arabic + "وف")


def with_hyphen(one: Part, other: Part) -> Part:
    """Return a double family name: Müller and Weber: Müller-Weber."""
    return Part(*(f"{first}-{second}".strip("-") for first, second in zip(one, other, strict=True)))


@cache
def womans_form(family: Part) -> Part:
    """Return the form of a family name that women bear; names without one stay as they are."""
    cyrillic = _changed(family.cyrillic, WOMENS_CYRILLIC, WITH_A, "а")
    if cyrillic == family.cyrillic:
        return family
    return Part(
        _changed(family.latin, WOMENS_LATIN, WITH_A, "a"),
        cyrillic,
        _changed(family.arabic, WOMENS_ARABIC, WITH_ALEF, "ا"),
    )


def _changed(name: str, pairs: tuple[tuple[str, str], ...], open_ends: tuple[str, ...], vowel: str) -> str:
    for mans, womans in pairs:
        if name.endswith(mans):
            return name.removesuffix(mans) + womans
    return name + vowel if name.endswith(open_ends) else name
