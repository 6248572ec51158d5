"""Asking for lists and opening them, in one word each."""

import csv
import io

from django.urls import reverse

from cases.models import ExportApproval, NumberedExport
from tests.outgoing.factories import ListExportFactory
from tests.people import client_of
from tests.support.forms import form_of

TERMS = {
    "recipient": "Family court, second chamber",
    "purpose": "court",
    "legal_basis": "legal_obligation",
    "reason": "The court asked for the list",
    "format": "csv",
}


def url_of(name, export):
    return reverse(f"outgoing:{name}", args=[export.public_id])


def ask(user, list_name="children", query="", **terms):
    """Send the form for a list; returns the response."""
    client = client_of(user)
    url = reverse("outgoing:ask", args=[list_name]) + query
    return client.post(url, form_of(client, url, **{**TERMS, **terms}))


def asked(user, list_name="children", query="", **terms):
    """The export of a list that was asked for."""
    response = ask(user, list_name, query, **terms)
    assert response.status_code == 302, response.context["form"].errors
    return NumberedExport.objects.latest("pk")


def opened(user, export):
    """The answer of the file's address, and its bytes."""
    response = client_of(user).get(url_of("file", export))
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return response, content


def table_of(content):
    """The rows of a CSV file up to its notes, each by the titles of its columns; and the notes."""
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    head, *rest = lines
    empty = next(place for place, line in enumerate(rest) if not any(line))
    return [dict(zip(head, line, strict=True)) for line in rest[:empty]], [
        line[0] for line in rest[empty + 1 :]
    ]


def waiting_list(user, children, **terms):
    """A list that waits for a second person."""
    made = ListExportFactory(
        made_by=user, office=user.office, row_ids=[child.public_id for child in children], **terms
    )
    ExportApproval.objects.create(export=made, asked_by=user)
    return made
