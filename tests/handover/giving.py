"""What the tests of handing over share: cases in somebody's care, the form filled in, and what its review sends."""

from django.utils import timezone

from cases.models import CaseAssignment
from tests.factories import CaseAssignmentFactory, ChildFactory
from tests.support.forms import form_of

URL = "/handover/"
TODAY = timezone.localdate


def held(user, count=1, **fields):
    """Children whom ``user`` is responsible for."""
    children = [ChildFactory(office=user.office, **fields) for _number in range(count)]
    for child in children:
        CaseAssignmentFactory(child=child, user=user)
    return children


def with_whom(child):
    return CaseAssignment.objects.current().get(child=child).user


def typed(client, to, children, **more):
    ids = [str(child.public_id) for child in children]
    values = {"which": "ticked", "user": str(to.public_id), "children": ids, "reason": "Away until Monday"}
    return form_of(client, URL, **(values | more))


def dict_of(review):
    """What the page of the review sends."""
    sent = {"expected": review.context["count"]}
    for name, value in review.context["carried"]:
        sent.setdefault(name, []).append(value)
    return sent
