"""The chosen parts of a file as one PDF, for an export that leaves as a file: it says what the pages for paper say."""

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.casefile.exporting import PrintedFile
from cases.components.leaving import mark_of
from cases.exports import pdf_file, written

LAYOUT = "casefile/file.typ"


def case_pdf(case, export):
    """The PDF of ``export``, made of a ``CaseFile`` in the language that is active."""
    mark = mark_of(export, is_synthetic=case.child.person.is_synthetic)
    return pdf_file(LAYOUT, mark, data_of(PrintedFile(case, export)), made=export.made_at)


def data_of(file):
    """All texts of the layout but the mark; ``file`` is a ``PrintedFile``."""
    export = file.export
    terms = [
        (_("Case number"), file.case.child.case_number),
        (_("Purpose"), file.purpose),
        (_("Legal basis"), file.legal_basis),
        (_("Reason"), export.reason),
        (_("Parts of the file"), ", ".join(file.part_names)),
    ]
    return {
        "heading": _("File of a child"),
        "terms": [{"label": label, "value": written(value)} for label, value in terms],
        "sections": [section for section in _sections(file) if section],
        "limits": " ".join(_limits(file)),
    }


def _sections(file):
    yield _summary(file)
    yield from _family(file)
    yield _listed(_("Nationality claims"), file.claims, _claim, _("No claim on any State is recorded yet."))
    yield _listed(_("Papers"), file.papers, _paper, _("No paper that may leave is on file."))
    yield _listed(_("Needs"), file.needs, _need, "")
    for history in file.where or ():
        reports = [report for group in history["groups"] for report in group.reports]
        yield _listed(str(history["title"]), reports, _report, _("Not recorded"))
    passages = _("This child has not been on the list of any transfer.")
    yield _listed(_("Transfers"), file.passages, _passage, passages)
    yield _listed(_("Timeline"), file.entries, _entry, _("Not recorded"))


def _listed(title, rows, of_row, nothing):
    """A section of rows; ``None`` where the part was not chosen."""
    if rows is None:
        return None
    return {"title": title, "note": "" if rows else nothing, "rows": [of_row(row) for row in rows]}


def _row(head, *about):
    return {"head": written(str(head)), "about": written(" · ".join(str(part) for part in about if part))}


def _day(day):
    return formats.date_format(day, "j M Y") if day else ""


def _since(day):
    return _("Since %(day)s") % {"day": _day(day)} if day else ""


def _summary(file):
    if file.summary is None:
        return None
    person = file.summary.person
    names = [str(name) for name in (person.name, *person.other_names)]
    rows = [_row(name) for name in names]
    rows += [_row(_("Also written: %(name)s") % {"name": name}) for name in person.spellings]
    rows += [
        _row(f"{fact.label}: {fact.value}", _since(fact.since), fact.detail, fact.doubt)
        for fact in file.facts
    ]
    return {"title": _("Who the child is"), "note": "", "rows": rows}


def _family(file):
    family = file.family
    if family is None:
        return
    people = [*family.mothers_side, *family.fathers_side, *family.neither_side]
    people += [person for rivals in family.competing for person in rivals["people"]]
    nobody = _("No relative is recorded yet.")
    section = _listed(_("Family"), people, _relative, nobody)
    if family.death:
        section["note"] = family.death
    yield section
    for group in family.siblings:
        yield _listed(str(group.title), group.siblings, lambda one: _row(one.name, one.detail), "")


def _relative(person):
    return _row(person.name, person.relation, *person.tags, person.detail)


def _claim(claim):
    return _row(
        claim.state,
        claim.ground,
        ", ".join(claim.evidence),
        claim.answer,
        _day(claim.answered),
        claim.contact,
    )


def _paper(paper):
    until = _("valid until %(day)s") % {"day": _day(paper.valid_until)} if paper.valid_until else ""
    issued = _("issued %(day)s") % {"day": _day(paper.issued)} if paper.issued else ""
    return _row(
        paper.title,
        paper.name_as_printed,
        paper.custody,
        paper.issuer,
        issued,
        until,
        paper.recognition,
    )


def _need(row):
    need = row.current
    if need is None:
        return _row(row.title, _("Not asked yet."))
    return _row(row.title, need.finding, need.response, _since(need.since), need.source, need.confidence)


def _report(report):
    until = _("Until %(day)s") % {"day": _day(report.until)} if report.until else ""
    return _row(report.text, report.doubt, _since(report.since), until, report.source, report.sure)


def _passage(row):
    to = _("To %(state)s") % {"state": row.destination}
    return _row(to, row.number, _day(row.day), row.mode, row.result, row.detail)


def _entry(entry):
    return _row(entry.text, entry.when, entry.detail)


def _limits(file):
    if file.left_out:
        yield ngettext(
            "%(n)s restricted paper is on file and is left out: it never leaves in an export.",
            "%(n)s restricted papers are on file and are left out: they never leave in an export.",
            file.left_out,
        ) % {"n": file.left_out}
    yield _("Notes are never part of an export.")
