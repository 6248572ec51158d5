"""The form on why something is not known of a person, whichever page it is opened from."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.audit.presenters import last_change
from cases.components.conflicts import conflict_response, kept
from cases.components.forms import posted
from cases.components.saving import saved
from cases.errors import Stale
from cases.people import answers
from cases.people.forms import MissingForm

TITLE = gettext_lazy("Why is something not known?")


def ask_why(request, *, person, questions, back_url):
    """``(form, response)``: the form about a ``person``, and the answer to one that was sent; ``None`` while it is shown.

    ``questions`` are those that the file leaves open; ``?question=`` chooses one. Where somebody else gave another
    reason meanwhile, the answer shows both (409).
    """
    on_file = person.missing_answers.filter(question=_asked(request, questions)).first()
    filed = {"reason": on_file.reason} if on_file else {}
    initial = {
        "question": request.GET.get("question", ""),
        "version": answers.stamp_of_reasons(person),
    }
    data = kept(posted(request), filed)
    form = MissingForm(data, user=request.user, questions=questions, initial=initial)

    def save():
        return answers.say_missing(by=request.user, person=person, **form.cleaned_data)

    try:
        if saved(request, form, save):
            return form, redirect(back_url)
    except Stale as stale:
        current = stale.current.row
        return form, conflict_response(
            request,
            form=form,
            stale=stale,
            filed={"question": current.question, "reason": current.reason},
            changed=last_change(current),
            back_url=back_url,
            title=_("Why is something not known?"),
        )
    return form, None


def _asked(request, questions):
    """The question that was sent, where it is one of those that are open."""
    sent = request.POST.get("question", "")
    return sent if sent in [str(question) for question in questions] else ""
