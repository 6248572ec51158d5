"""The page of one parent or carer."""

from django.db.models import Prefetch, prefetch_related_objects
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.access import find_for, requires
from cases.guardians import presenters
from cases.guardians.histories import status_reports, whereabouts_reports
from cases.guardians.missing import missing_about
from cases.matching.lines import lines_of, with_matches
from cases.models import Guardian, Guardianship, PersonStatus, Whereabouts, hidden_from
from cases.people.merged import merges_of, to_the_one_that_stays
from cases.people.papers import PaperPresenter
from cases.people.sealing import details_of
from cases.policy.permissions import Permission


@require_safe
@requires(Permission.VIEW_CASES)
def detail(request, public_id):
    """One parent or carer: names, birth, what is known, where, and the children."""
    rows = with_matches(
        Guardian.objects.select_related("person__office", "person__child", "person__birth_country")
    )
    guardian = find_for(request.user, rows, public_id=public_id)
    if guardian is None:
        return to_the_one_that_stays(request, rows, public_id)
    person = guardian.person
    _read_histories(person)
    ties = (
        guardian.guardianships.standing()
        .across_offices()
        .annotate(hides_child=hidden_from(request.user, "child__person"))
        .select_related("child__person")
        .prefetch_related("child__person__names")
        .order_by("pk")
    )
    papers = list(person.documents.select_related("issuer_country").newest_first())
    rivals = (
        Guardianship.objects.rivals_of(guardian)
        .filter(~hidden_from(request.user, "guardian__person"))
        .prefetch_related("guardian__person__names")
    )
    context = {
        "guardian": guardian,
        "who": presenters.GuardianPresenter(guardian),
        "ties": presenters.ties_to_children(ties, rivals, office_id=person.office_id),
        "matches": lines_of(person, request.user) if guardian.has_matches else [],
        "missing": missing_about(guardian, papers=papers),
        "statuses": status_reports(person.all_statuses),
        "whereabouts": whereabouts_reports(
            person.all_whereabouts, details_of(person, person.all_whereabouts)
        ),
        "papers": [PaperPresenter(paper) for paper in papers],
        "merges": [merge for merge in merges_of(person) if merge.stands],
        "may_edit": request.user.may(Permission.EDIT_CASES),
    }
    return render(request, "guardians/detail.html", context)


def _read_histories(person):
    places = Whereabouts.objects.select_related("place", "country").newest_first()
    prefetch_related_objects(
        [person],
        "names",
        Prefetch("statuses", queryset=PersonStatus.objects.newest_first(), to_attr="all_statuses"),
        Prefetch("whereabouts", queryset=places, to_attr="all_whereabouts"),
    )
    person.current_statuses = [row for row in person.all_statuses if row.to_date is None]
    person.current_whereabouts = [row for row in person.all_whereabouts if row.to_date is None]
