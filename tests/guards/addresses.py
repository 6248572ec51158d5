"""Every address of the demonstration, read from the addresses themselves, so that none is forgotten."""

import importlib
from dataclasses import dataclass

from django.urls import URLPattern

# Not ours to list line by line; each has its own tests.
OTHERS = {
    "admin": "Django's own admin: superusers only (tests/admin)",
    "account": "allauth: signing in and out, passwords",
    "mfa": "allauth: second factors",
    "usersessions": "allauth: one's own sessions",
    "set_language": "Django's own view: sets a cookie for the language",
}


@dataclass(frozen=True)
class Address:
    """One URL pattern: its full name, its route, its view."""

    name: str
    route: str
    view: object


def every_address():
    """All addresses of the demonstration, which are those of a deployment and the way in."""
    urls = importlib.import_module("repatriation.urls_demo")
    return list(_walk(urls.urlpatterns))


def our_addresses():
    """Those that have a line in the expectations."""
    return [address for address in every_address() if not is_of_others(address)]


def is_of_others(address):
    """Whether the address belongs to one of ``OTHERS``."""
    return owner_of(address) in OTHERS


def owner_of(address):
    """The name in ``OTHERS`` that an address goes by, or its own."""
    if address.name in OTHERS:
        return address.name
    return address.name.split(":")[0].split("_")[0]


def _walk(patterns, route="", names=()):
    for pattern in patterns:
        longer = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Address(":".join((*names, pattern.name or "")), longer, pattern.callback)
        else:
            deeper = (*names, pattern.namespace) if pattern.namespace else names
            yield from _walk(pattern.url_patterns, longer, deeper)
