"""What a child needs, domain by domain, as dated findings."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.enums import FINDINGS_OF, Confidence, NeedDomain, NeedFinding, NeedResponse, SourceKind
from cases.models.base import PublicIdModel, Stamped, period_in_order, tracked
from cases.models.children import Child, OfChildQuerySet


def _finding_fits_domain():
    fits = Q()
    for domain, findings in FINDINGS_OF.items():
        fits |= Q(domain=domain, finding__in=[str(finding) for finding in findings])
    return fits


@tracked()
class Need(PublicIdModel, Stamped):
    """One finding about a child in one domain, and what is done about it; a newer finding ends it."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="needs", verbose_name=_("child"))
    domain = models.CharField(_("domain"), max_length=16, choices=NeedDomain)
    finding = models.CharField(_("finding"), max_length=24, choices=NeedFinding)
    response = models.CharField(
        _("what is done"), max_length=16, choices=NeedResponse, default=NeedResponse.TO_ARRANGE
    )
    from_date = models.DateField(_("since"))
    to_date = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=16, choices=SourceKind, default=SourceKind.UNKNOWN)
    confidence = models.CharField(
        _("how sure"), max_length=12, choices=Confidence, default=Confidence.REPORTED
    )

    objects = OfChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        constraints = [
            models.CheckConstraint(
                name="need_finding_fits_domain",
                condition=_finding_fits_domain(),
                violation_error_message=_("This finding belongs to another domain."),
            ),
            models.UniqueConstraint(
                name="need_one_current_a_domain",
                fields=["child", "domain"],
                condition=Q(to_date__isnull=True),
                violation_error_message=_("There is already a current finding in this domain."),
            ),
            period_in_order("need_in_order"),
        ]

    def __str__(self):
        return self.get_finding_display()
