"""Correcting a dated entry that was wrong. A correction is no event; what stood stays in the history."""

from django.utils.translation import gettext_lazy as _

from cases.audit.record import changing
from cases.components.periods import not_to_come
from cases.components.stamps import locked
from cases.enums import Confidence, PersonState, WhereaboutsKind
from cases.errors import Refused
from cases.models import Child, Person, PersonStatus, SeparationPeriod, Whereabouts
from cases.people.actions import end_with_site
from cases.people.sealing import WITH_DETAIL, keep_sealed
from cases.people.touching import touch


def correct_whereabouts(*, by, row, version, reason, kind, place=None, country=None, detail="", **facts):
    """Correct where somebody was said to be; returns the ``Whereabouts``. ``detail`` says where exactly, sealed.

    ``facts`` are ``from_date``, ``to_date``, ``confidence`` and ``source``. Raises ``Stale`` (``current`` is an
    ``OnFile``) when somebody else saved since the stamp ``version`` was read, ``Refused`` for a day to come, for
    confirmed times that overlap, and for a place that had closed by the first day.
    """
    place = place if kind == WhereaboutsKind.AT_PLACE else None
    country = country if kind == WhereaboutsKind.IN_COUNTRY else None
    facts |= {"kind": kind, "place": place, "country": country}
    detail = detail if kind in WITH_DETAIL else ""
    return _correct(Whereabouts, by, row, version, reason, facts, sealed={"sealed_detail": detail})


def correct_status(*, by, row, version, reason, status, confidence, **facts):
    """Correct what was said of a person; returns the ``PersonStatus``. Takes and raises as ``correct_whereabouts``.

    A death that is believed is refused as confirmed.
    """
    if status == PersonState.BELIEVED_DEAD and confidence == Confidence.CONFIRMED:
        raise Refused(_("A death that is believed is not confirmed."), field="confidence")
    return _correct(
        PersonStatus, by, row, version, reason, {"status": status, "confidence": confidence, **facts}
    )


def correct_separation(*, by, row, version, reason, **facts):
    """Correct with whom a child was; returns the ``SeparationPeriod``. Takes and raises as ``correct_whereabouts``."""
    for day in ("from_date", "to_date"):
        not_to_come(facts[day])
    with changing(by=by, reason=reason):
        child = Child.objects.select_for_update(of=("self",)).select_related("person").get(pk=row.child_id)
        return _write(locked(SeparationPeriod.objects, row, version), facts, child.person)


def _correct(model, by, row, version, reason, facts, sealed=None):
    not_to_come(facts["from_date"])
    not_to_come(facts["to_date"])
    with changing(by=by, reason=reason):
        person = Person.objects.select_for_update().get(pk=row.person_id)
        current = locked(model.objects, row, version)
        for column, text in (sealed or {}).items():
            keep_sealed(person, current, column, text)
        return _write(current, facts, person)


def _write(current, facts, person):
    for name, value in facts.items():
        setattr(current, name, value)
    end_with_site(current)
    current.save()
    touch(person)
    return current
