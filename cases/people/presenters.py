"""How a person reads on a page: names, sex, age, birth, legal clocks, whereabouts, status."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from cases.audit import pages
from cases.components.partial_dates import span_phrase
from cases.enums import (
    LEGAL_CLOCK_YEARS,
    BirthBasis,
    BirthPrecision,
    Confidence,
    CountedAs,
    PassengerRole,
    PersonState,
    Script,
    Sex,
    WhereaboutsKind,
)
from cases.models import Country
from cases.people.ages import age_band_on, age_range_on, counted_as_on, turning_between

# Which letters a reader of a language reads with least effort; everybody else reads Latin ones.
SCRIPT_OF_LANGUAGE = {"ar": Script.ARABIC, "ru": Script.CYRILLIC, "ka": Script.GEORGIAN}
SCRIPT_ORDER = [Script.LATIN, Script.CYRILLIC, Script.ARABIC, Script.GEORGIAN, Script.OTHER]


@dataclass(frozen=True)
class WrittenNameView:
    """A name with what a page needs to print it: its language tag and its direction.

    ``is_own`` marks the spelling that the person uses.
    """

    text: str
    lang: str
    dir: str
    is_own: bool = False

    def __str__(self):
        return self.text


@dataclass(frozen=True)
class LegalClock:
    """The days between which somebody turns an age at which law treats a child differently."""

    years: int
    earliest: date
    latest: date
    text: str
    has_begun: bool


def written_name(name):
    """The view of one ``PersonName``."""
    return name_view(name.full, name.script, is_own=name.is_own)


def name_view(text, script, *, is_own=False):
    """The view of a name written in ``script`` (``cases.enums.Script``)."""
    lang = "und" if script == Script.OTHER else f"und-{script}"
    direction = "rtl" if script == Script.ARABIC else "auto" if script == Script.OTHER else "ltr"
    return WrittenNameView(text=text, lang=lang, dir=direction, is_own=is_own)


def age_words(ages):
    """``(8, 9)`` as "8 to 9", ``(0, 0)`` as "under 1"; "not known" for ``None``. Years are understood."""
    if ages is None:
        return _("not known")
    youngest, oldest = ages
    if oldest == 0:
        return _("under 1")
    if youngest == oldest:
        return str(oldest)
    return _("%(youngest)s to %(oldest)s") % {"youngest": youngest, "oldest": oldest}


def age_words_long(ages):
    """The same with its unit: "8 to 9 years", "under 1 year"; "age not known" for ``None``."""
    if ages is None:
        return _("age not known")
    youngest, oldest = ages
    if oldest == 0:
        return _("under 1 year")
    if youngest == oldest:
        return ngettext("%(age)s year", "%(age)s years", oldest) % {"age": oldest}
    return _("%(youngest)s to %(oldest)s years") % {"youngest": youngest, "oldest": oldest}


def sex_word(sex, counted_as):
    """ "girl", "boy", "child", or "woman", "man", "adult"; ``ValueError`` for a code that is none."""
    sex, counted_as = Sex(sex), CountedAs(counted_as)
    if counted_as == CountedAs.CHILD:
        words = {Sex.F: _("girl"), Sex.M: _("boy")}
        return words.get(sex, pgettext("sex not stated", "child"))
    words = {Sex.F: _("woman"), Sex.M: _("man")}
    return words.get(sex, pgettext("sex not stated", "adult"))


def whereabouts_words(row):
    """Where one ``Whereabouts`` row says that the person is."""
    kind = WhereaboutsKind(row.kind)
    if kind == WhereaboutsKind.AT_PLACE:
        return row.place.name
    if kind == WhereaboutsKind.IN_COUNTRY:
        return _("%(state)s, place not recorded") % {"state": state_name(row.country_id)}
    if kind == WhereaboutsKind.UNKNOWN_AFTER_CLOSURE:
        return _("Unknown since the site closed")
    return _("Whereabouts unknown")


def state_name(code):
    """Name of a State in the reader's language, without a query."""
    return Country(code=code).name if code else ""


def doubt_words(confidence):
    """What is said beside a fact that is not confirmed; nothing beside one that is."""
    words = {
        Confidence.CONFIRMED: "",
        Confidence.REPORTED: _("Reported, not confirmed"),
        Confidence.DOUBTFUL: _("Doubtful"),
    }
    return words[Confidence(confidence)]


