"""Addresses of offices, of the people with access, and of one's own page. Signing in is elsewhere."""

from django.urls import path

from cases.accounts import session_views, views

app_name = "accounts"

urlpatterns = [
    path("offices/", views.offices, name="office_list"),
    path("offices/add/", views.office_add, name="office_add"),
    path("offices/<uuid:public_id>/", views.office, name="office_detail"),
    path("offices/<uuid:public_id>/edit/", views.office_edit, name="office_edit"),
    path("people/", views.users, name="user_list"),
    path("session/left/", session_views.time_left, name="time_left"),
    path("session/stay/", session_views.stay, name="stay"),
    path("profile/", views.profile, name="profile"),
    path("profile/sessions/", session_views.sessions, name="sessions"),
    path("profile/sessions/end/", session_views.end, name="end_session"),
]
