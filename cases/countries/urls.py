"""Addresses of this feature. A State is named by its ISO code, which is no secret."""

from django.urls import path

from cases.countries import views

app_name = "countries"

urlpatterns = [
    path("", views.states, name="list"),
    path("<slug:code>/", views.detail, name="detail"),
    path("<slug:code>/edit/", views.edit, name="edit"),
    path("<slug:code>/position/", views.position, name="position"),
]
