"""What is kept how long: each class with what it holds, its period, from when it counts, its end, and the source.

The periods here are the usual ones. An administrator may set another, as the organisation decided it; why is in the
history (``RetentionPeriod``). Nothing is destroyed because a period ended: somebody looks, and two decide.
"""

from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cases.enums import RetentionClass
from cases.models import RetentionPeriod

# From the last day on; a person's own right to be told ends a limitation period later than childhood does.
_CHILD_FILES = (
    "IRMS Information Management Toolkit for Schools: child-protection file, date of birth + 25 years, then review; "
    "R (C) v Northumberland CC [2015] EWHC 2134 (Admin): a review long after closure is proportionate; "
    "GDPR 5(1)(e); CRC 8."
)


@dataclass(frozen=True)
class ClassSpec:
    """One class. ``years`` is ``None`` where a period of years makes no sense; ``fixed`` then says what holds instead.

    ``is_set``: an administrator chose another period than the usual one.
    """

    kind: RetentionClass
    holds: Promise
    counts_from: Promise
    ends: Promise
    source: str
    years: int | None = None
    until_age: int | None = None
    fixed: Promise | str = ""
    is_set: bool = False

    @property
    def label(self):
        return str(self.kind.label)

    @property
    def can_be_set(self):
        """Whether a period of years can be chosen for it."""
        return self.years is not None

    @property
    def period(self):
        """ "10 years, and until the person is 25 at least"."""
        if self.years is None:
            return str(self.fixed)
        years = ngettext("%(n)s year", "%(n)s years", self.years) % {"n": self.years}
        if self.until_age is None:
            return years
        return now("%(years)s, and until the person is %(age)s at least") % {
            "years": years,
            "age": self.until_age,
        }


_WITH_THE_FILE = _("as long as the file")
_NO_PERSON = _("No person: number, office, day, reason and who decided.")

USUAL = (
    ClassSpec(
        RetentionClass.CASE_FILE,
        _("Everything on file about a child: names, birth, family, claims, papers, needs, notes, transfers."),
        _("The last entry in a file that is closed"),
        _(
            "A supervisor looks at it: keep it longer, hold it, or ask for its erasure, which a second person confirms."
        ),
        _CHILD_FILES,
        years=10,
        until_age=25,
    ),
    ClassSpec(
        RetentionClass.IN_ERROR,
        _("A file closed as opened in error, or as a duplicate that nobody merged."),
        _("The last entry in it"),
        _("The same"),
        "GDPR 5(1)(c) and (d): what is wrong or not needed is erased without delay.",
        years=1,
    ),
    ClassSpec(
        RetentionClass.DRAFT,
        _("What somebody typed into a registration, or about a child, and did not save."),
        _("Its last change"),
        _("It is emptied by itself each night; its writer finds a notice."),
        "GDPR 5(1)(c): data minimisation.",
        fixed=_("%(days)s days"),
    ),
    ClassSpec(
        RetentionClass.PARENT,
        _("Names, birth, status and whereabouts of parents and carers."),
        _("The file of their last child"),
        _(
            "They go with the file of the last child to whom they are tied; a parent of two stays with the other."
        ),
        "GDPR 5(1)(e), 17.",
        fixed=_WITH_THE_FILE,
    ),
    ClassSpec(
        RetentionClass.PARTS,
        _("Rows of a file, and the history of each."),
        _("The file"),
        _("They go with it; the key of the child is destroyed, so that no backup opens what was sealed."),
        "GDPR 5(1)(e), 17; NIST SP 800-88 (cryptographic erase).",
        fixed=_WITH_THE_FILE,
    ),
    ClassSpec(
        RetentionClass.CAPSULE,
        _("Own names, birth, parents, siblings, decisions and transfers, for the claim of the adult."),
        _("The erasure of the file"),
        _("Nobody here can open it; whoever holds the private key decides with the person."),
        "CRC 7 and 8; Care Planning, Placement and Case Review (England) Regulations 2010, reg. 50: 75 years from birth.",
        years=75,
    ),
    ClassSpec(
        RetentionClass.TOMBSTONE,
        _NO_PERSON,
        _("The erasure of the file"),
        _("It stays, so that totals stay true and an erasure can be shown to have been one."),
        "GDPR 5(2): accountability.",
        fixed=_("without end"),
    ),
    ClassSpec(
        RetentionClass.EXPORT,
        _("Number, recipient, purpose, legal basis and day of destruction of what left."),
        _("The day by which it was to be destroyed"),
        _("It is accounted for after the file too, then without its reason."),
        "GDPR 5(2), 15(1)(c), 19: recipients.",
        years=10,
    ),
    ClassSpec(
        RetentionClass.REQUEST,
        _("Who asked for what about own data, how identity was checked, when it was answered. No names."),
        _("The answer"),
        _("It is looked at once a year."),
        "GDPR 5(2), 12(3).",
        years=6,
    ),
    ClassSpec(
        RetentionClass.TRAIL,
        _("Who opened, searched, exported or was denied. Public ids only, never names."),
        _("The entry"),
        _("It is looked at once a year; a month is taken out whole, by whoever owns the tables."),
        "CNIL, Délibération 2021-122: three years where logs are there to control misuse of the data itself.",
        years=3,
    ),
    ClassSpec(
        RetentionClass.SIGN_IN,
        _("Sessions, devices and tries at the door."),
        _("The end of the session"),
        _("What is over is removed by itself each night."),
        "CNIL, Délibération 2021-122: six months to one year.",
        fixed=_("eight hours at most; tries for fifteen minutes"),
    ),
)


def all_classes():
    """Every ``ClassSpec`` with the period that holds now, in the order of the page; one query."""
    chosen = {row.kind: row for row in RetentionPeriod.objects.all()}
    return [_as_set(spec, chosen.get(spec.kind)) for spec in USUAL]


def class_of(kind):
    """The ``ClassSpec`` of one class with the period that holds now; ``None`` for a code that is none."""
    spec = next((spec for spec in USUAL if spec.kind == kind), None)
    return spec and _as_set(spec, RetentionPeriod.objects.filter(kind=kind).first())


def _as_set(spec, row):
    if spec.kind == RetentionClass.DRAFT:
        return replace(spec, fixed=str(spec.fixed) % {"days": settings.DRAFT_DAYS})
    if row is None:
        return spec
    return replace(spec, years=row.years, until_age=row.until_age, is_set=True)
