"""Writers of files: tables of two kinds from one description, and pages for paper. They know nothing of what they say."""

from cases.exports.csv_writer import CSV_TYPE, csv_blocks
from cases.exports.naming import file_name
from cases.exports.pdf_writer import PDF_TYPE, PRINTED_SCRIPTS, pdf_file, written
from cases.exports.sheet import Column, Kind, Sheet, Value
from cases.exports.xlsx_writer import XLSX_TYPE, TooManyRows, xlsx_file

__all__ = [
    "CSV_TYPE",
    "PDF_TYPE",
    "PRINTED_SCRIPTS",
    "XLSX_TYPE",
    "Column",
    "Kind",
    "Sheet",
    "TooManyRows",
    "Value",
    "csv_blocks",
    "file_name",
    "pdf_file",
    "written",
    "xlsx_file",
]
