"""Addresses of those who are invited."""

from django.urls import path

from cases.invitations import welcome_views

app_name = "welcome"

urlpatterns = [
    path("", welcome_views.accept, name="accept"),
    path("leave/", welcome_views.leave, name="leave"),
    path("<slug:code>/", welcome_views.open_link, name="open"),
]
