"""Addresses of the pages that belong to no feature."""

from django.urls import path

from cases.components import views

app_name = "components"

urlpatterns = [
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("gallery/", views.gallery, name="gallery"),
]
