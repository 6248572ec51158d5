"""The addresses of the demonstration: everything, and one way in per role without a password."""

from django.urls import include, path

from repatriation.urls import urlpatterns as everything

urlpatterns = [path("demo/", include("cases.accounts.demo_urls")), *everything]
