"""The gate: whoever is signed in without a second factor opens no page but those on which one is set up (promise 10)."""

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect

from cases.access import Missing, what_is_missing

# Open to whoever is signed in, whatever is missing: leaving, the language, and how long the session lasts.
ALWAYS = frozenset({"account_logout", "set_language", "accounts:time_left", "accounts:stay"})
# The pages on which a second factor is set up, and what they ask for on the way.
SETTING_UP = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_totp_image",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_reauthenticate",
    }
)
WAY = {Missing.FACTOR: "mfa_index", Missing.CODES: "mfa_view_recovery_codes"}


class SecondFactorFirst:
    """Lead whoever has no second factor yet to where one is set up, and let nothing else run."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Return the response of the rest."""
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Return the way to what is missing, or ``None`` where nothing is."""
        if not request.user.is_authenticated:
            return None
        missing = what_is_missing(request)
        if missing is None:
            return None
        request.is_held_at_the_gate = True  # no menu: it would lead nowhere
        name = request.resolver_match.view_name
        if name in ALWAYS:
            return None
        if missing is Missing.PROOF:
            # Opened by a passphrase alone, before there was a second factor: it is asked for now.
            logout(request)
            return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
        return None if name in SETTING_UP else redirect(WAY[missing])
