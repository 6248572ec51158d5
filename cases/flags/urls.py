"""Addresses of flags, and of following a case."""

from django.urls import path

from cases.flags import views

app_name = "flags"

urlpatterns = [
    path("<uuid:public_id>/flag/", views.add, name="add"),
    path("<uuid:public_id>/follow/", views.follow, name="follow"),
    path("<uuid:public_id>/unfollow/", views.unfollow, name="unfollow"),
    path("flags/<uuid:public_id>/lower/", views.lower, name="lower"),
    path("flags/<uuid:public_id>/day/", views.move, name="move"),
]
