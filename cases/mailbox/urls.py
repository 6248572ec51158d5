"""The mail of the demonstration. Only the demonstration's addresses include this file."""

from django.urls import path

from cases.mailbox import views

app_name = "mailbox"

urlpatterns = [path("", views.mails, name="list")]
