"""Where somebody is signed in, and which of these places to leave."""

from importlib import import_module

from allauth.usersessions.models import UserSession
from django import forms
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from cases.access import end_other_sessions, end_sessions, leave_everywhere
from cases.accounts.devices import in_words
from cases.templatetags.look import moment

OTHERS, ALL = "others", "all"


class SessionPresenter:
    """One place: the browser in words, from where, since when, and when somebody was last there."""

    def __init__(self, place, session, *, is_current):
        self.place = place
        self.number = place.pk
        self.device = in_words(place.user_agent)
        self.address = place.ip
        self.since = moment(place.created_at)
        self.last_used = moment(session.last_used)
        self.is_current = is_current


def open_sessions(request):
    """The sessions of whoever asks that are still good: this one first, then the latest; two queries, however many."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    places = {place.session_key: place for place in UserSession.objects.filter(user=request.user)}
    rows = Session.objects.filter(session_key__in=places, expire_date__gt=timezone.now())
    good = request.user.get_session_auth_hash()
    found = []
    for row in rows:
        session = store.of(row)
        if constant_time_compare(session.get(HASH_SESSION_KEY, ""), good):
            is_current = row.session_key == request.session.session_key
            found.append(SessionPresenter(places[row.session_key], session, is_current=is_current))
    return sorted(found, key=lambda one: (not one.is_current, -one.number))


class EndForm(forms.Form):
    """Which one to end: one's own by its number, all others, or all."""

    which = forms.ChoiceField(
        error_messages={
            "invalid_choice": _("This session is over already."),
            "required": _("Choose a session."),
        }
    )

    def __init__(self, *args, sessions, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = {str(one.number): one.place for one in sessions}
        self.fields["which"].choices = [(name, name) for name in (OTHERS, ALL, *self.places)]

    def end(self, request):
        """End what was chosen; tells whether whoever asks is still signed in."""
        which = self.cleaned_data["which"]
        if which == OTHERS:
            end_other_sessions(request, request.user)
            return True
        if which == ALL:
            leave_everywhere(request)
            return False
        place = self.places[which]
        leaves = place.is_current()
        end_sessions(request, [place])
        return not leaves
