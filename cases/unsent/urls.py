"""Addresses of words that were not saved yet: a child's, of one kind."""

from django.urls import path

from cases.unsent import views

app_name = "unsent"

urlpatterns = [
    path("<uuid:public_id>/unsent/<slug:kind>/keep/", views.keep, name="keep"),
    path("<uuid:public_id>/unsent/<slug:kind>/discard/", views.discard, name="discard"),
]
