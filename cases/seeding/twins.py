"""Two children of the demonstration who stand on a second file: one in the same office, one in another."""

import random
from datetime import timedelta

from cases.enums import CaseStatus, Confidence, Script, Separation, WhereaboutsKind
from cases.models import (
    CaseAssignment,
    Child,
    FamilyGroup,
    FamilyMembership,
    Person,
    PersonName,
    SeparationPeriod,
    Whereabouts,
    years_before,
)

OF_BIRTH = ("sex", "birth_earliest", "birth_latest", "birth_precision", "birth_basis", "birth_confidence")
# Registered a second time so many days before today.
DAYS_AGO = 6
# Of children whom somebody would register by a short form.
YOUNGER_THAN = 12


def add_twins(setting):
    """Open a second, short file for one waiting child in each office; both children are of the first office.

    The name stands there as another list has it, in Arabic letters only. Draws nothing: the caseload stays the one
    it was.
    """
    home, away = setting.caseworkers
    waiting = (
        Child.objects.filter(office=home, status=CaseStatus.ACTIVE, person__passages__isnull=True)
        .filter(person__names__script=Script.ARABIC, guardianships__isnull=False)
        .filter(person__birth_earliest__gt=years_before(setting.today, YOUNGER_THAN))
        .filter(person__whereabouts__kind=WhereaboutsKind.AT_PLACE, person__whereabouts__to_date=None)
        .select_related("person")
        .distinct()
        .order_by("pk")
    )
    for child, office in zip(waiting, (home, away), strict=False):
        _second_file(setting, child, office)
    setting.tables.write()


def _second_file(setting, child, office):
    first, registered = child.person, setting.today - timedelta(days=DAYS_AGO)
    dice = random.Random(str(child.public_id))  # nosec B311

    def add(row):
        return setting.tables.add(row, dice=dice)

    birth = {name: getattr(first, name) for name in OF_BIRTH}
    person = add(Person(office=office, is_synthetic=True, **birth))
    name = first.names.filter(script=Script.ARABIC).order_by("pk").first()
    add(PersonName.written(name.full, person=person))
    twin = add(
        Child(
            person=person,
            office=office,
            case_number=setting.new_case_number(),
            status=CaseStatus.REGISTERED,
            registered_date=registered,
        )
    )
    user = setting.caseworkers[office][-1]
    add(CaseAssignment(child=twin, office=office, user=user, from_date=registered))
    add(SeparationPeriod(child=twin, status=Separation.UNKNOWN, from_date=registered))
    group = add(FamilyGroup(office=office, name=first.family_memberships.get().group.name))
    add(FamilyMembership(group=group, person=person))
    stay = first.whereabouts.current().filter(kind=WhereaboutsKind.AT_PLACE).newest_first().first()
    add(Whereabouts(person=person, place=stay.place, from_date=registered, confidence=Confidence.REPORTED))
