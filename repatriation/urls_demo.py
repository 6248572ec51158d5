"""The addresses of the demonstration: everything, one way in per role without a password, and the mail it would send."""

from django.urls import include, path

from repatriation.urls import handler429, handler500
from repatriation.urls import urlpatterns as everything

__all__ = ["handler429", "handler500", "urlpatterns"]

urlpatterns = [
    path("demo/", include("cases.accounts.demo_urls")),
    path("demo/mail/", include("cases.mailbox.urls")),
    *everything,
]
