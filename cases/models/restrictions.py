"""Case files that only named people of their office see, and the one condition that keeps all others out.

It is written once, as ``HIDDEN``; ``visible_to`` of persons, children, parents and carers ask it, and with them
everything that hangs on one of them. A policy of the database says the same of a person and a user.
"""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.enums import RestrictionKind
from cases.models.base import PublicIdModel, Stamped, period_in_order, tracked
from cases.policy.permissions import Permission

HIDDEN = (
    "EXISTS (SELECT FROM cases_restrictedperson AS covered"
    " WHERE covered.person_id = {person} AND covered.is_open"
    " AND NOT EXISTS (SELECT FROM cases_restrictionmember AS named"
    " WHERE named.restriction_id = covered.restriction_id"
    " AND named.user_id = {user} AND named.until_at IS NULL))"
)


class _Hidden(models.Func):
    """``HIDDEN`` of a column and a user. As text, because every query asks it: built of querysets it costs 2 ms each."""

    output_field = models.BooleanField()

    def as_sql(self, compiler, connection, **extra):
        """Return the condition and its parameters, in their order."""
        (person, of_person), (user, of_user) = map(compiler.compile, self.get_source_expressions())
        return HIDDEN.format(person=person, user=user), (*of_person, *of_user)


def hidden_from(user, person="pk"):
    """Condition for a query: an open restriction covers the person in column ``person`` and does not name ``user``."""
    return _Hidden(person, models.Value(user.pk))


def hidden_among(user, persons):
    """Return the keys of those of ``persons`` (keys) that a restriction hides from ``user``."""
    rows = RestrictedPerson.objects.hiding_from(user).filter(person__in=list(persons))
    return set(rows.values_list("person", flat=True))


class OfRestrictionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rows of the restrictions that name the user; nobody else learns of them here."""
        return self.filter(restriction__in=CaseRestriction.objects.visible_to(user))


class CaseRestrictionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Restrictions of files of the user's office that name the user, or did so until they were lifted."""
        if not user.may(Permission.VIEW_CASES) or user.office_id is None:
            return self.none()
        named = RestrictionMember.objects.standing().filter(restriction=OuterRef("pk"), user_id=user.pk)
        return self.filter(Exists(named), child__office_id=user.office_id)

    def open(self):
        """Restrictions that hold."""
        return self.filter(lifted_at__isnull=True)

    def to_review(self, day):
        """Restrictions that hold and whose day to be looked at again has come."""
        return self.open().filter(review_date__lte=day)


@tracked()
class CaseRestriction(PublicIdModel, Stamped):
    """A child's file is shown to named people alone, from a day on, until one of them lifts it.

    It never ends by itself: on ``review_date`` those who are named decide anew.
    """

    child = models.ForeignKey(
        "cases.Child", on_delete=models.PROTECT, related_name="restrictions", verbose_name=_("child")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=RestrictionKind)
    reason = models.CharField(_("reason"), max_length=300)
    from_date = models.DateField(_("since"))
    review_date = models.DateField(_("looked at again on"))
    imposed_by = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("restricted by")
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        "cases.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lifted by"),
    )
    lift_reason = models.CharField(_("lifted because"), max_length=300, blank=True)

    objects = CaseRestrictionQuerySet.as_manager()

    class Meta:
        verbose_name = _("restriction of a file")
        verbose_name_plural = _("restrictions of files")
        constraints = [
            models.UniqueConstraint(
                name="case_restriction_one_open",
                fields=["child"],
                condition=Q(lifted_at__isnull=True),
                violation_error_message=_("This file is restricted already."),
            ),
            models.CheckConstraint(
                name="case_restriction_says_why",
                condition=Q(reason__regex=r"\S"),
                violation_error_message=_("Say why the file is restricted."),
            ),
            models.CheckConstraint(
                name="case_restriction_lifted_by_somebody",
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False, lift_reason__regex=r"\S"),
                violation_error_message=_("Somebody lifts a restriction, at a time and for a reason."),
            ),
            period_in_order("case_restriction_in_order", "from_date", "review_date"),
        ]
        indexes = [
            models.Index(
                fields=["review_date"], name="case_restriction_review", condition=Q(lifted_at__isnull=True)
            )
        ]

    def __str__(self):
        return str(self.public_id)


class RestrictedPersonQuerySet(OfRestrictionQuerySet):
    def open(self):
        """Rows of restrictions that hold."""
        return self.filter(is_open=True)

    def hiding_from(self, user):
        """Persons whom a restriction covers that does not name ``user``."""
        named = RestrictionMember.objects.standing().filter(
            restriction=OuterRef("restriction"), user_id=user.pk
        )
        return self.open().filter(~Exists(named))


@tracked()
class RestrictedPerson(PublicIdModel):
    """One person whom a restriction covers: the child, and parents or carers who are on file for no other child."""

    restriction = models.ForeignKey(
        CaseRestriction, on_delete=models.PROTECT, related_name="persons", verbose_name=_("restriction")
    )
    person = models.ForeignKey(
        "cases.Person", on_delete=models.PROTECT, related_name="restrictions", verbose_name=_("person")
    )
    is_open = models.BooleanField(_("holds"), default=True)

    objects = RestrictedPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("restricted person")
        verbose_name_plural = _("restricted persons")
        constraints = [
            models.UniqueConstraint(
                name="restricted_person_once",
                fields=["restriction", "person"],
                violation_error_message=_("This person is covered by the restriction already."),
            )
        ]
        # What every list asks: it holds the open rows alone, which are few whatever the size of the office.
        indexes = [
            models.Index(
                fields=["person", "restriction"], name="restricted_person_open", condition=Q(is_open=True)
            )
        ]

    def __str__(self):
        return str(self.public_id)


class RestrictionMemberQuerySet(OfRestrictionQuerySet):
    def standing(self):
        """Namings that were not taken back."""
        return self.filter(until_at__isnull=True)


@tracked()
class RestrictionMember(PublicIdModel, Stamped):
    """One colleague who sees a restricted file; named by whom, and until when."""

    restriction = models.ForeignKey(
        CaseRestriction, on_delete=models.PROTECT, related_name="members", verbose_name=_("restriction")
    )
    user = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="restricted_cases", verbose_name=_("user")
    )
    named_by = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("named by")
    )
    until_at = models.DateTimeField(_("no longer named since"), null=True, blank=True)

    objects = RestrictionMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("person named for a restricted file")
        verbose_name_plural = _("persons named for restricted files")
        constraints = [
            models.UniqueConstraint(
                name="restriction_member_once",
                fields=["restriction", "user"],
                condition=Q(until_at__isnull=True),
                violation_error_message=_("This person is named already."),
            )
        ]

    def __str__(self):
        return str(self.public_id)
