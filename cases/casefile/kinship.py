"""How two children are related by the parents on file: full siblings, half-siblings, or not known."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.enums import Relationship, Sex


@dataclass(frozen=True)
class Shared:
    """Which parents two children share. ``is_half`` where the other parents are on file and differ."""

    mother: bool = False
    father: bool = False
    is_half: bool = False


def shared_parents(child, rows):
    """``{child id: Shared}`` for everybody who shares a parent with ``child``.

    ``rows`` are triples of child id, guardian id and relationship of the parents' ties, those of ``child`` included.
    """
    mothers, fathers = defaultdict(set), defaultdict(set)
    for child_id, guardian_id, relationship in rows:
        side = mothers if relationship == Relationship.MOTHER else fathers
        side[child_id].add(guardian_id)
    others = ({*mothers} | {*fathers}) - {child.pk}
    found = {other: _shared(child.pk, other, mothers, fathers) for other in others}
    return {other: shared for other, shared in found.items() if shared.mother or shared.father}


def _shared(mine, other, mothers, fathers):
    mother = bool(mothers[mine] & mothers[other])
    father = bool(fathers[mine] & fathers[other])
    # Who has no father on file may have the same one: half-siblings are those of whom it is known.
    half = (mother and not father and _both_known(mine, other, fathers)) or (
        father and not mother and _both_known(mine, other, mothers)
    )
    return Shared(mother=mother, father=father, is_half=bool(half))


def _both_known(mine, other, parents):
    return bool(parents[mine]) and bool(parents[other])


def kinship_words(sex, shared):
    """ "half-sister, same father" for a ``Sex`` and a ``Shared``; ``None`` where no parent in common is on file."""
    if shared is None:
        return _("no parent in common on file")
    if shared.mother and shared.father:
        words = {Sex.F: _("sister"), Sex.M: _("brother")}
        return words.get(Sex(sex), _("brother or sister"))
    if shared.is_half:
        return _half(sex, shared)
    if shared.mother:
        words = {Sex.F: _("sister, same mother"), Sex.M: _("brother, same mother")}
        return words.get(Sex(sex), _("brother or sister, same mother"))
    words = {Sex.F: _("sister, same father"), Sex.M: _("brother, same father")}
    return words.get(Sex(sex), _("brother or sister, same father"))


def _half(sex, shared):
    if shared.mother:
        words = {Sex.F: _("half-sister, same mother"), Sex.M: _("half-brother, same mother")}
        return words.get(Sex(sex), _("half-brother or half-sister, same mother"))
    words = {Sex.F: _("half-sister, same father"), Sex.M: _("half-brother, same father")}
    return words.get(Sex(sex), _("half-brother or half-sister, same father"))


def shared_title(shared):
    """The heading over brothers and sisters who stand in no family group with the child."""
    if shared.mother and shared.father:
        return _("By the same mother and father")
    return _("By the same mother") if shared.mother else _("By the same father")
