"""Where a fact comes from, as it is said beside the fact."""

from django.utils.translation import gettext_lazy as _

from cases.enums import SourceKind

_PHRASES = {
    SourceKind.CHILD: _("The child’s own statement"),
    SourceKind.MOTHER: _("The mother’s statement"),
    SourceKind.FATHER: _("The father’s statement"),
    SourceKind.RELATIVE: _("A relative’s statement"),
    SourceKind.CARER: _("Statement of a carer or institution"),
    SourceKind.DOCUMENT: _("A paper that was seen"),
    SourceKind.AUTHORITY: _("Information of an authority"),
    SourceKind.ORGANISATION: _("Information of another organisation"),
    SourceKind.STAFF: _("Own observation"),
    SourceKind.UNKNOWN: _("Source not recorded"),
}


def source_phrase(source):
    """ "The mother’s statement" for a ``SourceKind``; raises ``ValueError`` for a code that is none."""
    return str(_PHRASES[SourceKind(source)])
