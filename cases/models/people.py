"""Persons, their written names, and the dated histories of their status and whereabouts."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.enums import (
    BirthBasis,
    BirthPrecision,
    Confidence,
    NameKind,
    PersonState,
    Script,
    Sex,
    SourceKind,
    WhereaboutsKind,
)
from cases.models import rules
from cases.models.base import (
    PublicIdModel,
    Stamped,
    Versioned,
    confirmed_periods_do_not_overlap,
    not_merged_into_itself,
    period_in_order,
    tracked,
)
from cases.models.restrictions import hidden_from
from cases.names import fold, script_of
from cases.names.keys import KEYS_VERSION, keys_of
from cases.policy.permissions import Permission


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Persons whose record the user's office owns and no restriction hides; one merged into another is none."""
        if not user.may(Permission.VIEW_CASES) or user.office_id is None:
            return self.none()
        return self.filter(~hidden_from(user), office_id=user.office_id).standing()

    def standing(self):
        """Records that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def given_up(self, user):
        """Records of the user's office that were merged into another."""
        if not user.may(Permission.VIEW_CASES) or user.office_id is None:
            return self.none()
        return self.filter(
            ~hidden_from(user, "merged_into"), office_id=user.office_id, merged_into__isnull=False
        )


@tracked()
class Person(PublicIdModel, Stamped, Versioned):
    """Anybody the case files speak of. Birth is a range of days until a recognised document says otherwise.

    Place and region of origin are places, never ethnicity.
    """

    office = models.ForeignKey(
        "cases.Office", on_delete=models.PROTECT, related_name="persons", verbose_name=_("office")
    )
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, default=Sex.U)
    birth_earliest = models.DateField(_("born not before"), null=True, blank=True)
    birth_latest = models.DateField(_("born not after"), null=True, blank=True)
    birth_precision = models.CharField(_("how exactly"), max_length=8, choices=BirthPrecision, blank=True)
    birth_basis = models.CharField(_("how we know"), max_length=24, choices=BirthBasis, blank=True)
    birth_confidence = models.CharField(
        _("how sure"), max_length=12, choices=Confidence, blank=True, default="", db_default=""
    )
    birth_country = models.ForeignKey(
        "cases.Country",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("born in"),
    )
    birth_place = models.CharField(_("place of birth"), max_length=200, blank=True)
    region_of_origin = models.CharField(
        _("region of origin"), max_length=6, blank=True, help_text=_("ISO 3166-2 code, such as RU-DA.")
    )
    is_synthetic = models.BooleanField(_("invented for demonstration"), default=False)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_records",
        verbose_name=_("merged into"),
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        constraints = [
            models.CheckConstraint(
                name="person_birth_in_order",
                condition=Q(birth_earliest__isnull=True, birth_latest__isnull=True)
                | Q(
                    birth_earliest__isnull=False,
                    birth_latest__isnull=False,
                    birth_earliest__lte=F("birth_latest"),
                ),
                violation_error_message=_(
                    "The earliest date of birth is after the latest, or one of the two is missing."
                ),
            ),
            models.CheckConstraint(
                name="person_birth_is_possible",
                condition=Q(birth_earliest__isnull=True) | Q(birth_earliest__gte="1900-01-01"),
                violation_error_message=_("A date of birth before 1900 is not possible here."),
            ),
            models.CheckConstraint(
                name="person_region_is_iso_3166_2",
                condition=Q(region_of_origin="") | Q(region_of_origin__regex=r"^[A-Z]{2}-[A-Z0-9]{1,3}$"),
                violation_error_message=_("A region is an ISO 3166-2 code, such as RU-DA."),
            ),
            not_merged_into_itself("person_not_merged_into_itself"),
        ]
        indexes = [models.Index(fields=["office", "-updated_at", "-id"], name="person_office_updated")]
        triggers = [
            pgtrigger.Trigger(
                name="child_follows_person_to_office",
                operation=pgtrigger.UpdateOf("office_id"),
                when=pgtrigger.After,
                func=rules.CHILD_FOLLOWS_PERSON_TO_OFFICE,
            )
        ]

    def __str__(self):
        return str(self.public_id)


class PersonNameQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Names of the persons whose records the user's office keeps."""
        return self.filter(person__in=Person.objects.visible_to(user))

    def preferred(self):
        return self.filter(is_preferred=True)

    def with_older_keys(self):
        """Names whose keys were made by an earlier way of making them, or not yet."""
        return self.exclude(keys_version=KEYS_VERSION)


# What search compares is made from the name as written, so that history needs no second copy of it.
SEARCH_COLUMNS = ("token_keys", "pair_keys", "consonants", "skeleton", "keys_version")


@tracked(exclude=SEARCH_COLUMNS)
class PersonName(PublicIdModel, Stamped):
    """A name as it was written, in one script, with its parts where they are known."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="names", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=NameKind, default=NameKind.CURRENT)
    script = models.CharField(_("script"), max_length=4, choices=Script)
    full = models.CharField(_("name as written"), max_length=300)
    given = models.CharField(_("given name"), max_length=100, blank=True)
    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)
    father_given = models.CharField(_("father’s given name"), max_length=100, blank=True)
    grandfather_given = models.CharField(_("grandfather’s given name"), max_length=100, blank=True)
    family = models.CharField(_("family name"), max_length=100, blank=True)
    nisba = models.CharField(_("nisba"), max_length=100, blank=True)
    source = models.CharField(
        _("where the spelling comes from"), max_length=16, choices=SourceKind, default=SourceKind.UNKNOWN
    )
    is_preferred = models.BooleanField(_("shown first in its script"), default=True)
    is_own = models.BooleanField(_("the spelling that the person uses"), default=False, db_default=False)
    search_key = models.CharField(max_length=400, editable=False)
    token_keys = ArrayField(models.TextField(), editable=False, default=list, db_default=[])
    pair_keys = ArrayField(models.TextField(), editable=False, default=list, db_default=[])
    consonants = models.CharField(max_length=400, editable=False, default="", db_default="")
    skeleton = models.CharField(max_length=400, editable=False, default="", db_default="")
    keys_version = models.PositiveSmallIntegerField(editable=False, default=0, db_default=0)

    objects = PersonNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("written name")
        verbose_name_plural = _("written names")
        constraints = [
            models.UniqueConstraint(
                name="person_name_one_preferred_a_script",
                fields=["person", "script"],
                condition=Q(is_preferred=True),
                violation_error_message=_("There is already a preferred name in this script."),
            ),
            models.UniqueConstraint(
                name="person_name_one_own_spelling",
                fields=["person"],
                condition=Q(is_own=True),
                violation_error_message=_("Another spelling is already marked as the one this person uses."),
            ),
            models.CheckConstraint(
                name="person_name_not_empty",
                condition=Q(full__regex=r"\S"),
                violation_error_message=_("A name cannot be empty."),
            ),
        ]
        indexes = [
            GinIndex(name="person_name_search", fields=["search_key"], opclasses=["gin_trgm_ops"]),
            GinIndex(name="person_name_tokens", fields=["token_keys"]),
            GinIndex(name="person_name_pairs", fields=["pair_keys"]),
            GinIndex(name="person_name_consonants", fields=["consonants"], opclasses=["gin_trgm_ops"]),
            GinIndex(name="person_name_skeleton", fields=["skeleton"], opclasses=["gin_trgm_ops"]),
            models.Index(fields=["keys_version", "id"], name="person_name_keys_version"),
        ]

    def __str__(self):
        return self.full

    @classmethod
    def written(cls, full, *, script=None, **fields):
        """An unsaved name with its script (found from the letters unless given) and its keys."""
        name = cls(**fields)
        name.spell(full, script=script)
        return name

    def spell(self, full, *, script=None):
        """Set the name as written with all that is made from it; nothing else sets any of these. Saves nothing.

        The script (ISO 15924) is found from the letters unless given.
        """
        keys = keys_of(full)
        self.full, self.script, self.search_key = full, script or script_of(full), fold(full)[:400]
        self.token_keys, self.pair_keys = list(keys.tokens), list(keys.pairs)
        self.consonants, self.skeleton = keys.consonants, keys.skeleton
        self.keys_version = KEYS_VERSION


class PersonPeriodQuerySet(models.QuerySet):
    """Dated facts about a person: the latest start is what holds now."""

    def visible_to(self, user):
        """Periods of the persons whose records the user's office keeps."""
        return self.filter(person__in=Person.objects.visible_to(user))

    def current(self):
        return self.filter(to_date__isnull=True)

    def newest_first(self):
        return self.order_by(F("from_date").desc(nulls_last=True), "-pk")


