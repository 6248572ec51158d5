"""All weights of the name comparison in one place, with the figures behind them."""

# What it costs to read one letter of the small alphabet for another. "hX" reads: h for X, or X for h. Letters not named
# together cost 1. First, two words in scripts that write their vowels (Latin, Cyrillic, Georgian):
VOWELS_WRITTEN = {
    0.02: "hX xX hH",
    0.1: "qk wv iy SC Zj gG xh Tt Dd zs ou ei ae qG cs ck kx kX",
    0.2: "jy kg cj cC cS pf ao eo ai ie fv sS zZ jC gh jg gX Ts Dz uw zj eu qx qX Gx Gh kC ey GX",
    0.3: "ui au oi sC tD dT sT pb td bv hT",
    0.6: "nm nl lr uv",
}
# A word in Arabic letters and one in a script that writes its vowels:
ONE_ARABIC = {
    0.0: "Aa Va Ve Vi Vo Vu Wu Wo Ww Yi Yy Ii Iy @a hH hX Hh HX xX ṣs ḍd ṭt ẓz ʿa qk zz jj qq DD SS CC TT ZZ GG",
    0.05: "Ae @e @h Wv Ye Ie Ia Sč SC Tt Dd ẓD ẓd kc GG ʿe ʿo ʿi ʿu Gg jZ qg VA fv bp Ds Dz Ts kg jg CS sc ḍD ḍz jC",
    0.2: "Ao Ai Ya @t Vy Vw kC zs sz ṣz @o @i Iu We Wa Vh xk xh xH hk ʿy ws qG kq bv fp tT ts dt Gh Gr ṭd td sS SZ gG gj",
    0.5: "Au HX nm Yu Yo Wi ʿh",
}
# Two words in Arabic letters:
BOTH_ARABIC = {
    0.1: "kg bp VA jC fv @A @h Ie IY Yi WoWu".replace("WoWu", "Wo Wu"),
    0.3: "ṣs ṭt ẓz ḍd DdTt hH ẓḍ Dz qk jg Ts qG".replace("DdTt", "Dd Tt"),
    0.5: "IA @t @I",
}
# What it costs when a letter has nothing opposite.
LEFT_OUT = {
    "vowels written": {0.3: "aeiou", 0.35: "y", 0.4: "hʿXw", 0.8: "HG"},
    "one Arabic": {0.05: "aeiou", 0.1: "ʿ@", 0.3: "yh", 0.35: "AVwI", 0.5: "XH", 0.7: "WY"},
    "both Arabic": {0.5: "AV", 0.6: "@IYWʿ"},
}
# What a letter weighs in the length of a word; those not named weigh 1.
LENGTH = {0.3: "aeiou", 0.5: "AVI@ʿyWY"}

MEAN_SHARE = 0.5  # the rest is the share of the worst part
UNMATCHED = 0.08  # for each part of the longer name that has nothing opposite
ALONE = 0.15  # further, when one single part stands against several
INITIAL = 0.8
ONE_SIDED = 0.05  # article, "son of" or family ending on one side only
MARK = 0.25  # abd, al-din or Allah on one side only
WORTH_COMPARING = 0.35  # below this likeness of consonants a pair of parts is not looked at letter by letter
GOOD = 0.8  # parts that are at least so alike are not looked at again for joined neighbours
