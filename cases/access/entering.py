"""Coming in without the sign-in page: by an invitation, or by a button of the demonstration."""

from allauth.usersessions.models import UserSession
from django.contrib.auth import login

BACKEND = "cases.access.backend.MembershipBackend"


def enter(request, user):
    """Sign ``user`` in; the session is among those that its owner sees and can end."""
    login(request, user, backend=BACKEND)
    UserSession.objects.create_from_request(request)
