"""Since when an office keeps a file: what happened before is not that office's to read (ADR 14)."""

from cases.models import Person


def arrival(person):
    """The moment at which the file came to its office, as a query of one value; none where it began there."""
    versions = Person.pgh_event_model.objects.filter(pgh_obj_id=person.pk)
    of_others = versions.exclude(office_id=person.office_id).order_by("-pgh_id")
    since = versions.filter(pgh_id__gt=of_others.values("pgh_id")[:1]).order_by("pgh_id")
    return since.values_list("pgh_created_at", flat=True)[:1]


def kept_since(person):
    """The moment at which the file came from another office; ``None`` where it never did."""
    return arrival(person).first()


def is_ours(moment, since):
    """Whether a change was made after the file had come."""
    return since is None or moment > since
