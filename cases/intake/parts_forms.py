"""Steps that show the guessed parts of each written name for correction."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.components.forms import reject_control_characters
from cases.enums import NamePart
from cases.intake.family_forms import FATHER, MOTHER
from cases.intake.step_forms import StepForm
from cases.names import guess_parts

SHOWN_PARTS = [part for part in NamePart if part != NamePart.MOTHER_GIVEN]


class PartsStep(StepForm):
    """The guessed parts of each written name, shown for correction; what was guessed from another name is dropped."""

    who = MOTHER

    def __init__(self, data=None, *, user, answers, typed=None, **kwargs):
        self.names = answers.names_of(self.who)
        if typed is not None and not self._fits(typed):
            typed = None
        super().__init__(data, user=user, answers=answers, typed=typed, **kwargs)
        for script, full in self.names.items():
            self._add_parts(script, full)
        if typed is not None and data is None:
            self.initial = {**self.initial, **_typed_parts(self, typed)}

    def groups(self):
        """For each written name: the name, its text direction, its fields."""
        return [
            {
                "full": full,
                "lang": f"und-{script}",
                "dir": "rtl" if script == "Arab" else "ltr",
                "fields": [self[f"{script}_{part}"] for part in SHOWN_PARTS],
            }
            for script, full in self.names.items()
        ]

    def is_quiet(self, name):
        return any(name.startswith(f"{script}_") for script in self.names) or super().is_quiet(name)

    def summed_up(self):
        """Each written name with its parts."""
        checked = self.parts()
        for script, full in self.names.items():
            parts = checked.get(script, guess_parts(full, script))
            words = [f"{PART_LABELS[part]}: {parts[part]}" for part in SHOWN_PARTS if part in parts]
            yield full, " · ".join(words)

    def parts(self):
        """Script to the parts that were left standing; a script whose name was changed since is left out."""
        return {
            script: {
                str(part): text
                for part in SHOWN_PARTS
                if (text := self.cleaned_data.get(f"{script}_{part}", "").strip())
            }
            for script, full in self.names.items()
            if self.cleaned_data.get(f"{script}_of") == full
        }

    def _fits(self, typed):
        return all(typed.get(f"{script}_of") == full for script, full in self.names.items())

    def _add_parts(self, script, full):
        guessed = guess_parts(full, script)
        self.fields[f"{script}_of"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=full)
        for part in SHOWN_PARTS:
            direction = {"lang": f"und-{script}", "dir": "rtl" if script == "Arab" else "auto"}
            self.fields[f"{script}_{part}"] = forms.CharField(
                label=PART_LABELS[part],
                required=False,
                max_length=100,
                validators=[reject_control_characters],
                initial=guessed.get(part, "")[:100],
                widget=forms.TextInput(attrs={"autocomplete": "off", **direction}),
            )


PART_LABELS = {
    NamePart.GIVEN: _("Given name"),
    NamePart.PATRONYMIC: _("Patronymic"),
    NamePart.FATHER_GIVEN: _("Father’s given name"),
    NamePart.GRANDFATHER_GIVEN: _("Grandfather’s given name"),
    NamePart.FAMILY: _("Family name"),
    NamePart.NISBA: _("Nisba"),
}


def _typed_parts(form, typed):
    return {name: typed[name] for name in form.fields if name in typed and name not in ("version", "page")}


class MotherPartsStep(PartsStep):
    who = MOTHER


class FatherPartsStep(PartsStep):
    who = FATHER
