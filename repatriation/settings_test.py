"""Settings of the tests: the demonstration's safety, a database of their own, and nothing the developer has set."""

import os
from pathlib import Path

from repatriation.devdb import Cluster

# The tests' cluster is apart from the demonstration's and does not survive a power cut; it is made anew in seconds.
TEST_CLUSTER = Cluster(
    Path(os.environ.get("REPATRIATION_TEST_DEVDB") or Path(__file__).resolve().parent.parent / ".devdb-test"),
    durable=False,
)

_FOREIGN = (
    "ALLOWED_HOSTS",
    "AUDIT_KEY",
    "CAPSULE_RECIPIENT",
    "DATABASE_APP_ROLE",
    "DATABASE_OWNER_URL",
    "DATABASE_URL",
    "DEBUG",
    "EMAIL_URL",
    "FIELD_KEY",
    "LOG_LEVEL",
    "PROXIES",
    "SECRET_KEY",
    "SESSION_FRESH_MINUTES",
    "SESSION_IDLE_MINUTES",
    "SITE_NAME",
)
for _name in _FOREIGN:
    os.environ.pop(_name, None)
os.environ["DEMO"] = "1"
os.environ["REPATRIATION_ENV_FILE"] = ""
os.environ["REPATRIATION_DEVDB"] = str(TEST_CLUSTER.folder)
# Browser tests run an event loop in the thread of the test; the tests' own queries there are meant.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

from repatriation.settings import *  # noqa: E402, F403
from repatriation.settings import DATABASES, INSTALLED_APPS  # noqa: E402

INSTALLED_APPS += ["django_migration_linter"]

# Loaded like the demonstration, but the demonstration's way in exists only in the tests that ask for it.
DEMO = False
ROOT_URLCONF = "repatriation.urls"
SECRET_KEY = "the tests' own key, which opens nothing but the tests' own sessions"  # noqa: S105 # nosec B105

DATABASES["default"]["NAME"] = os.environ.get("TEST_DATABASE", "repatriation")
DATABASES["default"]["CONN_MAX_AGE"] = 0

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Cheap for the many users of the tests; that production uses Argon2 is tested on the settings themselves.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Static files are served from where they are, without collecting them first.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
