"""Correcting a step of a claim, and a leave to contact a State, that were recorded wrongly."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.access import get_for, requires
from cases.models import ClaimDecision, ContactPermission
from cases.nationalities import actions, forms
from cases.nationalities.presenters import contact_words
from cases.people.correcting import Correction, correct_entry
from cases.policy.permissions import Permission

DECISION = Correction(forms.CorrectDecisionForm, forms.decision_initial, actions.correct_decision)
CONTACT = Correction(forms.CorrectContactForm, forms.contact_initial, actions.correct_contact)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def decision(request, public_id):
    """Correct one step of a claim; the claim's own answer follows from the latest."""
    rows = ClaimDecision.objects.select_related("nationality__child__person", "nationality__state")
    row = get_for(request.user, rows, public_id=public_id)
    claim = row.nationality
    return correct_entry(
        request,
        row,
        claim.child.person,
        DECISION,
        back_url=reverse("nationalities:detail", args=[claim.public_id]),
        advice=_("Claim on %(state)s") % {"state": claim.state.name},
        claim=claim,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def contact(request, public_id):
    """Correct a leave to contact a State: narrow it or take it away, never more."""
    rows = ContactPermission.objects.select_related("child__person", "state")
    row = get_for(request.user, rows, public_id=public_id)
    words = {"state": row.state.name, "level": contact_words(row.level)}
    return correct_entry(
        request,
        row,
        row.child.person,
        CONTACT,
        advice=_("Contact with %(state)s. On file: %(level)s.") % words,
        levels=actions.correctable_to(row.level),
    )
