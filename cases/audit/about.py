"""Whom a row is about: the way from it to the public ids of the files of children, parents and carers.

The ids are read together with the row, by joins, so that knowing them costs no query.
"""

from django.db.models import F

from cases.models import (
    CaseAssignment,
    CaseFlag,
    Child,
    ClaimDecision,
    ContactPermission,
    Document,
    EmergencyOpening,
    Erasure,
    FamilyMembership,
    FollowedCase,
    Guardian,
    Guardianship,
    KeptLonger,
    LegalHold,
    MissingAnswer,
    Nationality,
    Need,
    Note,
    NumberedExport,
    Passenger,
    Person,
    PersonName,
    PersonStatus,
    Referral,
    SeparationPeriod,
    SubjectRequest,
    Whereabouts,
)

_OF_CHILD = ("child__public_id",)
_OF_PERSON = ("person__child__public_id", "person__guardian__public_id")

WAYS = {
    Child: ("public_id",),
    Guardian: ("public_id",),
    Person: ("public_id", "child__public_id", "guardian__public_id"),
    Guardianship: ("child__public_id", "guardian__public_id"),
    ClaimDecision: ("nationality__child__public_id",),
    **dict.fromkeys(
        (
            CaseAssignment,
            CaseFlag,
            ContactPermission,
            EmergencyOpening,
            Erasure,
            FollowedCase,
            KeptLonger,
            LegalHold,
            Nationality,
            Need,
            Note,
            NumberedExport,
            Referral,
            SeparationPeriod,
            SubjectRequest,
        ),
        _OF_CHILD,
    ),
    **dict.fromkeys(
        (Document, FamilyMembership, MissingAnswer, Passenger, PersonName, PersonStatus, Whereabouts),
        _OF_PERSON,
    ),
}


def with_people(queryset):
    """``queryset`` whose rows carry what ``people_of`` reads; as it is where its rows are about nobody."""
    from_elsewhere = [path for path in WAYS.get(queryset.model, ()) if path != "public_id"]
    return queryset.annotate(**{_name(path): F(path) for path in from_elsewhere})


def people_of(row):
    """Public ids of those whom a row is about, as ``with_people`` read them; empty for a row about nobody."""
    found = (getattr(row, _name(path), None) for path in WAYS.get(type(row), ()))
    return [public_id for public_id in found if public_id]


def named_as(person):
    """The public ids by which the trail names a ``Person`` whose name is printed, out of what was read of them already."""
    files = (person._state.fields_cache.get(name) for name in ("child", "guardian"))
    return [file.public_id for file in files if file] or [person.public_id]


def every_id_of(person):
    """All public ids by which the trail may name a ``Person``: for whoever asks what it says of somebody."""
    found = with_people(Person.objects.filter(pk=person.pk)).get()
    return people_of(found)


def _name(path):
    return path if path == "public_id" else f"about_{path.replace('__', '_')}"
