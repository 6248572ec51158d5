"""Addresses of needs, beside those of children."""

from django.urls import path

from cases.needs import views

app_name = "needs"

urlpatterns = [
    path("<uuid:public_id>/needs/record/", views.record, name="record"),
    path("needs/<uuid:public_id>/", views.correct, name="correct"),
]
