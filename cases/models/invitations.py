"""Invitations: the only way to an account."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.enums import OFFICE_ROLES, Role
from cases.models.base import PublicIdModel, Stamped, period_in_order, tracked
from cases.policy.permissions import Permission


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All of them for those who invite anybody; caseworkers of the own office for those who invite these."""
        if user.may(Permission.INVITE_ANYBODY):
            return self
        if user.may(Permission.INVITE_CASEWORKERS) and user.office_id is not None:
            return self.filter(role=Role.CASEWORKER, office_id=user.office_id)
        return self.none()

    def open(self):
        """Neither used nor withdrawn; the time may be over all the same."""
        return self.filter(used_at__isnull=True, withdrawn_at__isnull=True)

    def with_parts(self):
        return self.select_related("office", "state", "invited_by")


@tracked()
class Invitation(PublicIdModel, Stamped):
    """Somebody who may make one account, in one role, for three days. Of the link only a hash is kept."""

    email = models.EmailField(_("e-mail address"))
    full_name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=24, choices=Role)
    office = models.ForeignKey(
        "cases.Office",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("office"),
    )
    state = models.ForeignKey(
        "cases.Country",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("State"),
    )
    invited_by = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    token_hash = models.CharField(_("hash of the link"), max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField(_("sent"))
    expires_at = models.DateTimeField(_("good until"))
    used_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    user = models.OneToOneField(
        "cases.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitation",
        verbose_name=_("account"),
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="invitation_one_open",
                condition=Q(used_at__isnull=True, withdrawn_at__isnull=True),
                violation_error_message=_("There is already an open invitation to this address."),
            ),
            models.CheckConstraint(
                name="invitation_case_work_has_office",
                condition=~Q(role__in=OFFICE_ROLES) | Q(office__isnull=False),
                violation_error_message=_("Caseworkers and supervisors belong to an office."),
            ),
            models.CheckConstraint(
                name="invitation_official_has_state",
                condition=Q(role=Role.OFFICIAL, state__isnull=False)
                | (~Q(role=Role.OFFICIAL) & Q(state__isnull=True)),
                violation_error_message=_("An official, and nobody else, acts for a State."),
            ),
            models.CheckConstraint(
                name="invitation_used_by_an_account",
                condition=Q(used_at__isnull=True, user__isnull=True)
                | Q(used_at__isnull=False, user__isnull=False, withdrawn_at__isnull=True),
                violation_error_message=_("An invitation is used once, by one account, or withdrawn."),
            ),
            models.CheckConstraint(
                name="invitation_used_in_time",
                condition=Q(used_at__isnull=True) | Q(used_at__lte=F("expires_at")),
                violation_error_message=_("The time of this invitation is over."),
            ),
            period_in_order("invitation_in_order", "sent_at", "expires_at"),
        ]

    def __str__(self):
        return str(self.public_id)

    @property
    def is_good(self):
        """Whether the link may be used now."""
        return not self.used_at and not self.withdrawn_at and timezone.now() < self.expires_at
