"""Addresses of this feature."""

from django.urls import path

from cases.reports import views

app_name = "reports"

urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("totals/", views.totals_page, name="totals"),
    path("totals/<slug:code>/", views.state_totals, name="state_totals"),
    path("claims/", views.claims_page, name="claims"),
    path("departures/", views.departures_page, name="departures"),
    path("published/", views.published_page, name="published"),
    path("travelled/", views.travelled_page, name="travelled"),
]
