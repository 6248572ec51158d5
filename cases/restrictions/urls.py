"""Addresses of restrictions of files, below those of children."""

from django.urls import path

from cases.restrictions import views

app_name = "restrictions"

urlpatterns = [
    path("<uuid:public_id>/restrict/", views.impose, name="impose"),
    path("restrictions/<uuid:public_id>/", views.change, name="change"),
    path("restrictions/<uuid:public_id>/lift/", views.lift, name="lift"),
]
