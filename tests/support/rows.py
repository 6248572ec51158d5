"""Rows of every model."""

import datetime
import uuid

from django.apps import apps
from pghistory.models import Event

from cases.enums import (
    AccessKind,
    AuditKind,
    CaseList,
    FigureConfidence,
    FigureKind,
    FindingKind,
    HandoverRole,
    Role,
    StatePolicy,
    TransferStatus,
)
from cases.models import (
    AccessChange,
    AuditEvent,
    AuditSeal,
    ChildKey,
    ColumnChoice,
    CountryPosition,
    ExportApproval,
    ExportDestruction,
    ExportOpening,
    FactorReset,
    FollowedCase,
    Handover,
    IndexSecret,
    Membership,
    NameKeyCount,
    PlaceControl,
    PublishedFigure,
    SavedView,
    SentForm,
    TrailFinding,
    TransferMove,
    User,
)
from tests import factories
from tests.invitations.making import InvitationFactory
from tests.outgoing.factories import ListExportFactory
from tests.restrictions.making import lifted, restriction_of
from tests.retention import making as ending
from tests.traffic import making

DAY = datetime.date(2019, 7, 10)
STATES = ("TJ", "RU", "TR", "AZ", "FR", "DE", "UA", "GE", "BY", "FI", "UZ", "KZ", "KG", "EG", "TN", "MA", "SE", "NO",
          "DK", "NL", "BE", "AT", "CH", "IT", "ES", "PT", "PL", "RO", "BG", "GR", "HU", "CZ", "IE")  # fmt: skip


def models():
    """Every model of the app but views, and the tables of the history, which are read from the rows they belong to."""
    every = apps.get_app_config("cases").get_models()
    return [model for model in every if model._meta.managed and not issubclass(model, Event)]


def make_rows(count):
    """``count`` families, each with one row of every model around it."""
    for number in range(count):
        make_one_of_each(number)


def make_one_of_each(number, office=None):
    """One family of ``office`` (a new one if not given) with one row of every model; ``number`` picks its State."""
    child = factories.ChildFactory(office=office or factories.OfficeFactory())
    person = child.person
    user = User.objects.create_user(email=f"{uuid.uuid4()}@example.org", full_name="Karim Daoud")
    factories.CaseAssignmentFactory(child=child, user=user)
    factories.SeparationFactory(child=child)
    factories.WhereaboutsFactory(person=person)
    factories.PersonStatusFactory(person=person)
    factories.DocumentFactory(person=person, issuer_country_id="IQ")
    factories.FamilyMembershipFactory(group__office=child.office, person=person)
    factories.GuardianshipFactory(child=child)
    factories.ClaimDecisionFactory(nationality__child=child)
    factories.ContactPermissionFactory(child=child)
    passenger = factories.travelled(person, on=DAY)
    transfer = passenger.transfer
    TransferMove.objects.create(transfer=transfer, to_status=TransferStatus.DEPARTED, moved_by=user)
    Handover.objects.create(
        passenger=passenger,
        handed_over_at=transfer.departed_at,
        receiver_role=HandoverRole.RECEIVING_STATE,
        receiver="Commission for the return of children",
    )
    place = factories.PlaceFactory(successor=factories.PlaceFactory())
    PlaceControl.objects.create(place=place, authority="Host State", from_date=DAY)
    CountryPosition.objects.create(country_id=STATES[number], policy=StatePolicy.ACTIVE, from_date=DAY)
    PublishedFigure.objects.create(
        reference=f"X{uuid.uuid4().hex[:6]}",
        kind=FigureKind.BATCH,
        destination_id=STATES[number],
        date_earliest=DAY,
        date_latest=DAY,
        children=number,
        as_published="some children",
        publisher="A ministry",
        confidence=FigureConfidence.LOW,
    )
    SentForm.objects.create(form_id=uuid.uuid4(), user=user, target=str(child.public_id))
    AuditEvent.objects.create(kind=AuditKind.DENIAL, actor=user, subject="children:list")
    AuditSeal.objects.create(number=number + 1, last_id=0, count=0, rows=b"", previous=b"", hash=b"", mac=b"")
    Membership.objects.create(user=user, role=Role.CASEWORKER, office=child.office, from_date=DAY)
    keeper = User.objects.create_user(email=f"{uuid.uuid4()}@example.org", full_name="Pavel Sirota")
    TrailFinding.objects.create(kind=FindingKind.LOOKUPS, actor=user, day_date=DAY, count=5)
    AccessChange.objects.create(user=user, kind=AccessKind.CONFIRMED, by=keeper)
    FactorReset.objects.create(user=user, asked_by=keeper, reason="The key is lost")
    InvitationFactory(office=child.office, invited_by=user)
    _day_of_a_caseworker(child, user)


def _day_of_a_caseworker(child, user):
    factories.MissingAnswerFactory(person=child.person)
    factories.NeedFactory(child=child)
    factories.CaseFlagFactory(child=child, raised_by=user)
    factories.NoteFactory(child=child, author=user)
    _exports(child, user)
    ChildKey.objects.create(child=child, wrapped=b"wrapped")
    ChildKey.objects.create(person=child.person, wrapped=b"wrapped")
    IndexSecret.objects.create(wrapped=b"wrapped")
    FollowedCase.objects.create(user=user, child=child)
    factories.RegistrationDraftFactory(user=user, office=child.office)
    SavedView.objects.create(user=user, office=child.office, list_name=CaseList.CHILDREN, name="Mine")
    ColumnChoice.objects.create(user=user, list_name=CaseList.CHILDREN, columns=["age"])
    factories.UnsentTextFactory(user=user, child=child)
    _matches_and_merges(child, user)
    making.one_of_each(child, user)
    # One that holds would hide all the rest.
    lifted(restriction_of(child, named=[user]))
    ending.one_of_each(child, user)


def _exports(child, user):
    opened = factories.NumberedExportFactory(child=child, made_by=user)
    ExportOpening.objects.create(export=opened, by=user)
    ExportDestruction.objects.create(
        export=opened, destroyed_date=DAY, confirmed_by="The registrar, by letter", recorded_by=user
    )
    waiting = ListExportFactory(office=child.office, made_by=user, row_ids=[child.public_id])
    ExportApproval.objects.create(export=waiting, asked_by=user)


def _matches_and_merges(child, user):
    person = child.person
    match = factories.PossibleMatchFactory(first=person, second__office=person.office)
    factories.MatchRequestFactory(match=match, asked_by=user, holding_office=factories.OfficeFactory())
    factories.PersonMergeFactory(kept=person, merged_by=user)
    NameKeyCount.objects.get_or_create(key=f"key{person.pk}", defaults={"names": 1})
