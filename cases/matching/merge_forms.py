"""Forms of merging and of undoing it: what is chosen of two that differ, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.components.forms import OfUser, Once
from cases.components.stamps import Stamped
from cases.matching.fields import KEPT, OTHER
from cases.people.forms import ReasonField

_SIDES = [(KEPT, _("Record that stays")), (OTHER, _("Record given up"))]


class FindSameForm(forms.Form):
    """What is known of the other record; it is posted, and kept out of the address."""

    q = forms.CharField(
        label=_("Case number or name of the other record"),
        max_length=200,
        help_text=_(
            "In any letters. Only records of your office are found; nothing is merged before you have compared the two."
        ),
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto", "autocomplete": "off"}),
    )


class MergeForm(OfUser, Stamped, Once):
    """One choice for each answer on which two records differ, and why they are one person.

    ``asked`` maps the name of each choice to its label and to what is offered ("kept" or "other").
    """

    reason = ReasonField(label=_("Why the two are one person"))

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = asked
        for name, (label, offered) in asked.items():
            self.fields[name] = forms.ChoiceField(
                label=label, choices=_SIDES, initial=offered, widget=forms.RadioSelect
            )

    @property
    def choices(self):
        """What a valid form chose, by name."""
        return {name: self.cleaned_data[name] for name in self.asked}

    def opened_anew(self, version, asked):
        """This form on what is on file now, with everything that was typed; it was valid."""
        typed = {
            name: value for name, value in self.cleaned_data.items() if name not in ("version", "form_id")
        }
        return MergeForm(user=self.user, asked=asked, initial=typed | {"version": version})


class UndoMergeForm(OfUser, Stamped, Once):
    """Why the two are two persons after all."""

    reason = ReasonField(label=_("Why it is undone"))
