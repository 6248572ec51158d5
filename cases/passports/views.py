"""The name passport of a person."""

from django.db.models import Prefetch
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.access import get_for, requires
from cases.models import Document, Person
from cases.passports.papers import paper_names, papers_beside
from cases.passports.presenters import predicted_rows, zone_rows
from cases.people.presenters import PersonPresenter
from cases.people.spellings import names_by_script
from cases.policy.permissions import Permission


@require_safe
@requires(Permission.VIEW_CASES)
def passport(request, public_id):
    """All spellings of a person: as written, as predicted, for machines, and beside what the papers print."""
    papers = Document.objects.select_related("issuer_country").newest_first()
    rows = Person.objects.select_related("child").prefetch_related(
        "names", Prefetch("documents", queryset=papers)
    )
    person = get_for(request.user, rows, public_id=public_id)
    context = {
        "name": PersonPresenter(person).name,
        "scripts": names_by_script(person),
        "predicted": predicted_rows(person),
        "zone": zone_rows(person),
        "papers": paper_names(person),
        "beside": papers_beside(person),
        "back_url": reverse("people:names", args=[person.public_id]),
        "letter_url": _letter_url(request.user, person),
    }
    return render(request, "passports/passport.html", context)


def _letter_url(user, person):
    """Where a letter about the names of a child is asked for; exports hang on the file of a child."""
    if not user.may(Permission.EDIT_CASES) or not hasattr(person, "child"):
        return ""
    return reverse("passports:letter", args=[person.child.public_id])
