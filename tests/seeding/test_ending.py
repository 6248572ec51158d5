"""The demonstration: files that are due, on hold, waiting for a second person, and erased; and requests about own data."""

import pytest
from django.utils import timezone

from cases.models import Child, Erasure, LegalHold, Office, SubjectRequest
from cases.retention.due import due_files

pytestmark = pytest.mark.usefixtures("demo")


def test_each_way_in_which_a_file_ends_can_be_found():
    today = timezone.localdate()
    north = Office.objects.get(name="Office North")
    assert 2 <= due_files(Child.objects.filter(office=north), today).count() <= 60
    assert LegalHold.objects.standing_on(today).get().child.office == north
    states = dict(Erasure.objects.values_list("state", "child__erased_at"))
    assert set(states) == {"asked", "done"}
    assert states["done"] is not None
    erased = Erasure.objects.done().get()
    assert erased.sealed
    assert not erased.child.person.names.exists()
    assert SubjectRequest.objects.open().count() == 1


def test_who_was_erased_is_still_counted_as_who_travelled():
    erased = Erasure.objects.done().get().child
    assert erased.person.passages.counted_children().exists()
