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
from .export_steps import ExportApproval, ExportDestruction, ExportOpening
from .exports import NumberedExport
from .families import FamilyGroup, FamilyMembership
from .figures import PublishedFigure
from .findings import TrailFinding
from .guardians import Guardian, Guardianship
from .invitations import Invitation
from .keys import ChildKey, IndexSecret
from .lists import ColumnChoice, SavedView
from .matching import MatchRequest, NameKeyCount, PersonMerge, PossibleMatch, SearchedName
from .nationalities import ClaimDecision, ContactPermission, Nationality
from .needs import Need
from .notes import Note
from .people import Person, PersonName, PersonStatus, Whereabouts
from .places import Country, CountryPosition, Place, PlaceControl
from .requests import SubjectRequest
from .restrictions import (
    CaseRestriction,
    RestrictedPerson,
    RestrictionMember,
    hidden_among,
    hidden_from,
)
from .retention import Erasure, KeptLonger, LegalHold, RetentionPeriod
from .traffic import CaseMove, EmergencyNotice, EmergencyOpening, OfferedChild, Referral
from .trail import AuditEvent, AuditSeal, SentForm
from .transfers import Handover, Passenger, TransferBatch, TransferMove, TransferOffice
from .work import CaseFlag, FollowedCase

__all__ = [
    "AccessChange",
    "AuditEvent",
    "AuditSeal",
    "CaseAssignment",
    "CaseFlag",
    "CaseMove",
    "CaseRestriction",
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
    "Erasure",
    "ExportApproval",
    "ExportDestruction",
    "ExportOpening",
    "FactorReset",
    "FamilyGroup",
    "FamilyMembership",
    "FollowedCase",
    "Guardian",
    "Guardianship",
    "Handover",
    "IndexSecret",
    "Invitation",
    "KeptLonger",
    "LegalHold",
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
    "RestrictedPerson",
    "RestrictionMember",
    "RetentionPeriod",
    "SavedView",
    "SearchedName",
    "SentForm",
    "SeparationPeriod",
    "SubjectRequest",
    "TrailFinding",
    "TransferBatch",
    "TransferMove",
    "TransferOffice",
    "UnsentText",
    "User",
    "Whereabouts",
    "hidden_among",
    "hidden_from",
    "years_before",
]
