"""Asking what a child needs: what was found, in codes, and what is done about it."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.components.forms import OfUser, Once
from cases.enums import FINDINGS_OF, NeedDomain, NeedFinding, NeedResponse
from cases.needs.presenters import DOMAINS_IN_ORDER
from cases.people.correction_forms import CorrectionForm
from cases.people.forms import ConfidenceField, SinceField, SourceField


def domain_named(code):
    """The ``NeedDomain`` of a word in the address, or ``None``."""
    return NeedDomain(code) if code in NeedDomain.values else None


def _findings(domain):
    return [(f"{domain.value}:{code}", NeedFinding(code).label) for code in FINDINGS_OF[domain]]


class NeedFields(forms.Form):
    """What is done about a finding, since when it holds, how sure it is, and from whom."""

    response = forms.ChoiceField(
        label=_("What is done?"),
        choices=[("", _("Choose")), *NeedResponse.choices],
        help_text=_("Where nothing has to be done, say so; it is an answer."),
    )
    from_date = SinceField(
        label=_("Known since"),
        required=False,
        help_text=_(
            "Leave it empty where nobody knows since when: it is then known since today. An earlier finding of the "
            "same kind ends on this day."
        ),
    )
    confidence = ConfidenceField()
    source = SourceField()


class NeedForm(OfUser, Once, NeedFields):
    """One finding. With a ``domain`` only its findings are offered; without one those of all, grouped.

    Several domains share findings, so that the value of a choice names both.
    """

    finding = forms.ChoiceField(label=_("What was found?"))

    field_order = ["finding"]

    def __init__(self, *args, domain=None, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["finding"]
        if domain:
            field.label = _("%(domain)s: what was found?") % {"domain": domain.label}
            field.widget = forms.RadioSelect()
            field.choices = _findings(domain)
        else:
            groups = [(each.label, _findings(each)) for each in DOMAINS_IN_ORDER]
            field.choices = [("", _("Choose")), *groups]

    def need(self):
        """The answers as the action takes them."""
        cleaned = self.cleaned_data
        domain, finding = cleaned["finding"].split(":")
        found = {"domain": NeedDomain(domain), "finding": NeedFinding(finding)}
        return {**cleaned, **found, "from_date": cleaned["from_date"] or timezone.localdate()}


class CorrectNeedForm(CorrectionForm, NeedFields):
    """A finding that was recorded wrongly, within its ``domain``."""

    finding = forms.ChoiceField(widget=forms.RadioSelect)
    from_date = SinceField(label=_("Known since"))

    field_order = ["finding", "response", "from_date", "confidence", "source", "reason"]

    def __init__(self, *args, domain, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["finding"].label = _("%(domain)s: what was found?") % {"domain": domain.label}
        self.fields["finding"].choices = [(code, NeedFinding(code).label) for code in FINDINGS_OF[domain]]


def need_initial(need):
    """What ``CorrectNeedForm`` is opened with, by field; the stamp is added by the view."""
    names = ("finding", "response", "from_date", "confidence", "source")
    return {name: getattr(need, name) for name in names}
