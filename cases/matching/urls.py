"""Addresses of this feature."""

from django.urls import path

from cases.matching import merge_views

app_name = "matching"

urlpatterns = [
    path("<uuid:public_id>/same/", merge_views.same, name="same"),
    path("<uuid:public_id>/same/find/", merge_views.find_same, name="find_same"),
    path("<uuid:public_id>/merge/<uuid:other_id>/", merge_views.merge, name="merge"),
    path("merges/<uuid:public_id>/undo/", merge_views.undo, name="undo"),
]
