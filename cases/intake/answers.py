"""What a registration can say, as the actions take it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cases.enums import Confidence, SourceKind, WhereaboutsKind
from cases.models import Child, Country, Guardian, Place
from cases.people.actions import Birth


@dataclass(frozen=True)
class Where:
    """Where somebody is, as ``record_whereabouts`` takes it."""

    kind: str = WhereaboutsKind.AT_PLACE
    place: Place | None = None
    country: Country | None = None
    detail: str = ""
    from_date: date | None = None
    confidence: str = Confidence.CONFIRMED
    source: str = SourceKind.UNKNOWN


@dataclass(frozen=True)
class NewParent:
    """A mother or father who is not on file yet. ``source`` is who told of them, ``name_source`` where the spelling
    comes from (``source`` unless given). ``parts`` maps scripts to checked parts of the name.

    ``opens_case`` opens a case file as well, for one who is under 18 and was ``found`` somewhere.
    """

    names: Mapping[str, str]
    status: str = ""
    status_confidence: str = Confidence.REPORTED
    status_from: date | None = None
    confidence: str = Confidence.REPORTED
    source: str = SourceKind.UNKNOWN
    name_source: str = ""
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    other_names: Sequence[tuple[str, str]] = ()
    where: Where | None = None
    missing: Mapping[str, str] = field(default_factory=dict)
    birth: Birth | None = None
    opens_case: bool = False
    found: "Found | None" = None


@dataclass(frozen=True)
class KnownParent:
    """A mother or father on file already, through a brother or sister or found by name."""

    guardian: Guardian
    confidence: str = Confidence.REPORTED
    source: str = SourceKind.UNKNOWN


@dataclass(frozen=True)
class Claim:
    """A State and the ground on which the child may be its national."""

    state: Country
    basis: str


@dataclass(frozen=True)
class NewFamily:
    """A family group that begins with this child; without a name it takes the family's."""

    name: str = ""


@dataclass(frozen=True)
class FamilyOf:
    """The family group of a brother or sister; made where that child has none."""

    sibling: Child


@dataclass(frozen=True)
class Found:
    """Where and when a child was found."""

    day: date | None = None
    place: Place | None = None
    country: Country | None = None


@dataclass(frozen=True)
class LivedBefore:
    """A place or State where a child lived until a day, and with whom."""

    place: Place | None = None
    country: Country | None = None
    from_date: date | None = None
    to_date: date | None = None
    company: str = ""


@dataclass(frozen=True)
class Carer:
    """Who cares for a child now: a parent of this registration (``role``), or somebody named here."""

    role: str = ""
    relationship: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    source: str = SourceKind.UNKNOWN


@dataclass(frozen=True)
class Registration:
    """All that is asked of one child; the first five are the minimum record: name, sex, age, place, with whom.

    ``parts`` maps scripts to the parts of the name as somebody checked them, ``own_script`` names the spelling that
    the child uses, ``other_names`` are further spellings with their ``NameKind``, ``missing`` maps a ``Question`` to
    the ``MissingReason`` why it has no answer.
    """

    names: Mapping[str, str]
    sex: str
    birth: Birth
    where: Where
    company: str
    company_from: date | None = None
    company_source: str = SourceKind.UNKNOWN
    name_source: str = SourceKind.UNKNOWN
    mother: NewParent | KnownParent | None = None
    father: NewParent | KnownParent | None = None
    claims: Sequence[Claim] = field(default_factory=tuple)
    family: NewFamily | FamilyOf | None = None
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    own_script: str = ""
    other_names: Sequence[tuple[str, str]] = ()
    found: Found | None = None
    lived_before: Sequence[LivedBefore] = field(default_factory=tuple)
    papers: Sequence[Mapping[str, object]] = field(default_factory=tuple)
    carer: Carer | None = None
    missing: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FamilyRegistration:
    """Brothers and sisters registered together: the parents are theirs together and recorded once."""

    children: Sequence[Registration]
    mother: NewParent | KnownParent | None = None
    father: NewParent | KnownParent | None = None
    family: NewFamily | FamilyOf | None = None
