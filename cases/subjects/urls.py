"""Addresses of this feature."""

from django.urls import path

from cases.subjects import views

app_name = "subjects"

urlpatterns = [
    path("", views.register, name="register"),
    path("children/<uuid:public_id>/", views.record, name="record"),
    path("requests/<uuid:public_id>/", views.answer, name="answer"),
    path("requests/<uuid:public_id>/copy/", views.make, name="make"),
    path("children/<uuid:public_id>/copies/<uuid:export_id>/", views.copy, name="copy"),
    path("children/<uuid:public_id>/copies/<uuid:export_id>/file/", views.download, name="download"),
]
