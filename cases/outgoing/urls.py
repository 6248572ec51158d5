"""Addresses of what leaves: asking for lists, exports, and their register."""

from django.urls import path

from cases.outgoing import file_views, register_views, views

app_name = "outgoing"

urlpatterns = [
    path("", register_views.register, name="register"),
    path("lists/<slug:list_name>/", views.ask, name="ask"),
    path("transfers/<uuid:public_id>/", views.ask_passengers, name="ask_passengers"),
    path("<uuid:public_id>/", views.detail, name="detail"),
    path("<uuid:public_id>/file/", file_views.file, name="file"),
    path("<uuid:public_id>/password/", file_views.password, name="password"),
    path("<uuid:public_id>/password/file/", file_views.sealed, name="sealed"),
    path("<uuid:public_id>/decide/", views.decide, name="decide"),
    path("<uuid:public_id>/destroyed/", views.destroyed, name="destroyed"),
]