class PersonPresenter:
    """One person on a page.

    ``role`` says what is assumed where the age is not certain: a child's file is a child's until the
    person is certainly of age; a parent is an adult unless certainly under age. Prefetch ``names``; where
    ``current_whereabouts`` or ``current_statuses`` are prefetched (as ``with_list_parts`` does), they are used,
    otherwise each costs one query.
    """

    def __init__(self, person, *, today=None, role=PassengerRole.CHILD):
        self.person = person
        self.today = today or timezone.localdate()
        self.role = role

    @cached_property
    def _names(self):
        """The preferred name of each script, the reader's script first. Whoever is named is noted for the trail."""
        pages.printed(self.person)
        wanted = SCRIPT_OF_LANGUAGE.get((get_language() or "en")[:2], Script.LATIN)
        order = [wanted, *(script for script in SCRIPT_ORDER if script != wanted)]
        preferred = [name for name in self.person.names.all() if name.is_preferred]
        return sorted(preferred, key=lambda name: (order.index(name.script), name.pk))

    @property
    def name(self):
        """The name in the reader's letters, or in those there are; a ``WrittenNameView``."""
        if not self._names:
            return WrittenNameView(text=_("Name not known"), lang=get_language() or "en", dir="auto")
        return written_name(self._names[0])

    @property
    def other_names(self):
        """The preferred names in other scripts."""
        return [written_name(name) for name in self._names[1:]]

    @property
    def other_name(self):
        """The first name in another script, for rows with room for one; or ``None``."""
        return self.other_names[0] if self.other_names else None

    @property
    def own_name(self):
        """The spelling that the person uses, where it is marked and there are others; or ``None``."""
        names = list(self.person.names.all())
        own = [name for name in names if name.is_own]
        return written_name(own[0]) if own and len(names) > 1 else None

    @property
    def spellings(self):
        """Every other name and spelling on file."""
        others = [name for name in self.person.names.all() if not name.is_preferred]
        return [written_name(name) for name in others]

    @cached_property
    def counted_as(self):
        return counted_as_on(self.today, self.role, self.person.birth_earliest, self.person.birth_latest)

    @property
    def sex(self):
        """ "girl", "woman" and so on, in small letters."""
        return sex_word(self.person.sex, self.counted_as)

    @cached_property
    def ages(self):
        """``(youngest, oldest)`` in full years, or ``None``."""
        return age_range_on(self.today, self.person.birth_earliest, self.person.birth_latest)

    @property
    def age_band(self):
        return age_band_on(self.today, self.person.birth_earliest, self.person.birth_latest)

    @property
    def age(self):
        """ "8 to 9", "under 1"."""
        return age_words(self.ages)

    @property
    def age_long(self):
        """ "8 to 9 years"."""
        return age_words_long(self.ages)

    @property
    def sex_and_age(self):
        """ "girl, 8 to 9 years"."""
        return _("%(sex)s, %(age)s") % {"sex": self.sex, "age": self.age_long}

    @property
    def sex_and_age_short(self):
        """ "girl, 8 to 9"; the unit stays where the age is not known."""
        age = self.age if self.ages else self.age_long
        return _("%(sex)s, %(age)s") % {"sex": self.sex, "age": age}

    @property
    def birth(self):
        """ "Born between 3 Mar 2010 and 28 Feb 2011"."""
        person = self.person
        if person.birth_earliest is None:
            return _("Date of birth not known")
        precision = person.birth_precision or BirthPrecision.RANGE
        when = span_phrase(person.birth_earliest, person.birth_latest, precision)
        return _("Born %(when)s") % {"when": when}

    @property
    def birth_basis(self):
        """How the birth is known: "Parent statement"; empty where it is not recorded."""
        basis = self.person.birth_basis
        return str(BirthBasis(basis).label) if basis else ""

    @property
    def birth_confidence(self):
        """How sure the birth is: "Reported, not confirmed"; empty where it is not recorded or not known at all."""
        sure = self.person.birth_confidence
        return str(Confidence(sure).label) if sure and self.person.birth_earliest else ""

    @property
    def born_at(self):
        """Place and State of birth, in one line; empty where neither is recorded."""
        parts = [self.person.birth_place, state_name(self.person.birth_country_id)]
        return ", ".join(part for part in parts if part)

    @cached_property
    def legal_clocks(self):
        """The clocks of 3, 9, 12 and 18 years that have not certainly run out, the next one first.

        One that runs out today is told where the day is known: whoever is "3 to 5" today has turned 3 before.
        """
        if self.person.birth_earliest is None:
            return []
        clocks = [self._clock(years) for years in LEGAL_CLOCK_YEARS]
        return [
            clock
            for clock in clocks
            if clock.latest > self.today or clock.earliest == clock.latest == self.today
        ]

    @property
    def next_clock(self):
        """The legal clock that runs out next, or ``None``."""
        return self.legal_clocks[0] if self.legal_clocks else None

    def _clock(self, years):
        earliest, latest = turning_between(years, self.person.birth_earliest, self.person.birth_latest)
        precision = self.person.birth_precision or BirthPrecision.RANGE
        when = span_phrase(earliest, latest, precision)
        return LegalClock(
            years=years,
            earliest=earliest,
            latest=latest,
            text=_("Turns %(years)s %(when)s") % {"years": years, "when": when},
            has_begun=earliest <= self.today,
        )

    @cached_property
    def whereabouts(self):
        """The current ``Whereabouts`` row, or ``None``."""
        rows = getattr(self.person, "current_whereabouts", None)
        if rows is None:
            rows = self.person.whereabouts.current().select_related("place").newest_first()[:1]
        return next(iter(rows), None)

    @property
    def where(self):
        """ "Camp 1", "Whereabouts unknown", or "Not recorded"."""
        return whereabouts_words(self.whereabouts) if self.whereabouts else _("Not recorded")

    @property
    def where_since(self):
        """Since when, as a date or ``None``."""
        return self.whereabouts.from_date if self.whereabouts else None

    @property
    def where_doubt(self):
        """ "Reported, not confirmed" where the whereabouts are not confirmed."""
        return doubt_words(self.whereabouts.confidence) if self.whereabouts else ""

    @cached_property
    def status_row(self):
        """The current ``PersonStatus`` row, or ``None``."""
        rows = getattr(self.person, "current_statuses", None)
        if rows is None:
            rows = self.person.statuses.current().newest_first()[:1]
        return next(iter(rows), None)

    @property
    def status(self):
        """ "Detained, not yet tried", or "Not recorded"."""
        return str(PersonState(self.status_row.status).label) if self.status_row else _("Not recorded")

    @property
    def status_since(self):
        return self.status_row.from_date if self.status_row else None

    @property
    def status_doubt(self):
        """Beside a status that is not confirmed. "Believed dead" says so itself."""
        if self.status_row is None or self.status_row.status == PersonState.BELIEVED_DEAD:
            return ""
        return doubt_words(self.status_row.confidence)
