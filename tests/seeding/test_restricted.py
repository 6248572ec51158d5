"""The demonstration: one file that only named people see, and one sibling whose file another office holds."""

import pytest

from cases.models import CaseRestriction, Child, FamilyMembership, User

pytestmark = pytest.mark.usefixtures("demo")


def test_one_file_is_for_named_people_and_the_rest_of_the_office_does_not_find_it():
    restriction = CaseRestriction.objects.open().get()
    child, office = restriction.child, restriction.child.office
    named = {member.user for member in restriction.members.all()}
    colleagues = User.objects.filter(memberships__office=office, memberships__to_date__isnull=True)
    seeing = {user for user in colleagues if Child.objects.visible_to(user).filter(pk=child.pk).exists()}
    assert {"Omar Rashid"} <= {user.full_name for user in named}
    assert seeing == named != set(colleagues)


def test_a_family_has_a_child_whose_file_another_office_holds():
    memberships = FamilyMembership.objects.current().filter(person__child__isnull=False)
    elsewhere = [
        row
        for row in memberships.select_related("group", "person")
        if row.group.office_id != row.person.office_id
    ]
    assert len(elsewhere) == 1
