"""Users, offices, and who works where in which role."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cases.enums import OFFICE_ROLES, OfficeKind, Role
from cases.models.access import ConfirmedQuerySet
from cases.models.base import PublicIdModel, Stamped, period_in_order, tracked
from cases.policy.permissions import Permission
from cases.policy.roles import permissions_of


class OfficeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All offices, for roles that may read the list of them."""
        return self if user.may(Permission.VIEW_OFFICES) else self.none()

    def open(self):
        return self.filter(closed_date__isnull=True)

    def by_name(self):
        return self.order_by("name", "pk")


@tracked()
class Office(PublicIdModel, Stamped):
    """A team that owns case files, or a ministry or authority that reads totals."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=OfficeKind, default=OfficeKind.NGO)
    country = models.ForeignKey(
        "cases.Country", on_delete=models.PROTECT, related_name="offices", verbose_name=_("State")
    )
    closed_date = models.DateField(_("closed"), null=True, blank=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")

    def __str__(self):
        return self.name

    @property
    def keeps_cases(self):
        """Whether people may work on cases here: an authority of a receiving State reads totals alone (promise 2)."""
        return self.kind != OfficeKind.STATE


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Colleagues of the own office; everybody for those who keep the accounts."""
        if user.may(Permission.MANAGE_USERS):
            return self
        if user.office_id is None:
            return self.filter(pk=user.pk)
        return self.filter(
            memberships__office_id=user.office_id, memberships__to_date__isnull=True
        ).distinct()

    def active_in_role(self, role):
        return self.filter(is_active=True, memberships__role=role, memberships__to_date__isnull=True)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, full_name, password=None, **fields):
        """Make a user; without a password nobody can sign in with one."""
        user = self.model(email=self.normalize_email(email), full_name=full_name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, full_name, password=None, **fields):
        return self.create_user(email, full_name, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in. What they may do follows from their one current membership."""

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    full_name = models.CharField(_("name"), max_length=200)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the repair tool"), default=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    language = models.CharField(
        _("language"),
        max_length=8,
        blank=True,
        default="",
        db_default="",
        help_text=_("In which language pages are shown after signing in."),
    )
    # How often all sessions were ended at once: a session from before is none any more, wherever it is kept.
    sessions_ended = models.PositiveIntegerField(_("sessions ended"), default=0, db_default=0, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("There is already an account with this address."),
            )
        ]

    def __str__(self):
        return self.full_name

    def get_full_name(self):
        return self.full_name

    def get_session_auth_hash(self):
        """What a session of this person has to carry; another one once all sessions were ended."""
        return self._since_ended(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self):
        """The same under the keys that were in use before."""
        return map(self._since_ended, super().get_session_auth_fallback_hash())

    def _since_ended(self, digest):
        return f"{digest}.{self.sessions_ended}" if self.sessions_ended else digest

    def get_short_name(self):
        return self.full_name.split()[0] if self.full_name else self.email

    @cached_property
    def membership(self):
        """The current membership, or ``None``; read once a request."""
        if not self.is_active:
            return None
        return self.memberships.current().select_related("office").first()

    @property
    def role(self):
        return self.membership.role if self.membership else None

    @property
    def office(self):
        return self.membership.office if self.membership else None

    @property
    def office_id(self):
        return self.membership.office_id if self.membership else None

    @property
    def state(self):
        """ISO code of the State that an official acts for, or ``None``."""
        return self.membership.state_id if self.membership else None

    def may(self, permission):
        """Whether the role allows this; superusers get nothing here, only Django's own admin."""
        return permission in permissions_of(self.role)


class MembershipQuerySet(ConfirmedQuerySet):
    def visible_to(self, user):
        """Roles of the people whom the user sees."""
        return self.filter(user__in=User.objects.visible_to(user))

    def current(self):
        return self.filter(to_date__isnull=True)

    def held(self):
        """The current roles of people who may sign in."""
        return self.current().filter(user__is_active=True)

    def of_administrators(self):
        """The current roles of administrators who may sign in."""
        return self.held().filter(role=Role.ADMINISTRATOR)


@tracked()
class Membership(PublicIdModel, Stamped):
    """One person's role at one office, or for one State, over a time."""

    user = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="memberships", verbose_name=_("user")
    )
    role = models.CharField(_("role"), max_length=24, choices=Role)
    office = models.ForeignKey(
        Office,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
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
    from_date = models.DateField(_("since"))
    to_date = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                name="membership_one_current",
                fields=["user"],
                condition=Q(to_date__isnull=True),
                violation_error_message=_("This person already has a role; end it first."),
            ),
            models.CheckConstraint(
                name="membership_case_work_has_office",
                condition=~Q(role__in=OFFICE_ROLES) | Q(office__isnull=False),
                violation_error_message=_("Caseworkers and supervisors belong to an office."),
            ),
            models.CheckConstraint(
                name="membership_official_has_state",
                condition=Q(role=Role.OFFICIAL, state__isnull=False)
                | (~Q(role=Role.OFFICIAL) & Q(state__isnull=True)),
                violation_error_message=_("An official, and nobody else, acts for a State."),
            ),
            period_in_order("membership_in_order"),
        ]

    def __str__(self):
        return self.get_role_display()
