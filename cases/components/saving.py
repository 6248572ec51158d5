"""The paragraph every saving view shares: save once, say so, or put the refusal beside its field."""

from django.contrib import messages
from django.utils.translation import gettext_lazy as _

from cases.access import save_once, saved_before
from cases.components.wording import hint_after_saving
from cases.errors import Refused, Stale

SAVED = _("Saved.")


def saved(request, form, save, *, told=SAVED, hints=True):
    """Save what a form says; returns the public id (text) of the record, ``None`` when it was not saved.

    ``save`` is called without arguments for a valid form and returns the record; a form with a form id makes
    one record, however often it is sent. What the rules refuse stands in the form afterwards. ``Stale`` is
    left to the view, which shows both versions. Words worth a thought are told with the next page, unless that page
    says so itself (``hints=False``).
    """
    if not form.is_bound:
        return None
    is_valid = form.is_valid()
    form_id = form.cleaned_data.get("form_id")
    if not is_valid:
        # What the first of two presses saved is often no choice any more.
        return saved_before(request.user, form_id) if form_id else None
    try:
        public_id = save_once(request.user, form_id, save) if form_id else str(save().public_id)
    except Stale:
        raise
    except Refused as refused:
        form.add_refusal(refused)
        return None
    messages.success(request, told)
    if hints:
        hint_after_saving(request, form)
    return public_id
