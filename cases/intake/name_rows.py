"""Further names and spellings of somebody who is registered, a row each; a row left empty says nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.components.forms import OfUser
from cases.enums import NameKind
from cases.people.forms import NAME_LENGTH


class OtherNameRow(OfUser, forms.Form):
    """Another name or spelling as written, in whatever letters, and what name it is."""

    full = forms.CharField(
        label=_("Name as written"),
        required=False,
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("What name is it?"),
        required=False,
        choices=NameKind.choices,
        initial=NameKind.SPELLING_VARIANT,
    )

    def clean_full(self):
        full = " ".join(self.cleaned_data["full"].split())
        if full and not any(character.isalpha() for character in full):
            raise forms.ValidationError(_("A name has letters."))
        return full

    def said(self):
        """The name and its ``NameKind``, or ``None`` for a row left empty."""
        full = self.cleaned_data.get("full")
        return (full, self.cleaned_data.get("kind") or NameKind.SPELLING_VARIANT) if full else None


class OtherNames:
    """Mixin for a step with ``PersonNamesForm``: as many further names as somebody asks rows for."""

    row_title = _("Another name %(number)s")

    def make_rows(self, data, *, more):
        return self.row_forms(OtherNameRow, data, fewest=0, more=more)

    def rows_fit(self):
        written = {" ".join(full.split()) for full in self.names().values()}
        for row in self.rows:
            said = row.said()
            if said and said[0] in written:
                row.add_error("full", _("This spelling stands on the page twice."))
                return False
            written |= {said[0]} if said else set()
        return True

    def other_names(self):
        """Every further name that was written, with what name it is."""
        return [said for row in self.rows if (said := row.said())]
