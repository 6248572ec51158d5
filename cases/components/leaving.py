"""What is asked before rows about a child leave, and the mark that every page of them carries."""

from django import forms
from django.conf import settings
from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import get_language, get_language_bidi, pgettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from cases.access import remember_saved
from cases.audit.numbered import number_export, usual_expiry
from cases.components.forms import DateInput, OfUser, Once
from cases.components.state_field import StateField
from cases.components.wording import HintedTextarea
from cases.crypto import is_recipient
from cases.enums import Encryption, ExportPurpose, LegalBasis
from cases.exports import written

# What a secret key of age begins with: it was copied by mistake.
SECRET_KEY = "AGE-SECRET-KEY-"  # noqa: S105 # nosec B105 - how one is told, no key


class LeavingForm(OfUser, Once):
    """To whom something goes, why, on what ground, and until when; the base of a form that says what goes."""

    recipient = forms.CharField(
        label=lazy("Recipient"),
        max_length=200,
        help_text=lazy("The body and the function: “Family court, second chamber”. No name of a child."),
    )
    purpose = forms.ChoiceField(label=lazy("Purpose"), choices=[("", lazy("Choose")), *ExportPurpose.choices])
    state = StateField(
        required=False,
        empty_label=lazy("No State"),
        help_text=lazy("For a request to a State: one that may be contacted about this child."),
    )
    legal_basis = forms.ChoiceField(
        label=lazy("Legal basis"), choices=[("", lazy("Choose")), *LegalBasis.choices]
    )
    reason = forms.CharField(
        label=lazy("Why it leaves now"),
        max_length=300,
        widget=HintedTextarea(attrs={"rows": 2}),
        help_text=lazy("It stands on the export and in the trail. No names."),
    )
    expires_date = forms.DateField(
        label=lazy("To be destroyed by"),
        initial=usual_expiry,
        widget=DateInput,
        help_text=lazy("Within a year. After that day the pages cannot be opened here any more."),
    )
    encryption = forms.ChoiceField(
        label=lazy("Encrypt it"),
        required=False,
        choices=[("", lazy("Not encrypted")), *Encryption.choices],
        help_text=lazy(
            "With a password: it is made for you, shown once, and you tell it by telephone. For a key: the recipient "
            "alone can open the file."
        ),
    )
    recipient_key = forms.CharField(
        label=lazy("Key of the recipient"),
        required=False,
        max_length=80,
        help_text=lazy("The public key of age: it begins with age1. Never the secret one."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
    )

    needed_if = {"recipient_key": lazy("to encrypt it for a key")}

    def clean_recipient_key(self):
        """A key belongs to a file that is encrypted for one, and every sign of it is checked."""
        key = self.cleaned_data["recipient_key"].strip()
        if self.data.get(self.add_prefix("encryption")) != Encryption.KEY:
            return ""
        if not key:
            raise forms.ValidationError(_("Type the public key of the recipient."))
        if key.upper().startswith(SECRET_KEY):
            raise forms.ValidationError(
                _(
                    "This is a secret key. Ask the recipient for the public one, and tell them to make a new pair."
                )
            )
        if not is_recipient(key):
            raise forms.ValidationError(
                _("This is no public key of age: it begins with age1, and has 62 letters and digits.")
            )
        return key

    def clean(self):
        """A State belongs to a request to one, and to no other purpose."""
        cleaned = super().clean()
        if cleaned.get("purpose") != ExportPurpose.STATE_REQUEST:
            cleaned["state"] = None
        return cleaned


def number_once(*, by, child, form_id, **facts):
    """Number and record an export, once for each form; ``facts`` as ``number_export`` takes them. Returns it."""
    with transaction.atomic():
        export = number_export(by=by, child=child, **facts)
        remember_saved(by, form_id, export)
    return export


def mark_of(export, *, is_synthetic):
    """What ``cases.exports.pdf_file`` prints on every page of ``export``, in the language that is active.

    ``is_synthetic`` says that whom it is about was invented; in a demonstration everybody is (promise 24).
    """
    invented = is_synthetic or getattr(settings, "DEMO", False)
    return {
        "lang": (get_language() or "en")[:2],
        "dir": "rtl" if get_language_bidi() else "ltr",
        "title": _("Export %(number)s") % {"number": export.number},
        "export": _("Export"),
        "number": export.number,
        "confidential": _("Confidential"),
        "to": pgettext("before the recipient", "For"),
        "recipient": written(export.recipient),
        "made_by": written(export.made_by.full_name),
        "made_at": formats.date_format(timezone.localtime(export.made_at), "j M Y H:i"),
        "destroy": _("Destroy by %(day)s") % {"day": formats.date_format(export.expires_date, "j M Y")},
        "demonstration": _("Demonstration. Every person, name and place on this page is invented.")
        if invented
        else "",
    }
