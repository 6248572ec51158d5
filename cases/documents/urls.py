"""Addresses of papers, beside those of children."""

from django.urls import path

from cases.documents import views

app_name = "documents"

urlpatterns = [
    path("<uuid:public_id>/papers/add/", views.add, name="add"),
    path("parents/<uuid:public_id>/papers/add/", views.add_for_guardian, name="add_for_guardian"),
    path("papers/<uuid:public_id>/", views.edit, name="edit"),
]
