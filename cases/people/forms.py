"""Asking for a person: names in each script, birth as exactly as it is known, sex.

Parts for forms of the features, which mix in ``OfUser`` (choices narrowed, no control characters).
"""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from cases.components.chosen import ReadTogether
from cases.components.forms import DateInput, OfUser, Once
from cases.components.partial_dates import PartialDate, PartialDateField
from cases.components.region_field import RegionField
from cases.components.stamps import Stamped
from cases.components.state_field import StateField
from cases.components.wording import HintedInput
from cases.enums import BirthBasis, Confidence, MissingReason, PersonState, Script, Sex, SourceKind
from cases.models import Place
from cases.names import script_of
from cases.people.actions import Birth

NAME_FIELDS = {
    Script.LATIN: "name_latin",
    Script.CYRILLIC: "name_cyrillic",
    Script.ARABIC: "name_arabic",
}
OTHER_NAME = "name_other"
NAME_LENGTH = 300
DETAIL_LENGTH = 500


class SexField(forms.ChoiceField):
    """Sex as four answers, one of them "unknown"."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Sex"))
        kwargs.setdefault("choices", Sex.choices)
        kwargs.setdefault("widget", forms.RadioSelect(attrs={"class": "options-inline"}))
        kwargs.setdefault("error_messages", {"required": _("Choose one; “unknown” is an answer.")})
        super().__init__(**kwargs)


class SourceField(forms.ChoiceField):
    """Who or what a fact was learnt from; never the name of an informant."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Learnt from"))
        kwargs.setdefault("initial", SourceKind.UNKNOWN)
        super().__init__(choices=SourceKind.choices, **kwargs)

    def clean(self, value):
        return super().clean(value) or SourceKind.UNKNOWN


class ConfidenceField(forms.ChoiceField):
    """How sure a fact is."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("How sure are you?"))
        kwargs.setdefault("initial", Confidence.REPORTED)
        kwargs.setdefault("widget", forms.RadioSelect(attrs={"class": "options-inline"}))
        super().__init__(choices=Confidence.choices, **kwargs)

    def clean(self, value):
        return super().clean(value) or Confidence.REPORTED


class StatusField(forms.ChoiceField):
    """What is known of a person; empty where nothing was asked."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("What is known of this person"))
        choices = [("", _("Not recorded")), *PersonState.choices]
        super().__init__(choices=choices, **kwargs)


class PlaceField(ReadTogether, forms.ModelChoiceField):
    """A place that is open now, by name."""

    def __init__(self, **kwargs):
        super().__init__(self.places().by_name(), to_field_name="public_id", **kwargs)

    @staticmethod
    def places():
        return Place.objects.open()


class _OpenFirst(ModelChoiceIterator):
    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        now, closed = [], []
        for place in self.queryset.all():
            (now if place.is_open else closed).append(self.choice(place))
        yield from now
        if closed:
            yield (_("Closed since; for an earlier day"), closed)


class PlaceOfDayField(PlaceField):
    """A place that was open on the day that is asked beside it: closed ones stand last, for days gone by."""

    iterator = _OpenFirst

    @staticmethod
    def places():
        return Place.objects.all()


