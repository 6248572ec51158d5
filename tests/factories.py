"""Rows for tests in one word. Names are generated; defaults are the plainest real case."""

import datetime

import factory
from factory.django import DjangoModelFactory

from cases import models
from cases.enums import (
    AgeBand,
    BirthBasis,
    BirthPrecision,
    CaseStatus,
    ClaimBasis,
    ClaimStatus,
    Confidence,
    ContactLevel,
    CountedAs,
    DocumentKind,
    ExportPurpose,
    FlagKind,
    LegalBasis,
    MatchBand,
    MatchKind,
    MissingReason,
    NeedDomain,
    NeedFinding,
    NoteKind,
    OfficeKind,
    ParentSide,
    PassengerResult,
    PersonState,
    PlaceKind,
    Question,
    Recognition,
    Relationship,
    Separation,
    Sex,
    TransferMode,
    TransferStatus,
    UnsentKind,
)
from cases.notes import actions as notes

GIVEN = ("Zarina", "Timur", "Amina", "Parviz", "Saida", "Firuz", "Nilufar", "Adam", "Hava", "Maryam")


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = models.Office

    name = factory.Sequence(lambda n: f"Office {n}")
    kind = OfficeKind.NGO
    country_id = "IQ"


class PlaceFactory(DjangoModelFactory):
    class Meta:
        model = models.Place

    name = factory.Sequence(lambda n: f"Camp {n}")
    kind = PlaceKind.CAMP
    country_id = "IQ"


class PlaceControlFactory(DjangoModelFactory):
    class Meta:
        model = models.PlaceControl

    place = factory.SubFactory(PlaceFactory)
    authority = "Ministry of Migration"
    from_date = datetime.date(2018, 1, 1)


class PersonFactory(DjangoModelFactory):
    """A person with one written name, ``name=``."""

    class Meta:
        model = models.Person

    office = factory.SubFactory(OfficeFactory)
    sex = Sex.F
    birth_earliest = datetime.date(2012, 3, 1)
    birth_latest = datetime.date(2012, 3, 31)
    birth_precision = BirthPrecision.MONTH
    birth_basis = BirthBasis.PARENT_STATEMENT
    name = factory.Sequence(lambda n: f"{GIVEN[n % len(GIVEN)]} Saidova")

    @classmethod
    def _create(cls, model_class, *args, name, **fields):
        person = super()._create(model_class, *args, **fields)
        models.PersonName.written(name, person=person).save()
        return person


class ChildFactory(DjangoModelFactory):
    """A child; ``office=`` decides who sees it, ``person__…`` reaches the person, ``name=`` its name."""

    class Meta:
        model = models.Child

    class Params:
        name = factory.Sequence(lambda n: f"{GIVEN[n % len(GIVEN)]} Saidova")

    office = factory.SubFactory(OfficeFactory)
    person = factory.SubFactory(
        PersonFactory, office=factory.SelfAttribute("..office"), name=factory.SelfAttribute("..name")
    )
    status = CaseStatus.ACTIVE
    registered_date = datetime.date(2019, 3, 12)


class CaseAssignmentFactory(DjangoModelFactory):
    class Meta:
        model = models.CaseAssignment

    child = factory.SubFactory(ChildFactory)
    office = factory.SelfAttribute("child.office")
    from_date = datetime.date(2019, 3, 12)


class SeparationFactory(DjangoModelFactory):
    class Meta:
        model = models.SeparationPeriod

    child = factory.SubFactory(ChildFactory)
    status = Separation.WITH_MOTHER
    from_date = datetime.date(2019, 3, 12)


class WhereaboutsFactory(DjangoModelFactory):
    class Meta:
        model = models.Whereabouts

    person = factory.SubFactory(PersonFactory)
    place = factory.SubFactory(PlaceFactory)
    from_date = datetime.date(2019, 3, 12)
    confidence = Confidence.CONFIRMED


