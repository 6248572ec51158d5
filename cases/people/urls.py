"""Addresses of the written names of anybody on file."""

from django.urls import path

from cases.people import views

app_name = "people"

urlpatterns = [
    path("<uuid:public_id>/names/", views.names, name="names"),
    path("<uuid:public_id>/names/add/", views.add_name, name="add_name"),
    path("names/<uuid:public_id>/", views.edit_name, name="edit_name"),
]
