"""Addresses of those who invite."""

from django.urls import path

from cases.invitations import views

app_name = "invitations"

urlpatterns = [
    path("", views.invitations, name="list"),
    path("add/", views.add, name="add"),
    path("<uuid:public_id>/", views.detail, name="detail"),
    path("<uuid:public_id>/again/", views.send_again, name="send_again"),
    path("<uuid:public_id>/withdraw/", views.withdraw, name="withdraw"),
]
