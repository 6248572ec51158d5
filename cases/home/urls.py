"""Addresses of this feature."""

from django.urls import path

from cases.home import views

app_name = "home"

urlpatterns = [path("", views.start, name="start")]