class PersonPeriod(PublicIdModel, Stamped):
    """A fact that held over a time, with its source; reports may contradict, never overwritten."""

    from_date = models.DateField(_("since"), null=True, blank=True)
    to_date = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=16, choices=SourceKind, default=SourceKind.UNKNOWN)
    confidence = models.CharField(
        _("how sure"), max_length=12, choices=Confidence, default=Confidence.REPORTED
    )

    objects = PersonPeriodQuerySet.as_manager()

    class Meta:
        abstract = True


@tracked()
class PersonStatus(PersonPeriod):
    """Detained, missing, dead, with the family …: of children, parents and carers alike."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="statuses", verbose_name=_("person")
    )
    status = models.CharField(_("status"), max_length=24, choices=PersonState)

    class Meta:
        verbose_name = _("status of a person")
        verbose_name_plural = _("statuses of persons")
        constraints = [
            period_in_order("person_status_in_order"),
            confirmed_periods_do_not_overlap(
                "person_status_confirmed_no_overlap",
                _("Another confirmed status covers part of this time."),
            ),
        ]
        indexes = [models.Index(fields=["person", "-from_date", "-id"], name="person_status_latest")]

    def __str__(self):
        return self.get_status_display()


@tracked()
class Whereabouts(PersonPeriod):
    """Where a person was over a time. The day of leaving belongs to the next place."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="whereabouts", verbose_name=_("person")
    )
    kind = models.CharField(
        _("what is known"), max_length=24, choices=WhereaboutsKind, default=WhereaboutsKind.AT_PLACE
    )
    place = models.ForeignKey(
        "cases.Place",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="whereabouts",
        verbose_name=_("place"),
    )
    country = models.ForeignKey(
        "cases.Country",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("State"),
    )

    class Meta:
        verbose_name = _("whereabouts")
        verbose_name_plural = _("whereabouts")
        constraints = [
            period_in_order("whereabouts_in_order"),
            models.CheckConstraint(
                name="whereabouts_kind_fits_place",
                condition=Q(kind=WhereaboutsKind.AT_PLACE, place__isnull=False)
                | Q(kind=WhereaboutsKind.IN_COUNTRY, place__isnull=True, country__isnull=False)
                | Q(
                    kind__in=[WhereaboutsKind.UNKNOWN, WhereaboutsKind.UNKNOWN_AFTER_CLOSURE],
                    place__isnull=True,
                ),
                violation_error_message=_("Name the place, or the State, or say that it is not known."),
            ),
            confirmed_periods_do_not_overlap(
                "whereabouts_confirmed_no_overlap",
                _("Other confirmed whereabouts cover part of this time."),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-from_date", "-id"], name="whereabouts_latest"),
            models.Index(
                fields=["place", "person"], name="whereabouts_here_now", condition=Q(to_date__isnull=True)
            ),
        ]

    def __str__(self):
        return self.get_kind_display()
