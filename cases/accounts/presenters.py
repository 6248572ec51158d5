"""How offices and the people who work there read on a page."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from cases.enums import OfficeKind, Role
from cases.policy.roles import ROLES
from cases.templatetags.look import day, moment


@dataclass(frozen=True)
class Line:
    """One line of a history, as the component ``timeline`` prints it."""

    when: str
    icon: str
    text: str
    who: str = ""
    detail: str = ""


class OfficePresenter:
    """One office; ``people`` is how many work there, where it was counted."""

    def __init__(self, office, *, people=0):
        self.office = office
        self.people = people
        self.name = office.name
        self.url = reverse("accounts:office_detail", args=[office.public_id])

    @property
    def kind(self):
        return str(OfficeKind(self.office.kind).label)

    @property
    def state(self):
        return self.office.country.name

    @property
    def kind_and_state(self):
        return _("%(kind)s · %(state)s") % {"kind": self.kind, "state": self.state}

    @property
    def is_open(self):
        return self.office.closed_date is None

    @property
    def closed(self):
        """The day on which it closed; empty while it is open."""
        return day(self.office.closed_date)


class MemberPresenter:
    """One person with access and the role that holds now; ``membership`` may be ``None``.

    ``may_end`` offers the reader to end that role.
    """

    def __init__(self, user, membership, *, may_end=False):
        self.user = user
        self.may_end = may_end
        self.membership = membership
        self.name = user.full_name
        self.email = user.email
        self.is_active = user.is_active

    @property
    def url(self):
        """The page that administrators keep about this person."""
        return reverse("accounts:person", args=[self.user.public_id])

    @property
    def end_url(self):
        """Where the role is ended."""
        return reverse("accounts:end_role", args=[self.user.public_id])

    @property
    def role(self):
        return str(Role(self.membership.role).label) if self.membership else _("No role")

    @property
    def sentence(self):
        """What the role may do."""
        return ROLES[Role(self.membership.role)].sentence if self.membership else ""

    @property
    def has_passphrase(self):
        """Invented people of a demonstration have none."""
        return self.user.has_usable_password()

    @property
    def works_for(self):
        """The office, or the State an official acts for; empty for neither."""
        if self.membership is None:
            return ""
        if self.membership.state is not None:
            return self.membership.state.name
        return self.membership.office.name if self.membership.office else ""

    @property
    def since(self):
        return day(self.membership.from_date) if self.membership else ""

    @property
    def last_sign_in(self):
        return moment(self.user.last_login) or _("Never")


class SessionEnd:
    """When somebody who does nothing is signed out; ``session`` is one of this deployment's own."""

    def __init__(self, session):
        self.session = session
        self.warned = int(session.seconds_warned)

    @property
    def since(self):
        """When the one who asks signed in here."""
        return moment(datetime.fromtimestamp(self.session.began_at, tz=UTC))

    @property
    def at_latest(self):
        """When this session ends, whatever somebody does."""
        whole = self.session.began_at + settings.SESSION_COOKIE_AGE
        return moment(datetime.fromtimestamp(whole, tz=UTC))

    @property
    def seconds_sure(self):
        """For how long a page that was just opened need not ask; no page is told from another by it."""
        return int(self.session.seconds_sure)

    def as_words(self):
        """What a script asks for: how long it is from now, at what time that is, and whether it can be put off."""
        seconds = int(self.session.seconds_left)
        at = timezone.localtime() + timedelta(seconds=seconds)
        return {
            "seconds": seconds,
            "warned": self.warned,
            "at": formats.date_format(at, "H:i"),
            "may_stay": self.session.may_be_longer,
        }
