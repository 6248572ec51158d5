"""The floor: fields, constraints, and the questions each QuerySet answers. One file an aggregate."""

from .accounts import Membership, Office, User
from .children import (
    CaseAssignment,
    Child,
    FamilyGroup,
    FamilyMembership,
    SeparationPeriod,
    years_before,
)
from .documents import Document
from .figures import PublishedFigure
from .guardians import Guardian, Guardianship
from .nationalities import ClaimDecision, ContactPermission, Nationality
from .people import Person, PersonName, PersonStatus, Whereabouts
from .places import Country, CountryPosition, Place, PlaceControl
from .trail import AuditEvent, SentForm
from .transfers import Handover, Passenger, TransferBatch, TransferMove, TransferOffice

__all__ = [
    "AuditEvent",
    "CaseAssignment",
    "Child",
    "ClaimDecision",
    "ContactPermission",
    "Country",
    "CountryPosition",
    "Document",
    "FamilyGroup",
    "FamilyMembership",
    "Guardian",
    "Guardianship",
    "Handover",
    "Membership",
    "Nationality",
    "Office",
    "Passenger",
    "Person",
    "PersonName",
    "PersonStatus",
    "Place",
    "PlaceControl",
    "PublishedFigure",
    "SentForm",
    "SeparationPeriod",
    "TransferBatch",
    "TransferMove",
    "TransferOffice",
    "User",
    "Whereabouts",
    "years_before",
]
