"""Choosing a region of a State by its name: typed in any script, or taken from a list; what is kept is the ISO code."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.models import Country
from cases.regions import meant_by, near_to, region_name, regions_of

LONGEST = 200


def region_words(code):
    """ "Dagestan (RU-DA)", as it stands in the list and in the field; anything else as it is."""
    name = region_name(code)
    return f"{name} ({code})" if name != code else code


class RegionInput(forms.TextInput):
    """A text field that offers the regions of the States asked to take children back; any other may be typed."""

    template_name = "django/forms/widgets/region.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        list_id = f"{context['widget']['attrs'].get('id') or name}_regions"
        context["widget"]["attrs"]["list"] = context["widget"]["list_id"] = list_id
        states = set(Country.objects.filter(is_destination=True).values_list("pk", flat=True))
        context["widget"]["regions"] = [region_words(code) for code in regions_of(states)]
        return context


class RegionField(forms.CharField):
    """Gives an ISO 3166-2 code, or "" where nothing was typed."""

    widget = RegionInput
    default_error_messages = {
        "unknown": _("No region is called so. Write its name, or its ISO 3166-2 code such as RU-DA."),
        "near": _("No region is called so. Did you mean %(regions)s?"),
        "several": _(
            "Several regions are called so: %(regions)s. Write the one that is meant with its code."
        ),
    }

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Region of origin"))
        kwargs.setdefault("required", False)
        super().__init__(max_length=LONGEST, **kwargs)

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"autocomplete": "off", "dir": "auto"}

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return ""
        meant = meant_by(typed)
        if len(meant) == 1:
            return meant[0]
        raise self._refused(typed, meant)

    def _refused(self, typed, meant):
        code = "several" if meant else "near"
        offered = meant or near_to(typed)
        if not offered:
            return ValidationError(self.error_messages["unknown"], code="unknown")
        words = ", ".join(map(region_words, offered))
        return ValidationError(self.error_messages[code], code=code, params={"regions": words})

    def prepare_value(self, value):
        return region_words(value) if value else value

    def words_of(self, value):
        """A cleaned value as a person reads it."""
        return region_words(value)

    def has_changed(self, initial, data):
        try:
            return (initial or "") != self.clean(data)
        except ValidationError:
            return True
