"""Where a case page leads: to its own parts, and to the small forms that add something to it."""

from django.urls import reverse
from django.utils.translation import gettext as _


def jump_links():
    """Links to the parts of the page."""
    return [
        {"id": "family", "label": _("Family")},
        {"id": "claims", "label": _("Nationality claims")},
        {"id": "papers", "label": _("Papers")},
        {"id": "where", "label": _("Where and with whom")},
        {"id": "transfers", "label": _("Transfers")},
        {"id": "notes", "label": _("Notes")},
        {"id": "timeline", "label": _("Timeline")},
    ]


def things_to_record(child):
    """The entries of "Record something"."""
    entries = (
        ("notes:write", "pencil", _("Write a note")),
        ("children:whereabouts", "place", _("Where the child is")),
        ("children:separation", "people", _("With whom the child is")),
        ("children:status", "person", _("What is known of the child’s situation")),
        ("guardians:add", "plus", _("A parent, carer or relative")),
        ("nationalities:add", "flag", _("A nationality claim")),
        ("documents:add", "paper", _("A paper")),
        ("flags:add", "flag", _("A flag with a day")),
        ("children:assign", "double-tick", _("Who is responsible")),
        ("children:edit", "pencil", _("Correct names, birth or status")),
    )
    return [
        {"url": reverse(route, args=[child.public_id]), "icon": icon, "label": label}
        for route, icon, label in entries
    ]
