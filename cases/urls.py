"""Addresses of the whole app, one line a feature."""

from django.urls import include, path

from cases.casefile.urls import of_parents
from cases.caseload.urls import of_children, of_guardians
from cases.children.urls import urlpatterns as of_a_child
from cases.guardians.urls import urlpatterns as of_a_guardian
from cases.intake.urls import of_relatives

urlpatterns = [
    path("", include("cases.home.urls")),
    path("", include("cases.watch.urls")),
    path("register/", include("cases.intake.urls")),
    path("children/", include(([*of_children, *of_a_child], "children"))),
    path("", include("cases.caseload.urls")),
    path("", include("cases.casefile.urls")),
    path("children/", include("cases.documents.urls")),
    path("children/", include("cases.flags.urls")),
    path("children/", include("cases.notes.urls")),
    path("children/", include("cases.unsent.urls")),
    path("children/", include("cases.needs.urls")),
    path("children/", include("cases.families.urls")),
    path("children/", include("cases.restrictions.urls")),
    path("children/people/", include("cases.people.urls")),
    path("children/", include("cases.passports.urls")),
    path("guardians/", include(([*of_guardians, *of_relatives, *of_parents, *of_a_guardian], "guardians"))),
    path("claims/", include("cases.nationalities.urls")),
    path("places/", include("cases.places.urls")),
    path("states/", include("cases.countries.urls")),
    path("search/", include("cases.matching.search_urls")),
    path("transfers/", include("cases.batches.urls")),
    path("exports/", include("cases.outgoing.urls")),
    path("handover/", include("cases.handover.urls")),
    path("between-offices/", include("cases.traffic.urls")),
    path("records/", include("cases.matching.urls")),
    path("retention/", include("cases.retention.urls")),
    path("own-data/", include("cases.subjects.urls")),
    path("reports/", include("cases.reports.urls")),
    path("help/", include("cases.help.urls")),
    path("invitations/", include("cases.invitations.urls")),
    path("welcome/", include("cases.invitations.welcome_urls")),
    path("", include("cases.accounts.urls")),
    path("", include("cases.components.urls")),
]
