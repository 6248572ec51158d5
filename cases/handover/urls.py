"""The address of handing over."""

from django.urls import path

from cases.handover import views

app_name = "handover"

urlpatterns = [path("", views.hand_over, name="hand_over")]
