"""Addresses of offices, of the people with access, and of one's own page. Signing in is elsewhere."""

from django.urls import path

from cases.accounts import grant_views, person_views, session_views, views

app_name = "accounts"

urlpatterns = [
    path("offices/", views.offices, name="office_list"),
    path("offices/add/", views.office_add, name="office_add"),
    path("offices/<uuid:public_id>/", views.office, name="office_detail"),
    path("offices/<uuid:public_id>/edit/", views.office_edit, name="office_edit"),
    path("offices/<uuid:public_id>/reopen/", views.office_reopen, name="office_reopen"),
    path("people/", views.users, name="user_list"),
    path("people/roles/", grant_views.roles, name="roles"),
    path("people/confirm/", grant_views.grant_list, name="grant_list"),
    path("people/<uuid:public_id>/", person_views.person, name="person"),
    path("people/<uuid:public_id>/suspend/", person_views.suspend, name="suspend"),
    path("people/<uuid:public_id>/resume/", person_views.resume, name="resume"),
    path("people/<uuid:public_id>/role/", person_views.role, name="role"),
    path("people/<uuid:public_id>/leaves/", person_views.end_role, name="end_role"),
    path("people/<uuid:public_id>/factor/", person_views.ask_for_reset, name="ask_for_reset"),
    path("people/resets/<uuid:public_id>/confirm/", person_views.confirm_reset, name="confirm_reset"),
    path("people/resets/<uuid:public_id>/withdraw/", person_views.withdraw_reset, name="withdraw_reset"),
    path("session/left/", session_views.time_left, name="time_left"),
    path("session/stay/", session_views.stay, name="stay"),
    path("profile/", views.profile, name="profile"),
    path("profile/language/", session_views.choose_language, name="choose_language"),
    path("profile/sessions/", session_views.sessions, name="sessions"),
    path("profile/sessions/end/", session_views.end, name="end_session"),
]
