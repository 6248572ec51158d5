"""Addresses of family groups, under the child they are opened from."""

from django.urls import path

from cases.families import views

app_name = "families"

urlpatterns = [
    path("<uuid:public_id>/siblings/", views.unity, name="unity"),
    path("<uuid:public_id>/family-group/join/", views.join, name="join"),
    path("<uuid:public_id>/family-group/leave/", views.leave, name="leave"),
    path("memberships/<uuid:public_id>/", views.correct, name="correct"),
]
