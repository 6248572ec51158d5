"""Addresses of this feature."""

from django.urls import path

from cases.casefile import views

app_name = "casefile"

urlpatterns = [path("<uuid:public_id>/", views.detail, name="detail")]
