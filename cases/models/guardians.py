"""Parents and carers, and what each is to a child."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.enums import ONE_AT_MOST, PARENTS, Confidence, ParentSide, Relationship, SourceKind
from cases.models.base import (
    PublicIdModel,
    Stamped,
    Versioned,
    not_merged_into_itself,
    period_in_order,
    tracked,
)
from cases.models.children import Child, OfChildQuerySet
from cases.models.people import Person, PersonStatus
from cases.models.restrictions import hidden_from
from cases.models.wall import everything
from cases.policy.permissions import Permission


class GuardianQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Parents and carers whose record the user's office owns and no restriction hides."""
        if not user.may(Permission.VIEW_CASES) or user.office_id is None:
            return self.none()
        return self.filter(~hidden_from(user, "person"), person__office_id=user.office_id).standing()

    def standing(self):
        """Records that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def given_up(self, user):
        """Records of the user's office that were merged into another."""
        if not user.may(Permission.VIEW_CASES) or user.office_id is None:
            return self.none()
        return self.filter(
            ~hidden_from(user, "merged_into__person"),
            person__office_id=user.office_id,
            merged_into__isnull=False,
        )

    def with_list_parts(self, user):
        """All that a row shows ``user``; of children whom a restriction hides only that there is one (``hides_child``)."""
        return self.select_related("person").prefetch_related(
            "person__names",
            models.Prefetch(
                "person__statuses",
                queryset=PersonStatus.objects.current().newest_first(),
                to_attr="current_statuses",
            ),
            models.Prefetch(
                "guardianships",
                queryset=Guardianship.objects.standing()
                .across_offices()
                .annotate(hides_child=hidden_from(user, "child__person"))
                .select_related("child__person")
                .prefetch_related("child__person__names"),
            ),
        )


@tracked()
class Guardian(PublicIdModel, Stamped, Versioned):
    """A person who is, was or claims to be a child's parent or carer. May be a child as well."""

    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, related_name="guardian", verbose_name=_("person")
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_records",
        verbose_name=_("merged into"),
    )

    objects = GuardianQuerySet.as_manager()

    class Meta:
        verbose_name = _("parent or carer")
        verbose_name_plural = _("parents and carers")
        constraints = [not_merged_into_itself("guardian_not_merged_into_itself")]

    def __str__(self):
        return str(self.public_id)


class GuardianshipQuerySet(OfChildQuerySet):
    _looks_across = False

    def across_offices(self):
        """The same, with ties to children whom another office holds: a page says that there is one, and no more."""
        rows = self._chain()
        rows._looks_across = True
        return rows

    def _clone(self):
        rows = super()._clone()
        rows._looks_across = self._looks_across
        return rows

    def _fetch_all(self):
        if (
            not self._looks_across or self._result_cache is not None
        ):  # what was read with a page is not asked again
            return super()._fetch_all()
        with everything(
            "A child of this parent may be held by another office: that much is told, and no more."
        ):
            return super()._fetch_all()

    def standing(self):
        """Ties that did not stay behind with a record that was merged into another."""
        return self.filter(child__merged_into__isnull=True, guardian__merged_into__isnull=True)

    def of_parents(self):
        return self.filter(relationship__in=PARENTS)

    def current(self):
        return self.filter(carer_to_date__isnull=True)

    def rivals_of(self, guardian):
        """Ties of others who are named for a place that only one can have, beside the children of ``guardian``."""
        children = Guardianship.objects.filter(guardian=guardian, relationship__in=ONE_AT_MOST).values(
            "child"
        )
        return (
            self.standing()
            .filter(child__in=children, relationship__in=ONE_AT_MOST)
            .exclude(guardian=guardian)
            .select_related("guardian__person")
            .order_by("pk")
        )


@tracked()
class Guardianship(PublicIdModel, Stamped):
    """What somebody is to a child. Claims of several families stand side by side until checked."""

    child = models.ForeignKey(
        Child, on_delete=models.PROTECT, related_name="guardianships", verbose_name=_("child")
    )
    guardian = models.ForeignKey(
        Guardian, on_delete=models.PROTECT, related_name="guardianships", verbose_name=_("parent or carer")
    )
    relationship = models.CharField(_("relationship"), max_length=20, choices=Relationship)
    side = models.CharField(_("side"), max_length=8, choices=ParentSide, default=ParentSide.NONE)
    confidence = models.CharField(
        _("how sure"), max_length=12, choices=Confidence, default=Confidence.REPORTED
    )
    source = models.CharField(_("source"), max_length=16, choices=SourceKind, default=SourceKind.UNKNOWN)
    is_carer = models.BooleanField(_("cares, or cared, for the child"), default=False)
    carer_from_date = models.DateField(_("carer since"), null=True, blank=True)
    carer_to_date = models.DateField(_("carer until"), null=True, blank=True)

    objects = GuardianshipQuerySet.as_manager()

    class Meta:
        verbose_name = _("family tie")
        verbose_name_plural = _("family ties")
        constraints = [
            models.UniqueConstraint(
                name="guardianship_once",
                fields=["child", "guardian", "relationship"],
                violation_error_message=_("This tie is already recorded."),
            ),
            models.UniqueConstraint(
                name="guardianship_one_confirmed_parent",
                fields=["child", "relationship"],
                condition=Q(relationship__in=PARENTS, confidence=Confidence.CONFIRMED),
                violation_error_message=_("Another person is already confirmed as this parent."),
            ),
            period_in_order("guardianship_in_order", "carer_from_date", "carer_to_date"),
        ]

    def __str__(self):
        return self.get_relationship_display()
