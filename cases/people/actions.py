"""Changes to a person: names, birth, sex, and the dated histories of whereabouts, status and separation."""

from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.components.partial_dates import PartialDate
from cases.components.periods import end_current, not_to_come
from cases.enums import (
    Confidence,
    NameKind,
    PersonState,
    Question,
    Separation,
    Sex,
    SourceKind,
    WhereaboutsKind,
)
from cases.errors import Refused
from cases.models import (
    Child,
    Country,
    Person,
    PersonName,
    PersonStatus,
    Place,
    SeparationPeriod,
    Whereabouts,
)
from cases.names import guess_parts, script_of
from cases.people.answers import KNOWN_WHEREABOUTS, answered, answered_by_record
from cases.people.sealing import WITH_DETAIL, keep_sealed
from cases.people.touching import touch


@dataclass(frozen=True)
class Birth:
    """When and where somebody was born, as far as it is known, and how it is known."""

    when: PartialDate = field(default_factory=PartialDate)
    basis: str = ""
    confidence: str = ""
    country: Country | None = None
    place: str = ""
    region_of_origin: str = ""

    def write_to(self, person):
        """Set the fields of ``person``; without saving."""
        person.birth_earliest = self.when.earliest
        person.birth_latest = self.when.latest
        person.birth_precision = self.when.precision
        # How something is known says nothing where it is not.
        person.birth_basis = self.basis if self.when else ""
        person.birth_confidence = self.confidence if self.when else ""
        person.birth_country = self.country
        person.birth_place = self.place
        person.region_of_origin = self.region_of_origin


def create_person(
    *,
    by,
    names,
    sex=Sex.U,
    birth=None,
    office=None,
    source=SourceKind.UNKNOWN,
    parts=None,
    own_script="",
):
    """Record a person of ``office`` (the user's own unless given) and return it.

    ``names`` maps a script (``cases.enums.Script``) to the name as written; the script that is kept is found
    from the letters. ``birth`` is a ``Birth``; ``source`` says where the spellings come from. ``parts`` maps a
    script to the parts of that name as somebody checked them; parts of other scripts are guessed. ``own_script``
    is the script of the spelling that the person uses.
    """
    with changing(by=by):
        # In a demonstration everything is invented, what visitors add too.
        person = Person(office=office or by.office, sex=sex, is_synthetic=settings.DEMO)
        (birth or Birth()).write_to(person)
        person.save()
        _write_names(person, names, source, parts=parts, own_script=own_script)
    return person


def change_person(*, by, person, names, sex, birth=None, source=SourceKind.UNKNOWN, reason=""):
    """Change names, sex and birth; returns the person with its new version.

    ``birth=None`` leaves the birth as it is. The caller has locked the person and compared the version that its
    form was opened on: a child and a guardian may be one person, with one form on each.
    """
    with changing(by=by, reason=reason):
        person = Person.objects.select_for_update().get(pk=person.pk)
        person.sex = sex
        if birth is not None:
            birth.write_to(person)
        person.version += 1
        person.save()
        rename(by=by, person=person, names=names, source=source, reason=reason)
        answered(person, *answered_by_record(person, names))
    return person


def rename(*, by, person, names, source=SourceKind.UNKNOWN, reason=""):
    """Make ``names`` (script to name as written) the names shown first; what was there stays as a spelling.

    A script that is left out or empty has no name shown first afterwards. Returns the preferred names.
    """
    with changing(by=by, reason=reason):
        wanted = _by_script(names)
        kept = {}
        for name in person.names.select_for_update():
            if name.is_preferred and wanted.get(name.script) == name.full:
                kept[name.script] = name
            elif name.is_preferred:
                set_aside(name)
        new = {script: full for script, full in wanted.items() if script not in kept}
        _write_names(person, new, source)
        if wanted:
            answered(person, Question.NAME)
        touch(person)
    return person.names.preferred()


def set_aside(name):
    """Keep a name as a spelling that is not shown first any more."""
    name.is_preferred = False
    if name.kind == NameKind.CURRENT:
        name.kind = NameKind.SPELLING_VARIANT
    name.save(update_fields=["is_preferred", "kind", "updated_at"])


def _by_script(names):
    """Names by the script of their letters, empty ones left out."""
    written = [" ".join(full.split()) for full in names.values()]
    return {script_of(full): full for full in written if full}


def _write_names(person, names, source, *, parts=None, own_script=""):
    checked = parts or {}
    for script, full in _by_script(names).items():
        spelt_before = person.names.filter(script=script, full=full, is_preferred=False).first()
        if spelt_before:
            spelt_before.is_preferred = True
            spelt_before.kind = NameKind.CURRENT
            spelt_before.save(update_fields=["is_preferred", "kind", "updated_at"])
            continue
        found = checked.get(script, guess_parts(full, script))
        kept = {part: text[:100] for part, text in found.items()}
        is_own = script == own_script
        PersonName.written(full, person=person, source=source, is_own=is_own, **kept).save()


