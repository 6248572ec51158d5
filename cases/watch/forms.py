"""What an officer writes on these pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.components.forms import OfUser, Once
from cases.components.stamps import Stamped
from cases.components.wording import HintedTextarea


class FindingForm(OfUser, Stamped, Once):
    """What was found when somebody looked at what is conspicuous."""

    note = forms.CharField(
        label=_("What did you find?"),
        max_length=300,
        widget=HintedTextarea(attrs={"rows": 3}),
        help_text=_("In a sentence: whom you asked, and what it was. No names of children."),
    )
