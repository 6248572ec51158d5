"""Forms about requests of persons about their own data."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from cases.audit.numbered import usual_expiry
from cases.components.forms import DateInput, OfUser, Once
from cases.components.stamps import Stamped
from cases.components.wording import HintedTextarea
from cases.enums import IdentityCheck, RequestedBy, RequestOutcome, SubjectRequestKind

WITHHELD = (
    ("notes", _("Notes")),
    ("flags", _("Flags")),
    ("needs", _("Needs")),
    ("holds", _("Legal holds")),
)


class RequestForm(OfUser, Once):
    """Who asks what about the own data, and how it was made sure that they may."""

    kind = forms.ChoiceField(
        label=_("What is asked"), choices=SubjectRequestKind.choices, widget=forms.RadioSelect
    )
    requested_by = forms.ChoiceField(
        label=_("Who asks"), choices=RequestedBy.choices, widget=forms.RadioSelect
    )
    identity_check = forms.ChoiceField(
        label=_("How identity was checked"), choices=IdentityCheck.choices, widget=forms.RadioSelect
    )
    asked_date = forms.DateField(
        label=_("Asked on"),
        widget=DateInput,
        initial=timezone.localdate,
        help_text=_("The day on which the office got it. It is answered within a month."),
    )
    words = forms.CharField(
        label=_("What exactly"),
        required=False,
        max_length=300,
        widget=HintedTextarea(attrs={"rows": 2}),
        help_text=_("What is to be corrected, for instance. No names."),
    )


class AnswerForm(OfUser, Stamped, forms.Form):
    """How a request was answered."""

    outcome = forms.ChoiceField(
        label=_("What was done"), choices=RequestOutcome.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=_("The answer in a sentence"),
        max_length=300,
        widget=HintedTextarea(attrs={"rows": 2}),
        help_text=_("Where something is refused: why, and where to complain. No names."),
    )
    answered_date = forms.DateField(label=_("Answered on"), widget=DateInput, initial=timezone.localdate)


class CopyForm(OfUser, Once):
    """In which language the copy is made, what stays out of it for the sake of others, and until when it is kept."""

    language = forms.ChoiceField(label=_("Language of the copy"))
    withheld = forms.MultipleChoiceField(
        label=_("Stays out for the sake of others"),
        required=False,
        choices=WITHHELD,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "options-two"}),
        help_text=_("Only what speaks of others or would harm somebody. The copy says that it was left out."),
    )
    reason = forms.CharField(
        label=_("Why so"),
        max_length=300,
        widget=HintedTextarea(attrs={"rows": 2}),
        help_text=_("It stands in the register and in the trail. No names."),
    )
    expires_date = forms.DateField(
        label=_("To be destroyed by"),
        initial=usual_expiry,
        widget=DateInput,
        help_text=_("Within a year. After that day it cannot be opened here any more."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        languages = [(code, _own_name(code)) for code, _name in settings.LANGUAGES]
        self.fields["language"].choices = languages
        self.fields["language"].initial = (get_language() or "en")[:2]


def _own_name(code):
    name = get_language_info(code)["name_local"]
    return name[:1].upper() + name[1:]
