"""Filling in a form as a person does: open the page, type, send."""

import re

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def form_of(client, url, **values):
    """The form at ``url`` as the page hands it out, hidden fields included, with ``values`` typed in."""
    form = client.get(url).context["form"]
    initial = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in {**initial, **values}.items() if value not in (None, False)}


def carried(conflict):
    """What the page of two versions (409) sends again when nothing is chosen: all that was typed, and the new version."""
    return dict(HIDDEN.findall(conflict.content.decode()))
