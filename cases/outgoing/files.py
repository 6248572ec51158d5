"""The file of an export: a list as a table, one child's file or letter as PDF; and closed for its recipient."""

from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.access import get_for
from cases.casefile.file_pdf import case_pdf
from cases.casefile.loading import case_rows, load_case
from cases.enums import Encryption, ExportFormat, ExportKind
from cases.exports import (
    AGE_TYPE,
    CSV_TYPE,
    PDF_TYPE,
    XLSX_TYPE,
    ZIP_TYPE,
    Column,
    Mark,
    Sheet,
    age_file,
    csv_file,
    file_name,
    password_zip,
    xlsx_file,
)
from cases.outgoing.contents import presented
from cases.outgoing.lists import LEAVING
from cases.outgoing.presenters import ExportTerms
from cases.passports.letter import children_for_letters, letter_file


@dataclass(frozen=True)
class MadeFile:
    """An open file at its start, under a name that carries the number alone."""

    file: BinaryIO
    name: str
    content_type: str


def list_made(export, user, contents):
    """The rows of a list that are left (``Contents``) as a ``MadeFile``, in the language that is active."""
    leaving = LEAVING[export.list_name]
    columns = leaving.known(export.parts)
    about = _about(export, contents)
    table = Sheet(
        title=ExportTerms(export).what,
        columns=[Column(_("Export")), *(Column(column.label, column.kind) for column in columns)],
        # The number stands in every row: one that is cut out of the table still says where it comes from.
        rows=(
            [export.number, *(column.value(row) for column in columns)]
            for row in presented(export, user, contents.ids)
        ),
        notes=[f"{label}: {value}" if value else str(label) for label, value in about],
    )
    if export.format == ExportFormat.CSV:
        return MadeFile(csv_file(table), _name_of(export, "csv"), CSV_TYPE)
    terms = Sheet(
        title=_("About this export"), columns=[Column(_("Export")), Column(export.number)], rows=about
    )
    return MadeFile(xlsx_file(terms, table, mark=_mark(export)), _name_of(export, "xlsx"), XLSX_TYPE)


def child_made(export, user):
    """The file of a child, or the letter of its names, as a PDF that is to be encrypted."""
    if export.kind == ExportKind.NAMES:
        child = get_for(user, children_for_letters(), pk=export.child_id)
        export.child = child
        content = letter_file(export, child.person)
    else:
        content = case_pdf(load_case(get_for(user, case_rows(), pk=export.child_id), reader=user), export)
    return MadeFile(BytesIO(content), _name_of(export, "pdf"), PDF_TYPE)


def closed_for_recipient(made, export, password=""):  # nosec B107 - empty: none is asked for
    """``made`` encrypted as the export asks for, with this ``password`` where it is one; the plain file is closed."""
    if not export.encryption:
        return made
    with made.file as plain:
        if export.encryption == Encryption.KEY:
            return MadeFile(age_file(plain, export.recipient_key), f"{made.name}.age", AGE_TYPE)
        return MadeFile(password_zip(plain, made.name, password), _name_of(export, "zip"), ZIP_TYPE)


def _name_of(export, extension):
    return file_name("export", extension, number=export.number)


def _about(export, contents):
    """Pairs of a label and its words, as they stand in the file."""
    terms = ExportTerms(export)
    lines = [
        (_("Export"), export.number),
        (_("Confidential"), terms.what),
        (_("For"), export.recipient),
        (_("Made by"), f"{export.made_by.full_name}, {export.office.name}"),
        (_("At"), _moment(export.made_at)),
        (_("File made at"), _moment(timezone.now())),
        (_("Purpose"), terms.purpose),
        (_("Legal basis"), terms.legal_basis),
        (_("Reason"), export.reason),
        (_("Destroy by"), formats.date_format(export.expires_date, "j M Y")),
        (_("Rows"), str(len(contents.ids))),
    ]
    if contents.left_out:
        lines.append((_("Left out"), left_out_words(contents.left_out)))
    if getattr(settings, "DEMO", False):
        lines.append((_("Demonstration. Every person, name and place on this page is invented."), ""))
    return lines


def left_out_words(count):
    """ "2 rows: …" on what was asked for and is not in the file."""
    words = ngettext(
        "%(n)s row that was asked for: the office keeps it no longer, or the recipient may not learn of it any more",
        "%(n)s rows that were asked for: the office keeps them no longer, or the recipient may not learn of them any more",
        count,
    )
    return words % {"n": count}


def _mark(export):
    words = _("Export %(number)s · %(who)s · %(when)s · destroy by %(day)s · for %(recipient)s") % {
        "number": export.number,
        "who": export.made_by.full_name,
        "when": _moment(export.made_at),
        "day": formats.date_format(export.expires_date, "j M Y"),
        "recipient": export.recipient,
    }
    return Mark(
        title=_("Export %(number)s") % {"number": export.number},
        footer=words,
        author=export.made_by.full_name,
        comments=words,
    )


def _moment(moment):
    return formats.date_format(timezone.localtime(moment), "j M Y H:i")
