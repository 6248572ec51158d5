"""The demonstration's way in. Only the demonstration's addresses include this file."""

from django.urls import path

from cases.accounts import demo_views

app_name = "demo"

urlpatterns = [path("enter/<slug:role>/", demo_views.enter, name="enter")]
