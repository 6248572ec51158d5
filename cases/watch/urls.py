"""Addresses of the trail, of what is conspicuous in it, and of who looked at one file."""

from django.urls import path

from cases.watch import file_views, finding_views, trail_views

app_name = "watch"

urlpatterns = [
    path("children/<uuid:public_id>/looks/", file_views.of_child, name="of_child"),
    path("trail/", trail_views.trail, name="trail"),
    path("trail/look-up/", trail_views.look_up, name="look_up"),
    path("trail/files/<uuid:public_id>/", file_views.of_file, name="of_file"),
    path("trail/findings/", finding_views.findings, name="findings"),
    path("trail/findings/<uuid:public_id>/", finding_views.finding, name="finding"),
]
