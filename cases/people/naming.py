"""Changes to one written name: its letters and parts, what it is, and which of several comes first."""

from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.components.stamps import refuse_stale
from cases.errors import Refused
from cases.models import Person, PersonName
from cases.names import guess_parts
from cases.people.actions import set_aside
from cases.people.touching import touch

PARTS = ("given", "patronymic", "father_given", "grandfather_given", "family", "nisba")


def add_name(
    *, by, person, full, kind, source, is_preferred=False, is_own=False, reason="", form_id=None, **parts
):
    """Put another name or spelling of ``person`` on file; returns the ``PersonName``.

    ``parts`` are guessed from the letters where none is given. ``is_preferred`` shows it first in its script and
    sets the one before aside; ``is_own`` marks the spelling that the person uses. Raises ``Refused`` for a spelling
    that is on file already.
    """
    with changing(by=by, reason=reason):
        _lock(person)
        name = PersonName.written(full, person=person, kind=kind, source=source)
        _not_twice(name)
        guessed = guess_parts(full, name.script)
        given = parts if any(parts.values()) else {part: guessed.get(part, "")[:100] for part in PARTS}
        _write(name, is_preferred=is_preferred, is_own=is_own, **given)
        if form_id:
            remember_saved(by, form_id, name)
    return name


def change_name(*, by, name, version, full, kind, source, is_preferred, is_own, reason="", **parts):
    """Correct a written name; the earlier version stays in the history. Returns the ``PersonName``.

    Raises ``Stale`` (``current`` is an ``OnFile``) when somebody else saved since the stamp ``version`` was read,
    ``Refused`` for a spelling that is on file already.
    """
    with changing(by=by, reason=reason):
        _lock(name.person)
        current = PersonName.objects.select_for_update().get(pk=name.pk)
        refuse_stale(current, version)
        current.spell(full)
        current.kind, current.source = kind, source
        _not_twice(current)
        _write(current, is_preferred=is_preferred, is_own=is_own, **parts)
    return current


def _lock(person):
    """One name at a time; a form on the whole person that was opened before is stale now."""
    current = Person.objects.select_for_update().get(pk=person.pk)
    current.version += 1
    current.save(update_fields=["version", "updated_at"])


def _not_twice(name):
    others = PersonName.objects.filter(person_id=name.person_id, script=name.script, full=name.full)
    if others.exclude(pk=name.pk).exists():
        raise Refused(_("This spelling is already on file."), field="full")


def _write(name, *, is_preferred, is_own, **parts):
    others = name.person.names.exclude(pk=name.pk)
    if is_preferred:
        for other in others.preferred().filter(script=name.script):
            set_aside(other)
    if is_own:
        others.filter(is_own=True).update(is_own=False)
    name.is_preferred, name.is_own = is_preferred, is_own
    for part, text in parts.items():
        setattr(name, part, text)
    name.save()
    touch(name.person)
