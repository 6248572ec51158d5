"""Rows of a step: a place where a child lived before, a paper, a claim. A row left empty says nothing."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.components.forms import DateInput, OfUser
from cases.components.state_field import StateField
from cases.documents.forms import PaperFields
from cases.enums import ClaimBasis, IssuerKind, Recognition, Separation
from cases.intake import answers as said
from cases.intake.family_forms import AnyPlaceField
from cases.people.forms import SinceField


class LivedRow(OfUser, forms.Form):
    """One place or State where the child lived before, until when and with whom."""

    needed_if = {
        "place": _("this or the State is needed if more is said"),
        "country": _("needed if more is said and no place is chosen"),
    }

    place = AnyPlaceField(label=_("Place"))
    country = StateField(label=_("or only the State"), required=False, empty_label=_("No State"))
    from_date = SinceField(label=_("From"), required=False)
    to_date = forms.DateField(label=_("Until"), required=False, widget=DateInput)
    company = forms.ChoiceField(
        label=_("With whom?"), required=False, choices=[("", _("Not said")), *Separation.choices]
    )

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("from_date"), cleaned.get("to_date")
        self._check_days(since, until, cleaned.get("place"))
        if since and until and until < since:
            self.add_error("to_date", _("The end is before the beginning."))
        if not self._has_place() and any((since, until, cleaned.get("company"))):
            self.add_error("place", _("Choose the place or the State."))
        return cleaned

    def _check_days(self, since, until, place):
        for name, day in (("from_date", since), ("to_date", until)):
            if day and day > timezone.localdate():
                self.add_error(name, _("This day has not come yet."))
        if place and since and not place.is_open and since >= place.closed_date:
            self.add_error(
                "from_date",
                _("This site closed on %(day)s.") % {"day": date_format(place.closed_date, "j M Y")},
            )

    def check_arrival(self, arrival):
        """Whether a stay without an end began before the child came to where it is now; adds the message if not."""
        since, until = self.cleaned_data.get("from_date"), self.cleaned_data.get("to_date")
        if until or not (arrival and since) or since <= arrival:
            return True
        self.add_error("from_date", _("This is after the child came to where it is now."))
        return False

    def _has_place(self):
        return bool(self.cleaned_data.get("place") or self.cleaned_data.get("country"))

    def said(self):
        """The ``LivedBefore``, or ``None`` for a row left empty."""
        return said.LivedBefore(**self.cleaned_data) if self._has_place() else None


class PaperRow(OfUser, PaperFields):
    """A paper; a row left empty is none."""

    needed_if = {
        "kind": _("needed if it is said who holds it"),
        "custody": _("needed if a paper is chosen"),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("kind", "custody", "recognition", "issuer_kind"):
            self.fields[name].required = False
        self.fields["recognition"].widget = forms.Select(choices=Recognition.choices)
        self.fields["recognition"].help_text = ""

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") and not cleaned.get("custody") and "custody" not in self.errors:
            self.add_error("custody", _("Say who holds it; “lost” is an answer."))
        if not cleaned.get("kind") and cleaned.get("custody") and "kind" not in self.errors:
            self.add_error("kind", _("Choose what paper it is."))
        return cleaned

    def said(self):
        """The facts as ``add_paper`` takes them, or ``None`` for a row left empty."""
        if not self.cleaned_data.get("kind"):
            return None
        facts = self.facts()
        facts["recognition"] = facts["recognition"] or Recognition.RECOGNITION_PENDING
        facts["issuer_kind"] = facts["issuer_kind"] or IssuerKind.UNKNOWN
        return facts


class ClaimRow(OfUser, forms.Form):
    """One State and the ground on which the child may be its national; both or neither."""

    needed_if = {"state": _("needed if a ground is chosen"), "basis": _("needed if a State is chosen")}

    state = StateField(required=False, empty_label=_("No State"))
    basis = forms.ChoiceField(
        label=_("Ground"), required=False, choices=[("", _("No ground")), *ClaimBasis.choices]
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("state") and not cleaned.get("basis") and "basis" not in self.errors:
            self.add_error("basis", _("Choose the ground of this claim."))
        if cleaned.get("basis") and not cleaned.get("state") and "state" not in self.errors:
            self.add_error("state", _("Choose the State of this claim."))
        return cleaned

    def said(self):
        """The ``Claim``, or ``None`` for a row left empty."""
        if not self.cleaned_data.get("state"):
            return None
        return said.Claim(state=self.cleaned_data["state"], basis=self.cleaned_data["basis"])
