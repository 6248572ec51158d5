"""Records whose history has a page: what belongs to each, where it stands, and how it is locked."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.access import get_for
from cases.audit.kept import kept_since
from cases.audit.restoring import Change, Part, written_with
from cases.documents.numbers import settle_number
from cases.errors import Refused
from cases.models import (
    Child,
    Document,
    FamilyGroup,
    FamilyMembership,
    Guardian,
    Guardianship,
    MissingAnswer,
    Nationality,
    Need,
    Passenger,
    Person,
    PersonName,
    PersonStatus,
    Place,
    PlaceControl,
    SeparationPeriod,
    Whereabouts,
)
from cases.people.pages import page_of
from cases.people.presenters import PersonPresenter
from cases.people.sealing import sealed_for_now
from cases.places.actions import check_undone

OF_PERSON = (
    "sex", "birth_earliest", "birth_latest", "birth_precision", "birth_basis", "birth_confidence",
    "birth_country_id", "birth_place", "region_of_origin",
)  # fmt: skip
OF_NAME = (
    "full", "script", "kind", "given", "patronymic", "father_given", "grandfather_given", "family", "nisba",
    "source", "is_preferred", "is_own", "search_key",
)  # fmt: skip
OF_CHILD = ("status", "closure_reason", "sensitivity", "found_date", "found_place_id", "found_country_id")
OF_CLAIM = ("state_id", "basis", "claimed_date", "evidence")
OF_PAPER = (
    "kind", "issuer_kind", "issuer_country_id", "recognition", "custody", "name_as_printed", "issued_date",
    "valid_until_date", "sealed_number",
)  # fmt: skip
OF_TIE = ("relationship", "side", "confidence", "source", "is_carer", "carer_from_date", "carer_to_date")


OF_STAY = ("kind", "place_id", "country_id", "from_date", "to_date", "confidence", "source", "sealed_detail")
OF_STATUS = ("status", "from_date", "to_date", "confidence", "source")
OF_COMPANY = ("status", "from_date", "to_date", "source")
OF_NEED = ("domain", "finding", "response", "from_date", "to_date", "confidence", "source")
OF_UNITY = ("unity", "unity_decided_date", "unity_reason")
OF_PLACE = (
    "name", "kind", "country_id", "area", "area_code", "capacity", "opened_date", "closed_date", "successor_id",
)  # fmt: skip
OF_CONTROL = ("authority", "is_recognised", "from_date", "to_date")


def _no_check(_change):
    """What the database allows is enough."""


@dataclass(frozen=True)
class Record:
    """One record with its parts, the page it stands on, what it is about, and the names of its addresses.

    ``subject`` is a person or a place. ``check`` is called with a change after what stood before it was written, and
    raises ``Refused`` where that cannot stand.
    """

    parts: list[Part]
    subject: Person | Place
    back_url: str
    history_url: str
    undo_url: str
    restore_url: str
    lock: Callable[[], object]
    check: Callable[[Change], None] = _no_check

    @property
    def name(self):
        """What the page is headed with."""
        of_person = isinstance(self.subject, Person)
        return PersonPresenter(self.subject).name if of_person else self.subject.name


def find_record(user, kind, public_id):
    """The ``Record`` of a row that ``user`` may see; 404 for any other. ``kind`` is a key of ``TITLES``."""
    record = _FINDERS[kind](user, public_id)
    return Record(
        history_url=reverse(f"casefile:history_{kind}", args=[public_id]),
        undo_url=reverse(f"casefile:undo_{kind}", args=[public_id]),
        restore_url=reverse(f"casefile:restore_{kind}", args=[public_id]),
        **record,
    )


TITLES = {
    "child": _("Record of a child"),
    "guardian": _("Record of a parent or carer"),
    "claim": _("Nationality claim"),
    "paper": _("Paper"),
    "tie": _("Tie to a child"),
    "whereabouts": _("Whereabouts"),
    "situation": _("What is known of this person"),
    "company": _("With whom the child is"),
    "needs": _("Needs"),
    "unity": _("Whether the siblings stay together"),
    "place": _("Place and who controlled it"),
}


def _child(user, public_id):
    return _of_person(get_for(user, Child.objects.select_related("person"), public_id=public_id).person)


def _guardian(user, public_id):
    found = get_for(user, Guardian.objects.select_related("person__child"), public_id=public_id)
    return _of_person(found.person) | {"back_url": reverse("guardians:detail", args=[public_id])}


def _of_person(person):
    """A person is one record, whatever files it has: its form stands on each of them."""
    since = kept_since(person)
    parts = [
        Part(Person, {"pk": person.pk}, OF_PERSON, since=since),
        Part(
            PersonName,
            {"person_id": person.pk},
            OF_NAME,
            flags=("is_preferred", "is_own"),
            since=since,
            derive=lambda name: name.spell(name.full, script=name.script),
        ),
    ]
    if hasattr(person, "child"):
        parts.append(Part(Child, {"pk": person.child.pk}, OF_CHILD, since=since))
    return {
        "parts": parts,
        "subject": person,
        "back_url": page_of(person),
        "lock": lambda: _lock(person),
        "check": partial(_check_names, person),
    }


def _check_names(person, change):
    """No spelling is on file twice: one that goes back may have been written anew meanwhile."""
    if not any(row.part.model is PersonName for row in change.rows):
        return
    spelt = person.names.order_by().values("script", "full").annotate(rows=Count("pk"))
    if spelt.filter(rows__gt=1).exists():
        raise Refused(_("This spelling is already on file."))


def _lock(person):
    """The person first: the order in which every change locks them."""
    Person.objects.select_for_update().get(pk=person.pk)
    list(Child.objects.select_for_update(of=("self",)).filter(person=person))


def _claim(user, public_id):
    claims = Nationality.objects.select_related("child__person")
    row = get_for(user, claims, public_id=public_id)
    back_url = reverse("nationalities:detail", args=[public_id])
    return _of_row(row, OF_CLAIM, row.child.person, back_url)


def _paper(user, public_id):
    papers = Document.objects.select_related("person__child", "person__guardian")
    row = get_for(user, papers, public_id=public_id)
    return _of_row(row, OF_PAPER, row.person, page_of(row.person), derive=settle_number)


def _tie(user, public_id):
    """A tie of a child of the own office to a person of the own office."""
    row = get_for(user, Guardianship.objects.select_related("guardian"), public_id=public_id)
    guardian = get_for(user, Guardian.objects.select_related("person"), pk=row.guardian_id)
    back_url = reverse("guardians:detail", args=[guardian.public_id])
    return _of_row(row, OF_TIE, guardian.person, back_url)


def _of_row(row, fields, person, back_url, **part):
    model = type(row)
    return {
        "parts": [Part(model, {"pk": row.pk}, fields, since=kept_since(person), **part)],
        "subject": person,
        "back_url": back_url,
        "lock": lambda: model.objects.select_for_update().get(pk=row.pk),
    }


def _whereabouts(user, public_id):
    person = _person(user, public_id)
    part = Part(
        Whereabouts,
        {"person_id": person.pk},
        OF_STAY,
        named=("place_id", "country_id", "kind"),
        derive=partial(sealed_for_now, column="sealed_detail"),
    )
    return _of_history(person, part) | {"check": partial(_check_stays, person)}


def _situation(user, public_id):
    person = _person(user, public_id)
    part = Part(PersonStatus, {"person_id": person.pk}, OF_STATUS, named=("status",))
    return _of_history(person, part) | {"check": partial(_check_alone, PersonStatus, "person_id", person.pk)}


def _company(user, public_id):
    child = get_for(user, Child.objects.select_related("person"), public_id=public_id)
    part = Part(SeparationPeriod, {"child_id": child.pk}, OF_COMPANY, named=("status",))
    check = partial(_check_alone, SeparationPeriod, "child_id", child.pk)
    return _of_history(child.person, part) | {"check": check}


def _needs(user, public_id):
    child = get_for(user, Child.objects.select_related("person"), public_id=public_id)
    part = Part(Need, {"child_id": child.pk}, OF_NEED, named=("domain",))
    return _of_history(child.person, part)


def _person(user, public_id):
    rows = Person.objects.select_related("child", "guardian")
    return get_for(user, rows, public_id=public_id)


def _of_history(person, part):
    """The dated rows of a person as one record, which begins with the person; what was not known follows them."""
    since = kept_since(person)
    unanswered = Part(
        MissingAnswer, {"person_id": person.pk}, ("question", "reason"), named=("question",), follows=True
    )
    parts = [Part(Person, {"pk": person.pk}, ()), part, unanswered]
    return {
        "parts": [replace(part, since=since) for part in parts],
        "subject": person,
        "back_url": page_of(person),
        "lock": lambda: _lock(person),
    }


def _check_alone(model, of, key, change):
    """What a transfer or a closing did to somebody is not taken back for one of many, nor without it."""
    of_others = written_with(change, model).exclude(**{of: key})
    if of_others.exists() or any(written_with(change, larger).exists() for larger in (Passenger, Place)):
        raise Refused(_("This was part of a larger step. Correct the entry itself, with the reason."))


def _check_stays(person, change):
    """Nobody comes back to a site that has closed since."""
    _check_alone(Whereabouts, "person_id", person.pk, change)
    at_closed = person.whereabouts.filter(place__closed_date__isnull=False)
    beyond = Q(to_date__isnull=True) | Q(to_date__gt=F("place__closed_date"))
    if at_closed.filter(beyond, pk__in=[row.key for row in change.rows]).exists():
        raise Refused(_("The site has closed since. Correct the entry itself, with the reason."))


def _unity(user, public_id):
    """The decision on the group that a child belongs to; the address names the membership, and so the child."""
    rows = FamilyMembership.objects.select_related("person__child", "person__guardian")
    membership = get_for(user, rows, public_id=public_id)
    group = get_for(user, FamilyGroup.objects, pk=membership.group_id)
    return _of_row(group, OF_UNITY, membership.person, page_of(membership.person))


def _place(user, public_id):
    """A place with who controlled it. It belongs to no office."""
    place = get_for(user, Place.objects, public_id=public_id)
    controls = Part(PlaceControl, {"place_id": place.pk}, OF_CONTROL, named=("authority",))
    return {
        "parts": [Part(Place, {"pk": place.pk}, OF_PLACE), controls],
        "subject": place,
        "back_url": reverse("places:detail", args=[public_id]),
        "lock": lambda: Place.objects.select_for_update().get(pk=place.pk),
        "check": _check_restored_place,
    }


def _check_restored_place(change):
    for row in change.rows:
        if row.part.model is Place:
            check_undone(row.key, row.before, row.after)


_FINDERS = {
    "child": _child,
    "guardian": _guardian,
    "claim": _claim,
    "paper": _paper,
    "tie": _tie,
    "whereabouts": _whereabouts,
    "situation": _situation,
    "company": _company,
    "needs": _needs,
    "unity": _unity,
    "place": _place,
}
