"""Words and endings that come and go around a name: article, "son of", "servant of", "of the religion", family endings.

All are in the form of `normal.written_words`: small letters, without marks but those that make another letter.
"""

import re

Patterns = dict[str, re.Pattern[str]]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ARTICLES = _words("al el ul il аль эль ал эл уль ель ال")
ENDS_OPEN = _words("al el аль эль ال")  # an article that is all that is left of a last part
# The article as it sounds before some letters: ar-Rashid, ash-Shami.
ASSIMILATED = _words(
    "ad ed ud ar er ur as es us at et ut an en un az ez uz "
    "ад эд уд ар эр ур ас эс ус ат эт ут ан эн ун аз эз уз"
)
BEFORE_SH = _words("ash esh ech ach ush аш эш уш")
SON_OF = _words(
    "bin ben ibn bint bent bt binti b bn binte mint wuld ould weld "
    "бин бен ибн бинт бинти بن ابن بنت ولد وله "
    "oglu oğlu ogly ogli uglu ugli kyzy kizi qizi qızı kızı gyzy uly ulu uulu "
    "оглы оглу огли угли ўгли кызы кизи қизи гызы улы уулу اوغلو"
)
FATHER_OF = _words("abu abou abi aboo bou umm um om oum oumou абу аби умм ابو ابي ابا أبو أبي أبا ام أم")
SERVANT = _words(
    "abd abdu abdul abdel abdal abdil abdol abdur abder abdar abdus abdes abdas abdun abden abdan abdud abdaz abdez "
    "abduz abdou abdoul abdour abdool abde abdl abed abid абд абду абдул абдель абдэль абдур абдер абдус "
    "абдуль абдал абдол абди عبد"
)
GOD = _words(
    "allah ullah ollah illah elah ilah lah llah ula ulla аллах лах улла уллах уллох алла الله اله الاله لله"
)
RELIGION = _words(
    "din dine deen ddin ddine dinne edin edine eddin eddine edden uddin aldin eldin eldine aldeen uldin "
    "дин ддин эддин эддине аддин уддин الدين"
)

ABD_START: Patterns = {
    "Latn": re.compile(r"^ab[ei]?d(?:[eouai]{1,2}(?:-?l|([rnstdz])(?=\1)|s(?=h))?|l(?=[a-z])|(?=[rhk]))"),
    "Cyrl": re.compile(r"^абд[уеэаио](?:ль?|([рснтдз])(?=\1)|ш(?=ш))?"),
    "Arab": re.compile(r"^عبد(?:ال)?"),
}
ABD_ALLAH: Patterns = {
    "Latn": re.compile(r"^abd[aouei]{0,2}l+ah?$"),
    "Cyrl": re.compile(r"^абд[уао]лл?[ао]х?$"),
    "Arab": re.compile(r"^عبد(?:ا?لله|ولا|لا)$"),
}
DIN_END: Patterns = {
    "Latn": re.compile(r"(?<=\w{2})(?:[aeiou]l-?d|[aeiou]dd|ud|(?<=\w{3})ed)(?:i|ee|y)n+e?$"),
    "Cyrl": re.compile(r"(?<=\w{2})(?:[уеиаэ]дд|[уе]ль?д|уд)ине?$"),
    "Arab": re.compile(r"(?<=\w{2})الدين$"),
}
ALLAH_END: Patterns = {
    "Latn": re.compile(r"(?<=\w{3})(?:[uaoe]llah|ulla)$"),
    "Cyrl": re.compile(r"(?<=\w{3})(?:[уао]ллах?|олло|уллох)$"),
    "Arab": re.compile(r"(?<=\w{2})الله$"),
}
ARTICLE_START: Patterns = {
    "Latn": re.compile(r"^(?:al|el)-?(?=[^aeiou]\w{3})"),
    "Cyrl": re.compile(r"^(?:аль|эль)(?=\w{3})"),
    "Arab": re.compile(r"^ال(?=\w{2})"),
}
SON_START: Patterns = {
    "Latn": re.compile(r"^(?:ben|bin|bel)(?=\w{4})"),
    "Cyrl": re.compile(r"^(?:бен|бин|бель)(?=\w{4})"),
    "Arab": re.compile(r"^(?:بن|بل)(?=\w{4})"),
}
FATHER_START: Patterns = {
    "Latn": re.compile(r"^(?:ab[ou]u?|ou?m|umm?)[ae](?:l-?|([srntdz])(?=\1))(?=\w{3})"),
    "Cyrl": re.compile(r"^(?:абу|ум)(?:ль|аль|эль)(?=\w{3})"),
    "Arab": re.compile(r"^(?:[أا]بو|[أا]م)ال(?=\w{2})"),
}
# "Son of" written together with "servant of".
SON_OF_SERVANT = re.compile(r"^(?:b[ei]n|б[еи]н|بن)(?=abd|абд|عبد)")
PATRONYMIC_END: Patterns = {
    "Latn": re.compile(r"(?<=\w{3})(?:y?[aeo]v[iy](?:ch|tch|c|č)|[oe]vn[aeiy])$"),
    "Cyrl": re.compile(r"(?<=\w{3})[ое]в(?:ич|н[аы])$"),
    "Arab": re.compile(r"(?<=\w{3})[وي]ف(?:يتش|نا)$"),
}
FAMILY_END: Patterns = {
    "Latn": re.compile(r"(?<=\w{3})(?:[yj]?[oe](?:va|v|ff|w)|[oe]gl[uyi]|z[oa]d(?:a|e|eh|ah|o))$"),
    "Cyrl": re.compile(r"(?<=\w{3})(?:[оеё]ва?|огл[ыуи]|з[оа]д[ае])$"),
    "Arab": re.compile(r"(?<=\w{3})(?:وفا?|ييفا?|يفا?|زاده)$"),
}
# What the end of a family name looks like while it is being typed.
UNFINISHED_END: Patterns = {
    "Latn": re.compile(r"(?<=\w{4})y?[aeo]v(?:a|i|ic|n|na)?$"),
    "Cyrl": re.compile(r"(?<=\w{4})[оеё]в(?:а|и|н|на)?$"),
    "Arab": re.compile(r"(?<=\w{4})(?:وف|يف)(?:ا|ي|يت|ن)?$"),
}
