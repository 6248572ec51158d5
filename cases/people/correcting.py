"""The page on which an entry that was wrong is corrected: one screen, with the reason."""

from dataclasses import dataclass
from functools import partial

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.audit.presenters import last_change
from cases.components.conflicts import conflict_response, kept
from cases.components.forms import posted
from cases.components.saving import saved
from cases.components.stamps import stamp_of
from cases.errors import Stale
from cases.people.pages import page_of
from cases.people.presenters import PersonPresenter


@dataclass(frozen=True)
class Correction:
    """How one kind of entry is corrected.

    ``form_class`` is a ``CorrectionForm``, ``filed`` gives what it is opened with out of a row, and ``action`` takes
    ``by``, ``row`` and what was typed.
    """

    form_class: type
    filed: object
    action: object


def correct_entry(request, row, person, correction, *, back_url="", advice="", **options):
    """Save once and go back to ``back_url``, the page of the person unless given; two versions side by side when
    both were changed. ``advice`` stands above the form, ``options`` are for the form.
    """
    title, back_url, filed = _("Correct this entry"), back_url or page_of(person), correction.filed(row)
    initial = {**filed, "version": stamp_of(row)}
    data = kept(posted(request), filed)
    form = correction.form_class(data, user=request.user, initial=initial, **options)
    save = partial(correction.action, by=request.user, row=row)
    try:
        if saved(request, form, lambda: save(**form.cleaned_data)):
            return redirect(back_url)
    except Stale as stale:
        return conflict_response(
            request,
            form=form,
            stale=stale,
            filed=correction.filed(stale.current.row),
            changed=last_change(stale.current.row),
            back_url=back_url,
            title=title,
        )
    context = {
        "form": form,
        "title": title,
        "back_url": back_url,
        "name": PersonPresenter(person).name,
        "advice": advice,
    }
    return render(request, "people/correct.html", context, status=422 if form.is_bound else 200)