class PersonStatusFactory(DjangoModelFactory):
    class Meta:
        model = models.PersonStatus

    person = factory.SubFactory(PersonFactory)
    status = PersonState.DETAINED_PRETRIAL
    from_date = datetime.date(2019, 3, 12)
    confidence = Confidence.CONFIRMED


class FamilyGroupFactory(DjangoModelFactory):
    class Meta:
        model = models.FamilyGroup

    office = factory.SubFactory(OfficeFactory)
    name = "Saidov"


class FamilyMembershipFactory(DjangoModelFactory):
    class Meta:
        model = models.FamilyMembership

    group = factory.SubFactory(FamilyGroupFactory)
    person = factory.SubFactory(PersonFactory, office=factory.SelfAttribute("..group.office"))


class GuardianFactory(DjangoModelFactory):
    class Meta:
        model = models.Guardian

    class Params:
        office = factory.SubFactory(OfficeFactory)
        name = "Gulnora Saidova"

    person = factory.SubFactory(
        PersonFactory,
        office=factory.SelfAttribute("..office"),
        name=factory.SelfAttribute("..name"),
        birth_earliest=datetime.date(1988, 1, 1),
        birth_latest=datetime.date(1988, 12, 31),
        birth_precision=BirthPrecision.YEAR,
    )


class GuardianshipFactory(DjangoModelFactory):
    class Meta:
        model = models.Guardianship

    child = factory.SubFactory(ChildFactory)
    guardian = factory.SubFactory(GuardianFactory, office=factory.SelfAttribute("..child.office"))
    relationship = Relationship.MOTHER
    side = ParentSide.MOTHER


class NationalityFactory(DjangoModelFactory):
    class Meta:
        model = models.Nationality

    child = factory.SubFactory(ChildFactory)
    state_id = "TJ"
    basis = ClaimBasis.JUS_SANGUINIS_MOTHER
    claimed_date = datetime.date(2019, 3, 12)


class ClaimDecisionFactory(DjangoModelFactory):
    class Meta:
        model = models.ClaimDecision

    nationality = factory.SubFactory(NationalityFactory)
    status = ClaimStatus.CONFIRMED
    decided_date = datetime.date(2019, 5, 21)


class ContactPermissionFactory(DjangoModelFactory):
    class Meta:
        model = models.ContactPermission

    child = factory.SubFactory(ChildFactory)
    state_id = "TJ"
    level = ContactLevel.PERMITTED_MINIMUM
    from_date = datetime.date(2019, 3, 12)


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = models.Document

    person = factory.SubFactory(PersonFactory)
    kind = DocumentKind.BIRTH_CERT
    recognition = Recognition.RECOGNISED


class MissingAnswerFactory(DjangoModelFactory):
    class Meta:
        model = models.MissingAnswer

    person = factory.SubFactory(PersonFactory)
    question = Question.ORIGIN
    reason = MissingReason.NOT_ASKED


class NeedFactory(DjangoModelFactory):
    class Meta:
        model = models.Need

    child = factory.SubFactory(ChildFactory)
    domain = NeedDomain.EDUCATION
    finding = NeedFinding.OUT_OF_SCHOOL
    from_date = datetime.date(2019, 3, 12)


class CaseFlagFactory(DjangoModelFactory):
    """A raised flag; ``raised_by`` has to be given."""

    class Meta:
        model = models.CaseFlag

    child = factory.SubFactory(ChildFactory)
    kind = FlagKind.DATE
    due_date = datetime.date(2019, 7, 30)
    reason = "The hearing on guardianship"


class NoteFactory(DjangoModelFactory):
    """A note whose words nobody can read; ``author`` has to be given. ``write_note`` makes readable ones."""

    class Meta:
        model = models.Note

    child = factory.SubFactory(ChildFactory)
    kind = NoteKind.VISIT
    about_date = datetime.date(2019, 3, 12)
    sealed = b"sealed"


