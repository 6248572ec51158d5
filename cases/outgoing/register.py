"""The register of exports: which ones, narrowed and in order, and the same as a file. It names no child."""

import django_filters
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.components.forms import DateInput
from cases.enums import ExportKind, ExportOutcome, ExportPurpose, ExportStanding
from cases.exports import Column, Kind, Sheet
from cases.models import ExportOpening, NumberedExport, Office
from cases.outgoing.presenters import RegisterRow
from cases.policy.permissions import Permission

ANY = gettext_lazy("Any")
ORDERS = {"-made": ("-made_at",), "made": ("made_at",)}
DEFAULT_ORDER = "-made"
NAME = "export-register"
# What can be asked for by itself; the others follow from a look at each.
ASKED_FOR = (
    ExportStanding.WAITING,
    ExportStanding.REFUSED,
    ExportStanding.OVER,
    ExportStanding.DESTROYED,
)


class RegisterFilter(django_filters.FilterSet):
    """By how it stands, what left, its purpose, the office, and when; ``request.user`` decides which offices."""

    standing = django_filters.ChoiceFilter(
        label=gettext_lazy("How it stands"),
        choices=[(standing.value, standing.label) for standing in ASKED_FOR],
        method="standing_so",
        empty_label=ANY,
    )
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("What left"), choices=ExportKind.choices, empty_label=ANY
    )
    purpose = django_filters.ChoiceFilter(
        label=gettext_lazy("Purpose"), choices=ExportPurpose.choices, empty_label=ANY
    )
    office = django_filters.ChoiceFilter(label=gettext_lazy("Office"), method="of_office", empty_label=ANY)
    since = django_filters.DateFilter(
        label=gettext_lazy("From"), field_name="made_at", lookup_expr="date__gte", widget=DateInput
    )
    until = django_filters.DateFilter(
        label=gettext_lazy("Until"), field_name="made_at", lookup_expr="date__lte", widget=DateInput
    )

    class Meta:
        model = NumberedExport
        fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.request.user.may(Permission.READ_TRAIL):
            del self.filters["office"]
            return
        offices = Office.objects.visible_to(self.request.user).order_by("name", "pk")
        self.filters["office"].extra["choices"] = [
            (str(public_id), name) for public_id, name in offices.values_list("public_id", "name")
        ]

    def standing_so(self, exports, _name, standing):
        asked = {
            ExportStanding.WAITING: exports.waiting,
            ExportStanding.REFUSED: lambda: exports.filter(approval__outcome=ExportOutcome.REFUSED),
            ExportStanding.OVER: exports.overdue,
            ExportStanding.DESTROYED: lambda: exports.filter(destruction__isnull=False),
        }
        return asked[standing]()

    def of_office(self, exports, _name, public_id):
        return exports.filter(office__public_id=public_id)


def for_register(exports):
    """``exports`` (a QuerySet) with all that a ``RegisterRow`` reads."""
    openings = ExportOpening.objects.filter(export=OuterRef("pk")).order_by().values("export")
    counted = Subquery(openings.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    return (
        exports.without_rows()
        .select_related("made_by", "office", "approval__settled_by", "destruction__recorded_by")
        .annotate(opened=Coalesce(counted, 0))
    )


def register_sheet(exports):
    """The register as a table for a file; what is read is read before the first byte."""
    now = timezone.now()
    rows = [
        _line(RegisterRow(export, now))
        for export in exports.order_by(*ORDERS[DEFAULT_ORDER], "-pk").iterator(chunk_size=1_000)
    ]
    columns = [
        Column(_("Export")),
        Column(_("Office")),
        Column(_("Made by")),
        Column(_("Made"), Kind.DATE),
        Column(_("What left")),
        Column(_("Fields")),
        Column(_("Rows"), Kind.NUMBER),
        Column(_("Recipient")),
        Column(_("Purpose")),
        Column(_("Legal basis")),
        Column(_("Second person")),
        Column(_("Encrypted")),
        Column(_("To be destroyed by"), Kind.DATE),
        Column(_("Opened"), Kind.NUMBER),
        Column(_("How it stands")),
        Column(_("Destroyed on"), Kind.DATE),
    ]
    return Sheet(title=_("Register of exports"), columns=columns, rows=rows)


def _line(row):
    export = row.export
    return [
        export.number,
        row.office,
        row.who,
        timezone.localtime(export.made_at),
        row.what,
        ", ".join(row.fields),
        export.row_count,
        export.recipient,
        row.purpose,
        row.legal_basis,
        row.second,
        row.encryption or _("no"),
        export.expires_date,
        row.opened,
        row.standing,
        row.destruction.destroyed_date if row.destruction else None,
    ]
