"""What an adult may later claim of the own identity: gathered while the file is there, sealed to a key that is not."""

import json

from cases.crypto import open_with, seal_for
from cases.models import Child, FamilyMembership, Guardianship, Nationality, Passenger
from cases.models.wall import everything


def sealed_identity(child, recipient):
    """The identity of ``child`` so that only the private half of ``recipient`` (age1…) opens it."""
    text = json.dumps(identity_of(child), ensure_ascii=False, indent=1)
    return seal_for(recipient, text.encode())


def opened_identity(erasure, private):
    """What was sealed, as a dict. Raises ``cases.crypto.Unopened`` for another key, ``ValueError`` where nothing is."""
    if erasure.sealed is None:
        raise ValueError("Nothing was sealed when this file was erased.")
    return json.loads(open_with(private, bytes(erasure.sealed)))


@everything("An adult may claim brothers and sisters whom another office keeps.")
def identity_of(child):
    """Own names, birth, parents, siblings, decisions on nationality and transfers; neither notes nor needs.

    Keys are English words, because whoever opens it in decades has this text and nothing else.
    """
    child = Child.objects.select_related("person", "office").get(pk=child.pk)
    return {
        "what this is": "Identity of a person whose case file was erased; sealed for the person's own later claim.",
        "case number": child.case_number,
        "office": child.office.name,
        "person": _person(child.person),
        "parents and carers": [_tie(tie) for tie in _ties(child)],
        "siblings": [_person(person) for person in _siblings(child)],
        "nationality": [_claim(claim) for claim in _claims(child)],
        "transfers": [_passage(passage) for passage in _passages(child)],
    }


def _person(person):
    return {
        "names": [
            {"as written": name.full, "script": name.script, "kind": name.kind} for name in person.names.all()
        ],
        "sex": person.sex,
        "born not before": _day(person.birth_earliest),
        "born not after": _day(person.birth_latest),
        "how the birth is known": person.birth_basis,
        "born in": person.birth_country_id or "",
        "place of birth": person.birth_place,
        "region of origin": person.region_of_origin,
    }


def _ties(child):
    ties = Guardianship.objects.standing().filter(child=child).order_by("pk")
    return ties.select_related("guardian__person").prefetch_related("guardian__person__names")


def _tie(tie):
    return {
        "is": tie.relationship,
        "side": tie.side,
        "how sure": tie.confidence,
        **_person(tie.guardian.person),
    }


def _siblings(child):
    groups = FamilyMembership.objects.filter(person=child.person).values("group")
    others = FamilyMembership.objects.filter(group__in=groups, person__child__isnull=False).exclude(
        person=child.person
    )
    others = others.select_related("person").prefetch_related("person__names").order_by("person_id")
    return list({membership.person_id: membership.person for membership in others}.values())


def _claims(child):
    return Nationality.objects.filter(child=child).prefetch_related("decisions").order_by("pk")


def _claim(claim):
    return {
        "State": claim.state_id,
        "ground": claim.basis,
        "claimed on": _day(claim.claimed_date),
        "answer": claim.status,
        "decisions": [
            {"on": _day(decision.decided_date), "answer": decision.status}
            for decision in claim.decisions.all()
        ],
    }


def _passages(child):
    listed = Passenger.objects.of_person(child.person).travelled().order_by("pk")
    return listed.select_related("transfer", "handover")


def _passage(passage):
    handover = getattr(passage, "handover", None)
    return {
        "transfer": passage.transfer.number,
        "left": _day(passage.transfer.departure_date),
        "from": passage.transfer.departure_country_id,
        "to": passage.destination_id,
        "handed over to": handover.receiver if handover else "",
    }


def _day(value):
    return value.isoformat() if value else ""
