"""Addresses of the whole app, one line a feature."""

from django.urls import include, path

urlpatterns = [
    path("", include("cases.home.urls")),
    path("register/", include("cases.intake.urls")),
    path("children/", include("cases.children.urls")),
    path("", include("cases.caseload.urls")),
    path("", include("cases.casefile.urls")),
    path("children/", include("cases.documents.urls")),
    path("children/", include("cases.flags.urls")),
    path("children/", include("cases.notes.urls")),
    path("children/", include("cases.unsent.urls")),
    path("children/", include("cases.needs.urls")),
    path("children/", include("cases.families.urls")),
    path("children/people/", include("cases.people.urls")),
    path("children/people/", include("cases.passports.urls")),
    path("guardians/", include("cases.guardians.urls")),
    path("claims/", include("cases.nationalities.urls")),
    path("places/", include("cases.places.urls")),
    path("states/", include("cases.countries.urls")),
    path("transfers/", include("cases.batches.urls")),
    path("handover/", include("cases.handover.urls")),
    path("records/", include("cases.matching.urls")),
    path("reports/", include("cases.reports.urls")),
    path("help/", include("cases.help.urls")),
    path("", include("cases.accounts.urls")),
    path("", include("cases.components.urls")),
]
