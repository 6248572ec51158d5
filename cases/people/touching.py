"""What is new in a case file shows on the child, whose own fields (and so its version) stay as they were."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.errors import Refused
from cases.models import Child, Person

_MERGED = _("This record was merged into another one meanwhile; open the one that stays.")
_MOVED = _("Your office does not keep this record any more.")


def touch(person):
    """The case file of ``person``, where there is one, is updated now. Call it inside the change itself.

    Raises ``Refused`` where the record was merged into another while somebody wrote, or went to another office than the
    one for which ``person`` was read: nothing is added to it any more.
    """
    if _updated(person_id=person.pk, office_id=person.office_id):
        return
    found = Person.objects.filter(pk=person.pk).values_list("merged_into", "office").first()
    if found is None:  # what another office keeps by now is not seen any more
        raise Refused(_MOVED)
    merged_into, office = found
    if merged_into is not None:
        raise Refused(_MERGED)
    if office != person.office_id:
        raise Refused(_MOVED)


def touch_case(child_id):
    """The case file of the child with this number in the database is updated now, as ``touch`` does it."""
    if _updated(pk=child_id):
        return
    _refuse(Child.objects.filter(pk=child_id, merged_into__isnull=False))
    if not Child.objects.filter(pk=child_id).exists():
        raise Refused(_MOVED)


def touch_file(child):
    """The same for the file as it was read: refused too where another office keeps it by now."""
    if not _updated(pk=child.pk, office_id=child.office_id):
        _refuse(Child.objects.filter(pk=child.pk, merged_into__isnull=False))
        raise Refused(_MOVED)


def refuse_given_up(keys):
    """Raise ``Refused`` where one of the persons with these numbers was merged into another record meanwhile.

    Call it after the rows were written: only then a merge that ran at the same time has ended.
    """
    _refuse(Person.objects.filter(pk__in=keys, merged_into__isnull=False))


def _updated(**lookup):
    return Child.objects.standing().filter(**lookup).update(updated_at=timezone.now())


def _refuse(given_up):
    if given_up.exists():
        raise Refused(_MERGED)
