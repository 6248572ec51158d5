"""The forms of passphrases, and changing one: allauth's own, in our words and with our limits."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.account.views import PasswordChangeView
from django import forms
from django.contrib import messages
from django.core.validators import MaxLengthValidator
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from repatriation.sessions import ENDS_AT

LONGEST = 200
HINT = _("15 characters or more: four or five words that have nothing to do with each other or with you.")


class _Worded:
    """Form mixin: labels and hints by field, no longer text than anybody chooses."""

    worded = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (label, hint) in self.worded.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field.widget, forms.PasswordInput):
                field.validators.append(MaxLengthValidator(LONGEST))


class SignIn(_Worded, LoginForm):
    """The first page of signing in."""

    worded = {"login": (_("E-mail address"), ""), "password": (_("Passphrase"), "")}


class GiveAgain(_Worded, ReauthenticateForm):
    """Showing once more that it is you."""

    worded = {"password": (_("Passphrase"), "")}


class Change(_Worded, ChangePasswordForm):
    """Another passphrase in place of the one somebody has."""

    worded = {
        "oldpassword": (_("Your passphrase now"), ""),
        "password1": (_("New passphrase"), HINT),
        "password2": (_("The same once more"), ""),
    }

    def clean_oldpassword(self):
        """Return the one that holds now; a wrong one counts as at the door."""
        passphrase, adapter = self.cleaned_data["oldpassword"], get_adapter()
        if not adapter.reauthenticate(self.user, passphrase):
            raise adapter.validation_error("enter_current_password")
        return passphrase


class AskForLink(_Worded, ResetPasswordForm):
    """Where to send the link. Who never had a passphrase gets none by it."""

    worded = {"email": (_("E-mail address"), _("The one with which you sign in."))}

    def clean_email(self):
        """Return the address; whether anybody has it shows nowhere."""
        email = super().clean_email()
        self.users = [user for user in self.users if user.has_usable_password()]
        return email


class ChooseAnew(_Worded, ResetPasswordKeyForm):
    """A new passphrase for whoever has forgotten the old one."""

    worded = {"password1": (_("New passphrase"), HINT), "password2": (_("The same once more"), "")}


class ChangeView(PasswordChangeView):
    """Change it: every other session ends, and this one at the time at which it would have ended."""

    def dispatch(self, request, *args, **kwargs):
        """Answer; an invented person of the demonstration has no passphrase to change."""
        if not request.user.has_usable_password():
            messages.info(request, gettext("Invented people of the demonstration have no passphrase."))
            return redirect("accounts:profile")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        """Save it, and keep the end of the session."""
        ends_at = self.request.session.get(ENDS_AT)
        response = super().form_valid(form)
        if ends_at is not None:
            self.request.session[ENDS_AT] = ends_at
        return response


change = ChangeView.as_view()
