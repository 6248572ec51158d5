"""Addresses of this feature."""

from django.urls import path

from cases.retention import erasure_views, views

app_name = "retention"

urlpatterns = [
    path("", views.periods, name="periods"),
    path("periods/<slug:code>/", views.period, name="period"),
    path("due/", views.due, name="due"),
    path("children/<uuid:public_id>/", views.review, name="review"),
    path("children/<uuid:public_id>/hold/", views.hold, name="hold"),
    path("children/<uuid:public_id>/erase/", erasure_views.ask, name="ask"),
    path("holds/<uuid:public_id>/lift/", views.lift, name="lift"),
    path("erasures/", erasure_views.erasures, name="erasures"),
    path("erasures/<uuid:public_id>/", erasure_views.erasure, name="erasure"),
    path("erasures/<uuid:public_id>/withdraw/", erasure_views.withdraw, name="withdraw"),
]
