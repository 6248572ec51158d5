"""Who a session belongs to is one question, and the membership comes along."""

import pytest
from django.contrib.auth import get_user_model

from cases.access.backend import MembershipBackend
from cases.enums import Role

pytestmark = pytest.mark.django_db


def test_user_and_membership_in_one_query(caseworker, django_assert_num_queries):
    office = caseworker.office
    with django_assert_num_queries(1):
        user = MembershipBackend().get_user(caseworker.pk)
        assert (user.role, user.office) == (Role.CASEWORKER, office)


def test_an_account_without_a_role_is_still_a_user():
    user = get_user_model().objects.create_user("new@example.org", "New Person")
    assert MembershipBackend().get_user(user.pk) == user
    assert user.role is None


def test_a_suspended_account_is_nobody(caseworker):
    caseworker.is_active = False
    caseworker.save()
    assert MembershipBackend().get_user(caseworker.pk) is None


def test_an_unknown_id_is_nobody():
    assert MembershipBackend().get_user(0) is None
