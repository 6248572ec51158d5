"""What stands in the inputs of a form, as it was typed and not judged: kept as texts, and shown again."""

from django.http import QueryDict

# More than anybody types into one form.
MOST_INPUTS = 400


def texts_of(typed, *, longest):
    """The texts of form data by input, as they can be stored: no NUL, none longer than ``longest``."""
    return {
        name: [value.replace("\0", "")[:longest] for value in values]
        for name, values in list(typed.lists())[:MOST_INPUTS]
    }


def as_data(texts):
    """Texts by input as form data."""
    data = QueryDict(mutable=True)
    for name, values in texts.items():
        data.setlist(name, values)
    return data


def typed_initial(form, typed, *, without=()):
    """What was typed in the inputs of ``form``, raw, by field; what was not sent is left out."""
    return {
        name: field.widget.value_from_datadict(typed, {}, form.add_prefix(name))
        for name, field in form.fields.items()
        if name not in without and not field.widget.value_omitted_from_data(typed, {}, form.add_prefix(name))
    }
