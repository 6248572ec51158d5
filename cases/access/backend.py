"""Signing in with a password, and who a session belongs to."""

from django.contrib.auth.backends import ModelBackend

from cases.models import Membership


class MembershipBackend(ModelBackend):
    """Django's own backend, which reads a user together with the current membership: one query a request."""

    def get_user(self, user_id):
        """The active user of a session, or ``None``."""
        memberships = Membership.objects.current().select_related("user", "office")
        membership = memberships.filter(user_id=user_id).first()
        if membership is None:
            return super().get_user(user_id)
        if not self.user_can_authenticate(membership.user):
            return None
        membership.user.membership = membership
        return membership.user
