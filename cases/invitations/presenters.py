"""How an invitation reads on a page."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.enums import Role
from cases.policy.roles import ROLES
from cases.templatetags.look import day, moment


class InvitationPresenter:
    """One invitation; office, State and who invited were read with it."""

    def __init__(self, invitation):
        self.invitation = invitation
        self.public_id = invitation.public_id
        self.name = invitation.full_name
        self.email = invitation.email
        self.invited_by = invitation.invited_by.full_name
        self.url = reverse("invitations:detail", args=[invitation.public_id])

    @property
    def role(self):
        return str(Role(self.invitation.role).label)

    @property
    def sentence(self):
        """What the role may do."""
        return ROLES[Role(self.invitation.role)].sentence

    @property
    def works_for(self):
        """The office, or the State an official acts for; empty for neither."""
        return str(self.invitation.state or self.invitation.office or "")

    @property
    def sent(self):
        return moment(self.invitation.sent_at)

    @property
    def is_open(self):
        """Whether it can be sent again or withdrawn."""
        return not self.invitation.used_at and not self.invitation.withdrawn_at

    @property
    def is_over(self):
        """Whether nobody came in time."""
        return self.is_open and self.invitation.expires_at <= timezone.now()

    @property
    def until(self):
        return moment(self.invitation.expires_at)

    @property
    def standing(self):
        """What became of it, in words."""
        if self.invitation.used_at:
            return _("Accepted")
        if self.invitation.withdrawn_at:
            return _("Withdrawn")
        return _("Time is over") if self.is_over else _("Waiting")

    @property
    def ended(self):
        """The day it was accepted or withdrawn; empty while it is open."""
        return day(self.invitation.used_at or self.invitation.withdrawn_at)
