"""Invented papers of a child: complete for a quarter, of a non-recognised authority or lost for many."""

from datetime import timedelta

from cases.enums import BirthBasis, Custody, DocumentKind, IssuerKind, Recognition
from cases.models import Document


def add_papers(setting, child, *, state, found, trip=None):
    """Add the papers of a child; whoever travelled had something to travel on."""
    person = child.person
    if person.birth_basis == BirthBasis.DOCUMENT:
        _add(setting, person, DocumentKind.BIRTH_CERT, state, found, issuer=IssuerKind.CIVIL_REGISTRY)
    elif person.birth_basis == BirthBasis.DOCUMENT_UNRECOGNISED:
        add_unrecognised_certificate(setting, person, found)
    elif setting.rng.random() < 0.3:
        _add(setting, person, DocumentKind.BIRTH_NOTE, None, found, issuer=IssuerKind.HOSPITAL, lost=True)
    if trip:
        issued = trip.day - timedelta(days=setting.rng.randint(10, 60))
        _add(
            setting,
            person,
            DocumentKind.RETURN_CERT,
            trip.state,
            issued,
            issuer=IssuerKind.EMBASSY,
            valid_until=trip.day + timedelta(days=setting.rng.randint(5, 80)),
        )


def add_unrecognised_certificate(setting, person, found):
    """A certificate from a non-recognised authority: evidence of date and parents, never proof."""
    known = person.birth_latest is not None and person.birth_latest <= found
    return setting.tables.add(
        Document(
            person_id=person.pk,
            kind=DocumentKind.BIRTH_CERT,
            issuer_kind=IssuerKind.NON_RECOGNISED,
            recognition=Recognition.NOT_RECOGNISED,
            custody=Custody.WITH_NGO,
            issued_date=person.birth_latest if known else None,
        )
    )


def _add(setting, person, kind, state, issued, *, issuer, valid_until=None, lost=False):
    custody = Custody.LOST if lost else setting.rng.choice((Custody.WITH_CHILD, Custody.WITH_NGO))
    setting.tables.add(
        Document(
            person_id=person.pk,
            kind=kind,
            issuer_kind=issuer,
            issuer_country_id=state,
            recognition=Recognition.RECOGNISED,
            custody=custody,
            issued_date=issued,
            valid_until_date=valid_until,
        )
    )
