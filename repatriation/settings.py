"""Settings of a deployment. What differs between deployments comes from the environment, checked in env.py."""

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from repatriation import env
from repatriation.bodies import LARGEST

ENV = env.read()
BASE_DIR = env.BASE_DIR

DEBUG = ENV.debug
# The demonstration: generated people only, a sign-in button per role, real error pages, the embedded database.
DEMO = ENV.demo
SECRET_KEY = ENV.secret_key
SECRET_KEY_FALLBACKS = ENV.secret_key_fallbacks
# Opens the key of each child, which opens what is sealed for it. Never in the database.
FIELD_KEY = ENV.field_key
# Marks the rows of the trail, so that a row that was changed is found out. Never in the database.
AUDIT_KEY = ENV.audit_key
CAPSULE_RECIPIENT = ENV.capsule_recipient
ALLOWED_HOSTS = ENV.allowed_hosts
# What this register is called in mails and in authenticator apps; no passphrase may hold its words.
SITE_NAME = ENV.site_name

INSTALLED_APPS = [
    "cases",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # allauth's pages of second factors and sessions use it
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_countries",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "pghistory",
    "pgtrigger",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "repatriation.middleware.Responses",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "repatriation.middleware.Readable",
    "repatriation.middleware.Health",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "repatriation.middleware.DatabaseAway",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "repatriation.language.OwnLanguage",
    "repatriation.idle.SignInAgain",
    "repatriation.gate.SecondFactorFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "repatriation.idle.SomebodyThere",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "repatriation.idle.ShowItIsYou",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "repatriation.wall.Wall",
    "repatriation.middleware.WrongMethod",
]

ROOT_URLCONF = "repatriation.urls_demo" if DEMO else "repatriation.urls"
WSGI_APPLICATION = "repatriation.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "repatriation.context_processors.frame",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Database, cache, jobs ---------------------------------------------------------------------------------------------

# A page that takes longer is a fault, a lock that stays taken a conflict to report. Commands have no such limit.
LIMITS = (
    f"-c statement_timeout={ENV.statement_seconds}s -c lock_timeout=5s "
    "-c idle_in_transaction_session_timeout=60s"
)
DATABASES = {
    "default": {
        **ENV.database,
        # A connection kept between requests: a new one for each makes a list page more than twice as slow.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **ENV.database.get("OPTIONS", {}),
            "connect_timeout": 3,
            "application_name": "repatriation",
            "options": LIMITS if ENV.statement_seconds else "",
        },
    }
}
# The role that the owner grants reading and writing to after each migration; it owns nothing.
DATABASE_APP_ROLE = ENV.app_role
DATABASE_EMBEDDED = ENV.embedded is not None

# It remembers used codes and what was tried too often, for all workers. With Django's limit of 300 entries it would forget
# some of them whenever it is full.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entry",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# History notes which user and by which address; addresses hold random ids and never names.
PGHISTORY_ADMIN_ALL_EVENTS = False

# --- People and sessions -----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "cases.User"
AUTHENTICATION_BACKENDS = [
    "cases.access.backend.MembershipBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "full_name")},
    },
    {"NAME": "cases.access.passphrases.NoWordsOfContext"},
    {"NAME": "cases.access.passphrases.NotTooSimple"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "repatriation.adapter.ClosedSignUp"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts come by invitation, which proves the address
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # every other session ends, not the one that changes it
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if ENV.secure else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.proxies
# Tries in a time, by account (key), network address (ip) and person (user). Too many, and one waits until the earliest of
# them is as long ago. Only tries that fail count for `login_failed` and `failed_from_address`.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "5/15m/key",
    "failed_from_address": "20/15m/ip",
    "reauthenticate": "10/15m/user",
    "change_password": "10/15m/user",  # nosec B105
    "reset_password": "20/h/ip,3/h/key",  # nosec B105
    "reset_password_from_key": "20/15m/ip",  # nosec B105
}
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}  # nothing to guess; an office comes from one address
ACCOUNT_REAUTHENTICATION_TIMEOUT = ENV.fresh_minutes * 60
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "repatriation.passphrases.SignIn",
    "change_password": "repatriation.passphrases.Change",  # nosec B105
    "reauthenticate": "repatriation.passphrases.GiveAgain",
    "reset_password": "repatriation.passphrases.AskForLink",  # nosec B105
    "reset_password_from_key": "repatriation.passphrases.ChooseAnew",  # nosec B105
}
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody can have this site write to strangers

MFA_ADAPTER = "repatriation.adapter.SealedFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = SITE_NAME
# A used code is remembered for one period: with more tolerance it would be good again afterwards.
MFA_TOTP_TOLERANCE = 0
MFA_PASSKEY_LOGIN_ENABLED = True  # a passkey asks for a finger, a face or a number: two factors in one
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "repatriation.factors.GiveCode",
    "reauthenticate": "repatriation.factors.GiveCodeAgain",
    "authenticate_webauthn": "repatriation.factors.GivePasskey",
    "login_webauthn": "repatriation.factors.ComeInByPasskey",
    "reauthenticate_webauthn": "repatriation.factors.ShowPasskeyAgain",
}

SESSION_ENGINE = "repatriation.sessions"
SESSION_COOKIE_AGE = 8 * 60 * 60
# How long somebody who does nothing stays signed in.
SESSION_IDLE_MINUTES = ENV.idle_minutes
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- Security ----------------------------------------------------------------------------------------------------------

# Browsers accept a `__Host-` cookie over HTTPS only; development and demonstration run on http://localhost.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.secure
SESSION_COOKIE_NAME = "__Host-session" if ENV.secure else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if ENV.secure else "csrf"
LANGUAGE_COOKIE_NAME = "__Host-language" if ENV.secure else "language"
LANGUAGE_COOKIE_SECURE = ENV.secure
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "repatriation.messages.Storage"
CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"

SECURE_SSL_REDIRECT = ENV.secure
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if ENV.secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENV.secure
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if ENV.proxies:
    # Only behind a proxy that sets this header itself: anybody else could pretend to have come by HTTPS.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # the small arrows and ticks inside Bootstrap's style sheet
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_MEMORY_SIZE = LARGEST

# --- Languages and time ------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ar", _("Arabic")), ("ru", _("Russian")), ("fr", _("French"))]
LOCALE_PATHS = [BASE_DIR / "repatriation" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Static files and mail ---------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

# A mail server that does not answer holds nobody up.
EMAIL_TIMEOUT = 10
vars().update({name: value for name, value in ENV.email.items() if name.startswith("EMAIL_")})
EMAIL_TIMEOUT = 10  # an invitation is kept only once its mail has left, and waits for that
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.default_from_email

# --- Log: what failed and where, never who -----------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "repatriation.logs.Impersonal",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": ENV.log_level},
    "loggers": {
        # Django's own handlers would mail administrators a page with everything the request held.
        "django": {"handlers": [], "level": ENV.log_level, "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.db.backends": {"level": "WARNING"},
    },
}

# --- Drafts ------------------------------------------------------------------------------------------------------------

# How long a registration that was begun is kept after its last change.
DRAFT_DAYS = ENV.draft_days

# --- States ------------------------------------------------------------------------------------------------------------

# ISO 3166-1 has no code for Kosovo; XK is the user-assigned one that agencies use (UNSCR 1244).
COUNTRIES_OVERRIDE = {"XK": {"name": _("Kosovo"), "alpha3": "XKX"}}
