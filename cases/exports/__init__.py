"""Writers of tables: one description of a sheet, two kinds of file. They know nothing of what the rows mean."""

from cases.exports.csv_writer import CSV_TYPE, csv_blocks
from cases.exports.naming import file_name
from cases.exports.sheet import Column, Kind, Sheet, Value
from cases.exports.xlsx_writer import XLSX_TYPE, TooManyRows, xlsx_file

__all__ = [
    "CSV_TYPE",
    "XLSX_TYPE",
    "Column",
    "Kind",
    "Sheet",
    "TooManyRows",
    "Value",
    "csv_blocks",
    "file_name",
    "xlsx_file",
]
