"""Addresses of this feature."""

from django.urls import path

from cases.batches import list_views, move_views, views

app_name = "batches"

urlpatterns = [
    path("", views.transfers, name="list"),
    path("add/", views.add, name="add"),
    path("<uuid:public_id>/", views.detail, name="detail"),
    path("<uuid:public_id>/edit/", views.edit, name="edit"),
    path("<uuid:public_id>/offices/add/", views.invite, name="invite"),
    path("<uuid:public_id>/people/", list_views.add_people, name="add_people"),
    path("<uuid:public_id>/people/search/", list_views.search_people, name="search_people"),
    path("<uuid:public_id>/people/parents/", list_views.add_parents, name="add_parents"),
    path("<uuid:public_id>/people/escort/", list_views.add_escort, name="add_escort"),
    path("<uuid:public_id>/people/<uuid:passenger_id>/", list_views.change, name="change"),
    path("<uuid:public_id>/people/<uuid:passenger_id>/take-off/", list_views.take_off, name="take_off"),
    path("<uuid:public_id>/people/<uuid:passenger_id>/put-back/", list_views.put_back, name="put_back"),
    path("<uuid:public_id>/depart/", move_views.depart, name="depart"),
    path("<uuid:public_id>/arrive/", move_views.arrive, name="arrive"),
    path("<uuid:public_id>/hand-over/", move_views.hand_over, name="hand_over"),
    path("<uuid:public_id>/move/<slug:to>/", move_views.move, name="move"),
]
