"""Asking why a file is restricted, to whom, and until when that stands before somebody looks at it again."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.children.filters import caseworkers_of
from cases.components.forms import DateInput, OfUser, Once
from cases.components.stamps import Stamped
from cases.components.wording import HintedTextarea
from cases.enums import RestrictionKind
from cases.models import CaseRestriction, RestrictionMember, User

LONGEST = CaseRestriction._meta.get_field("reason").max_length
USUAL_DAYS = 90


class NamedField(forms.ModelMultipleChoiceField):
    """Colleagues by name; the form carries their public ids."""

    def __init__(self, **kwargs):
        super().__init__(
            User.objects.all(),
            to_field_name="public_id",
            widget=forms.CheckboxSelectMultiple(attrs={"class": "options-two"}),
            **kwargs,
        )

    def label_from_instance(self, user):
        return user.full_name


def _reason(label, help_text):
    return forms.CharField(
        label=label, max_length=LONGEST, widget=HintedTextarea(attrs={"rows": 3}), help_text=help_text
    )


class NamedAndWhen(OfUser, forms.Form):
    """Form base: who is named, and when it is looked at again."""

    named = NamedField(
        label=_("Who sees the file"),
        help_text=_("Whoever is responsible for the case, and at least one supervisor."),
        error_messages={"required": _("Name at least one colleague.")},
    )
    review_date = forms.DateField(
        label=_("Look at it again on"),
        widget=DateInput,
        help_text=_("It does not end on that day by itself: those who are named are asked to decide."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.fields["named"].queryset = caseworkers_of(user)


class ImposeForm(NamedAndWhen, Once):
    """Why a file is restricted, who sees it, and when that is looked at again."""

    kind = forms.ChoiceField(label=_("What it is about"), choices=RestrictionKind, widget=forms.RadioSelect)
    reason = _reason(_("Why"), _("Those who are named read it, and it stays in the history. No names."))

    field_order = ["kind", "reason", "named", "review_date"]


class ChangeForm(NamedAndWhen, Stamped):
    """Who sees a restricted file from now on, when it is looked at again, and why that changes."""

    reason = _reason(_("Why it changes"), _("It stays in the history. No names."))

    field_order = ["named", "review_date", "reason"]


class LiftForm(OfUser, Stamped):
    """Why the whole office may see the file again."""

    reason = _reason(_("Why it is lifted"), _("It stays in the history. No names."))


def impose_initial(child, user):
    """What ``ImposeForm`` is opened with: whoever is responsible, and who restricts the file."""
    responsible = child.assignments.current().values_list("user__public_id", flat=True)
    named = {str(public_id) for public_id in (*responsible, user.public_id) if public_id}
    return {"named": sorted(named), "review_date": timezone.localdate() + timedelta(days=USUAL_DAYS)}


def change_initial(restriction):
    """What ``ChangeForm`` is opened with, by field; the stamp is added by the view."""
    standing = RestrictionMember.objects.standing().filter(restriction=restriction)
    named = [str(public_id) for public_id in standing.values_list("user__public_id", flat=True)]
    return {"named": named, "review_date": restriction.review_date}
