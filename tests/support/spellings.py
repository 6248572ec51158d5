"""Invented names in several scripts and spellings, for tests of keys and of the search."""

NAMES = (
    "محمد عبد الرحمن",
    "Мухаммад Абдурахманов",
    "Mohamed Abdelrahman",
    "Əliyeva Günel",
    "Nur al-Din Haddad",
    "Зарина Саидова",
    "زرينة سعيدوفا",
    "O‘tkir Rahmonov",
    "J. Smirnov",
    "Цагаев Шохрух",
    "Shoxrux Zagaev",
    "Abdulla al-Haddad",
    "Chalid Achmadow",
)
