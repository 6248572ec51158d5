"""Forms that change somebody's access. Each says why, carries what it was opened on, and is saved once."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.children.forms import CaseworkerField
from cases.components.forms import OfUser, Once
from cases.components.stamps import Stamped
from cases.components.state_field import StateField
from cases.components.wording import HintedTextarea
from cases.enums import OFFICE_ROLES, Role
from cases.handover.leaving import left_by, receivers
from cases.models import AccessChange, Office

LONGEST_REASON = AccessChange._meta.get_field("reason").max_length
MOST_AT_ONCE = 500


class WhyForm(OfUser, Once, Stamped):
    """Why somebody's access changes. The fields of a subclass come before it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=HintedTextarea(attrs={"rows": 3}),
        help_text=_("In a sentence, for whoever reads it later. Administrators alone see it; name no child."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "reason"])


class OfficeField(forms.ModelChoiceField):
    """An office that is open; its value is the public id."""

    def __init__(self, **kwargs):
        super().__init__(Office.objects.open().by_name(), to_field_name="public_id", **kwargs)


class _HandsOn:
    """Mixin: asks who takes over what somebody has in hand, where there is something; ``left`` says how much."""

    def ask_who_takes_over(self, leaver, membership, *, needed):
        self.left = None
        if membership and membership.role in OFFICE_ROLES:
            self.left = left_by(leaver, membership.office)
        if self.left is None or self.left.is_nothing:
            del self.fields["receiver"]
            return
        self.fields["receiver"].queryset = receivers(membership.office, leaver=leaver)
        self.fields["receiver"].required = needed


class RoleForm(_HandsOn, WhyForm):
    """Another role for ``subject``, whose current membership is ``membership`` (``None`` for no role)."""

    needed_if = {
        "office": _("needed for caseworkers and supervisors"),
        "state": _("needed for officials, and only for them"),
        "receiver": _("needed when this person no longer works on the cases of that office"),
    }
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    office = OfficeField(label=_("Office"), required=False, empty_label=_("No office"))
    state = StateField(required=False, empty_label=_("No State"))
    receiver = CaseworkerField(
        label=_("Who takes over what is in hand"), required=False, empty_label=_("Nobody: the cases stay")
    )

    def __init__(self, *args, subject, membership, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_who_takes_over(subject, membership, needed=False)

    def clean(self):
        cleaned = super().clean()
        role = cleaned.get("role")
        if role in OFFICE_ROLES and not cleaned.get("office") and "office" not in self.errors:
            self.add_error("office", _("Caseworkers and supervisors belong to an office."))
        if role == Role.OFFICIAL and not cleaned.get("state") and "state" not in self.errors:
            self.add_error("state", _("Say for which State the official acts."))
        if role and role != Role.OFFICIAL and cleaned.get("state"):
            self.add_error("state", _("An official, and nobody else, acts for a State."))
        return cleaned


def role_initial(membership):
    """What ``RoleForm`` is opened with, by field; the stamp is added by the view."""
    if membership is None:
        return {"role": "", "office": "", "state": ""}
    office = membership.office
    return {
        "role": membership.role,
        "office": str(office.public_id) if office else "",
        "state": membership.state_id or "",
    }


class EndForm(_HandsOn, WhyForm):
    """The end of the role of ``subject``, and who takes over what is in hand."""

    receiver = CaseworkerField(label=_("Who takes over"), empty_label=_("Choose a colleague of the office"))

    def __init__(self, *args, subject, membership, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_who_takes_over(subject, membership, needed=True)


class PressForm(OfUser, Stamped):
    """A press on a button, with the stamp of what was seen when it was pressed."""


class SeenField(forms.Field):
    """Rows as they were shown: each value is a public id and a stamp; cleaned to a dict of the two."""

    widget = forms.MultipleHiddenInput

    def clean(self, value):
        pairs = [text.partition(" ") for text in value or []]
        if len(pairs) > MOST_AT_ONCE:
            raise ValidationError(_("These are too many at once."))
        return {_public_id(public_id): stamp for public_id, _space, stamp in pairs}


def _public_id(text):
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise ValidationError(_("Tick people of this list.")) from None


class ConfirmForm(OfUser, Once):
    """Whose access is still needed: those ticked, or all that the page shows."""

    TICKED, ALL = "ticked", "all"

    grants = SeenField(label=_("Who"), required=False)
    shown = SeenField(required=False)
    which = forms.ChoiceField(choices=[(TICKED, TICKED), (ALL, ALL)], required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("which") == self.ALL:
            cleaned["grants"] = cleaned.get("shown")
        if not self.errors and not cleaned.get("grants"):
            self.add_error("grants", _("Tick at least one person."))
        return cleaned
