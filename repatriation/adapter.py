"""How sign-in behaves in this deployment."""

import logging
from concurrent.futures import ThreadPoolExecutor
from smtplib import SMTPException

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.access import is_fresh
from cases.accounts.devices import in_words
from cases.audit import record
from cases.vault import read_seed, sealed_seed
from repatriation import lockout
from repatriation.proxies import client_address

log = logging.getLogger(__name__)

# Reads who is signed in together with the role and the second factor, in one query.
BACKEND = "cases.access.backend.MembershipBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
# By which one shows once more that it is oneself.
WAYS = {
    "reauthenticate": _("With my passphrase"),
    "mfa_reauthenticate": _("With a code"),
    "mfa_reauthenticate:webauthn": _("With my passkey"),
}
_post = ThreadPoolExecutor(max_workers=2, thread_name_prefix="mail")


def _send(message):
    try:
        message.send()
    except (SMTPException, OSError) as error:
        log.error("A mail about an account was not sent: %s", type(error).__name__)


class ClosedSignUp(DefaultAccountAdapter):
    """Accounts come by invitation only: nobody makes one for themselves (promise 10). Too many tries shut the door for
    a while (promise 11)."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("Address or passphrase is not right."),
        "incorrect_password": _("This is not your passphrase."),
        "enter_current_password": _("This is not your passphrase."),
    }

    def is_open_for_signup(self, request):
        """Return False for everybody."""
        return False

    def login(self, request, user):
        """Sign in, whichever way was taken, as one whom our own backend knows; the trail has by which means first."""
        given = get_authentication_records(request, user)
        record.signed_in(by=user, means={one.get("type") or one["method"] for one in given})
        user.backend = BACKEND
        super().login(request, user)
        lockout.forget(request, key=lockout.passphrase_key(user.email))

    def authenticate(self, request, **credentials):
        """Return whose passphrase it is, or ``None``; only tries that fail count."""
        tried = lockout.count_try(request)
        try:
            user = super().authenticate(request, **credentials)
        except ImmediateHttpResponse:
            tried.rollback()  # nothing was tried
            raise
        if user is not None:
            tried.rollback()
        return user

    def pre_authenticate(self, request, **credentials):
        """Count the try of an account; raise the answer that says for how long, where there were too many."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            key = self._get_login_attempts_cache_key(request, **credentials)
            raise lockout.shut(request, action=lockout.BY_ACCOUNT, key=key) from error

    def authentication_failed(self, request, **credentials):
        """Note it in the trail."""
        key = self._get_login_attempts_cache_key(request, **credentials)
        lockout.failed(request, what="passphrase", key=key)

    def _get_login_attempts_cache_key(self, request, **credentials):
        # Without the host, which whoever asks may write in several ways.
        return lockout.passphrase_key(credentials.get("email", ""))

    def get_client_ip(self, request):
        """Return the network address that our own proxies name."""
        return client_address(request)

    def is_reauthentication_required(self, *, app, **kwargs):
        """Return whether to show once more that it is you: not within minutes of signing in."""
        return not is_fresh(context.request)

    def get_reauthentication_methods(self, user):
        """Return the ways to do so, in our words."""
        return [
            way | {"description": str(WAYS[way["id"]])} for way in super().get_reauthentication_methods(user)
        ]

    def get_password_change_redirect_url(self, request):
        """Return where somebody is led who has changed the passphrase."""
        return reverse("accounts:profile")

    def send_mail(self, template_prefix, email, context):
        """Send a mail about an account. One that does not leave undoes nothing and tells nobody who has an account."""
        said = {"site": settings.SITE_NAME, "device": in_words(context.get("user_agent", ""))}
        message = self.render_mail(template_prefix, email, context | said)
        if settings.EMAIL_BACKEND == SMTP:
            # Beside the request: how long a mail server takes would tell who has an account.
            _post.submit(_send, message)
        else:
            _send(message)


class SealedFactors(DefaultMFAAdapter):
    """Second factors: compulsory, and their seeds sealed in the database (promise 10)."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _(
            "A second factor is compulsory. Set up another one first, then this one can be removed."
        ),
        "incorrect_code": _(
            "This code is not right, or it was used already. Wait for the next one and type that."
        ),
    }

    def encrypt(self, text):
        """Return a seed as the database may hold it."""
        return sealed_seed(text)

    def decrypt(self, encrypted_text):
        """Return the seed again."""
        return read_seed(encrypted_text)

    def can_delete_authenticator(self, authenticator):
        """Return whether another second factor is left without this one."""
        others = type(authenticator).objects.filter(user=authenticator.user_id).exclude(pk=authenticator.pk)
        return others.exclude(type=authenticator.Type.RECOVERY_CODES).exists()

    def generate_authenticator_name(self, user, type):  # noqa: A002 - the name is allauth's
        """Return the name that a new passkey is given, where its owner types none."""
        count = user.authenticator_set.filter(type=type).count()
        return gettext("Passkey %(number)s") % {"number": count + 1} if count else gettext("Passkey")

    def get_public_key_credential_rp_entity(self):
        """Return what a browser is told of this site when it makes a passkey."""
        return {"id": context.request.get_host().partition(":")[0], "name": settings.SITE_NAME}
