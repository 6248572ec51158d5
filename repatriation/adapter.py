"""How sign-in behaves in this deployment."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.vault import read_seed, sealed_seed

# Reads who is signed in together with the role and the second factor, in one query.
BACKEND = "cases.access.backend.MembershipBackend"


class ClosedSignUp(DefaultAccountAdapter):
    """Accounts come by invitation only: nobody makes one for themselves (promise 10)."""

    def is_open_for_signup(self, request):
        """Return False for everybody."""
        return False

    def login(self, request, user):
        """Sign in, whichever way was taken, as one whom our own backend knows."""
        user.backend = BACKEND
        super().login(request, user)


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
