"""How a paper reads: what it is, who issued it, who holds it, and whether it may be carried."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.enums import Custody, DocumentKind, IssuerKind, Recognition


class PaperPresenter:
    """One ``Document``; nothing of it is looked up besides the State of its issuer."""

    def __init__(self, paper):
        self.paper = paper

    @property
    def title(self):
        """ "Birth certificate", or "Birth certificate, non-recognised authority"."""
        kind = DocumentKind(self.paper.kind).label
        if self.paper.recognition == Recognition.NOT_RECOGNISED:
            return _("%(kind)s, non-recognised authority") % {"kind": kind}
        return str(kind)

    @property
    def is_restricted(self):
        return self.paper.is_restricted

    @property
    def recognition_look(self):
        """The look of a recognised paper ("clear"); empty where a plain tag says what the paper is."""
        return "clear" if self.paper.recognition == Recognition.RECOGNISED else ""

    @property
    def recognition(self):
        """Recognition in one or two words, for a badge or tag."""
        words = {
            Recognition.RECOGNISED: _("Recognised"),
            Recognition.NOT_RECOGNISED: _("Not recognised"),
            Recognition.RECOGNITION_PENDING: _("Recognition pending"),
            Recognition.DISPUTED: _("Authenticity disputed"),
            Recognition.NOT_GENUINE: _("Found not genuine"),
        }
        return words[Recognition(self.paper.recognition)]

    @property
    def custody(self):
        return str(Custody(self.paper.custody).label)

    @property
    def issuer(self):
        """Who issued it, with the State where that is known; empty where neither is."""
        country = self.paper.issuer_country
        known = self.paper.issuer_kind != IssuerKind.UNKNOWN
        kind = str(IssuerKind(self.paper.issuer_kind).label) if known else ""
        return ", ".join(part for part in (kind, country.name if country else "") if part)

    @property
    def has_number(self):
        """Whether a number is on file: what a list says of it."""
        return self.paper.has_number

    @property
    def name_as_printed(self):
        return self.paper.name_as_printed

    @property
    def issued(self):
        return self.paper.issued_date

    @property
    def valid_until(self):
        return self.paper.valid_until_date

    @property
    def edit_url(self):
        return reverse("documents:edit", args=[self.paper.public_id])
