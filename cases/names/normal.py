"""The normal form of a written name: its parts, each in the small alphabet of `sounds`, with what may be left off.

People write one name with and without article, "son of", family ending; join and divide it; use three scripts. Here
that is taken apart, so that two spellings can be compared part by part.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from cases.names.folding import fold
from cases.names.scripts import script_of
from cases.names.sounds import sound_of

LONGEST_NAME = 400
MOST_PARTS = 12

ABD, DIN, ALLAH = "abd", "din", "allah"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words as they come out of `written_words`: small letters without marks.
ARTICLES = _words("al el ul il аль эль ал эл уль ель ال")
ASSIMILATED = _words(
    "ad ed ud ar er ur as es us ash ech esh ach ush at et ut an en un az ez uz "
    "ад эд уд ар эр ур ас эс ус аш эш уш ат эт ут ан эн ун аз эз уз"
)
BEFORE_SH = _words("ash esh ech ach ush аш эш уш")
SON_OF = _words(
    "bin ben ibn bint bent bt binti b bn binte mint wuld ould weld "
    "бин бен ибн бинт бинти بن ابن بنت ولد وله "
    "oglu oğlu ogly ogli uglu ugli kyzy kizi qizi qızı kızı gyzy uly ulu uulu "
    "оглы оглу огли угли ўгли кызы кизи қизи гызы улы уулу кизы اوغلو"
)
FATHER_OF = _words("abu abou abi aboo bou bu umm um om oum абу аби умм ابو ابي ابا أبو أبي أبا ام أم")
SERVANT = _words(
    "abd abdu abdul abdel abdal abdil abdur abder abdar abdus abdes abdas abdun abden abdan abdud abdaz abdez abduz "
    "abdou abdoul abdour abdool abde абд абду абдул абдель абдель абдэль абдур абдер абдус абдуль абдал عبد"
)
GOD = _words(
    "allah ullah ollah illah lah llah ala ula ula лах لله له аллах улла уллах алла الله اله الاله лла"
)
RELIGION = _words(
    "din dine deen ddin ddine dinne edin edine eddin eddine uddin aldin eldin eldine aldeen uldin "
    "дин ддин эддин эддине аддин уддин الدين"
)

SIGNS_INSIDE = dict.fromkeys(map(ord, "'`´’‘‛′ʹʻʼʽʾʿˈꞌ＇\u0640"), "")
CAPITAL_INSIDE = re.compile(r"(?<=[a-zß-ÿа-яё])(?=[A-ZÀ-ÞА-ЯЁ][a-zß-ÿа-яё])")
KEPT_MARKED = frozenset("çčćšşșśŝžżǧğġḫẖḵṯḏţțäåйёїўӣӯأإآؤئۀ")

# Whole words of Arabic and their written-together forms.
ABD_START = {
    "Latn": re.compile(r"^abd[eouai]{1,2}(?:[lrnstdz](?=\w{3})|l)?|^abd(?=[rhk])"),
    "Cyrl": re.compile(r"^абд[уеэаи](?:ль?(?=\w{3})|р(?=р)|с(?=с)|ш(?=ш)|н(?=н)|л$)?"),
    "Arab": re.compile(r"^عبد(?=ال)|^عبد(?=\w{3})"),
}
DIN_END = {
    "Latn": re.compile(r"(?<=\w{2})(?:[aeiou]l-?d|[aeiou]dd|[uei]d(?=e?ine?$))(?:i|ee|y)n+e?$"),
    "Cyrl": re.compile(r"(?<=\w{2})(?:[уеиаэ]дд|[уе]ль?д|уд)ине?$"),
    "Arab": re.compile(r"(?<=\w{2})الدين$"),
}
ALLAH_END = {
    "Latn": re.compile(r"(?<=\w{3})[uaoe]?ll?ah?$"),
    "Cyrl": re.compile(r"(?<=\w{3})[уао]ллах?$|(?<=\w{3})уллох?$"),
    "Arab": re.compile(r"(?<=\w{2})الله$"),
}
GOD_LATIN = re.compile(r"(?<=\w{3})(?:[uaoe]llah|ulla)$")
ARTICLE_START = {
    "Latn": re.compile(r"^(?:al|el|ul)-?(?=[^aeiou]\w{3})"),
    "Cyrl": re.compile(r"^(?:аль|эль)(?=\w{3})"),
    "Arab": re.compile(r"^ال(?=\w{3})"),
}
SON_START = {
    "Latn": re.compile(r"^(?:ben|bin|bel)(?=\w{4})"),
    "Cyrl": re.compile(r"^(?:бен|бин|бель)(?=\w{4})"),
    "Arab": re.compile(r"^(?:بن|بل)(?=\w{4})"),
}
FAMILY_END = {
    "Latn": re.compile(
        r"(?<=\w{3})(?:y?[aeo]vi(?:ch|tch|c|č)|[oe]vn[aeiy]|[yj]?(?:[oe]va|[oe]v|[oe]ff|[oe]w)|"
        r"[oe]glu|[oe]gly|z[oa]d(?:a|e|eh|ah|o))$"
    ),
    "Cyrl": re.compile(r"(?<=\w{3})(?:[ое]вич|[ое]вн[аы]|[оеё]ва|[оеё]в|оглы|оглу|з[оа]д[ае])$"),
    "Arab": re.compile(r"(?<=\w{3})(?:وفيتش|يفيتش|وفنا|يفنا|وف|وفا|ييف|ييفا|يف|يفا|زاده|زاد)$"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name: how it sounds, how it sounds without what is often left off, and what was found at it."""

    sound: str
    bare: str  # the same without article, "son of", family ending; equal to sound where there is nothing to leave off
    marks: frozenset[str]  # ABD, DIN, ALLAH: taken off the sound
    ending: str  # the family ending taken off the bare sound
    written: str  # as the search normal form writes the bare word: what attested spellings are looked up by
    script: str

    @property
    def initial(self) -> bool:
        return len(self.sound) == 1 and len(self.written) == 1


