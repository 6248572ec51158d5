"""Addresses of this feature."""

from django.urls import path

from cases.help import views

app_name = "help"

urlpatterns = [
    path("", views.start, name="start"),
    path("keyboard/", views.keyboard, name="keyboard"),
    path("<slug:code>/", views.topic, name="topic"),
]
