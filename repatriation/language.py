"""Whoever signs in reads in the language they chose, on any device."""

from django.conf import settings
from django.contrib.auth import SESSION_KEY

from cases.accounts.languages import remember_language


class OwnLanguage:
    """Give a browser the language of the one who has just signed in with it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Return the response of the rest, with the cookie of the language where somebody signed in meanwhile."""
        before = request.session.get(SESSION_KEY)
        response = self.get_response(request)
        if request.session.get(SESSION_KEY) in (None, before):
            return response
        language = request.user.language
        return remember_language(response, language) if language in dict(settings.LANGUAGES) else response
