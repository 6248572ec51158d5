"""Two people changed the same record: both versions side by side, one choice a row, nothing lost."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.components.opened import shown

KEEP_FILED = "filed"


@dataclass(frozen=True)
class ConflictRow:
    """One field: what was typed, what is on file now, whether they differ, and whether the typist touched it."""

    name: str
    label: str
    mine: str
    filed: str
    is_touched: bool = True

    @property
    def differs(self):
        return self.mine != self.filed


def conflict_rows(form, filed):
    """Rows for a bound, valid ``form`` against ``filed``, a dict of the record's present values by field."""
    return [
        ConflictRow(
            name=name,
            label=str(form.fields[name].label or name),
            mine=shown(form, name, form.cleaned_data.get(name)),
            filed=shown(form, name, filed[name]),
            is_touched=form.is_touched(name),
        )
        for name in form.fields
        if name in filed
    ]


def settled(data, filed_data):
    """The form data to save after the choice: a copy of ``data`` with the fields to keep as on file.

    ``filed_data`` is what the form would have been opened with now (field name to list of strings).
    """
    chosen = data.copy()
    for name, values in filed_data.items():
        if data.get(f"keep-{name}") == KEEP_FILED:
            chosen.setlist(name, values)
    return chosen


def kept(data, filed):
    """What was sent, with the fields that are to stay as on file; ``None`` where nothing was sent.

    ``filed`` is what the form would be opened with now, by field.
    """
    if data is None:
        return None
    return settled(data, {name: _typed(value) for name, value in filed.items()})


def _typed(value):
    values = value if isinstance(value, (list, tuple)) else [value]
    return ["" if item is None else str(item) for item in values]


def conflict_response(request, *, form, stale, filed, changed, back_url, title):
    """The 409 page. ``changed`` is who and when (a presenter), ``filed`` the present values by field.

    The typed form travels along in hidden fields, with the new version, so that one Save settles it. Where all of it is
    on file already there is nothing to choose: mostly the answer to the first of two presses was lost on the way.
    """
    rows = conflict_rows(form, filed)
    if _says_nothing_new(form, rows):
        messages.success(request, _("This is on file as you wrote it."))
        return redirect(back_url)
    context = {
        "form": form,
        "rows": rows,
        "typed": [(key, value) for key, values in request.POST.lists() for value in values if _carried(key)],
        "version": stale.current.version,
        "changed": changed,
        "back_url": back_url,
        "title": title,
    }
    return render(request, "components/conflict_page.html", context, status=409)


def _says_nothing_new(form, rows):
    # Why something was changed is kept with the change, and there is none to make.
    compared = {row.name for row in rows} | {"reason"}
    return {field.name for field in form.visible_fields()} <= compared and not any(
        row.differs for row in rows
    )


def _carried(key):
    return key not in ("csrfmiddlewaretoken", "version") and not key.startswith("keep-")
