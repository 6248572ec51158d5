"""Transfers: the batch, the offices that take part, its moves, its passengers and their handover."""

import secrets

import pgtrigger
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from cases.enums import (
    DEPARTED_TRANSFERS,
    OPEN_TRANSFERS,
    AgeBand,
    CountedAs,
    HandoverRole,
    LegalKind,
    NotTravelledReason,
    PassengerResult,
    PassengerRole,
    TransferMode,
    TransferStatus,
)
from cases.models import rules
from cases.models.base import PublicIdModel, Stamped, Versioned, tracked
from cases.models.numbers import TRANSFER_NUMBER_FORMAT, IsCheckedNumber, checked_number
from cases.models.people import Person
from cases.models.restrictions import hidden_from
from cases.policy.permissions import Permission


def new_transfer_number():
    """A random transfer number such as T-5QHD9-8."""
    return checked_number(TRANSFER_NUMBER_FORMAT, secrets.SystemRandom())


class LocalDate(models.Func):
    """SQL: the calendar day of a moment in a named time zone (IANA)."""

    function = "timezone"
    output_field = models.DateTimeField()


class TransferBatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Transfers in which the user's office takes part."""
        if not user.may(Permission.VIEW_TRANSFERS) or user.office_id is None:
            return self.none()
        return self.filter(
            Exists(TransferOffice.objects.filter(transfer=OuterRef("pk"), office_id=user.office_id))
        )

    def open(self):
        return self.filter(status__in=OPEN_TRANSFERS)

    def departed(self):
        return self.filter(status__in=DEPARTED_TRANSFERS)

    def with_counts(self):
        """Adds ``listed``, ``travelled`` and ``children_travelled``."""
        travelled = Q(passengers__result=PassengerResult.TRAVELLED)
        return self.annotate(
            listed=Count("passengers"),
            travelled=Count("passengers", filter=travelled),
            children_travelled=Count(
                "passengers", filter=travelled & Q(passengers__counted_as=CountedAs.CHILD)
            ),
        )


