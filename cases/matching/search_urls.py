"""Addresses of the search of the whole app."""

from django.urls import path

from cases.matching import search_views

app_name = "search"

urlpatterns = [
    path("", search_views.page, name="page"),
    path("keep/", search_views.keep, name="keep"),
    path("suggest/", search_views.suggest, name="suggest"),
]
