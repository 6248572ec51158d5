"""A letter about the names of a child leaves as a numbered export."""

from django.utils.translation import gettext as _

from cases.components.leaving import number_once
from cases.enums import ExportKind
from cases.errors import Refused
from cases.exports import PRINTED_SCRIPTS


def write_letter(*, by, child, form_id, **facts):
    """Number the letter that lists the names of ``child``; returns the ``NumberedExport``.

    ``facts`` are those of ``cases.audit.numbered.number_export``, ``parts`` codes of ``LetterPart``, ``language`` a code.
    Raises ``Refused`` as that does, and where no name is on file that could be printed.
    """
    if not child.person.names.filter(script__in=PRINTED_SCRIPTS).exists():
        raise Refused(_("No name is on file that could stand in a letter."))
    return number_once(by=by, child=child, form_id=form_id, kind=ExportKind.NAMES, **facts)
