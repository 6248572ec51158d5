"""A file of which every text that somebody could type is marked, so that one can look for what is left of it."""

import datetime
import re
import subprocess

from django.db import transaction
from django.utils import timezone

from cases.audit.record import changing
from cases.enums import UnsentKind
from cases.models import (
    CaseMove,
    Child,
    ContactPermission,
    FollowedCase,
    Handover,
    KeptLonger,
    LegalHold,
    NumberedExport,
    OfferedChild,
    Person,
    PersonName,
    SubjectRequest,
    UnsentText,
)
from repatriation.devdb import OWNER_ROLE, PORT
from repatriation.devdb_programs import programs, system_user
from repatriation.settings_test import TEST_CLUSTER
from tests import factories
from tests.traffic import making

# Words that no other file has, in two scripts; the first two are what names are made of.
NAME, FAMILY = "Zqarina", "Vqaslova"
MARK = "wqordofthecase"
ARABIC = "زرقينة"
BORN = datetime.date(1913, 2, 11)
MARKS = (NAME, FAMILY, MARK, ARABIC, BORN.isoformat(), "FR-ZQ")


def words(what=""):
    return f"{MARK} {what}".strip()


def marked_file(office, user):
    """A child who travelled, with the mother, and one row of everything that hangs on the two; history included."""
    with changing(by=user, reason=words("at the start")):
        child = _child(office)
        tie = factories.GuardianshipFactory(
            child=child, guardian__name=f"Mqother {FAMILY}", is_carer=True, guardian__office=office
        )
    for person in (child.person, tie.guardian.person):
        _around_person(person, user)
    _around_file(child, user)
    _between_offices(child, user)
    with transaction.atomic():
        passenger = factories.travelled(child.person, on=datetime.date(2019, 7, 10), to="TJ")
    Handover.objects.create(
        passenger=passenger,
        handed_over_at=passenger.transfer.departed_at,
        receiver_role="embassy",
        receiver=words(),
    )
    with changing(by=user, reason=words("a correction")):
        Person.objects.filter(pk=child.person_id).update(birth_place="Hasaka")
        child.person.names.filter(script="Arab").delete()
    return Child.objects.get(pk=child.pk)


def _child(office):
    person = factories.PersonFactory(
        office=office,
        name=f"{NAME} {FAMILY}",
        birth_earliest=BORN,
        birth_latest=BORN,
        birth_place=words(),
        region_of_origin="FR-ZQ",
    )
    PersonName.written(ARABIC, person=person).save()
    return factories.ChildFactory(office=office, person=person, status="closed", closure_reason="goals_met")


def _around_person(person, user):
    factories.WhereaboutsFactory(person=person)
    factories.PersonStatusFactory(person=person)
    factories.DocumentFactory(person=person, name_as_printed=f"{NAME.upper()} {words()}")
    factories.MissingAnswerFactory(person=person)
    match = factories.PossibleMatchFactory(first=person, second__office=person.office, reason=words())
    factories.MatchRequestFactory(
        match=match,
        asked_by=user,
        holding_office=factories.OfficeFactory(),
        reason=words(),
        answer_reason=words(),
    )
    given_up = factories.PersonFactory(office=person.office, name=f"{NAME} {FAMILY}", merged_into=person)
    factories.PersonMergeFactory(
        kept=person, merged=given_up, merged_by=user, reason=words(), journal=[{"after": words()}]
    )


def _around_file(child, user):
    group = factories.FamilyGroupFactory(office=child.office, name=FAMILY, unity_reason=words())
    for person in (child.person, child.guardianships.get().guardian.person):
        factories.FamilyMembershipFactory(group=group, person=person)
    factories.CaseAssignmentFactory(child=child, user=user, reason=words())
    factories.SeparationFactory(child=child)
    factories.ClaimDecisionFactory(nationality__child=child)
    for state in ("TJ", "RU"):
        factories.ContactPermissionFactory(child=child, state_id=state, reason=words())
    factories.NeedFactory(child=child)
    factories.CaseFlagFactory(child=child, raised_by=user, reason=words())
    factories.write_note(words("in a note"), child=child, author=user)
    UnsentText.objects.create(user=user, child=child, kind=UnsentKind.NOTE, sealed=b"sealed")
    FollowedCase.objects.create(user=user, child=child)
    factories.NumberedExportFactory(child=child, made_by=user, reason=words())
    KeptLonger.objects.create(child=child, decided_by=user, until_date="2020-01-01", reason=words())
    SubjectRequest.objects.create(
        child=child,
        kind="access",
        requested_by="person",
        identity_check="paper",
        words=words(),
        asked_date="2019-08-01",
        due_date="2019-09-01",
        recorded_by=user,
        export=NumberedExport.objects.get(child=child),
    )
    LegalHold.objects.create(
        child=child,
        set_by=user,
        authority=words(),
        reason=words(),
        from_date="2019-01-01",
        lifted_at=timezone.now(),
        lifted_by=user,
        lift_reason=words(),
    )


def _between_offices(child, user):
    other = factories.OfficeFactory()
    making.offer_of(child, to=other, by=user, reason=words(), briefing=words(), state="withdrawn")
    OfferedChild.objects.filter(child=child).update(is_open=False)
    CaseMove.objects.update(answer_reason=words())
    making.referral_of(child, to=other, by=user, reason=words())
    making.opening_of(child, by=user, office=other, reason=words(), review_reason="")


def dumped(name):
    """Everything that a backup of a database holds, as text."""
    made = subprocess.run(
        [
            str(programs(system_user(TEST_CLUSTER.data)) / "pg_dump"),
            *("--host", str(TEST_CLUSTER.socket_folder), "--port", str(PORT)),
            *("--username", OWNER_ROLE, "--data-only", "--inserts", name),
        ],
        capture_output=True,
        check=True,
    )
    return made.stdout.decode()


def found_in(dump):
    """The lines in which a mark stands, whatever the case of its letters: keys of names are in small ones."""
    sought = re.compile("|".join(map(re.escape, MARKS)), re.IGNORECASE)
    return [line[:300] for line in dump.splitlines() if sought.search(line)]


def permissions_left(child):
    return set(ContactPermission.objects.filter(child=child).values_list("state_id", flat=True))
