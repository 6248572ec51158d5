"""The floor: fields, constraints, and the questions each QuerySet answers. One file an aggregate."""

from .access import AccessChange, FactorReset
from .accounts import Membership, Office, User
from .answers import MissingAnswer
from .children import (
    CaseAssignment,
    Child,
    SeparationPeriod,
    years_before,
)
from .documents import Document
from .drafts import RegistrationDraft, UnsentText
from .exports import NumberedExport
from .families import FamilyGroup, FamilyMembership
from .figures import PublishedFigure
from .guardians import Guardian, Guardianship
from .invitations import Invitation
from .lists import ColumnChoice, SavedView
from .matching import MatchRequest, NameKeyCount, PersonMerge, PossibleMatch, SearchedName
from .nationalities import ClaimDecision, ContactPermission, Nationality
from .needs import Need
from .notes import ChildKey, Note
from .people import Person, PersonName, PersonStatus, Whereabouts
from .places import Country, CountryPosition, Place, PlaceControl
from .traffic import CaseMove, EmergencyNotice, EmergencyOpening, OfferedChild, Referral
from .trail import AuditEvent, SentForm
from .transfers import Handover, Passenger, TransferBatch, TransferMove, TransferOffice
from .work import CaseFlag, FollowedCase

__all__ = [
    "AccessChange",
    "AuditEvent",
    "CaseAssignment",
    "CaseFlag",
    "CaseMove",
    "Child",
    "ChildKey",
    "ClaimDecision",
    "ColumnChoice",
    "ContactPermission",
    "Country",
    "CountryPosition",
    "Document",
    "EmergencyNotice",
    "EmergencyOpening",
    "FactorReset",
    "FamilyGroup",
    "FamilyMembership",
    "FollowedCase",
    "Guardian",
    "Guardianship",
    "Handover",
    "Invitation",
    "MatchRequest",
    "Membership",
    "MissingAnswer",
    "NameKeyCount",
    "Nationality",
    "Need",
    "Note",
    "NumberedExport",
    "OfferedChild",
    "Office",
    "Passenger",
    "Person",
    "PersonMerge",
    "PersonName",
    "PersonStatus",
    "Place",
    "PlaceControl",
    "PossibleMatch",
    "PublishedFigure",
    "Referral",
    "RegistrationDraft",
    "SavedView",
    "SearchedName",
    "SentForm",
    "SeparationPeriod",
    "TransferBatch",
    "TransferMove",
    "TransferOffice",
    "UnsentText",
    "User",
    "Whereabouts",
    "years_before",
]
