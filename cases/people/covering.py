"""Whom a restriction of a child's file covers, and who is named for it when somebody leaves."""

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import Role
from cases.errors import Refused
from cases.models import (
    CaseRestriction,
    Guardianship,
    Membership,
    RestrictedPerson,
    RestrictionMember,
    hidden_among,
)
from cases.models.wall import everything

NOT_NAMED = _("This file is restricted and does not name this colleague. Name them for it first.")


def cover(restriction):
    """Make an open restriction cover the child, and the parents and carers who are on file for no other child."""
    child = restriction.child
    covered = {child.person_id, *_of_no_other_child(child)}
    RestrictedPerson.objects.bulk_create(
        [RestrictedPerson(restriction=restriction, person_id=person) for person in covered],
        ignore_conflicts=True,
    )


@everything("Another office may hold a child of the same parent, or the parent's own file as a child.")
def _of_no_other_child(child):
    """Keys of the parents and carers of ``child``, kept by the same office, who are on file for no other child."""
    elsewhere = Guardianship.objects.standing().filter(guardian=OuterRef("guardian")).exclude(child=child)
    ties = Guardianship.objects.standing().filter(
        ~Exists(elsewhere), child=child, guardian__person__office=child.office_id
    )
    # A girl who is a mother herself has a file of her own, and a restriction of her own where she needs one.
    return list(ties.filter(guardian__person__child__isnull=True).values_list("guardian__person", flat=True))


def cover_new_tie(child):
    """Whoever was recorded as a parent or carer of a restricted child just now is covered too."""
    for restriction in CaseRestriction.objects.open().filter(child=child):
        cover(restriction)


def refuse_unless_named(user, persons):
    """Raise ``Refused`` where a restriction covers one of ``persons`` (keys) and does not name ``user``."""
    if user and hidden_among(user, persons):
        raise Refused(NOT_NAMED, field="user")


def refuse_restricted(persons, sentence):
    """Raise ``Refused`` with ``sentence`` where a restriction covers one of ``persons`` (keys), whomever it names."""
    if RestrictedPerson.objects.open().filter(person__in=persons).exists():
        raise Refused(sentence)


def hand_on_naming(*, by, leaver, office, to):
    """Name ``to`` for every restricted file of ``office`` that names ``leaver``; the leaver is named no more.

    Raises ``Refused`` where a file would be left without a supervisor who is named: nobody could lift it.
    """
    held = RestrictionMember.objects.standing().filter(
        user=leaver, restriction__child__office=office, restriction__lifted_at__isnull=True
    )
    restrictions = list(held.values_list("restriction", flat=True))
    if not restrictions:
        return
    known = RestrictionMember.objects.standing().filter(user=to, restriction__in=restrictions)
    has_it = set(known.values_list("restriction", flat=True))
    held.update(until_at=timezone.now(), updated_at=timezone.now())
    RestrictionMember.objects.bulk_create(
        RestrictionMember(restriction_id=pk, user=to, named_by=by) for pk in restrictions if pk not in has_it
    )
    if without_supervisor(restrictions, office):
        raise Refused(
            _("A restricted file would be left to nobody who can lift it: hand on to a supervisor."),
            field="receiver",
        )


def without_supervisor(restrictions, office):
    """Whether one of ``restrictions`` (keys) names no supervisor who works at ``office`` and may sign in."""
    supervising = Membership.objects.current().filter(
        user=OuterRef("user"), office=office, role=Role.SUPERVISOR, user__is_active=True
    )
    led = RestrictionMember.objects.standing().filter(Exists(supervising), restriction__in=restrictions)
    return bool(set(restrictions) - set(led.values_list("restriction", flat=True)))
