"""Addresses of one parent or carer; those of the list are the caseload's, of a new one the intake's, of the page the
case file's.
"""

from django.urls import path

from cases.guardians import views

app_name = "guardians"

urlpatterns = [
    path("add/<uuid:public_id>/on-file/", views.add_on_file, name="add_on_file"),
    path("ties/<uuid:public_id>/", views.change_tie, name="change_tie"),
    path("ties/<uuid:public_id>/end/", views.end_care, name="end_care"),
    path("<uuid:public_id>/edit/", views.edit, name="edit"),
    path("<uuid:public_id>/status/", views.status, name="status"),
    path("<uuid:public_id>/whereabouts/", views.whereabouts, name="whereabouts"),
    path("<uuid:public_id>/missing/", views.missing, name="missing"),
    path("<uuid:public_id>/tie/", views.tie, name="tie"),
]
