"""What a reader may ask of the figures: until which day, from which country."""

import datetime

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from cases.components.forms import DateInput
from cases.enums import CHILD_AGE_BANDS, AgeBand
from cases.reports import counting

FIRST_DAY, LAST_DAY = datetime.date(1900, 1, 1), datetime.date(2999, 12, 31)
GIRLS, BOYS, UNKNOWN = "girls", "boys", "unknown"


class DayField(forms.DateField):
    """A day written as 2019-07-15; days to come are fine."""

    widget = DateInput
    default_error_messages = {"invalid": _("Write the day as year, month and day, like 2019-07-15.")}

    def __init__(self, **kwargs):
        limits = [
            MinValueValidator(FIRST_DAY, _("Choose a day from 1900 on.")),
            MaxValueValidator(LAST_DAY, _("Choose a day before the year 3000.")),
        ]
        super().__init__(input_formats=["%Y-%m-%d"], validators=limits, **kwargs)


class StateCodeField(forms.ChoiceField):
    """A State by its two-letter code: any may be asked for, those that occur are offered."""

    default_error_messages = {"invalid_choice": _("There is no State with this code.")}

    def valid_value(self, value):
        # A look-up by value takes digits of any alphabet for a number, and fails on those that are none.
        return value in countries.countries

    def offer(self, codes, nothing):
        """Offer these States in the reader's alphabet, after ``nothing``, which stands for all of them."""
        names = [(code, str(countries.name(code))) for code in codes if code and self.valid_value(code)]
        self.choices = [("", nothing), *sorted(names, key=lambda pair: pair[1].casefold())]


class DayForm(forms.Form):
    """As of which day; today where nothing is said."""

    as_of = DayField(label=_("As of"), required=False)

    def __init__(self, data, *, scope):
        values = {name: data[name] for name in data}
        values["as_of"] = values.get("as_of") or timezone.localdate().isoformat()
        super().__init__(values)
        self.scope = scope

    def selection(self, **more):
        """The ``counting.Selection`` that a valid form stands for."""
        departure = self.cleaned_data.get("departure")
        return counting.Selection(
            scope=self.scope,
            as_of=self.cleaned_data["as_of"],
            departures=(departure,) if departure else (),
            **more,
        )


class QuestionForm(DayForm):
    """As of which day, and from which departure country; any of them where nothing is said."""

    departure = StateCodeField(label=_("Left from"), required=False)

    def __init__(self, data, *, scope):
        super().__init__(data, scope=scope)
        codes = {*counting.departure_countries(scope), self.data.get("departure", "")}
        self.fields["departure"].offer(codes, _("Any country"))


class DeparturesForm(QuestionForm):
    """Beside that, to which State."""

    state = StateCodeField(label=_("State"), required=False)

    def __init__(self, data, *, scope):
        super().__init__(data, scope=scope)
        if scope.state:
            del self.fields["state"]
            return
        codes = {*counting.destination_countries(scope), self.data.get("state", "")}
        self.fields["state"].offer(codes, _("All States"))

    def selection(self):
        return super().selection(state=self.cleaned_data.get("state") or None)


class TravelledForm(DeparturesForm):
    """Which children stand behind a figure: by sex, age on the day of travel, and day of departure."""

    sex = forms.ChoiceField(
        label=_("Girls or boys"),
        required=False,
        choices=[("", _("All")), (GIRLS, _("Girls")), (BOYS, _("Boys")), (UNKNOWN, _("Unknown"))],
    )
    band = forms.ChoiceField(
        label=_("Age on the day"),
        required=False,
        choices=[("", _("All")), *((band.value, AgeBand(band).label) for band in CHILD_AGE_BANDS)],
    )
    on = DayField(label=_("Left on"), required=False)
