"""Setting up a second factor with allauth, where this deployment asks for more than allauth does."""

import struct
from contextlib import contextmanager

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, generate_totp_secret
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cases.access import keep_codes, nothing_typed, proved
from cases.vault import read_seed, sealed_seed
from repatriation import lockout

# Keys are read from a screen and typed into a telephone: four letters at a time.
GROUP = 4


class _TypedCode(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code from your app, or a recovery code"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
        max_length=20,
    )

    def clean_code(self):
        """Return the code that was right. Too many that were not raise the answer that says for how long to wait."""
        request, key = context.request, lockout.code_key(self.user)
        tried = lockout.count_try(request)
        try:
            code = super().clean_code()
        except ValidationError as error:
            if error.code == lockout.TOO_MANY:
                tried.rollback()  # nothing was tried
                raise lockout.shut(request, action=lockout.BY_ACCOUNT, key=key) from error
            lockout.failed(request, what="code", key=key)
            raise
        tried.rollback()
        return code


class GiveCode(_TypedCode, AuthenticateForm):
    """The second page of signing in."""


class GiveCodeAgain(_TypedCode, ReauthenticateForm):
    """Showing once more that it is you."""


class SetUpApp(ActivateTOTPForm):
    """The first code of an authenticator app. Until it is right, the seed waits in the session, sealed."""

    code = forms.CharField(
        label=gettext_lazy("Code that the app shows now"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        max_length=12,
    )

    def __init__(self, *args, user, session, **kwargs):
        forms.Form.__init__(self, *args, **kwargs)
        self.user = user
        if not self.is_bound or SECRET_SESSION_KEY not in session:
            session[SECRET_SESSION_KEY] = sealed_seed(generate_totp_secret())
        self.secret = read_seed(session[SECRET_SESSION_KEY])

    @property
    def groups(self):
        """The key as somebody types it."""
        return [self.secret[start : start + GROUP] for start in range(0, len(self.secret), GROUP)]


class SetUpAppView(ActivateTOTPView):
    """An authenticator app: the key as a picture and in letters, and the first code."""

    form_class = SetUpApp

    def get_form_kwargs(self):
        """Return what the form needs: it keeps the sealed seed in the session."""
        return super().get_form_kwargs() | {"session": self.request.session}

    def form_valid(self, form):
        """Switch the app on; this session has shown it, and the code that did it is used."""
        proved(self.request, self.request.user)
        response = super().form_valid(form)
        app = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        app.wrap().validate_code(form.cleaned_data["code"])
        return response


@require_safe
def totp_image(request):
    """The key that waits in the session as a picture for the camera of a telephone; 404 where none waits."""
    sealed = request.session.get(SECRET_SESSION_KEY)
    if not sealed:
        raise Http404
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, read_seed(sealed)))
    return HttpResponse(picture, content_type="image/svg+xml")


class _Answer(forms.JSONField):
    """What a browser says of a passkey. It is good once, and so never put back into a form."""

    widget = forms.HiddenInput

    def to_python(self, value):
        """Return it read; a number or a depth that nothing could read is as bad as no JSON."""
        try:
            return super().to_python(value)
        except (ValueError, RecursionError) as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def bound_data(self, data, initial):
        """Return nothing."""


@contextmanager
def _refusing():
    """Refuse as a wrong code what has not the shape of an answer of a browser (promise 18)."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, struct.error) as error:
        raise get_adapter().validation_error("incorrect_code") from error


class _AnsweredByPasskey(forms.Form):
    credential = _Answer()

    def clean_credential(self):
        """Return the passkey that answered."""
        with _refusing():
            return super().clean_credential()


class ComeInByPasskey(_AnsweredByPasskey, LoginWebAuthnForm):
    """Signing in by a passkey alone."""


class GivePasskey(_AnsweredByPasskey, AuthenticateWebAuthnForm):
    """The second page of signing in, by a passkey instead of a code."""


class ShowPasskeyAgain(_AnsweredByPasskey, ReauthenticateWebAuthnForm):
    """Showing once more by a passkey that it is you."""


class AddPasskey(AddWebAuthnForm):
    """A new passkey. It signs in alone: the device that holds it asks for a finger, a face or a number."""

    credential = _Answer()
    name = forms.CharField(
        label=gettext_lazy("Name of this passkey"),
        help_text=gettext_lazy("So that you know it again: “office laptop”, “my telephone”."),
        max_length=60,
        required=False,
    )
    passwordless = (
        None  # always: the browser is told so, and allauth's server refuses a device that asked for nothing
    )

    def clean(self):
        """Return what was typed, where the answer of the browser is one."""
        with _refusing():
            return super().clean()


class AddPasskeyView(AddWebAuthnView):
    """A passkey on this device, or on a key that is plugged in."""

    form_class = AddPasskey

    def get_context_data(self, **kwargs):
        """Return what the page shows; the device shall keep the passkey, and ask for its owner."""
        context = super().get_context_data(**kwargs)
        context["js_data"] = {"creation_options": begin_registration(self.request.user, passwordless=True)}
        return context

    def form_valid(self, form):
        """Keep it; this session has shown it."""
        proved(self.request, self.request.user)
        return super().form_valid(form)


class RemovePasskeyView(RemoveWebAuthnView):
    """Take a passkey out; never the last second factor."""

    def form_valid(self, form):
        """Remove it, or say why it stays."""
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.warning(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        return super().form_valid(form)


class CodesView(ViewRecoveryCodesView):
    """Recovery codes, shown once; whoever says that they are kept goes on."""

    http_method_names = ["get", "head", "post"]

    def post(self, request):
        """Note that the codes are kept, and go to the start page."""
        if not Authenticator.objects.filter(
            user=request.user, type=Authenticator.Type.RECOVERY_CODES
        ).exists():
            raise Http404
        keep_codes(request.user)
        messages.success(request, _("Your sign-in is set up."))
        return redirect("/")


set_up_app = SetUpAppView.as_view()
add_passkey = AddPasskeyView.as_view()
remove_passkey = RemovePasskeyView.as_view()
codes = nothing_typed(CodesView.as_view())


@login_not_required
def closed(request, **kwargs):
    """A page of the sign-in package that this register does not have (404 for everybody)."""
    raise Http404
