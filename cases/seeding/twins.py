"""Two children of the demonstration who stand on a second file: one in the same office, one in another."""

from datetime import timedelta

from cases.enums import CaseStatus, Confidence, Script, Separation, WhereaboutsKind
from cases.models import CaseAssignment, Child, Person, PersonName, SeparationPeriod, Whereabouts

OF_BIRTH = ("sex", "birth_earliest", "birth_latest", "birth_precision", "birth_basis", "birth_confidence")
# Registered a second time so many days before today.
DAYS_AGO = 6


def add_twins(setting):
    """Open a second, short file for one waiting child in each office; both children are of the first office.

    The name stands there as another list has it, in Arabic letters only. Draws nothing: the caseload stays the one
    it was.
    """
    home, away = setting.caseworkers
    waiting = (
        Child.objects.filter(office=home, status=CaseStatus.ACTIVE, person__passages__isnull=True)
        .filter(person__names__script=Script.ARABIC, guardianships__isnull=False)
        .filter(person__whereabouts__kind=WhereaboutsKind.AT_PLACE, person__whereabouts__to_date=None)
        .select_related("person")
        .distinct()
        .order_by("pk")
    )
    for child, office in zip(waiting, (home, away), strict=False):
        _second_file(setting, child, office)


def _second_file(setting, child, office):
    first = child.person
    registered = setting.today - timedelta(days=DAYS_AGO)
    person = Person.objects.create(
        office=office, is_synthetic=True, **{name: getattr(first, name) for name in OF_BIRTH}
    )
    name = first.names.filter(script=Script.ARABIC).order_by("pk").first()
    PersonName.written(name.full, person=person).save()
    twin = Child.objects.create(
        person=person,
        office=office,
        case_number=setting.new_case_number(),
        status=CaseStatus.REGISTERED,
        registered_date=registered,
    )
    user = setting.caseworkers[office][-1]
    CaseAssignment.objects.create(child=twin, office=office, user=user, from_date=registered)
    SeparationPeriod.objects.create(child=twin, status=Separation.UNKNOWN, from_date=registered)
    place = first.whereabouts.current().filter(kind=WhereaboutsKind.AT_PLACE).newest_first().first()
    Whereabouts.objects.create(
        person=person, place=place.place, from_date=registered, confidence=Confidence.REPORTED
    )
