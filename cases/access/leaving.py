"""Ending sessions: it holds from their next request on."""

from allauth.account.internal.flows.logout import logout
from allauth.usersessions.internal.flows import sessions
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session


def end_sessions_of(user):
    """End every session of ``user``, wherever it is: for whoever takes a factor or a role away."""
    for session in UserSession.objects.filter(user=user):
        session.end()


def end_sessions(request, places):
    """End these sessions; where the one that asks is among them, whoever asks is signed out."""
    sessions.end_sessions(request, places)


def end_other_sessions(request, user):
    """End every session of ``user`` but the one that asks for it."""
    for session in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
        session.end()


def leave_everywhere(request):
    """End every session of whoever asks, this one too."""
    places = UserSession.objects.filter(user=request.user)
    end_other_sessions(request, request.user)
    places.delete()
    logout(request)


def forget_ended():
    """Remove what was noted of browsers whose sessions are gone."""
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
