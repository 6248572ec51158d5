"""The forms of an invitation: whom to invite, and the passphrase of whoever comes."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.components.forms import OfUser, Once
from cases.components.state_field import StateField
from cases.enums import Role
from cases.models import Office, User
from cases.policy.permissions import Permission

LONGEST = 200


class InviteForm(OfUser, Once):
    """Whom to invite to which role. Who invites caseworkers of the own office only is not asked for the rest."""

    full_name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=User._meta.get_field("email").max_length,
        help_text=_("The link goes there, and this person signs in with it."),
    )
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose a role")), *Role.choices])
    office = forms.ModelChoiceField(
        label=_("Office"), queryset=Office.objects.all(), to_field_name="public_id", required=False
    )
    state = StateField(required=False)

    needed_if = {"office": _("for caseworkers and supervisors"), "state": _("for officials")}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        if not user.may(Permission.INVITE_ANYBODY):
            del self.fields["role"], self.fields["office"], self.fields["state"]
            return
        self.fields["office"].empty_label = _("Choose an office")
        self.fields["office"].queryset = self.fields["office"].queryset.open().by_name()

    def clean(self):
        """Return what the action takes: role and office of those who are not asked are given."""
        typed = super().clean()
        if "role" not in self.fields:
            typed |= {"role": Role.CASEWORKER, "office": self.user.office}
        return typed


class PassphraseForm(forms.Form):
    """A passphrase, typed twice; what is wrong with it stands beside the field."""

    passphrase = forms.CharField(
        label=_("Passphrase"),
        strip=False,
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "15 characters or more: four or five words that have nothing to do with each other or with you."
        ),
    )
    again = forms.CharField(
        label=_("The same once more"),
        strip=False,
        max_length=LONGEST,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, invitation, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = User(email=invitation.email, full_name=invitation.full_name)

    def clean_passphrase(self):
        """Return the passphrase, where the rules of the site take it."""
        passphrase = self.cleaned_data["passphrase"]
        validate_password(passphrase, self.person)
        return passphrase

    def clean_again(self):
        """Return the second one, where it is like the first."""
        again = self.cleaned_data["again"]
        if "passphrase" in self.cleaned_data and again != self.cleaned_data["passphrase"]:
            raise ValidationError(_("The two are not the same. Type both again."))
        return again
