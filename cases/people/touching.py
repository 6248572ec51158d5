"""What is new in a case file shows on the child, whose own fields (and so its version) stay as they were."""

from django.utils import timezone

from cases.models import Child


def touch(person):
    """The case file of ``person``, where there is one, is updated now. Call it inside the change itself."""
    Child.objects.filter(person_id=person.pk).update(updated_at=timezone.now())


def touch_case(child_id):
    """The case file of the child with this number in the database is updated now, as ``touch`` does it."""
    Child.objects.filter(pk=child_id).update(updated_at=timezone.now())
