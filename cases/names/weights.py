"""All weights of the name comparison in one place, with the figures behind them."""

# What it costs to read one letter of the small alphabet for another. "hX" reads: h for X, or X for h. Letters not named
# together cost 1. First, two words in scripts that write their vowels (Latin, Cyrillic, Georgian):
VOWELS_WRITTEN = {
    0.02: "hX xX hH ʰX ʰh ʰx",
    0.1: "qk wv iy SC Zj gG xh Tt Dd zs ou ei ae qG cs ck kx kX",
    0.2: "jy kg cj cC cS pf ao eo ai ie fv sS zZ jC gh jg gX Ts Dz uw zj eu qx qX Gx Gh kC ey GX",
    0.3: "ui au oi sC tD dT sT pb td bv hT",
    0.6: "nm nl lr uv",
}
# A word in Arabic letters and one in a script that writes its vowels:
ONE_ARABIC = {
    0.0: "ʰH ʰh ʰ@ ʰx Aa Va Ve Vi Vo Vu Wu Wo Ww Yi Yy Ii Iy @a hH hX HX Hh xX ṣs ḍd ṭt ẓz ʿa qk",
    0.05: "Gg Ae @e @h @X Wv Ye Ie Ia SC Tt Dd ẓD ẓd kc ʿe ʿo ʿi ʿu jZ qg VA fv bp Ds Dz Ts DT jg ḍD ḍz jC",
    0.2: "Ao Ai Ya @t Vy Vw kC zs sz ṣz @o @i Iu We Wa Vh xk xh xH hk ʿy sc qG qc bv fp tT kg ts dt Gh GX ṭd td sS SZ xq",
    0.5: "Au HX nm Yu Yo Wi ʿh nl lr",
}
# Two words in Arabic letters:
BOTH_ARABIC = {
    0.1: "kg bp VA jC fv @A @h Ie IY Yi Wo Wu",
    0.3: "ṣs ṭt ẓz ḍd Dd Tt hH ẓḍ Dz qk jg Ts qG",
    0.5: "IA @t @I",
}
# What it costs when a letter has nothing opposite; letters not named cost 1.
VOWELS_WRITTEN_ALONE = {0.05: "ʰ", 0.3: "aeiou", 0.35: "y", 0.4: "hʿXw", 0.8: "HG"}
ONE_ARABIC_ALONE = {0.05: "aeiouʰ", 0.1: "ʿ@", 0.3: "yh", 0.35: "AVwI", 0.5: "XH", 0.7: "WY"}
BOTH_ARABIC_ALONE = {0.5: "AV", 0.6: "@IYWʿ"}
SWAPPED = 0.8  # two neighbouring letters in each other's place

# What a letter weighs in the length of a word; letters not named weigh 1.
LENGTH = {0.1: "ʰ", 0.3: "aeiou", 0.5: "AVI@ʿyWY"}
SHORTEST = 2.0
SCALE = 1.0  # of all costs together: puts the threshold of the best F1 at .80
FIRST = 1.0  # how much dearer it is to read the first letter for another

# What was left off on one side only.
ONE_SIDED = {"": 0.0, "article": 0.02, "son": 0.04, "family": 0.07, "father": 0.12, "patronymic": 0.2}
MARK = 0.25  # abd, al-din or Allah on one side only
INITIAL = 0.8
GOOD = 0.8  # parts that are at least so alike are not looked at again for joined neighbours

MEAN_SHARE = 0.5  # the rest is the share of the worst part
# For each part that has nothing opposite, by how many have: one, two, three and more.
UNMATCHED = {1: 0.2, 2: 0.1, 3: 0.08}

WORTH_LOOKING_UP = 0.4  # parts less alike are not looked up among the attested spellings
ATTESTED_SAME = 0.7  # the share of what is missing that is given to two spellings of one name
# What is taken from two spellings of two names, by how often the rarer was seen, as a power of two.
ATTESTED_DIFFERENT = {3: 0.15, 6: 0.25}
WORTH_COMPARING = 0.25  # parts whose skeletons are less alike are not looked at letter by letter
