"""Addresses of notes."""

from django.urls import path

from cases.notes import views

app_name = "notes"

urlpatterns = [
    path("<uuid:public_id>/notes/", views.of_child, name="of_child"),
    path("<uuid:public_id>/notes/write/", views.write, name="write"),
    path("notes/<uuid:public_id>/", views.detail, name="detail"),
    path("notes/<uuid:public_id>/edit/", views.edit, name="edit"),
]