@tracked(exclude=["departure_date"])
class TransferBatch(PublicIdModel, Stamped, Versioned):
    """A group that travels together. The destination belongs to each passenger, not to the transfer."""

    number = models.CharField(
        _("transfer number"), max_length=11, unique=True, default=new_transfer_number, editable=False
    )
    status = models.CharField(
        _("status"), max_length=12, choices=TransferStatus, default=TransferStatus.DRAFT, editable=False
    )
    mode = models.CharField(_("how it travels"), max_length=20, choices=TransferMode)
    legal_kind = models.CharField(
        _("legal kind as recorded by the host State"),
        max_length=20,
        choices=LegalKind,
        default=LegalKind.NOT_RECORDED,
    )
    departure_country = models.ForeignKey(
        "cases.Country", on_delete=models.PROTECT, related_name="departures", verbose_name=_("leaves from")
    )
    departure_place = models.ForeignKey(
        "cases.Place",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="departures",
        verbose_name=_("place of departure"),
    )
    planned_date = models.DateField(_("planned for"), null=True, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), null=True, blank=True)
    departed_at = models.DateTimeField(_("departed"), null=True, blank=True, editable=False)
    departure_zone = models.CharField(_("time zone of departure"), max_length=40, default="Asia/Baghdad")
    # The day on which it left, where it left: what every total counts by.
    departure_date = models.GeneratedField(
        expression=Cast(LocalDate(F("departure_zone"), F("departed_at")), models.DateField()),
        output_field=models.DateField(),
        db_persist=True,
    )
    arrived_at = models.DateTimeField(_("arrived"), null=True, blank=True, editable=False)
    arrival_zone = models.CharField(_("time zone of arrival"), max_length=40, blank=True, editable=False)
    note = models.CharField(
        _("note"), max_length=500, blank=True, help_text=_("About the transfer, without names.")
    )

    objects = TransferBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        constraints = [
            models.CheckConstraint(
                name="transfer_number_checks",
                condition=Q(IsCheckedNumber(F("number"))),
                violation_error_message=_("This transfer number has a wrong letter or digit."),
            ),
            models.CheckConstraint(
                name="transfer_arrival_not_before_departure",
                condition=Q(arrived_at__isnull=True)
                | Q(departed_at__isnull=False, arrived_at__gte=F("departed_at")),
                violation_error_message=_("A transfer cannot arrive before it departed."),
            ),
            models.CheckConstraint(
                name="transfer_departed_has_moment",
                condition=Q(status__in=DEPARTED_TRANSFERS, departed_at__isnull=False)
                | (~Q(status__in=DEPARTED_TRANSFERS) & Q(departed_at__isnull=True)),
                violation_error_message=_("A departed transfer, and no other, has a time of departure."),
            ),
        ]
        indexes = [models.Index(fields=["-departure_date", "-id"], name="transfer_departure")]
        triggers = [
            pgtrigger.Trigger(
                name="transfer_settles_passengers",
                operation=pgtrigger.UpdateOf("status"),
                when=pgtrigger.After,
                func=rules.TRANSFER_SETTLES_PASSENGERS,
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def is_departed(self):
        return self.status in DEPARTED_TRANSFERS

    @property
    def is_open(self):
        return self.status in OPEN_TRANSFERS


class OfTransferQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rows of the transfers in which the user's office takes part."""
        return self.filter(transfer__in=TransferBatch.objects.visible_to(user))


@tracked()
class TransferOffice(PublicIdModel, Stamped):
    """An office that takes part in a transfer, and so sees its whole list."""

    transfer = models.ForeignKey(
        TransferBatch, on_delete=models.PROTECT, related_name="offices", verbose_name=_("transfer")
    )
    office = models.ForeignKey(
        "cases.Office", on_delete=models.PROTECT, related_name="transfers", verbose_name=_("office")
    )

    objects = OfTransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("office of a transfer")
        verbose_name_plural = _("offices of a transfer")
        constraints = [
            models.UniqueConstraint(
                name="transfer_office_once",
                fields=["transfer", "office"],
                violation_error_message=_("This office already takes part."),
            )
        ]

    def __str__(self):
        return str(self.public_id)


class TransferMove(PublicIdModel):
    """One move of a transfer from state to state: who, when, and why where a reason is due."""

    transfer = models.ForeignKey(
        TransferBatch, on_delete=models.PROTECT, related_name="moves", verbose_name=_("transfer")
    )
    from_status = models.CharField(_("from"), max_length=12, choices=TransferStatus, blank=True)
    to_status = models.CharField(_("to"), max_length=12, choices=TransferStatus)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    moved_at = models.DateTimeField(_("moved"), auto_now_add=True)
    moved_by = models.ForeignKey(
        "cases.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("moved by")
    )

    objects = OfTransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("move of a transfer")
        verbose_name_plural = _("moves of a transfer")
        triggers = [
            pgtrigger.Protect(name="move_is_kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return self.get_to_status_display()


class PassengerQuerySet(OfTransferQuerySet):
    def children(self):
        return self.filter(role=PassengerRole.CHILD)

    def travelled(self):
        return self.filter(result=PassengerResult.TRAVELLED)

    def counted_children(self):
        """Rows that count as a child who travelled."""
        return self.filter(result=PassengerResult.TRAVELLED, counted_as=CountedAs.CHILD)

    def of_person(self, person):
        """Rows of a person, and of the records that were merged into it: a closed list is not written anew."""
        return self.filter(Q(person=person) | Q(person__merged_into=person))

    def with_standing(self):
        """Adds ``standing``, the key of the person whose record stands, where the one on the list was merged."""
        return self.annotate(standing=Coalesce("person__merged_into_id", "person_id"))

    def with_board_parts(self, user):
        """All that the list of a transfer shows ``user``; ``hides_person``: of this one only that there is somebody."""
        rows = self.with_standing().annotate(hides_person=hidden_from(user, "standing"))
        return rows.select_related(
            "person__child",
            "person__office",
            "person__merged_into__child",
            "person__merged_into__guardian",
            "person__merged_into__office",
            "destination",
        ).prefetch_related("person__names", "person__merged_into__names", "person__family_memberships__group")


@tracked()
class Passenger(PublicIdModel, Stamped):
    """One person on the list of one transfer: in which role, to which State, and what happened."""

    transfer = models.ForeignKey(
        TransferBatch, on_delete=models.PROTECT, related_name="passengers", verbose_name=_("transfer")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="passages", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=8, choices=PassengerRole, default=PassengerRole.CHILD)
    destination = models.ForeignKey(
        "cases.Country",
        on_delete=models.PROTECT,
        related_name="arrivals",
        verbose_name=_("destination State"),
    )
    destination_region = models.CharField(
        _("region of destination"), max_length=6, blank=True, help_text=_("ISO 3166-2 code, such as RU-DA.")
    )
    result = models.CharField(
        _("on the day"), max_length=16, choices=PassengerResult, default=PassengerResult.PENDING
    )
    not_travelled_reason = models.CharField(
        _("reason"), max_length=24, choices=NotTravelledReason, blank=True
    )
    # Both are found from the birth dates on the day of departure and stay as they were.
    counted_as = models.CharField(max_length=8, choices=CountedAs, blank=True, editable=False)
    age_band = models.CharField(max_length=12, choices=AgeBand, blank=True, editable=False)
    # The tracks as they stood when the transfer was confirmed.
    readiness = models.JSONField(null=True, blank=True, editable=False)
    # Kept by triggers: on a transfer that is still open, and not taken off it.
    is_open = models.BooleanField(default=True, editable=False)

    objects = PassengerQuerySet.as_manager()

    class Meta:
        verbose_name = _("passenger")
        verbose_name_plural = _("passengers")
        constraints = [
            models.UniqueConstraint(
                name="passenger_once_a_transfer",
                fields=["transfer", "person"],
                violation_error_message=_("This person is already on the list."),
            ),
            models.UniqueConstraint(
                name="passenger_one_open_transfer",
                fields=["person"],
                condition=Q(is_open=True),
                violation_error_message=_("This person is already on another open transfer."),
            ),
            models.CheckConstraint(
                name="passenger_not_travelled_has_reason",
                condition=Q(result=PassengerResult.NOT_TRAVELLED) & ~Q(not_travelled_reason="")
                | ~Q(result=PassengerResult.NOT_TRAVELLED) & Q(not_travelled_reason=""),
                violation_error_message=_("Say why this person did not travel."),
            ),
            models.CheckConstraint(
                name="passenger_travelled_is_counted",
                condition=Q(result=PassengerResult.TRAVELLED) & ~Q(counted_as="") & ~Q(age_band="")
                | ~Q(result=PassengerResult.TRAVELLED) & Q(counted_as="", age_band=""),
                violation_error_message=_("Whoever travelled, and nobody else, is counted by age."),
            ),
            models.CheckConstraint(
                name="passenger_child_is_not_adult",
                condition=~Q(counted_as=CountedAs.CHILD) | ~Q(age_band=AgeBand.ADULT),
                violation_error_message=_("Whoever is 18 or over on the day is not counted as a child."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "transfer"],
                name="passenger_counted",
                include=["destination", "age_band"],
                condition=Q(result=PassengerResult.TRAVELLED, counted_as=CountedAs.CHILD),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="passenger_fixed_after_departure",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                declare=[("transfer_status", "text")],
                func=rules.PASSENGER_FIXED_AFTER_DEPARTURE,
            ),
            pgtrigger.Trigger(
                name="passenger_travelled_means_departed",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=rules.TRAVELLED_MEANS_DEPARTED,
            ),
        ]

    def __str__(self):
        return str(self.public_id)

    @property
    def standing_person(self):
        """The person whose record stands: that on the list, or the one into which it was merged since."""
        return self.person.merged_into or self.person


class HandoverQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Handovers of the passengers whom the user sees."""
        return self.filter(passenger__in=Passenger.objects.visible_to(user))


@tracked()
class Handover(PublicIdModel, Stamped):
    """To which authority a passenger was handed over, when, and who took part."""

    passenger = models.OneToOneField(
        Passenger, on_delete=models.PROTECT, related_name="handover", verbose_name=_("passenger")
    )
    handed_over_at = models.DateTimeField(_("handed over"))
    receiver_role = models.CharField(_("received by"), max_length=20, choices=HandoverRole)
    receiver = models.CharField(
        _("receiving authority"), max_length=200, help_text=_("The authority or institution.")
    )

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        triggers = [
            pgtrigger.Trigger(
                name="handover_after_departure",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                declare=[("left_at", "timestamptz"), ("how", "text")],
                func=rules.HANDOVER_AFTER_DEPARTURE,
            )
        ]

    def __str__(self):
        return str(self.public_id)
