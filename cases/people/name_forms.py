"""The forms about one written name."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.components.forms import OfUser, Once
from cases.components.stamps import Stamped
from cases.enums import NameKind
from cases.people.forms import NAME_LENGTH, IdentityForm, ReasonField, SourceField
from cases.people.naming import PARTS

FACTS = ("full", "kind", "source", *PARTS, "is_preferred", "is_own")


def _part(label):
    widget = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=100, widget=widget)


class NameFields(OfUser, forms.Form):
    """A name as written, with its parts, what it is and where it comes from."""

    full = forms.CharField(
        label=_("Name as written"),
        max_length=NAME_LENGTH,
        help_text=_("In its own letters. Names used in the fighting are not recorded."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("What name is it?"), choices=NameKind.choices)
    source = SourceField(label=_("Where does this spelling come from?"), required=False)
    given = _part(_("Given name"))
    patronymic = _part(_("Patronymic"))
    father_given = _part(_("Father’s given name"))
    grandfather_given = _part(_("Grandfather’s given name"))
    family = _part(_("Family name"))
    nisba = _part(_("Nisba"))
    is_preferred = forms.BooleanField(
        label=_("Shown first in its letters"),
        required=False,
        help_text=_("The one shown first until now is set aside and stays on file as a spelling."),
    )
    is_own = forms.BooleanField(label=_("The spelling that the person uses"), required=False)

    def clean_full(self):
        full = " ".join(self.cleaned_data["full"].split())
        if not any(character.isalpha() for character in full):
            raise forms.ValidationError(_("A name has letters."))
        return full

    def facts(self):
        """The answers as the actions take them."""
        return {name: self.cleaned_data[name] for name in FACTS}


class AddNameForm(NameFields, Once):
    """Another name or spelling. Parts that are left empty are guessed from the letters."""

    kind = forms.ChoiceField(
        label=_("What name is it?"), choices=NameKind.choices, initial=NameKind.SPELLING_VARIANT
    )


class EditNameForm(NameFields, IdentityForm, Stamped):
    """A name on file to correct, to show first, or to set aside."""

    reason = ReasonField(
        required=False,
        help_text=_("Needed when the letters of the name change. It stays in the history; no names."),
    )

    needs_reason = ("full",)
    reason_missing = _("Say why the name changes.")


def name_initial(name):
    """What ``EditNameForm`` is opened with, by field; the stamp is added by the view."""
    return {field: getattr(name, field) for field in FACTS}
