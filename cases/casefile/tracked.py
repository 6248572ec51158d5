"""Records whose history has a page: what belongs to each, where it stands, and how it is locked."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.access import get_for
from cases.audit.kept import kept_since
from cases.audit.restoring import Part
from cases.models import Child, Document, Guardian, Guardianship, Nationality, Person, PersonName
from cases.people.pages import page_of

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
    "valid_until_date",
)  # fmt: skip
OF_TIE = ("relationship", "side", "confidence", "source", "is_carer", "carer_from_date", "carer_to_date")


@dataclass(frozen=True)
class Record:
    """One record with its parts, the page it stands on, the person it is about, and the names of its addresses."""

    parts: list[Part]
    person: Person
    back_url: str
    history_url: str
    undo_url: str
    lock: Callable[[], object]


def find_record(user, kind, public_id):
    """The ``Record`` of a row that ``user`` may see; 404 for any other. ``kind`` is a key of ``TITLES``."""
    record = _FINDERS[kind](user, public_id)
    return Record(
        history_url=reverse(f"casefile:history_{kind}", args=[public_id]),
        undo_url=reverse(f"casefile:undo_{kind}", args=[public_id]),
        **record,
    )


TITLES = {
    "child": _("Record of a child"),
    "guardian": _("Record of a parent or carer"),
    "claim": _("Nationality claim"),
    "paper": _("Paper"),
    "tie": _("Tie to a child"),
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
    return {"parts": parts, "person": person, "back_url": page_of(person), "lock": lambda: _lock(person)}


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
    return _of_row(row, OF_PAPER, row.person, page_of(row.person))


def _tie(user, public_id):
    """A tie of a child of the own office to a person of the own office."""
    row = get_for(user, Guardianship.objects.select_related("guardian"), public_id=public_id)
    guardian = get_for(user, Guardian.objects.select_related("person"), pk=row.guardian_id)
    back_url = reverse("guardians:detail", args=[guardian.public_id])
    return _of_row(row, OF_TIE, guardian.person, back_url)


def _of_row(row, fields, person, back_url):
    model = type(row)
    return {
        "parts": [Part(model, {"pk": row.pk}, fields, since=kept_since(person))],
        "person": person,
        "back_url": back_url,
        "lock": lambda: model.objects.select_for_update().get(pk=row.pk),
    }


_FINDERS = {"child": _child, "guardian": _guardian, "claim": _claim, "paper": _paper, "tie": _tie}
