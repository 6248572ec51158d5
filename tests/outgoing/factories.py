"""Rows of lists that left."""

import factory

from cases.enums import ExportFormat, ExportKind, ExportList
from tests.factories import NumberedExportFactory


class ListExportFactory(NumberedExportFactory):
    """A list of persons; ``made_by``, ``office`` and ``row_ids`` have to be given."""

    child = None
    kind = ExportKind.LIST
    list_name = ExportList.CHILDREN
    format = ExportFormat.CSV
    parts = ["number", "age"]
    row_count = factory.LazyAttribute(lambda made: len(made.row_ids))
