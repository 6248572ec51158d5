"""A form sent twice makes one record: its random id is kept with what was saved."""

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from cases.errors import Refused
from cases.models import SentForm


def saved_before(user, form_id):
    """Public id (text) of what this user already saved with this form, or ``None``."""
    return SentForm.objects.filter(user=user, form_id=form_id).values_list("target", flat=True).first()


def remember_saved(user, form_id, target):
    """Keep the form's id; call it inside the transaction that saves ``target``.

    Raises ``django.db.IntegrityError`` when the same form is being saved at the same moment: the whole
    transaction is then undone, and ``saved_before`` finds the record of the other one.
    """
    SentForm.objects.create(user=user, form_id=form_id, target=str(target.public_id))


def save_once(user, form_id, save):
    """Public id (text) of the one record that this form makes, however often it is sent.

    ``save`` is called without arguments unless the form was saved before; it calls ``remember_saved`` in its
    transaction and returns the record. What ``save`` refuses counts for nothing where the same form was saved at the
    same moment: the second of two presses is told what the first is told. Raises ``Refused`` for the id of somebody
    else's form.
    """
    target = saved_before(user, form_id)
    if target is not None:
        return target
    try:
        return str(save().public_id)
    except (IntegrityError, Refused) as error:
        # The same form was being saved at the same moment; its record is the one.
        target = saved_before(user, form_id)
        if target is not None:
            return target
        if isinstance(error, Refused) or not SentForm.objects.filter(form_id=form_id).exists():
            raise
        raise Refused(_("This form cannot be sent again; open a new one.")) from error
