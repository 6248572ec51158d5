"""How somebody's access and its history read: in sentences, with who, when and why."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.accounts.presenters import Line, MemberPresenter
from cases.components.stamps import stamp_of
from cases.enums import AccessKind, Role
from cases.models import AccessChange, Membership, User
from cases.models.wall import everything
from cases.policy.permissions import LABELS
from cases.policy.roles import permissions_of
from cases.templatetags.look import day, moment

ICONS = {
    AccessKind.GRANTED: "plus",
    AccessKind.CHANGED: "pencil",
    AccessKind.ENDED: "sign-out",
    AccessKind.SUSPENDED: "lock",
    AccessKind.RESUMED: "tick",
    AccessKind.CONFIRMED: "double-tick",
    AccessKind.DUE: "clock",
    AccessKind.LAPSED: "lock",
    AccessKind.FACTOR_ASKED: "shield",
    AccessKind.FACTOR_WITHDRAWN: "cross",
    AccessKind.FACTOR_RESET: "shield",
}


class AccountPresenter(MemberPresenter):
    """Somebody's account as administrators read it: state, factors, when last seen.

    ``user`` has ``factors`` (how many are set up) and ``last_seen``, as ``with_signs`` of the filters adds them.
    """

    @property
    def state_icon(self):
        """The icon beside the state: a fact about an account is a tag, its colours are kept for children."""
        if not self.is_active:
            return "lock"
        return "tick" if self.membership else "minus"

    @property
    def state(self):
        """ "Active", "Suspended" or "No role"."""
        if not self.is_active:
            return _("Suspended")
        return _("Active") if self.membership else _("No role")

    @property
    def factors(self):
        """ "2 set up"; empty for none."""
        n = self.user.factors
        return ngettext("%(n)s set up", "%(n)s set up", n) % {"n": n} if n else ""

    @property
    def last_seen(self):
        return moment(self.user.last_seen) or _("Never")

    @property
    def may(self):
        """What the role allows, each in words, in the order of the table of roles."""
        allowed = permissions_of(self.membership.role) if self.membership else ()
        return [str(label) for permission, label in LABELS.items() if permission in allowed]


def role_in_words(role, office=None, state=None):
    """ "Caseworker at Office North", "Official of a State, Tajikistan"."""
    label = str(Role(role).label)
    if state:
        return _("%(role)s, %(state)s") % {"role": label, "state": state.name}
    if office:
        return _("%(role)s at %(office)s") % {"role": label, "office": office.name}
    return label


def line_of(change):
    """The line of one ``AccessChange``, read with its people, offices and States."""
    return Line(
        when=moment(change.at),
        icon=ICONS[change.kind],
        text=_sentence(change),
        who=_("by %(name)s") % {"name": change.by.full_name} if change.by else _("by the daily check"),
        detail=_("Why: %(reason)s") % {"reason": change.reason} if change.reason else "",
    )


def _sentence(change):
    old = change.old_role and role_in_words(change.old_role, change.old_office, change.old_state)
    new = change.new_role and role_in_words(change.new_role, change.new_office, change.new_state)
    if change.kind == AccessKind.GRANTED and not new and change.membership:
        new = _role_of(change.membership)
    words = {
        AccessKind.GRANTED: _("Became %(new)s."),
        AccessKind.CHANGED: _("Became %(new)s, after %(old)s."),
        AccessKind.ENDED: _("Is no longer %(old)s."),
        AccessKind.SUSPENDED: _("Access was suspended, and all sessions were ended."),
        AccessKind.RESUMED: _("Access was resumed."),
        AccessKind.CONFIRMED: _("The role was confirmed as still needed."),
        AccessKind.DUE: _("The role is to be confirmed."),
        AccessKind.LAPSED: _("Access was suspended: nobody had confirmed the role in time."),
        AccessKind.FACTOR_ASKED: _("A reset of the second factor was asked for."),
        AccessKind.FACTOR_WITHDRAWN: _("The request to reset the second factor was withdrawn."),
        AccessKind.FACTOR_RESET: _("The second factor was reset, and all sessions were ended."),
    }
    return words[AccessKind(change.kind)] % {"old": old, "new": new}


def _role_of(membership):
    return role_in_words(membership.role, membership.office, membership.state)


def history_of(user):
    """What happened to somebody's access, newest first; roles of which no record of giving is kept come after it."""
    people = ("by", "old_office", "old_state", "new_office", "new_state")
    roles = ("membership__office", "membership__state")
    changes = list(user.access_changes.select_related(*people, *roles).newest_first())
    begun = {
        change.membership_id for change in changes if change.kind in (AccessKind.GRANTED, AccessKind.CHANGED)
    }
    memberships = user.memberships.select_related("office", "state").order_by("-from_date", "-pk")
    older = [membership for membership in memberships if membership.pk not in begun]
    givers = givers_of(older)
    return [*map(line_of, changes), *(_began(membership, givers[membership.pk]) for membership in older)]


