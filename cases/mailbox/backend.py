"""Mail that does not leave the demonstration. It is kept in the cache, which all workers share."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

KEPT = 50
SECONDS = 72 * 60 * 60
_LAST = "mailbox.last"


@dataclass(frozen=True)
class Mail:
    """One mail as it would have left."""

    at: datetime
    to: str
    subject: str
    text: str


class EmailBackend(BaseEmailBackend):
    """Keeps each mail for as long as a link in it may be good."""

    def send_messages(self, email_messages):
        """Keep them; returns how many there were."""
        for message in email_messages:
            _keep(Mail(timezone.now(), ", ".join(message.to), message.subject, message.body))
        return len(email_messages)


def latest():
    """The mails that are kept, the latest first."""
    last = cache.get(_LAST, 0)
    # One that was kept just now may stand after the number that was read.
    keys = [_key(number) for number in range(last + 1, max(last - KEPT, 0), -1)]
    found = cache.get_many(keys)
    return [found[key] for key in keys if key in found]


def _keep(mail):
    number = cache.get(_LAST, 0) + 1
    while not cache.add(_key(number), mail, SECONDS):  # another worker took this number
        number += 1
    cache.set(_LAST, number, SECONDS)


def _key(number):
    return f"mailbox.{number}"
