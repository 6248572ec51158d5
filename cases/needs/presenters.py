"""How needs read on a page: school, health and vaccination first, each with what holds now and what held before."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.enums import Confidence, NeedDomain, NeedFinding, NeedResponse
from cases.people.sources import source_phrase

# What everybody asks first, and what is asked of every child.
ASKED_OF_EVERY_CHILD = (NeedDomain.EDUCATION, NeedDomain.HEALTH, NeedDomain.VACCINATION)
DOMAINS_IN_ORDER = (
    *ASKED_OF_EVERY_CHILD,
    *(domain for domain in NeedDomain if domain not in ASKED_OF_EVERY_CHILD),
)
# Danger to the child: what must not wait.
URGENT = (NeedFinding.URGENT_CARE, NeedFinding.SEVERE_MALNUTRITION, NeedFinding.URGENT_SUPPORT_NEEDED)


def domain_words(domain):
    """ "School" for education, as people say it; the label of the code for the others."""
    return _("School") if domain == NeedDomain.EDUCATION else str(NeedDomain(domain).label)


class NeedPresenter:
    """One finding."""

    def __init__(self, need):
        self.need = need

    @property
    def domain(self):
        return domain_words(self.need.domain)

    @property
    def finding(self):
        return str(NeedFinding(self.need.finding).label)

    @property
    def response(self):
        return str(NeedResponse(self.need.response).label)

    @property
    def is_urgent(self):
        return self.need.finding in URGENT

    @property
    def correct_url(self):
        return reverse("needs:correct", args=[self.need.public_id])

    @property
    def since(self):
        return self.need.from_date

    @property
    def until(self):
        return self.need.to_date

    @property
    def source(self):
        return source_phrase(self.need.source)

    @property
    def confidence(self):
        return str(Confidence(self.need.confidence).label)


@dataclass(frozen=True)
class DomainRow:
    """One domain on a case page: the present finding or ``None``, the earlier ones, and where to record anew."""

    title: str
    record_url: str
    current: NeedPresenter | None = None
    earlier: list[NeedPresenter] = field(default_factory=list)


def domain_rows(child, needs):
    """Rows for the card of needs from a child's ``Need`` rows, newest first.

    The domains asked of every child always have one; the others where something was found.
    """
    rows = [_row(child, domain, needs) for domain in DOMAINS_IN_ORDER]
    always = {domain_words(domain) for domain in ASKED_OF_EVERY_CHILD}
    return [row for row in rows if row.title in always or row.current or row.earlier]


def _row(child, domain, needs):
    of_domain = [need for need in needs if need.domain == domain]
    current = next((need for need in of_domain if need.to_date is None), None)
    return DomainRow(
        title=domain_words(domain),
        record_url=record_url(child, domain),
        current=NeedPresenter(current) if current else None,
        earlier=[NeedPresenter(need) for need in of_domain if need is not current],
    )


def record_url(child, domain=None):
    """Where something is recorded in a domain; without one the form offers all of them."""
    query = {"domain": domain.value} if domain else None
    return reverse("needs:record", args=[child.public_id], query=query)
