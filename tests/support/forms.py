"""Filling in a form as a person does: open the page, type, send."""


def form_of(client, url, **values):
    """The form at ``url`` as the page hands it out, hidden fields included, with ``values`` typed in."""
    form = client.get(url).context["form"]
    initial = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in {**initial, **values}.items() if value not in (None, False)}
