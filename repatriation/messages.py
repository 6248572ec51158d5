"""Where a message waits for the next page: in a cookie, and in production in one that no other host can set."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class HostCookie(CookieStorage):
    """Django's own, under a name of this deployment."""

    @property
    def cookie_name(self):
        """The name of the cookie."""
        return "__Host-messages" if settings.SESSION_COOKIE_SECURE else "messages"


class Storage(FallbackStorage):
    """The cookie, and the session for what is too long for one."""

    storage_classes = (HostCookie, SessionStorage)
