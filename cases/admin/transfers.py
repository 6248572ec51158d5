"""Transfers with their lists, moves and handovers. Nothing here can be written: a move is made on its page."""

from django.contrib import admin

from cases.admin.base import Beside, CaseRecords
from cases.admin.site import site
from cases.models import Handover, Passenger, TransferBatch, TransferMove, TransferOffice


class OfficesBeside(Beside):
    model = TransferOffice
    fields = ("office",)
    joined = ("office",)


class MovesBeside(Beside):
    model = TransferMove
    fields = ("from_status", "to_status", "reason", "moved_at", "moved_by")
    joined = ("moved_by",)


class PassengersBeside(Beside):
    model = Passenger
    fields = ("person", "role", "destination", "result", "not_travelled_reason", "counted_as", "age_band")
    joined = ("person", "destination")


@admin.register(TransferBatch, site=site)
class TransferBatchAdmin(CaseRecords):
    number_path = "number"
    list_display = (
        "number",
        "status",
        "mode",
        "departure_country",
        "planned_date",
        "departure_date",
        "updated_at",
    )
    list_filter = ("status", "mode", "legal_kind")
    list_select_related = ("departure_country",)
    date_hierarchy = "departure_date"
    inlines = (OfficesBeside, MovesBeside, PassengersBeside)


@admin.register(TransferOffice, site=site)
class TransferOfficeAdmin(CaseRecords):
    number_path = "transfer__number"
    list_display = ("transfer", "office", "created_at")
    list_filter = ("office",)
    list_select_related = ("transfer", "office")


@admin.register(TransferMove, site=site)
class TransferMoveAdmin(CaseRecords):
    number_path = "transfer__number"
    list_display = ("transfer", "from_status", "to_status", "moved_at", "moved_by")
    list_filter = ("to_status",)
    list_select_related = ("transfer", "moved_by")


@admin.register(Passenger, site=site)
class PassengerAdmin(CaseRecords):
    person_path = "person"
    number_path = "transfer__number"
    list_display = ("transfer", "person_name", "role", "destination", "result", "counted_as", "age_band")
    list_filter = ("role", "result", "counted_as", "age_band")
    list_select_related = ("transfer", "person", "destination")
    prefetched = ("person__names",)


@admin.register(Handover, site=site)
class HandoverAdmin(CaseRecords):
    person_path = "passenger__person"
    number_path = "passenger__transfer__number"
    list_display = ("transfer", "person_name", "receiver_role", "receiver", "handed_over_at")
    list_filter = ("receiver_role",)
    list_select_related = ("passenger__transfer", "passenger__person")
    prefetched = ("passenger__person__names",)

    @admin.display(description=TransferBatch._meta.verbose_name)
    def transfer(self, handover):
        return handover.passenger.transfer.number
