"""What the page of a step shows, and finding the draft that an address names."""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats, timezone

from cases.access import get_for
from cases.documents.presenters import PaperChain
from cases.intake import drafts
from cases.intake.forms import RecordForm
from cases.intake.gathering import Gathered
from cases.intake.presenters import CheckPage, KeptBirth, alike, typed_words
from cases.intake.step_forms import only_inputs
from cases.intake.steps import Answers, progress, step_before, step_named, steps_of
from cases.models import RegistrationDraft

# The buttons of a step besides "Continue".
BACK, LATER, MORE_ROWS, SHOW = "back", "later", "more_rows", "show"
CHECK = "check"


def of_draft(view):
    """Give the view the user's own draft instead of its public id; a finished one leads to the case it became."""

    @wraps(view)
    def with_draft(request, public_id, **kwargs):
        made = drafts.made_of(request.user, public_id)
        if made:
            return redirect("casefile:detail", made)
        kept = RegistrationDraft.objects.kept().filter(expires_at__gt=timezone.now())
        try:
            return view(request, get_for(request.user, kept, public_id=public_id), **kwargs)
        except drafts.Gone:
            raise Http404 from None

    return with_draft


def step_or_404(draft, slug):
    """The step of this registration that an address names."""
    step = step_named(Answers(draft), slug)
    if step is None:
        raise Http404
    return step


def step_page(request, draft, step, form, *, status=200):
    """The page of one question."""
    answers = Answers(draft)
    which, total = progress(answers, step.slug)
    is_from_check = request.GET.get("from") == CHECK
    context = {
        "draft": draft,
        "step": step,
        "form": form,
        "which": which,
        "total": total,
        "bars": _bars(which, total),
        "children": answers.children,
        "child_name": _first_name(answers, step),
        "body": f"intake/_step_{_template(step)}.html",
        "is_from_check": is_from_check,
        "kept_at": kept_at(draft) if answers.has(step.slug) else "",
        **aside(request.user, step, form),
    }
    return render(request, "intake/step.html", context, status=status)


def aside(user, step, form):
    """What stands beside a question: children alike, what will be kept of a birth, the chain of papers."""
    kind = step.kind.aside
    found = {"aside": f"intake/_aside_{kind}.html" if kind else ""}
    if kind == "chain":
        return found | {"chain": PaperChain(_kinds(form))}
    if kind == "kept":
        return found | {"kept": KeptBirth(_judged(step, form, user))}
    if kind == "alike":
        return found | {"alike": alike(user, _judged(step, form, user).names())}
    return found


def _judged(step, form, user):
    """A second form on the same data: what stands beside must not put messages into the first."""
    data = form.data if form.is_bound else form.answers.at(step.slug)
    judged = step.form(data, user=user, answers=form.answers)
    judged.is_valid()
    return judged


def _kinds(form):
    return [str(row["kind"].value() or "") for row in form.rows]


def _template(step):
    return step.kind.word.replace("mother", "parent").replace("father", "parent")


def _bars(which, total):
    return ["done"] * (which - 1) + ["here"] + [""] * (total - which)


def _first_name(answers, step):
    names = answers.names_of(f"child-{step.number}") if step.number else {}
    return next(iter(names.values()), "")


def back_url(request, draft, step):
    """Where "Back" leads: to all answers for whoever came from there, else to the step before."""
    if request.GET.get("from") == CHECK:
        return check_url(draft, step)
    before = step_before(Answers(draft), step.slug)
    return (
        reverse("intake:step", args=[draft.public_id, before.slug]) if before else reverse("intake:register")
    )


def check_url(draft, step):
    """The page of all answers, at those of this step."""
    return f"{reverse('intake:check', args=[draft.public_id])}#{step.slug}"


def kept_at(draft):
    """ "10:42", in the reader's time."""
    return formats.date_format(timezone.localtime(draft.updated_at), "H:i")


def record_form(request, gathered, data=None):
    """The form that records what was ``gathered``: bound to ``data``, or on the draft as it stands."""
    return RecordForm(
        data,
        user=request.user,
        initial={"version": gathered.draft.version},
        asks_claims=bool(gathered.copied_claims),
    )


def check_page(request, draft, form=None, *, gathered=None, status=200, is_stale=False):
    """The page of all answers; without a form with one on the draft as it stands."""
    gathered = gathered or Gathered(draft, request.user)
    context = {
        "draft": draft,
        "form": form or record_form(request, gathered),
        "page": CheckPage(gathered),
        "is_stale": is_stale,
        "children": gathered.answers.children,
        "last": steps_of(gathered.answers)[-1].slug,
        "office": request.user.office,
    }
    return render(request, "intake/check.html", context, status=status)


def changed_elsewhere(request, draft):
    """The page of all answers for whoever has seen others (409)."""
    return check_page(request, draft, status=409, is_stale=True)


def conflict_page(request, draft, step, form):
    """Two devices wrote at one step: both versions, and a button for each (409)."""
    answers = Answers(draft)
    filed = step.form(answers.at(step.slug), user=request.user, answers=answers)
    mine = step.form(request.POST, user=request.user, answers=answers)
    for one in (filed, mine):
        one.is_valid()
    context = {
        "step": step,
        "rows": _rows(mine, filed),
        "typed": [
            (name, value) for name, values in only_inputs(request.POST, form).lists() for value in values
        ],
        "version": draft.version,
        "page": request.POST.get("page", ""),
        "url": reverse("intake:step", args=[draft.public_id, step.slug]),
        "kept_at": kept_at(draft),
    }
    return render(request, "intake/conflict.html", context, status=409)


def _rows(mine, filed):
    rows = [_row(field.label, mine, filed, field.name) for field in mine.asked()]
    for place, row in enumerate(mine.rows):
        other = filed.rows[place] if place < len(filed.rows) else None
        rows += [_row(field.label, row, other, field.name) for field in row]
    return [row for row in rows if row["mine"] or row["filed"]]


def _row(label, mine, filed, name):
    words = typed_words(mine, name)
    others = typed_words(filed, name) if filed is not None else ""
    return {"label": label, "mine": words, "filed": others, "differs": words != others}
