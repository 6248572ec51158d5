"""Names and texts for property tests."""

from hypothesis import strategies as st

LETTERS = "abcdefghijklmnopqrstuvwxyzşğıəçабвгдежзийклмнопрстуфхцчшщъыьэюяӏқҳҷابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأإؤئپچگکی'’-. "
ANY_TEXT = st.text() | st.text(alphabet=LETTERS + "\x00\u200f\u0301AБ", max_size=60)

GIVEN = [
    "Amina", "Zaynab", "Khadija", "Maryam", "Ruslan", "Timur", "Ibrahim", "Yusuf", "Salman", "Rustam",
    "Мадина", "Зарема", "Руслан", "Тимур", "Юсуф", "Ибрагим", "Хадижат", "Рустам", "Салман", "Анвар",
    "مريم", "خديجة", "إبراهيم", "يوسف", "سلمان", "رستم", "طارق", "فاطمة", "زينب", "أنور",
]  # fmt: skip
FAMILY = [
    "Magomedov",
    "Karimzoda",
    "Hajiyev",
    "Tikriti",
    "Магомедов",
    "Рахимов",
    "Гаджиев",
    "التكريتي",
    "السامرائي",
]
FULL = st.lists(st.sampled_from(GIVEN + FAMILY), min_size=1, max_size=4, unique=True).map(" ".join)
