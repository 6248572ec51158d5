"""What a name passport says beyond the names as written: predicted spellings, the machine zone, a letter."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.enums import ExportPurpose, LegalBasis, LetterPart
from cases.names import spellings
from cases.names.machine_zone import has_escapes, name_field
from cases.people.presenters import WrittenNameView, written_name
from cases.people.spellings import first_names_first


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


class LetterPresenter:
    """What was said when a letter got its number."""

    def __init__(self, export):
        self.export = export

    @property
    def purpose(self):
        return str(ExportPurpose(self.export.purpose).label)

    @property
    def legal_basis(self):
        return str(LegalBasis(self.export.legal_basis).label)

    @property
    def parts(self):
        """What it says beside the names as written and the birth, in words; empty for nothing more."""
        return [str(label) for code, label in LetterPart.choices if code in self.export.parts]


def predicted_rows(person):
    """Spellings that the rules give for the names on file and that are not on file themselves, each once."""
    names = first_names_first(person)
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
    return [_zone_row(name) for name in first_names_first(person)]


def _zone_row(name):
    is_escaped = has_escapes(name.script)
    text = "" if is_escaped else name_field(name.full, name.family or name.nisba, name.script)
    return ZoneRow(written_name(name), text, is_escaped)


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
