"""Address of the name passport of anybody on file."""

from django.urls import path

from cases.passports import views

app_name = "passports"

urlpatterns = [
    path("<uuid:public_id>/names/passport/", views.passport, name="passport"),
]
