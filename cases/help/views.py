"""Help pages: the list of topics, one topic, and the keys."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.access import requires
from cases.help.keys import KEYS
from cases.help.topics import TOPICS
from cases.policy.permissions import Permission


@require_safe
@requires(*Permission)
def start(request):
    """All topics, a line each; for everybody who works here."""
    return render(request, "help/start.html", {"topics": TOPICS.values()})


@require_safe
@requires(*Permission)
def topic(request, code):
    """One topic in plain words, with its source."""
    if code not in TOPICS:
        raise Http404
    others = [other for other in TOPICS.values() if other.code != code]
    return render(request, "help/topic.html", {"topic": TOPICS[code], "others": others})


@login_not_required
@require_safe
def keyboard(request):
    """Which keys do what; open to everybody, as the sign-in page has keys too."""
    return render(request, "help/keyboard.html", {"places": KEYS})
