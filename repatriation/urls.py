"""The addresses of this deployment. The demonstration's own ones are in urls_demo."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.i18n import set_language

from cases.admin import site
from repatriation import factors, passphrases

handler429 = "repatriation.lockout.too_many"  # asked by allauth
handler500 = "repatriation.errors.server_error"

# Accounts come by invitation, and their address stays the one that was invited. These stand before allauth's own.
CLOSED = [
    path("signup/", factors.closed, name="account_signup"),
    path("email/", factors.closed, name="account_email"),
    path("confirm-email/", factors.closed, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", factors.closed, name="account_confirm_email"),
    path("password/set/", factors.closed, name="account_set_password"),
    path("login/code/confirm/", factors.closed, name="account_confirm_login_code"),
    path("sessions/", factors.closed, name="usersessions_list"),  # accounts:sessions shows them
    path("2fa/recovery-codes/download/", factors.closed, name="mfa_download_recovery_codes"),
]
OWN = [
    path("password/change/", passphrases.change, name="account_change_password"),
    path("2fa/totp/activate/", factors.set_up_app, name="mfa_activate_totp"),
    path("2fa/totp/image.svg", factors.totp_image, name="mfa_totp_image"),
    path("2fa/webauthn/add/", factors.add_passkey, name="mfa_add_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", factors.remove_passkey, name="mfa_remove_webauthn"),
    path("2fa/recovery-codes/", factors.codes, name="mfa_view_recovery_codes"),
]

urlpatterns = [
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
    path("accounts/", include([*CLOSED, *OWN, path("", include("allauth.urls"))])),
    path("admin/", site.urls),
    path("", include("cases.urls")),
]
