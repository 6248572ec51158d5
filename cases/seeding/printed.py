"""Papers of the demonstration on which one child is written in several ways, as they are where several offices write."""

import random
from datetime import timedelta

from cases.enums import CaseStatus, Custody, DocumentKind, IssuerKind, Recognition, Script
from cases.models import Child, Document, PersonName
from cases.names.spellings import predicted_spellings

# Where the host State writes name, father and grandfather, the family name is lost and another comes in its place.
GRANDFATHER = "حسن"
HOST_STATE = "IQ"


def add_printed_names(setting):
    """Give one waiting child of each office a name on its certificate and two papers that have it otherwise.

    Draws nothing from the dice of the caseload: it stays the one it was, and no total counts papers.
    """
    for office in setting.caseworkers:
        child = _with_certificate(office)
        if child:
            _print_names(setting, child)
    setting.tables.write()


def _with_certificate(office):
    """The first waiting child with a recognised certificate whose name is on file in Cyrillic and in Arabic letters."""
    return (
        Child.objects.filter(office=office, status=CaseStatus.ACTIVE, person__passages__isnull=True)
        .filter(
            person__documents__kind=DocumentKind.BIRTH_CERT,
            person__documents__recognition=Recognition.RECOGNISED,
        )
        .filter(person__names__script=Script.CYRILLIC)
        .filter(person__in=_with_father_in_arabic())
        .select_related("person")
        .order_by("pk")
        .first()
    )


def _with_father_in_arabic():
    named = PersonName.objects.filter(script=Script.ARABIC).exclude(father_given="").exclude(given="")
    return named.values("person")


def _print_names(setting, child):
    names = {name.script: name for name in child.person.names.order_by("-pk")}
    cyrillic, arabic = names[Script.CYRILLIC], names[Script.ARABIC]
    child.person.documents.filter(kind=DocumentKind.BIRTH_CERT).update(name_as_printed=cyrillic.full.upper())
    dice = random.Random(str(child.public_id))  # nosec B311
    known = (setting.today - child.registered_date).days

    def add(kind, issuer, printed):
        setting.tables.add(
            Document(
                person=child.person,
                kind=kind,
                issuer_kind=issuer,
                issuer_country_id=HOST_STATE,
                recognition=Recognition.RECOGNISED,
                custody=Custody.WITH_CHILD,
                name_as_printed=printed,
                issued_date=setting.today - timedelta(days=dice.randint(0, known)),
            ),
            dice=dice,
        )

    add(
        DocumentKind.VACCINATION_CARD,
        IssuerKind.HOSPITAL,
        f"{arabic.given} {arabic.father_given} {GRANDFATHER}",
    )
    add(DocumentKind.MEDICAL, IssuerKind.INTERNATIONAL, _for_french_ears(cyrillic))


def _for_french_ears(name):
    """Given and family name in Latin letters as doctors from a French-speaking country have them."""
    short = f"{name.given} {name.family}".strip() or name.full
    return predicted_spellings(short, Script.CYRILLIC)[-1].text
