"""Forms about periods, holds, files whose period is over, and erasures."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cases.components.forms import DateInput, OfUser, Once
from cases.components.stamps import Stamped
from cases.components.wording import HintedTextarea
from cases.crypto import is_recipient
from cases.enums import ErasureReason

SEAL, SEAL_FOR_OTHER, SEAL_NOT = "archive", "other", "not"
CONFIRM, DECLINE = "confirm", "decline"


def _reason(label, help_text):
    return forms.CharField(
        label=label, max_length=300, widget=HintedTextarea(attrs={"rows": 2}), help_text=help_text
    )


class PeriodForm(OfUser, Stamped, forms.Form):
    """How long one class is kept, and why it is so from now on."""

    years = forms.IntegerField(label=_("Years"), min_value=0, max_value=150)
    until_age = forms.IntegerField(
        label=_("Until this age at least"),
        required=False,
        min_value=18,
        max_value=150,
        help_text=_("Leave it empty where the age of the person makes no difference."),
    )
    reason = _reason(_("Why this period"), _("Who decided it and on what ground. It stays in the history."))

    field_order = ["years", "until_age", "reason"]


class HoldForm(OfUser, Once):
    """Who needs the file kept as it is, why, and until when."""

    authority = forms.CharField(
        label=_("Who needs the file"),
        max_length=200,
        help_text=_("The court, inquiry or body: “Family court, second chamber”. No names."),
    )
    reason = _reason(
        _("Why it must be kept"), _("In a sentence, without names. It stands on the page of the case.")
    )
    until = forms.DateField(
        label=_("Until and including"),
        required=False,
        widget=DateInput,
        help_text=_("Leave it empty to hold the file until somebody lifts the hold."),
    )


class LiftForm(OfUser, Stamped, forms.Form):
    """Why a hold ends."""

    reason = _reason(_("Why the hold ends"), _("Such as: the court has ruled. No names."))


class KeepForm(OfUser, Once):
    """Until when a file is kept that would be due now, and why."""

    until = forms.DateField(label=_("Keep until"), widget=DateInput)
    reason = _reason(_("Why it is still needed"), _("In a sentence, without names."))


class AskForm(OfUser, Once):
    """Why a file is erased, and what is sealed for the person's own later claim."""

    seen_at = forms.CharField(widget=forms.HiddenInput, max_length=40)
    reason = forms.ChoiceField(label=_("Why"), choices=ErasureReason.choices, widget=forms.RadioSelect)
    words = _reason(_("In a sentence"), _("The second person reads it beside the number. No names."))
    seal = forms.ChoiceField(
        label=_("What the adult may later claim"),
        widget=forms.RadioSelect,
        help_text=_("Names, birth, parents, siblings, decisions on nationality, transfers."),
    )
    recipient = forms.CharField(
        label=_("Another public key"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
        help_text=_("It begins with age1. Its private half must be kept by somebody outside this register."),
    )
    why_not = forms.CharField(
        label=_("Why nothing is sealed"),
        required=False,
        max_length=300,
        widget=HintedTextarea(attrs={"rows": 2}),
        help_text=_("Such as: the person asks for it. No names."),
    )
    needed_if = {
        "recipient": _("needed for another key"),
        "why_not": _("needed if nothing is sealed"),
    }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        archive = [(SEAL, _("Sealed for the archive"))] if settings.CAPSULE_RECIPIENT else []
        others = [(SEAL_FOR_OTHER, _("Sealed for another key")), (SEAL_NOT, _("Nothing is sealed"))]
        self.fields["seal"].choices = [*archive, *others]
        self.fields["seal"].initial = SEAL if archive else SEAL_FOR_OTHER

    def clean(self):
        """Add the key to seal for as ``recipient``; nothing is sealed only for a reason."""
        cleaned = super().clean()
        seal, key = cleaned.get("seal"), cleaned.get("recipient", "").strip()
        if seal == SEAL_FOR_OTHER and not is_recipient(key):
            self.add_error("recipient", _("This is no public key; it begins with age1."))
        if seal == SEAL_NOT and not cleaned.get("why_not", "").strip():
            self.add_error("why_not", _("Say why nothing is sealed for a later claim."))
        cleaned["recipient"] = {SEAL: settings.CAPSULE_RECIPIENT, SEAL_FOR_OTHER: key}.get(seal, "")
        return cleaned

    @property
    def facts(self):
        """What ``erasing.ask`` takes."""
        return {
            name: self.cleaned_data[name] for name in ("form_id", "reason", "words", "recipient", "why_not")
        }


class SettleForm(OfUser, Once, Stamped):
    """The word of the second person."""

    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=[(CONFIRM, _("Erase it now, for good")), (DECLINE, _("Do not erase it"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why not"),
        required=False,
        max_length=300,
        widget=HintedTextarea(attrs={"rows": 2}),
        help_text=_("Whoever asked reads it. No names."),
    )
    needed_if = {"reason": _("needed if it is not erased")}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == DECLINE and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say why; whoever asked reads it."))
        return cleaned
