"""Addresses of the start page, of all tasks of one kind, and of the trail."""

from django.urls import path

from cases.home import views

app_name = "home"

urlpatterns = [
    path("", views.start, name="start"),
    path("waiting/<slug:kind>/", views.waiting, name="waiting"),
    path("trail/", views.trail, name="trail"),
]
