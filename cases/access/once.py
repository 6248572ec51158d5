"""A form sent twice makes one record: its random id is kept with what was saved."""

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