def write_note(text, *, child, author, on=datetime.date(2019, 3, 12), kind=NoteKind.VISIT):
    """A note on a child's file that can be read, sealed under the child's key."""
    return notes.write_note(by=author, child=child, kind=kind, about_date=on, text=text)


class NumberedExportFactory(DjangoModelFactory):
    """An export; ``made_by`` has to be given."""

    class Meta:
        model = models.NumberedExport

    child = factory.SubFactory(ChildFactory)
    recipient = "The family court"
    purpose = ExportPurpose.COURT
    legal_basis = LegalBasis.LEGAL_OBLIGATION
    reason = "The court asked for the file"
    expires_date = datetime.date(2030, 1, 1)


class RegistrationDraftFactory(DjangoModelFactory):
    """A kept draft; ``user`` and ``office`` have to be given."""

    class Meta:
        model = models.RegistrationDraft

    expires_at = datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC)


class UnsentTextFactory(DjangoModelFactory):
    """Words that were not saved; ``user`` and ``child`` have to be given. They cannot be unsealed."""

    class Meta:
        model = models.UnsentText

    kind = UnsentKind.NOTE
    sealed = b"sealed"


class PossibleMatchFactory(DjangoModelFactory):
    """Two persons of whom much speaks for being one; nobody has compared them."""

    class Meta:
        model = models.PossibleMatch

    first = factory.SubFactory(PersonFactory)
    second = factory.SubFactory(PersonFactory, office=factory.SelfAttribute("..first.office"))
    kind = MatchKind.SAME_PERSON
    band = MatchBand.LIKELY
    score = 0.9


class MatchRequestFactory(DjangoModelFactory):
    """A request that waits for the other office; ``asked_by`` has to be given."""

    class Meta:
        model = models.MatchRequest

    match = factory.SubFactory(PossibleMatchFactory)
    asking_office = factory.SelfAttribute("match.first.office")
    holding_office = factory.SubFactory(OfficeFactory)
    reason = "Both speak of the same camp"


class PersonMergeFactory(DjangoModelFactory):
    """A merge that stands; ``merged_by`` has to be given. Its journal is empty."""

    class Meta:
        model = models.PersonMerge

    kept = factory.SubFactory(PersonFactory)
    merged = factory.SubFactory(PersonFactory, office=factory.SelfAttribute("..kept.office"))
    reason = "The same birth and the same mother"


class TransferFactory(DjangoModelFactory):
    """An open transfer in which ``office`` takes part."""

    class Meta:
        model = models.TransferBatch
        skip_postgeneration_save = True

    mode = TransferMode.CHARTER_FLIGHT
    departure_country_id = "IQ"
    planned_date = datetime.date(2019, 7, 30)

    @factory.post_generation
    def office(self, create, office, **kwargs):
        if create and office:
            models.TransferOffice.objects.create(transfer=self, office=office)


class PassengerFactory(DjangoModelFactory):
    class Meta:
        model = models.Passenger

    transfer = factory.SubFactory(TransferFactory)
    person = factory.SubFactory(PersonFactory)
    destination_id = "TJ"


def travelled(
    person, *, on, to="TJ", leaving="IQ", office=None, counted=CountedAs.CHILD, band=AgeBand.UNDER_12
):
    """A departed transfer with this one passenger; ``on`` is the day of departure. Returns the passenger."""
    transfer = TransferFactory(office=office or person.office, departure_country_id=leaving)
    passenger = PassengerFactory(
        transfer=transfer,
        person=person,
        destination_id=to,
        result=PassengerResult.TRAVELLED,
        counted_as=counted,
        age_band=band,
    )
    depart(transfer, on=on)
    return passenger


def depart(transfer, *, on):
    """Set a transfer whose passengers are all marked on its way, at noon of Baghdad on the day ``on``."""
    transfer.status = TransferStatus.DEPARTED
    transfer.departed_at = datetime.datetime.combine(on, datetime.time(9), tzinfo=datetime.UTC)
    transfer.save()
    transfer.refresh_from_db()
    return transfer
