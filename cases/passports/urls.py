"""Addresses of the name passport of anybody on file, and of the letter about the names of a child."""

from django.urls import path

from cases.passports import letter_views, views

app_name = "passports"

urlpatterns = [
    path("people/<uuid:public_id>/names/passport/", views.passport, name="passport"),
    path("<uuid:public_id>/letters/", letter_views.letter, name="letter"),
    path("<uuid:public_id>/letters/<uuid:export_id>/", letter_views.numbered, name="numbered"),
    path("<uuid:public_id>/letters/<uuid:export_id>/print/", letter_views.printed, name="printed"),
]
