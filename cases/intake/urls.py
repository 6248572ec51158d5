"""Addresses of registration."""

from django.urls import path

from cases.intake import views

app_name = "intake"

urlpatterns = [
    path("", views.register, name="register"),
    path("quick/", views.quick, name="quick"),
]
