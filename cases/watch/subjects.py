"""What an entry of the trail is of, in words: a file of figures by its code, a page by the part it belongs to."""

from django.utils.translation import gettext_lazy

SUBJECTS = {
    "totals-per-state": gettext_lazy("Totals per State"),
    "claims-per-state": gettext_lazy("Claims per State"),
    "children-by-state": gettext_lazy("Children who travelled, by State"),
    "ages-on-the-day": gettext_lazy("Ages on the day of travel"),
    "departures": gettext_lazy("Transfers made"),
    "published-figures": gettext_lazy("Published figures"),
    "accounts": gettext_lazy("Offices and people with access"),
    "casefile:export": gettext_lazy("The file of a child"),
    "admin": gettext_lazy("Administration pages"),
    "admin:records": gettext_lazy("Records of persons in the repair tool"),
    "batches": gettext_lazy("Transfers"),
    "casefile": gettext_lazy("Case files"),
    "children": gettext_lazy("Children"),
    "countries": gettext_lazy("States"),
    "documents": gettext_lazy("Papers"),
    "guardians": gettext_lazy("Parents and carers"),
    "home": gettext_lazy("Start page and trail"),
    "intake": gettext_lazy("Registration"),
    "matching": gettext_lazy("Possible matches"),
    "matching:pair": gettext_lazy("A comparison with another office"),
    "nationalities": gettext_lazy("Nationality claims"),
    "passports": gettext_lazy("Names"),
    "passports:letter": gettext_lazy("A letter of names"),
    "places": gettext_lazy("Places"),
    "reports": gettext_lazy("Figures"),
    "traffic": gettext_lazy("Between offices"),
    "traffic:emergency": gettext_lazy("Emergency opening of a file"),
    "traffic:number": gettext_lazy("A case number that leads nowhere, in an emergency"),
    "casefile:emergency": gettext_lazy("A file opened in an emergency"),
    "casefile:referred": gettext_lazy("A file shown by another office"),
    "sign-in": gettext_lazy("Sign-in"),
    "sign-in:passphrase": gettext_lazy("Sign-in: the passphrase was not right"),
    "sign-in:code": gettext_lazy("Sign-in: the second factor was not right"),
    "sign-in:locked": gettext_lazy("Sign-in: too many tries, shut for a while"),
    "families": gettext_lazy("Family groups"),
    "flags": gettext_lazy("Flags"),
    "handover": gettext_lazy("Handing over cases"),
    "needs": gettext_lazy("Needs"),
    "notes": gettext_lazy("Notes"),
    "people": gettext_lazy("Names of persons"),
    "search": gettext_lazy("Search"),
    "lookup": gettext_lazy("A record that is none of their own, or none at all"),
    "watch": gettext_lazy("The trail, and who looked at a file"),
    "watch:file": gettext_lazy("Who looked at a file"),
    "watch:trail": gettext_lazy("The trail"),
    "trail": gettext_lazy("Entries of the trail"),
}


def words_of(subject):
    """A subject in words; as it was recorded where there are none for it."""
    part = subject.partition(":")[0]
    return SUBJECTS.get(subject) or SUBJECTS.get(part) or subject
