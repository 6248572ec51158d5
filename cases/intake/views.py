"""Registering a family: the list of what was begun, a page a question, all answers, one press; and the quick form."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cases.access import get_for, in_background, requires, save_once
from cases.components.forms import posted, sent_before
from cases.errors import Refused, Stale
from cases.intake import drafts
from cases.intake.apart import (
    Asked,
    family_alike,
    one_of_these,
    register_apart,
    register_family_apart,
    typed_child,
)
from cases.intake.family_forms import MOST_CHILDREN
from cases.intake.forms import BeginForm, QuickRegisterForm, TakeOutForm
from cases.intake.gathering import Gathered
from cases.intake.pages import (
    BACK,
    CHECK,
    LATER,
    MORE_ROWS,
    SHOW,
    aside,
    back_url,
    changed_elsewhere,
    check_page,
    check_url,
    conflict_page,
    kept_at,
    of_draft,
    record_form,
    step_or_404,
    step_page,
)
from cases.intake.presenters import unfinished
from cases.intake.step_forms import only_inputs
from cases.intake.steps import Answers, part_of, step_after, steps_about
from cases.matching.lookalikes import kept_apart, lookalikes, not_seen
from cases.models import RegistrationDraft
from cases.policy.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def register(request):
    """What was begun and not finished, and the button that begins a registration."""
    form = BeginForm(posted(request), user=request.user)
    if form.is_valid():
        form_id = form.cleaned_data["form_id"]
        begun = save_once(request.user, form_id, lambda: drafts.begin(by=request.user, form_id=form_id))
        return redirect("intake:step", begun, "family")
    context = {"form": form, "unfinished": unfinished(request.user), "office": request.user.office}
    return render(request, "intake/register.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
@of_draft
def step(request, draft, step):
    """One question of a registration; whatever was typed is kept first and judged then."""
    asked = step_or_404(draft, step)
    if request.method == "POST":
        return _answered(request, draft, asked)
    drafts.go_to(by=request.user, draft=draft, step=asked.slug)
    return step_page(request, draft, asked, _shown(request, draft, asked))


def _shown(request, draft, asked, *, more=False):
    """The form of a step with what was typed, not judged; its version is the draft's."""
    typed = drafts.typed_at(draft, asked.slug)
    form = asked.form(user=request.user, answers=Answers(draft), typed=typed, more=more)
    form.initial["version"] = draft.version
    return form


def _answered(request, draft, asked):
    form = asked.form(request.POST, user=request.user, answers=Answers(draft))
    is_valid = form.is_valid()
    if "version" in form.errors or "page" in form.errors:
        return step_page(request, draft, asked, form, status=422)
    if BACK in request.POST and not (form.is_touched() or Answers(draft).has(asked.slug)):
        # A question that was only looked at is not answered by going back.
        return redirect(back_url(request, draft, asked))
    try:
        draft = _kept(request, draft, asked, form)
    except Stale as stale:
        return conflict_page(request, stale.current, asked, form)
    if BACK in request.POST:
        return redirect(back_url(request, draft, asked))
    if LATER in request.POST:
        messages.success(request, _("Kept. You can go on later, on any device."))
        return redirect("intake:register")
    if MORE_ROWS in request.POST or SHOW in request.POST:
        again = _shown(request, draft, asked, more=MORE_ROWS in request.POST)
        return step_page(request, draft, asked, again)
    if not is_valid:
        return step_page(request, draft, asked, form, status=422)
    return _next(request, draft, asked, form)


def _kept(request, draft, asked, form):
    return drafts.keep(
        by=request.user,
        draft=draft,
        step=asked.slug,
        typed=only_inputs(request.POST, form),
        version=form.cleaned_data["version"],
        page=str(form.cleaned_data["page"]),
    )


def _next(request, draft, asked, form):
    if form.cleaned_data.get("another") == "yes":
        # The page says which child it makes, so that sent twice it makes one; it never takes a child away.
        children = Answers(draft).children
        number = min(form.cleaned_data.get("makes") or children + 1, MOST_CHILDREN)
        draft = drafts.set_children(by=request.user, draft=draft, count=max(number, children))
        return redirect("intake:step", draft.public_id, f"child-{number}-name")
    if request.GET.get("from") == CHECK:
        return redirect(check_url(draft, asked))
    following = step_after(Answers(draft), asked.slug)
    if following is None:
        return redirect("intake:check", draft.public_id)
    return redirect("intake:step", draft.public_id, following.slug)


@require_POST
@requires(Permission.EDIT_CASES)
@in_background
@of_draft
def keep(request, draft, step):
    """Keep what stands in a step while somebody is still typing: 204, or 409 where another device wrote there."""
    asked = step_or_404(draft, step)
    form = asked.form(request.POST, user=request.user, answers=Answers(draft))
    form.is_valid()
    if "version" in form.errors or "page" in form.errors:
        return HttpResponse(status=422)
    try:
        draft = _kept(request, draft, asked, form)
    except Stale:
        return HttpResponse(status=409)
    return HttpResponse(status=204, headers={"Kept-At": kept_at(draft)})


