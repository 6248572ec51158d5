"""Signing in with a password, and who a session belongs to."""

from django.contrib.auth.backends import ModelBackend

from cases.access.second_factor import annotated, taken_from
from cases.models import Membership, User


class MembershipBackend(ModelBackend):
    """Django's own backend, which reads a user together with the current membership and whether there is a second
    factor: one query a request."""

    def get_user(self, user_id):
        """The active user of a session, or ``None``."""
        memberships = Membership.objects.current().select_related("user", "office")
        row = annotated(memberships, "user_id").filter(user_id=user_id).first()
        if row is not None:
            user = row.user
            user.membership = row
        else:
            row = user = annotated(User.objects, "pk").filter(pk=user_id).first()
        if user is None or not self.user_can_authenticate(user):
            return None
        user.second_factor = taken_from(row)
        return user
