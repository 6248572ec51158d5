"""What the letter says that lists the names of one person: texts for the layout beside it, in the letter's language."""

from django.db.models import Prefetch
from django.utils import formats, timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.components.leaving import mark_of
from cases.components.partial_dates import span_phrase
from cases.enums import BirthPrecision, ExportPurpose, LegalBasis, LetterPart, Recognition, Sex
from cases.exports import PRINTED_SCRIPTS, pdf_file, written
from cases.models import Child, Document
from cases.names import script_of
from cases.passports.presenters import predicted_rows
from cases.people.papers import PaperPresenter
from cases.people.presenters import PersonPresenter
from cases.people.spellings import names_by_script

LAYOUT = "passports/letter.typ"
STATEMENT = "These are the names of one person"


def is_written_in(language):
    """Whether the words of a letter are there in ``language`` (a code); they are written in English."""
    with translation.override(language):
        return language.startswith("en") or _(STATEMENT) != STATEMENT


def letter_file(export, person):
    """The letter as PDF: the names of ``person`` as they are on file now, and what was ticked for ``export``.

    ``person`` has its names, documents (with the State of their issuer) and office prefetched.
    """
    with translation.override(export.language):
        mark = mark_of(export, is_synthetic=person.is_synthetic)
        return pdf_file(LAYOUT, mark, Letter(export, person).data, made=export.made_at)


def children_for_letters():
    """Children (a QuerySet) with all that ``letter_file`` reads of one."""
    papers = Document.objects.select_related("issuer_country").newest_first()
    return Child.objects.select_related("person__office").prefetch_related(
        "person__names", Prefetch("person__documents", queryset=papers)
    )


class Letter:
    """The letter of one export, in the language that is active."""

    def __init__(self, export, person):
        self.export = export
        self.person = person
        self._parts = set(export.parts)

    @property
    def data(self):
        """All texts of the layout but the mark."""
        return {
            "office": written(self.person.office.name),
            "day": formats.date_format(timezone.localdate(), "j M Y"),
            "to_label": pgettext("before the recipient", "To"),
            "to": written(self.export.recipient),
            "heading": _(STATEMENT),
            "statement": _(
                "This office keeps one file for the person whose names are listed here. All of them are names of one "
                "and the same person."
            ),
            "meaning": _(
                "They differ because different people wrote them down, in different letters and by different rules. "
                "Each is a variant of the same name: whoever is written in one way on one paper and in another way on "
                "the next is no second person."
            ),
            "facts": self._facts(),
            "heads": [_("Name"), _("What it is, and where it comes from")],
            "groups": [*self._scripts(), *self._papers(), *self._predicted()],
            "limits": " ".join(self._limits()),
            "sign": [_("Name and function"), _("Place and date"), _("Signature")],
            "stamp": _("Stamp of the office"),
        }

    def _facts(self):
        facts = [(_("Birth"), self._birth())]
        if LetterPart.SEX in self._parts:
            facts.append((_("Sex"), str(Sex(self.person.sex).label)))
        facts += [
            (_("Our reference"), self.person.child.case_number),
            (_("Purpose"), str(ExportPurpose(self.export.purpose).label)),
            (_("Legal basis"), str(LegalBasis(self.export.legal_basis).label)),
            (_("Reason"), self.export.reason),
        ]
        return [{"label": label, "value": written(value)} for label, value in facts]

    def _birth(self):
        """ "Between 3 Mar 2010 and 28 Feb 2011. Reported, not confirmed"."""
        person = self.person
        precision = person.birth_precision or BirthPrecision.RANGE
        when = span_phrase(person.birth_earliest, person.birth_latest, precision)
        if not when:
            return capfirst(_("not known"))
        sure = PersonPresenter(person).birth_confidence
        return ". ".join(part for part in (capfirst(when), sure) if part)

    def _scripts(self):
        return [
            _group(group.title, [_row(row.view, _about(row)) for row in group.names])
            for group in names_by_script(self.person)
            if group.script in PRINTED_SCRIPTS
        ]

    def _papers(self):
        """The names that recognised papers print; a paper of any other standing is not even mentioned."""
        rows = [
            _row(paper.name_as_printed, _of_paper(PaperPresenter(paper)))
            for paper in self._named_papers
            if script_of(paper.name_as_printed) in PRINTED_SCRIPTS
        ]
        return [_group(_("Names on recognised papers"), rows)] if rows else []

    @property
    def _named_papers(self):
        """The recognised papers with a name, where they were ticked."""
        if LetterPart.PAPERS not in self._parts:
            return []
        return [
            paper
            for paper in self.person.documents.all()
            if paper.recognition == Recognition.RECOGNISED and paper.name_as_printed
        ]

    def _predicted(self):
        if LetterPart.PREDICTED not in self._parts:
            return []
        rows = [_row(row.text, row.rule) for row in predicted_rows(self.person)]
        note = _(
            "Nobody has read these on a paper: they follow from rules of writing names in Latin letters."
        )
        return [_group(_("Predicted spellings"), rows, note)] if rows else []

    def _limits(self):
        """What the letter is not, and what it leaves out."""
        yield _("The names are those on file on the day of this letter.")
        yield _("It is no proof of identity, age or nationality.")
        scripts = {name.script for name in self.person.names.all()}
        scripts |= {script_of(paper.name_as_printed) for paper in self._named_papers}
        if not scripts <= PRINTED_SCRIPTS:
            yield _("Names in other letters are on file; they cannot be printed here.")


def _group(title, rows, note=""):
    return {"title": title, "note": note, "rows": rows}


def _row(name, about):
    return {"name": written(str(name)), "about": about}


def _about(row):
    """ "Name used now. The mother’s statement"."""
    words = [row.kind, row.source]
    if row.is_own:
        words.append(_("Used by the person"))
    return ". ".join(words)


def _of_paper(paper):
    return ". ".join(part for part in (paper.title, paper.issuer) if part)