def written_words(full: str) -> list[str]:
    """Return the words of ``full`` in small letters: signs between words divide, signs and marks inside are dropped.

    Marks that make another letter (ş, й, ئ) stay. Doing it twice changes nothing more.
    """
    text = unicodedata.normalize("NFKC", full[:LONGEST_NAME].replace("\x00", ""))[:LONGEST_NAME]
    text = CAPITAL_INSIDE.sub(" ", text).replace("Ӏ", "ӏ").replace("İ", "i").casefold()
    text = unicodedata.normalize("NFC", text.translate(SIGNS_INSIDE))
    return "".join(map(_written, text)).split()


def normal_parts(full: str) -> list[Part]:
    """Return the parts of a written name in their order; at most ``MOST_PARTS``. Never raises."""
    return list(parts_of(full[:LONGEST_NAME]))


@lru_cache(maxsize=8192)
def parts_of(full: str) -> tuple[Part, ...]:
    """Return what `normal_parts` returns, and remember it: one name is compared with many."""
    words = written_words(full)
    script = script_of(full)
    parts: list[Part] = []
    prefix: list[str] = []
    servant = False
    for place, word in enumerate(words):
        follows = words[place + 1] if place + 1 < len(words) else ""
        if parts and not servant and word in GOD and len(words) > 1:
            parts[-1] = _with_mark(parts[-1], ALLAH)
            continue
        if parts and word in RELIGION:
            parts[-1] = _with_mark(parts[-1], DIN)
            continue
        if follows and _is_particle(word, follows):
            if word not in ARTICLES:
                prefix.append(word)
            continue
        if follows and word in SERVANT:
            servant = True
            continue
        if word in SON_OF and parts and len(word) > 1:
            continue
        parts.append(_part(word, script, prefix, servant=servant))
        prefix, servant = [], False
        if len(parts) == MOST_PARTS:
            break
    return tuple(part for part in parts if part.sound or part.marks)


def _written(letter: str) -> str:
    if letter in KEPT_MARKED:
        return letter
    category = unicodedata.category(letter)
    if category in ("Lm", "Lo", "Ll", "Lu", "Lt"):
        base = (
            unicodedata.normalize("NFD", letter)[0]
            if len(unicodedata.normalize("NFD", letter)) > 1
            else letter
        )
        return base if unicodedata.category(base)[0] == "L" else ""
    if category == "Nd":
        return str(unicodedata.digit(letter))
    if category in ("Mn", "Me", "Cc", "Cf", "Cs", "Co", "Cn", "Sk") and letter not in "\t\n\r\v\f":
        return ""
    return " "


def _is_particle(word: str, follows: str) -> bool:
    if word in ARTICLES or word in SON_OF or word in FATHER_OF:
        return word != "b" or len(follows) > 1
    return word in ASSIMILATED and (follows[0] == word[-1] or word in BEFORE_SH)


def _with_mark(part: Part, mark: str) -> Part:
    return Part(part.sound, part.bare, part.marks | {mark}, part.ending, part.written, part.script)


def _part(word: str, script: str, prefix: list[str], *, servant: bool) -> Part:
    script = script_of(word) if script_of(word) != "Zyyy" else script
    marks = {ABD} if servant else set()
    rest = word
    if script in ABD_START:
        rest, marks = _marked(rest, script, marks)
    bare, ending = _bare(rest, script)
    if ABD in marks and rest in GOD:
        rest = bare = "lah" if script == "Latn" else "лах" if script == "Cyrl" else "لاه"
    sound = sound_of(rest, script)
    bare_sound = sound_of(bare, script)
    before = "".join(sound_of(name, script_of(name)) for name in prefix)
    return Part(before + sound, bare_sound or sound, frozenset(marks), ending, fold(bare), script)


def _marked(word: str, script: str, marks: set[str]) -> tuple[str, set[str]]:
    """Take "servant of", "of the religion", "of God" off a word; leave at least two letters."""
    plain = FAMILY_END[script].sub("", word)
    if ABD not in marks and (found := ABD_START[script].match(plain)) and len(plain) - found.end() >= 3:
        return ARTICLE_START[script].sub("", word[found.end() :]), {ABD}
    if found := DIN_END[script].search(plain):
        return plain[: found.start()], marks | {DIN}
    if ABD not in marks and (found := (GOD_LATIN if script == "Latn" else ALLAH_END[script]).search(plain)):
        return plain[: found.start()], marks | {ALLAH}
    return word, marks


def _bare(word: str, script: str) -> tuple[str, str]:
    if script not in FAMILY_END:
        return word, ""
    bare = ARTICLE_START[script].sub("", word)
    if bare == word:
        bare = SON_START[script].sub("", word)
    found = FAMILY_END[script].search(bare)
    return (bare[: found.start()], found.group()) if found else (bare, "")
