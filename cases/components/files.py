"""A sheet as a downloadable file: the figures of a page, exactly as it shows them."""

from django.http import FileResponse, StreamingHttpResponse

from cases.audit import record
from cases.exports import CSV_TYPE, XLSX_TYPE, csv_blocks, file_name, xlsx_file

FORMATS = ("csv", "xlsx")


def sheet_response(request, sheet, *, report, as_of=None, ids=()):
    """The sheet in the format that ``?format=`` names, recorded in the trail before its first byte.

    ``report`` is an ASCII code such as ``totals-per-country``; call it only for a format in ``FORMATS``.
    ``ids`` are public ids of what the sheet is about, where it is not of everybody.
    """
    kind = request.GET["format"]
    record.exported(
        by=request.user, subject=report, ids=ids, detail={"format": kind, "as_of": str(as_of or "")}
    )
    name = file_name(report, kind, as_of=as_of)
    if kind == "csv":
        response = StreamingHttpResponse(csv_blocks(sheet), content_type=CSV_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    return FileResponse(xlsx_file(sheet), as_attachment=True, filename=name, content_type=XLSX_TYPE)
