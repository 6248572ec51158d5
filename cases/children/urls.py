"""Addresses of the forms about one child; those of the list are the caseload's."""

from django.urls import path

from cases.children import correction_views, missing_views, views

app_name = "children"

urlpatterns = [
    path("<uuid:public_id>/edit/", views.edit, name="edit"),
    path("<uuid:public_id>/whereabouts/", views.whereabouts, name="whereabouts"),
    path("<uuid:public_id>/status/", views.status, name="status"),
    path("<uuid:public_id>/separation/", views.separation, name="separation"),
    path("<uuid:public_id>/found/", views.found, name="found"),
    path("<uuid:public_id>/missing/", missing_views.missing, name="missing"),
    path("missing/<uuid:public_id>/take-back/", missing_views.take_back, name="missing_take_back"),
    path("whereabouts/<uuid:public_id>/", correction_views.whereabouts, name="correct_whereabouts"),
    path("situations/<uuid:public_id>/", correction_views.status, name="correct_status"),
    path("company/<uuid:public_id>/", correction_views.separation, name="correct_separation"),
    path("responsible/<uuid:public_id>/", correction_views.assignment, name="correct_assignment"),
    path("<uuid:public_id>/assign/", views.assign, name="assign"),
    path("<uuid:public_id>/take/", views.take, name="take"),
]
