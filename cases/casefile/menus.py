"""Where a case page leads: to its own parts, and to the small forms that add something to it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.policy.permissions import Permission


def jump_links():
    """Links to the parts of the page."""
    return [
        {"id": "family", "label": _("Family")},
        {"id": "claims", "label": _("Nationality claims")},
        {"id": "papers", "label": _("Papers")},
        {"id": "needs", "label": _("Needs")},
        {"id": "where", "label": _("Where and with whom")},
        {"id": "transfers", "label": _("Transfers")},
        {"id": "notes", "label": _("Notes")},
        {"id": "timeline", "label": _("Timeline")},
    ]


def histories(case):
    """Links to what was recorded of the child over time, each with a way to undo what came last."""
    child, person = case.child, case.child.person
    entries = [
        _history("whereabouts", person, _("Where the child is or was")),
        _history("company", child, _("With whom the child is")),
        _history("situation", person, _("What is known of the child’s situation")),
        _history("needs", child, _("Needs")),
    ]
    ours = [row for row in case.siblings if row.group and row.group.office_id == child.office_id]
    for listed in ours:
        label = _("Whether the siblings stay together: %(group)s") % {"group": listed.group.name}
        entries.append(_history("unity", listed.membership, label))
    return entries


def _history(kind, row, label):
    return {"url": reverse(f"casefile:history_{kind}", args=[row.public_id]), "label": label}


def things_to_record(child, user, *, is_in_group):
    """The groups of "Record something" as ``user`` has them, each entry one screen.

    A child in no family group cannot leave one.
    """
    may_restrict = user.may(Permission.RESTRICT_CASES)
    groups = (
        (
            _("The child now"),
            (
                ("notes:write", "pencil", _("Write a note")),
                ("children:whereabouts", "place", _("Where the child is or was")),
                ("children:separation", "people", _("With whom the child is")),
                ("needs:record", "kept", _("A need: school, health, vaccination …")),
                ("children:status", "person", _("What is known of the child’s situation")),
            ),
        ),
        (
            _("Family"),
            (
                ("guardians:add", "plus", _("A parent, carer or relative")),
                ("families:join", "link", _("Add to a family group")),
                *((("families:leave", "minus", _("Take out of a family group")),) if is_in_group else ()),
            ),
        ),
        (
            _("Claims and papers"),
            (
                ("nationalities:add", "flag", _("A nationality claim")),
                ("documents:add", "paper", _("A paper")),
            ),
        ),
        (
            _("The record"),
            (
                ("children:edit", "pencil", _("Correct names, birth or status")),
                ("children:found", "place", _("Where and when the child was found")),
                ("children:missing", "info", _("Why something is not known")),
                ("flags:add", "flag", _("A flag with a day")),
                ("children:assign", "double-tick", _("Who is responsible")),
                ("matching:same", "people", _("This is the same child as …")),
                *((("restrictions:impose", "lock", _("Only named people see it")),) if may_restrict else ()),
            ),
        ),
        (
            _("Other offices"),
            (
                ("traffic:offer", "transfer", _("Offer the case to another office")),
                ("traffic:refer", "eye", _("Show parts of it to another office")),
            ),
        ),
    )
    return [
        {"title": title, "entries": [_entry(child, *entry) for entry in entries]} for title, entries in groups
    ]


def _entry(child, route, icon, label):
    # Records are merged person by person, whatever files they have.
    about = child.person if route == "matching:same" else child
    return {"url": reverse(route, args=[about.public_id]), "icon": icon, "label": label}