def record_whereabouts(
    *,
    by,
    person,
    kind=WhereaboutsKind.AT_PLACE,
    place=None,
    country=None,
    from_date=None,
    until=None,
    confidence=Confidence.REPORTED,
    source=SourceKind.UNKNOWN,
    detail="",
    form_id=None,
):
    """Add where a person is, or that it is not known, from a day on; returns the ``Whereabouts``.

    A confirmed fact ends what was open before it; a report stands beside it. A confirmed fact from before the
    next confirmed one ends where that begins. A stay at a site that has closed ends, at the latest, when the site
    did. With ``until`` it is over: somebody lived there before, and nothing else on file ends by it. ``detail`` says
    where exactly; it is sealed. ``form_id`` is kept with it, so that the same form sent twice makes one. Raises
    ``Refused`` for a day to come, a place that does not fit, or one that had closed by that day, for confirmed times
    that overlap, and for a detail that cannot be sealed.
    """
    not_to_come(from_date)
    not_to_come(until, field="until")
    return _add_period(
        Whereabouts(
            person=person,
            kind=kind,
            place=place if kind == WhereaboutsKind.AT_PLACE else None,
            country=country if kind == WhereaboutsKind.IN_COUNTRY else None,
            from_date=from_date,
            to_date=until,
            confidence=confidence,
            source=source,
        ),
        by=by,
        form_id=form_id,
        detail=detail if kind in WITH_DETAIL else "",
    )


def record_status(
    *,
    by,
    person,
    status,
    from_date=None,
    confidence=Confidence.REPORTED,
    source=SourceKind.UNKNOWN,
    form_id=None,
):
    """Add a ``PersonState`` from a day on, ending what was open as whereabouts do; returns the ``PersonStatus``.

    Raises ``Refused`` for a day to come, and for a death that is believed and yet called confirmed.
    """
    not_to_come(from_date)
    if status == PersonState.BELIEVED_DEAD and confidence == Confidence.CONFIRMED:
        raise Refused(
            _("A death that is believed is not confirmed; choose the confirmed death, or how sure this is."),
            field="confidence",
        )
    return _add_period(
        PersonStatus(person=person, status=status, from_date=from_date, confidence=confidence, source=source),
        by=by,
        form_id=form_id,
    )


def _add_period(period, *, by, form_id, detail=""):
    with changing(by=by):
        # One person at a time: two facts recorded at once follow one another.
        Person.objects.select_for_update().get(pk=period.person_id)
        others = type(period).objects.filter(person_id=period.person_id)
        if period.confidence == Confidence.CONFIRMED and period.to_date is None:
            _end_before(others.current(), period.from_date)
            period.to_date = _next_start(others.filter(confidence=Confidence.CONFIRMED), period.from_date)
        end_with_site(period)
        if detail:
            keep_sealed(period.person, period, "sealed_detail", detail)
        period.save()
        answered(period.person, *_answers_of(period))
        touch(period.person)
        if form_id:
            remember_saved(by, form_id, period)
    return period


def _answers_of(period):
    """The questions about the person that a dated fact answers."""
    if isinstance(period, PersonStatus):
        return [] if period.status == PersonState.UNKNOWN else [Question.STATUS]
    if period.kind not in KNOWN_WHEREABOUTS:
        return []
    return [Question.LIVED_BEFORE if period.to_date else Question.WHERE_NOW]


def end_with_site(period):
    """End a stay at a closed site when that closed; the lock waits for somebody who is closing it now."""
    if not getattr(period, "place_id", None):
        return
    place = Place.objects.select_for_update(no_key=True).get(pk=period.place_id)
    if place.is_open:
        return
    began = period.from_date or (period.to_date and date.min)
    if began is None or began >= place.closed_date:
        raise Refused(
            _("This site closed on %(day)s. Say since when, or choose where the person was moved.")
            % {"day": date_format(place.closed_date, "j M Y")},
            field="from_date",
        )
    period.to_date = min(period.to_date or place.closed_date, place.closed_date)


def _end_before(open_periods, day):
    """End what began before ``day``, or nobody knows when; without a day only what has no beginning either."""
    for period in open_periods:
        if period.from_date is None or (day and period.from_date <= day):
            period.to_date = day or timezone.localdate()
            period.save(update_fields=["to_date", "updated_at"])


def _next_start(periods, day):
    later = periods.filter(from_date__gt=day) if day else periods.filter(from_date__isnull=False)
    return later.order_by("from_date").values_list("from_date", flat=True).first()


def set_separation(*, by, child, status, from_date=None, source=SourceKind.UNKNOWN, form_id=None):
    """Begin a new period of with whom the child is, ending the present one; returns the ``SeparationPeriod``.

    Raises ``Refused`` for a day to come, or before the present period began.
    """
    not_to_come(from_date)
    with changing(by=by):
        Child.objects.select_for_update(of=("self",)).get(pk=child.pk)
        before = SeparationPeriod.objects.current().filter(child=child)
        if from_date is None and before.exists():
            raise Refused(_("Say since when; something else was true before."), field="from_date")
        end_current(before, from_date)
        period = SeparationPeriod.objects.create(
            child=child, status=status, from_date=from_date, source=source
        )
        if status != Separation.UNKNOWN:
            answered(child.person, Question.COMPANY)
        touch(child.person)
        if form_id:
            remember_saved(by, form_id, period)
    return period
