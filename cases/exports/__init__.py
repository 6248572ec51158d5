"""Writers of files: tables of two kinds from one description, and pages for paper. They know nothing of what they say."""

from cases.exports.csv_writer import CSV_TYPE, csv_blocks, csv_file
from cases.exports.encrypted import (
    AGE_TYPE,
    ZIP_TYPE,
    age_file,
    fingerprint,
    new_password,
    password_zip,
)
from cases.exports.naming import file_name
from cases.exports.pdf_writer import PDF_TYPE, PRINTED_SCRIPTS, pdf_file, written
from cases.exports.sheet import Column, Kind, Mark, Sheet, Value
from cases.exports.xlsx_writer import XLSX_TYPE, TooManyRows, xlsx_file

__all__ = [
    "AGE_TYPE",
    "CSV_TYPE",
    "PDF_TYPE",
    "PRINTED_SCRIPTS",
    "XLSX_TYPE",
    "ZIP_TYPE",
    "Column",
    "Kind",
    "Mark",
    "Sheet",
    "TooManyRows",
    "Value",
    "age_file",
    "csv_blocks",
    "csv_file",
    "file_name",
    "fingerprint",
    "new_password",
    "password_zip",
    "pdf_file",
    "written",
    "xlsx_file",
]
