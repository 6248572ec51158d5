"""What a name passport says beyond the names as written: predicted spellings, the machine zone, names on papers."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.names import spellings
from cases.names.comparing import Comparison, compared
from cases.names.machine_zone import has_escapes, name_field
from cases.names.scorer import score
from cases.people.papers import PaperPresenter
from cases.people.presenters import WrittenNameView, written_name


@dataclass(frozen=True)
class PredictedRow:
    """A spelling that stands on no paper on file but follows from a rule; ``origin`` is the name it is made of."""

    text: str
    rule: str
    origin: WrittenNameView


@dataclass(frozen=True)
class ZoneRow:
    """What machines read for a written name; empty where that would be no name, and ``is_escaped`` says why."""

    name: WrittenNameView
    text: str
    is_escaped: bool


@dataclass(frozen=True)
class PaperName:
    """The name on a paper, the name on file that is most like it, and how they compare; those two may be missing."""

    paper: PaperPresenter
    nearest: WrittenNameView | None
    comparison: str


def predicted_rows(person):
    """Spellings that the rules give for the names on file and that are not on file themselves, each once."""
    names = _ordered(person)
    known = {name.full.casefold() for name in names}
    found = []
    for name in names:
        for spelling in spellings.predicted_spellings(name.full, name.script):
            if spelling.text.casefold() in known:
                continue
            known.add(spelling.text.casefold())
            found.append(PredictedRow(spelling.text, _rule(spelling.rule), written_name(name)))
    return found


def zone_rows(person):
    """A row for each name on file; the escapes of Arabic names are never shown."""
    return [_zone_row(name) for name in _ordered(person)]


def paper_names(person):
    """How the name on each paper that has one compares with the names on file, the latest paper first."""
    names = _ordered(person)
    return [_paper_name(paper, names) for paper in person.documents.all() if paper.name_as_printed]


def _ordered(person):
    return sorted(person.names.all(), key=lambda name: (not name.is_preferred, name.pk))


def _zone_row(name):
    is_escaped = has_escapes(name.script)
    text = "" if is_escaped else name_field(name.full, name.family or name.nisba, name.script)
    return ZoneRow(written_name(name), text, is_escaped)


def _paper_name(paper, names):
    view, printed = PaperPresenter(paper), paper.name_as_printed
    if not names:
        return PaperName(view, None, "")
    nearest = max(names, key=lambda name: (name.full == printed, score(name.full, printed)))
    return PaperName(view, written_name(nearest), _comparison(compared(nearest.full, printed)))


def _comparison(comparison):
    words = {
        Comparison.SAME: _("The same as on file."),
        Comparison.SPELLING: _("Another spelling of the name on file."),
        Comparison.ONE_PART: _("Differs from the name on file in one part."),
        Comparison.OTHER: _("Another name than any on file."),
    }
    return words[comparison]


def _rule(rule):
    words = {
        spellings.ICAO: _("As machine-readable passports are written, Russian ones since 2013"),
        spellings.ICAO_PLAIN: _("As machine-readable passports are written, with Ä, Ö and Ü as A, O and U"),
        spellings.GOST: _("As Russian passports were written from 2010 to 2013"),
        spellings.RUSSIAN_ENGLISH: _("As Russian passports were written from 1997 to 2010"),
        spellings.RUSSIAN_SHORT: _(
            "As Russian passports were written from 1997 to 2010, with a short ending"
        ),
        spellings.RUSSIAN_FRENCH: _("As Soviet passports were written, and Russian ones until 1997"),
        spellings.TAJIK: _("As Tajik names are written in Latin letters"),
        spellings.ARABIC_ENGLISH: _(
            "As written in offices of the Mashriq and the Gulf, which write for English"
        ),
        spellings.ARABIC_FRENCH: _("As written in French-speaking offices, in the Maghreb and Lebanon"),
        spellings.ARABIC_UN: _("By the table of the United Nations for Arabic, without its marks"),
        spellings.ARABIC_BGN: _("By the British and American table for Arabic, without its marks"),
    }
    return words[rule]
