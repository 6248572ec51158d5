"""Addresses of this feature."""

from django.urls import path

from cases.nationalities import correction_views, views

app_name = "nationalities"

urlpatterns = [
    path("", views.claims, name="list"),
    path("add/<uuid:public_id>/", views.add, name="add"),
    path("contact/<uuid:public_id>/<slug:code>/", views.contact, name="contact"),
    path("contact/<uuid:public_id>/", correction_views.contact, name="correct_contact"),
    path("decisions/<uuid:public_id>/", correction_views.decision, name="correct_decision"),
    path("<uuid:public_id>/", views.detail, name="detail"),
    path("<uuid:public_id>/edit/", views.edit, name="edit"),
    path("<uuid:public_id>/decide/", views.decide, name="decide"),
]