def _began(membership, giver):
    return Line(
        when=day(membership.from_date),
        icon="plus",
        text=_("Became %(new)s.") % {"new": _role_of(membership)},
        who=_("by %(name)s") % {"name": giver} if giver else before_records(),
    )


def before_records():
    """What is said instead of a name where nobody knows who gave a role."""
    return _("before records began")


def givers_of(memberships):
    """``{id of a membership: who gave it}``, in three queries; an empty name where that is not known."""
    ids = [membership.pk for membership in memberships]
    given = AccessChange.objects.filter(membership__in=ids, kind__in=(AccessKind.GRANTED, AccessKind.CHANGED))
    names = dict.fromkeys(ids, "") | _from_history(ids)
    return names | dict(given.values_list("membership", "by__full_name"))


@everything("Who changed a row and why is told to whoever reads the row, an administrator too.")
def _from_history(ids):
    made = Membership.pgh_event_model.objects.filter(pgh_obj_id__in=ids, pgh_label="insert")
    who = dict(made.values_list("pgh_obj_id", "pgh_context__metadata__user"))
    people = User.objects.filter(pk__in=[pk for pk in who.values() if pk])
    names = dict(people.values_list("pk", "full_name"))
    return {membership: names.get(pk, "") for membership, pk in who.items()}


class GrantPresenter(AccountPresenter):
    """One role on the list of who has what: a membership ``with_confirmation``, and who gave it (``givers_of``)."""

    def __init__(self, grant, giver, *, reader, today=None):
        super().__init__(grant.user, grant)
        self.grant = grant
        self.today = today or timezone.localdate()
        self.given_by = giver or before_records()
        self.is_own = grant.user_id == reader.pk
        self.seen = f"{grant.public_id} {stamp_of(grant)}"

    @property
    def is_due(self):
        return self.grant.due_date <= self.today

    @property
    def clock(self):
        """ "today" while it is due, "later" before; red is kept for dates of children."""
        return "today" if self.is_due else "later"

    @property
    def clock_text(self):
        words = _("Lapses on %(day)s") if self.is_due else _("To confirm by %(day)s")
        return words % {
            "day": date_format(self.grant.lapses_date if self.is_due else self.grant.due_date, "j M Y")
        }

    @property
    def confirmed(self):
        """ "3 Nov 2026 by Pavel Sirota"; empty if nobody ever did."""
        if self.grant.confirmed_at is None:
            return ""
        return _("%(day)s by %(name)s") % {
            "day": date_format(timezone.localtime(self.grant.confirmed_at), "j M Y"),
            "name": self.grant.confirmed_by_name,
        }


class ResetPresenter:
    """A request to reset a second factor that waits, for ``reader``."""

    def __init__(self, reset, *, reader):
        self.reset = reset
        self.public_id = reset.public_id
        self.asked_by = reset.asked_by.full_name
        self.asked = moment(reset.asked_at)
        self.until = moment(reset.lapses_at)
        self.reason = reset.reason
        self.is_own = reset.user_id == reader.pk
        self.may_confirm = not self.is_own and reset.asked_by_id != reader.pk
