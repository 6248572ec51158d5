"""The name passport of a person."""

from django.db.models import Prefetch
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.access import get_for, requires
from cases.models import Document, Person
from cases.passports.presenters import paper_names, predicted_rows, zone_rows
from cases.people.presenters import PersonPresenter
from cases.people.spellings import names_by_script
from cases.policy.permissions import Permission


@require_safe
@requires(Permission.VIEW_CASES)
def passport(request, public_id):
    """All spellings of a person: as written, as predicted, for machines, and beside what the papers print."""
    papers = Document.objects.select_related("issuer_country").newest_first()
    rows = Person.objects.prefetch_related("names", Prefetch("documents", queryset=papers))
    person = get_for(request.user, rows, public_id=public_id)
    context = {
        "name": PersonPresenter(person).name,
        "scripts": names_by_script(person),
        "predicted": predicted_rows(person),
        "zone": zone_rows(person),
        "papers": paper_names(person),
        "back_url": reverse("people:names", args=[person.public_id]),
    }
    return render(request, "passports/passport.html", context)
