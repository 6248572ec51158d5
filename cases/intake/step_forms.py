"""What the forms of all steps share: who sends them from which page, why an answer is missing, rows of one kind."""

import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.components.forms import OfUser
from cases.components.partial_dates import INPUTS, PartialDateField
from cases.enums import MissingReason, SourceKind
from cases.people.forms import SinceField

# Inputs that belong to the page and not to what somebody answers.
UNANSWERED = ("version", "page", "rows")
MOST_ROWS = 8


class MissingField(forms.ChoiceField):
    """Why a question has no answer: four reasons that must not be taken for one another."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("If there is no answer, why?"))
        kwargs.setdefault("required", False)
        super().__init__(choices=[("", _("Not said")), *MissingReason.choices], **kwargs)


class StepForm(OfUser, forms.Form):
    """One step. ``answers`` are the ``cases.intake.steps.Answers`` so far; ``typed`` is shown and not judged.

    ``questions`` maps a ``Question`` to the field that says why it has no answer; subclasses say in ``has_answer``
    which questions are answered.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    page = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    questions = {}
    # Inputs that are no part of the answer.
    asides = frozenset({"version", "page"})
    # What a row is called; subclasses with rows say it.
    row_title = ""
    # What goes without saying where all answers are read: by field, the answer that says nothing new.
    quiet = {}

    def __init__(self, data=None, *, user, answers, typed=None, more=False):
        self.answers = answers
        super().__init__(data, user=user)
        self.rows = self.make_rows(data if data is not None else typed, more=more)
        for form in (self, *self.rows):
            form.initial = {**self.shared(), **form.initial} if form is self else form.initial
            if typed is not None and data is None:
                form.initial = {**form.initial, **typed_initial(form, typed)}

    def shared(self):
        """What this step is opened with where nothing was typed: what earlier steps already say."""
        return {}

    def make_rows(self, data, *, more):
        """Further forms of the same page, one a row; none unless a subclass has them."""
        return []

    def row_forms(self, form_class, data, *, fewest, more):
        """``form_class`` as often as the page had it, and once more where that was asked for."""
        text = (data.get("rows") or "") if data is not None else ""
        count = int(text) if text.isdecimal() and len(text) < 3 else fewest
        count = min(max(count, fewest) + bool(more), MOST_ROWS)
        bound = data if self.is_bound else None
        rows = [form_class(bound, user=self.user, prefix=f"row{place}") for place in range(count)]
        if more:
            # Whoever asked for one more goes on there, and not at the top of the page.
            next(iter(rows[-1].fields.values())).widget.attrs["autofocus"] = True
        return rows

    @property
    def may_have_more(self):
        return len(self.rows) < MOST_ROWS

    def is_valid(self):
        """Whether the step and every row of it is; each message stands beside its field."""
        judged = [row.is_valid() for row in self.rows]
        return super().is_valid() and all(judged) and self.rows_fit()

    def rows_fit(self):
        """Whether the rows go together; may add messages to them."""
        return True

    def clean(self):
        cleaned = super().clean()
        today = timezone.localdate()
        for name, field in self.fields.items():
            if isinstance(field, SinceField) and (cleaned.get(name) or today) > today:
                self.add_error(name, _("This day has not come yet."))
        for question, field in self.questions.items():
            if cleaned.get(field) and self.has_answer(question):
                self.add_error(field, _("There is an answer; leave this empty, or take the answer out."))
        return cleaned

    def has_answer(self, question):
        """Whether a question is answered by what was typed in it."""
        raise NotImplementedError

    def missing(self):
        """``Question`` to ``MissingReason`` for what was not answered and why."""
        return {
            question: reason
            for question, field in self.questions.items()
            if (reason := self.cleaned_data.get(field)) and not self.has_answer(question)
        }

    def is_touched(self):
        """Whether anything was typed besides what the page was opened with."""
        own = [field for field in self if field.name not in self.asides]
        return any(map(_says_more, [*own, *(field for row in self.rows for field in row)]))

    def asked(self):
        """The bound fields that ask something, rows not included."""
        return [field for field in self if field.name not in UNANSWERED and not field.is_hidden]

    def is_quiet(self, name):
        """Whether an answer need not be read out: the usual one, or one that ``summed_up`` tells."""
        return name in self.quiet and str(self.cleaned_data.get(name)) == self.quiet[name]

    def summed_up(self):
        """Pairs of label and words for answers that several fields make together."""
        return []

    def input_names(self):
        """The names of every input of the page; nothing else is kept."""
        names = {"rows"} if self.rows else set()
        for form in (self, *self.rows):
            for name, field in form.fields.items():
                full = form.add_prefix(name)
                names.add(full)
                if isinstance(field, PartialDateField):
                    names |= {f"{full}_{part}" for part in (*INPUTS, "kind")}
        return names - self.asides


def _says_more(bound):
    """Whether something else stands in a field than it was opened with; what is shared is raw as well."""
    typed, opened = bound.data, bound.initial
    if isinstance(typed, dict):
        return any(typed.values())
    if str(typed or "") == str(opened or ""):
        return False
    return bound.field.has_changed(opened, typed)


def source_or(source, told_by):
    """The source that was named for one answer, or else who told everything."""
    return told_by if source in ("", SourceKind.UNKNOWN) else source


def typed_initial(form, typed):
    """What was typed in the inputs of ``form``, raw, by field; what was not sent is left out."""
    return {
        name: field.widget.value_from_datadict(typed, {}, form.add_prefix(name))
        for name, field in form.fields.items()
        if name not in ("version", "page")
        and not field.widget.value_omitted_from_data(typed, {}, form.add_prefix(name))
    }


def only_inputs(data, form):
    """The part of form data that the inputs of ``form`` sent, as a ``QueryDict``."""
    kept = data.copy()
    names = form.input_names()
    for name in list(kept):
        if name not in names:
            del kept[name]
    return kept