@require_POST
@requires(Permission.EDIT_CASES)
@in_background
@of_draft
def beside(request, draft, step):
    """What stands beside a question, for what is typed at this moment; nothing is kept."""
    asked = step_or_404(draft, step)
    form = asked.form(request.POST, user=request.user, answers=Answers(draft))
    return render(request, "intake/_aside.html", aside(request.user, asked, form))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
@of_draft
def check(request, draft):
    """Every answer with the way to change it, and the one press that records everything."""
    gathered = Gathered(draft, request.user)
    form = record_form(request, gathered, posted(request))
    if form.is_valid():
        try:
            return _asked_first(request, gathered) or _recorded(request, draft, form.cleaned_data["version"])
        except Stale as stale:
            return changed_elsewhere(request, stale.current)
        except Refused as refused:
            form.add_refusal(refused)
    return check_page(request, draft, form, gathered=gathered, status=422 if form.is_bound else 200)


def _asked_first(request, gathered):
    """The page that asks whether somebody of the family is on file, where that was not said yet; or ``None``."""
    draft = gathered.draft
    asked = family_alike(request.user, gathered.registration(), draft=draft)
    if not not_seen([one for each in asked for one in each.found], request.POST):
        return None
    # Somebody found may be this very family, which another press of the same button has recorded meanwhile.
    if made := drafts.made_of(request.user, draft.public_id):
        return redirect("casefile:detail", made)
    back = {"back_url": reverse("intake:check", args=[draft.public_id]), "back_label": _("All answers")}
    return one_of_these(request, asked, **back)


def _recorded(request, draft, version):
    def record(current):
        family = Gathered(current, request.user).registration()
        asked = family_alike(request.user, family)
        who = {"family": family, "form_id": current.public_id, "asked": asked, "data": request.POST}
        return register_family_apart(by=request.user, **who)

    count = Answers(draft).case_files
    child = drafts.finish(by=request.user, draft=draft, version=version, record=record)
    if child is None:
        # The same button, pressed twice at once: the other press has recorded it, or it was discarded meanwhile.
        made = drafts.made_of(request.user, draft.public_id)
        if made is None:
            raise Http404
        return redirect("casefile:detail", made)
    told = ngettext(
        "The case is open. No State can see the child until somebody allows contact.",
        "%(count)s cases are open. No State can see the children until somebody allows contact.",
        count,
    )
    messages.success(request, told % {"count": count})
    return redirect("casefile:detail", child.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
@of_draft
def take_out(request, draft, who):
    """Ask once, then remove a child or a parent who was added by mistake."""
    form = TakeOutForm(posted(request), user=request.user, initial={"version": draft.version})
    answers = Answers(draft)
    if form.is_valid() and form.cleaned_data["version"] != draft.version:
        return changed_elsewhere(request, draft)
    number = part_of(answers, who)
    if number is None:
        raise Http404
    if not form.is_valid():
        context = {"draft": draft, "form": form, "who": who, "number": number, "names": answers.names_of(who)}
        return render(request, "intake/take_out.html", context, status=422 if form.is_bound else 200)
    version = form.cleaned_data["version"]
    try:
        _take_out(request, draft, who, number, version)
    except Stale as stale:
        return changed_elsewhere(request, stale.current)
    messages.success(request, _("Taken out. Nothing of it is kept."))
    return redirect("intake:check", draft.public_id)


def _take_out(request, draft, who, number, version):
    if number:
        children = Answers(draft).children
        drafts.take_out_child(by=request.user, draft=draft, number=number, children=children, version=version)
    else:
        drafts.take_out_parent(
            by=request.user, draft=draft, role=who, steps=steps_about(who), version=version
        )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
@of_draft
def discard(request, draft):
    """Ask once, then remove a draft."""
    if request.method == "POST":
        drafts.discard(by=request.user, draft=draft)
        messages.success(request, _("The draft is discarded."))
        return redirect("intake:register")
    return render(request, "intake/discard.html", {"draft": draft, "children": Answers(draft).children})


@require_POST
@requires(Permission.EDIT_CASES)
def put_away(request, public_id):
    """Put away the notice that a draft was discarded."""
    draft = get_for(request.user, RegistrationDraft.objects.discarded(), public_id=public_id)
    drafts.put_away(by=request.user, draft=draft)
    return redirect("home:start")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def quick(request):
    """Four answers start a case; the case page asks for the rest."""
    form = QuickRegisterForm(posted(request), user=request.user)
    if sent_before(request) is None and form.is_valid():
        registration = form.registration()
        found = lookalikes(request.user, typed_child(registration))
        if not_seen(found, request.POST):
            back = {"back_url": reverse("intake:quick"), "back_label": _("Quick register")}
            return one_of_these(request, [Asked(0, registration.names, found)], **back)
    if form.is_valid():
        try:
            return _registered(request, form.registration(), form.cleaned_data["form_id"])
        except Refused as refused:
            form.add_refusal(refused)
    status = 422 if form.is_bound else 200
    return render(request, "intake/quick.html", {"form": form}, status=status)


def _registered(request, registration, form_id):
    def save():
        apart = kept_apart(request.user, request.POST)
        return register_apart(by=request.user, registration=registration, form_id=form_id, apart=apart)

    public_id = save_once(request.user, form_id, save)
    messages.success(
        request, _("The case is open. No State can see the child until somebody allows contact.")
    )
    return redirect("casefile:detail", public_id)
