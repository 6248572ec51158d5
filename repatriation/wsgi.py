"""The entry point of the web server. Unsafe settings end it with a sentence instead of a traceback."""

import os
import sys

import django

from repatriation.devdb import DevDatabaseError
from repatriation.env import ConfigurationError, read
from repatriation.handler import Handler

# The exit code by which gunicorn's master learns that starting this worker again is of no use.
APP_LOAD_ERROR = 4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repatriation.settings")
try:
    embedded = read().embedded
    if embedded:
        embedded.start()
except (ConfigurationError, DevDatabaseError) as error:
    print(error, file=sys.stderr)
    sys.exit(APP_LOAD_ERROR)

django.setup(set_prefix=False)
application = Handler()
