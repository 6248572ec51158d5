"""Addresses of the start page and of all tasks of one kind."""

from django.urls import path

from cases.home import views

app_name = "home"

urlpatterns = [
    path("", views.start, name="start"),
    path("waiting/<slug:kind>/", views.waiting, name="waiting"),
]
