"""Coming in without the sign-in page: by an invitation, or by a button of the demonstration."""

from allauth.usersessions.models import UserSession
from django.contrib.auth import login

from cases.audit import record

BACKEND = "cases.access.backend.MembershipBackend"


def enter(request, user, *, means):
    """Sign ``user`` in; the session is among those that its owner sees and can end.

    ``means`` says in a word, for the trail, what stood in for passphrase and second factor.
    """
    login(request, user, backend=BACKEND)
    UserSession.objects.create_from_request(request)
    record.signed_in(by=user, means=[means])
