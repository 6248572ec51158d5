"""Addresses of registration: a draft by its random id, a step by its word."""

from django.urls import path

from cases.intake import on_file_views, relative_views, views

app_name = "intake"

urlpatterns = [
    path("", views.register, name="register"),
    path("quick/", views.quick, name="quick"),
    path("<uuid:public_id>/check/", views.check, name="check"),
    path("<uuid:public_id>/discard/", views.discard, name="discard"),
    path("<uuid:public_id>/put-away/", views.put_away, name="put_away"),
    path("<uuid:public_id>/take-out/<slug:who>/", views.take_out, name="take_out"),
    path("<uuid:public_id>/on-file/<slug:who>/", on_file_views.take, name="take_on_file"),
    path("<uuid:public_id>/on-file/<slug:who>/back/", on_file_views.give_back, name="give_back"),
    path("<uuid:public_id>/<slug:step>/", views.step, name="step"),
    path("<uuid:public_id>/<slug:step>/keep/", views.keep, name="keep"),
    path("<uuid:public_id>/<slug:step>/beside/", views.beside, name="beside"),
]

# Who may be on file already is looked for above the features; the address goes by the name of theirs.
of_relatives = [path("add/<uuid:public_id>/", relative_views.add, name="add")]
