"""Correcting a dated entry of a child, a parent or a carer: one screen, with the reason."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.access import get_for, requires
from cases.children.actions import correct_assignment
from cases.children.correction_forms import (
    CorrectAssignmentForm,
    CorrectSeparationForm,
    CorrectStatusForm,
    CorrectWhereaboutsForm,
    assignment_initial,
    entry_initial,
)
from cases.models import CaseAssignment, PersonStatus, SeparationPeriod, Whereabouts
from cases.people import corrections
from cases.people.correcting import Correction, correct_entry
from cases.policy.permissions import Permission

READ_AND_WRITE = ["GET", "HEAD", "POST"]
WHEREABOUTS = Correction(CorrectWhereaboutsForm, entry_initial, corrections.correct_whereabouts)
STATUS = Correction(CorrectStatusForm, entry_initial, corrections.correct_status)
SEPARATION = Correction(CorrectSeparationForm, entry_initial, corrections.correct_separation)
ASSIGNMENT = Correction(CorrectAssignmentForm, assignment_initial, correct_assignment)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def whereabouts(request, public_id):
    """Correct where somebody was said to be."""
    rows = Whereabouts.objects.select_related("person__child", "person__guardian", "place")
    row = get_for(request.user, rows, public_id=public_id)
    return correct_entry(request, row, row.person, WHEREABOUTS)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def status(request, public_id):
    """Correct what was said of a person."""
    rows = PersonStatus.objects.select_related("person__child", "person__guardian")
    row = get_for(request.user, rows, public_id=public_id)
    return correct_entry(request, row, row.person, STATUS)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def separation(request, public_id):
    """Correct with whom a child was."""
    row = get_for(request.user, SeparationPeriod.objects.select_related("child__person"), public_id=public_id)
    return correct_entry(request, row, row.child.person, SEPARATION)


@require_http_methods(READ_AND_WRITE)
@requires(Permission.EDIT_CASES)
def assignment(request, public_id):
    """Correct since when somebody was responsible for a child."""
    own = CaseAssignment.objects.filter(office=request.user.office_id)
    rows = own.select_related("child__person", "user")
    row = get_for(request.user, rows, public_id=public_id)
    who = row.user.full_name if row.user else _("Nobody")
    advice = _("Responsible: %(name)s. Where it should be somebody else, give the case to them.") % {
        "name": who
    }
    return correct_entry(request, row, row.child.person, ASSIGNMENT, advice=advice)
