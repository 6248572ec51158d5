"""The last resort for an exception that no view and no middleware answered."""

import sys

from django.views import defaults

from repatriation.middleware import database_away_page, is_away


def server_error(request):
    """Return the page for a lost database (503), or Django's plain 500 page. Called while the exception is handled."""
    error = sys.exc_info()[1]
    return database_away_page(error) if is_away(error) else defaults.server_error(request)
