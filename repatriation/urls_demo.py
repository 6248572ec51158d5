"""The addresses of the demonstration: everything, and one way in per role without a password."""

from django.urls import include, path

from repatriation.urls import handler500
from repatriation.urls import urlpatterns as everything

__all__ = ["handler500", "urlpatterns"]

urlpatterns = [path("demo/", include("cases.accounts.demo_urls")), *everything]
