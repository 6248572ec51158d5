"""Papers of a person: kind, who issued it, whether it is recognised, who holds it; its number only encrypted."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.enums import RESTRICTED_RECOGNITIONS, Custody, DocumentKind, IssuerKind, Recognition
from cases.models.base import PublicIdModel, Stamped, period_in_order, tracked
from cases.models.people import Person


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Papers of the persons whose records the user's office keeps."""
        return self.filter(person__in=Person.objects.visible_to(user))

    def newest_first(self):
        return self.order_by("-created_at", "-pk")


# Found by, and made from the sealed number; the history needs no copy, which would outlive the key.
INDEX_COLUMNS = ("number_index",)


@tracked(exclude=INDEX_COLUMNS)
class Document(PublicIdModel, Stamped):
    """A paper. One of a non-recognised authority is evidence of dates and parents, never proof.

    ``sealed_number`` is sealed under the key of the person, bound to this row and column; ``number_index`` finds it.
    """

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="documents", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind)
    issuer_kind = models.CharField(
        _("issued by"), max_length=16, choices=IssuerKind, default=IssuerKind.UNKNOWN
    )
    issuer_country = models.ForeignKey(
        "cases.Country",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("State of the issuer"),
    )
    recognition = models.CharField(
        _("recognition"), max_length=20, choices=Recognition, default=Recognition.RECOGNITION_PENDING
    )
    custody = models.CharField(_("held"), max_length=20, choices=Custody, default=Custody.WITH_CHILD)
    name_as_printed = models.CharField(_("name as printed"), max_length=300, blank=True)
    issued_date = models.DateField(_("issued"), null=True, blank=True)
    valid_until_date = models.DateField(_("valid until"), null=True, blank=True)
    sealed_number = models.BinaryField(_("number"), null=True, blank=True)
    number_index = models.IntegerField(null=True, blank=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        constraints = [
            period_in_order(
                "document_valid_after_issue",
                "issued_date",
                "valid_until_date",
                _("A paper cannot end before it was issued."),
            ),
            models.CheckConstraint(
                name="document_index_has_number",
                condition=Q(number_index__isnull=True) | Q(sealed_number__isnull=False),
                violation_error_message=_("A paper is found by the number that is on file."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["number_index"], name="document_number", condition=Q(number_index__isnull=False)
            )
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def has_number(self):
        """Whether a number is on file; nothing is opened."""
        return self.sealed_number is not None

    @property
    def is_restricted(self):
        return self.recognition in RESTRICTED_RECOGNITIONS
