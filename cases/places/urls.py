"""Addresses of this feature."""

from django.urls import path

from cases.places import closing_views, views

app_name = "places"

urlpatterns = [
    path("", views.places, name="list"),
    path("add/", views.add, name="add"),
    path("<uuid:public_id>/", views.detail, name="detail"),
    path("<uuid:public_id>/edit/", views.edit, name="edit"),
    path("<uuid:public_id>/close/", closing_views.close, name="close"),
    path("<uuid:public_id>/control/", views.control, name="control"),
    path("<uuid:public_id>/control/<uuid:control_id>/", views.correct, name="correct"),
]