class DetailField(forms.CharField):
    """Where exactly somebody is; sealed before it is stored."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Where exactly"))
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}))
        kwargs.setdefault(
            "help_text",
            _(
                "Cell, block, tent, ward or landmark, as far as you need it to find the person again. It is encrypted, "
                "and only your office reads it. Never a home address."
            ),
        )
        super().__init__(max_length=DETAIL_LENGTH, **kwargs)


def _name_field(label, *, lang, direction):
    return forms.CharField(
        label=label,
        required=False,
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"lang": lang, "dir": direction, "autocomplete": "off"}),
    )


class PersonNamesForm(forms.Form):
    """A name as it was said or as a paper shows it, once in each script; one is enough.

    ``names_required = False`` on a subclass, or in the call, lets all of them stay empty.
    """

    name_latin = _name_field(_("Latin letters"), lang="und-Latn", direction="ltr")
    name_cyrillic = _name_field(_("Cyrillic letters"), lang="und-Cyrl", direction="ltr")
    name_arabic = _name_field(_("Arabic letters"), lang="und-Arab", direction="rtl")
    name_other = _name_field(_("Other letters"), lang="und", direction="auto")
    name_source = SourceField(label=_("Where does this spelling come from?"), required=False)

    names_required = True

    def clean(self):
        cleaned = super().clean()
        for script, field in (*NAME_FIELDS.items(), (None, OTHER_NAME)):
            self._check_letters(script, field)
        if self.names_required and not self.names() and not self._has_name_errors():
            self.add_error("name_latin", _("Write the name in one script at least."))
        return cleaned

    def names(self):
        """Script to name as written, for the actions; empty before the form is valid or when nothing was typed."""
        cleaned = getattr(self, "cleaned_data", {})
        written = (cleaned.get(field) for field in (*NAME_FIELDS.values(), OTHER_NAME))
        return {script_of(full): full for full in written if full}

    def _has_name_errors(self):
        return any(field in self.errors for field in (*NAME_FIELDS.values(), OTHER_NAME))

    def _check_letters(self, script, field):
        full = self.cleaned_data.get(field)
        if not full:
            return
        found = script_of(full)
        if not any(character.isalpha() for character in full):
            self.add_error(field, _("A name has letters."))
        elif found == script or (script is None and found not in NAME_FIELDS):
            return
        elif found in NAME_FIELDS:
            self.add_error(
                field,
                ValidationError(
                    _("This is written in another script; write it under “%(label)s”."),
                    params={"label": self.fields[NAME_FIELDS[found]].label},
                ),
            )
        else:
            self.add_error(field, _("This is written in another script; write it under “Other letters”."))


class BirthForm(forms.Form):
    """When and where somebody was born, as far as it is known."""

    birth = PartialDateField(
        label=_("When born"),
        help_text=_("Record only what you were told or have seen. A range is a good answer."),
    )
    birth_basis = forms.ChoiceField(
        label=_("How do we know?"), required=False, choices=[("", _("Not recorded")), *BirthBasis.choices]
    )
    birth_confidence = forms.ChoiceField(
        label=_("How sure is the birth?"),
        required=False,
        choices=[("", _("Not recorded")), *Confidence.choices],
    )
    birth_country = StateField(label=_("Born in"), required=False, empty_label=_("Not recorded"))
    birth_place = forms.CharField(
        label=_("Place of birth"),
        required=False,
        max_length=200,
        help_text=_("Town or district. Never a home address."),
    )
    region_of_origin = RegionField(
        help_text=_("Where the family comes from, by its name, such as Dagestan. Never ethnicity.")
    )

    def born(self):
        """The ``Birth`` that was answered, for the actions."""
        cleaned = self.cleaned_data
        return Birth(
            when=cleaned.get("birth") or PartialDate(),
            basis=cleaned.get("birth_basis", ""),
            confidence=cleaned.get("birth_confidence", ""),
            country=cleaned.get("birth_country"),
            place=cleaned.get("birth_place", ""),
            region_of_origin=cleaned.get("region_of_origin", ""),
        )


class ReasonField(forms.CharField):
    """Why something on file changes; it stays in the history."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Why this changes"))
        kwargs.setdefault("widget", HintedInput)
        kwargs.setdefault("help_text", _("It stays in the history. No names."))
        super().__init__(max_length=300, **kwargs)


class IdentityForm(forms.Form):
    """Form mixin: whoever overwrites a name, the sex or the birth says why; filling in what was empty needs no reason.

    Bind it with ``initial`` of the record, its version included: a stale form shows both versions first.
    ``needs_reason`` are the fields whose earlier value may have decided something.
    """

    needs_reason = (*NAME_FIELDS.values(), OTHER_NAME, "sex", "birth")
    reason_missing = _("Say why a name, the sex or the birth changes.")

    def clean(self):
        cleaned = super().clean()
        is_current = cleaned.get("version") == self.initial.get("version")
        if is_current and not cleaned.get("reason") and any(map(self._overwrites, self.needs_reason)):
            self.add_error("reason", self.reason_missing)
        return cleaned

    def _overwrites(self, name):
        before = self.initial.get(name)
        return name in self.cleaned_data and before and before != Sex.U and self.cleaned_data[name] != before


class SinceField(forms.DateField):
    """The day since which something holds; never to come."""

    widget = DateInput

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Since"))
        super().__init__(**kwargs)


def person_initial(person):
    """What the forms above would have been filled in with for ``person``, by field."""
    names = {name.script: name for name in person.names.all() if name.is_preferred}
    others = [name.full for script, name in names.items() if script not in NAME_FIELDS]
    first = next(iter(names.values()), None)
    written = {field: names[script].full for script, field in NAME_FIELDS.items() if script in names}
    return {
        **dict.fromkeys(NAME_FIELDS.values(), ""),
        **written,
        OTHER_NAME: others[0] if others else "",
        "name_source": first.source if first else SourceKind.UNKNOWN,
        "sex": person.sex,
        "birth": PartialDate(person.birth_earliest, person.birth_latest, person.birth_precision),
        "birth_basis": person.birth_basis,
        "birth_confidence": person.birth_confidence,
        "birth_country": person.birth_country_id or "",
        "birth_place": person.birth_place,
        "region_of_origin": person.region_of_origin,
    }


class MissingForm(OfUser, Stamped, Once):
    """Why a question has no answer. ``questions`` are those that the file leaves open."""

    question = forms.ChoiceField(label=_("What is not known?"))
    reason = forms.ChoiceField(
        label=_("Why not?"),
        choices=MissingReason.choices,
        widget=forms.RadioSelect,
        help_text=_("These are four different answers. None of them is for ever: an answer takes its place."),
    )

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [(question.value, question.label) for question in questions]
        self.fields["question"].choices = [("", _("Choose")), *offered]
