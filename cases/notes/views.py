"""Pages about notes: all of a child, one with its earlier versions, writing and changing."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import get_for, requires
from cases.audit.presenters import last_change
from cases.children.presenters import ChildPresenter
from cases.components.conflicts import conflict_response, settled
from cases.components.forms import posted, sent_before
from cases.components.keyset import page_of
from cases.components.lists import page_links
from cases.components.saving import saved
from cases.components.wording import hints_on
from cases.enums import UnsentKind
from cases.errors import Stale
from cases.models import Child, Note
from cases.notes import actions
from cases.notes.forms import EditNoteForm, NewNoteForm
from cases.notes.presenters import NotePresenter, earlier_versions, shown_notes
from cases.policy.permissions import Permission
from cases.unsent import offer
from cases.vault import key_for_reading

NOTES_A_PAGE = 20


@require_safe
@requires(Permission.VIEW_CASES)
def of_child(request, public_id):
    """All notes on a case, page by page; only those of the page are opened."""
    child = _child_for(request, public_id)
    page = page_of(child.notes.select_related("author"), ("-about_date",), request.GET, size=NOTES_A_PAGE)
    previous, following = page_links(request, page)
    context = {
        "child": ChildPresenter(child),
        "public_id": public_id,
        "notes": shown_notes(child, page.rows, reader=request.user),
        "previous": previous,
        "next": following,
        "may_edit": request.user.may(Permission.EDIT_CASES),
    }
    return render(request, "notes/list.html", context)


@require_safe
@requires(Permission.VIEW_CASES)
def detail(request, public_id):
    """One note with all its words, and what it said before."""
    note = _note_for(request, public_id)
    context = {
        "child": ChildPresenter(note.child),
        "note": NotePresenter(note, key=key_for_reading(note.child), reader=request.user),
        "earlier": earlier_versions(note),
    }
    return render(request, "notes/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def write(request, public_id):
    """Write a note on a case."""
    child = _child_for(request, public_id)
    if made := sent_before(request):
        return redirect("notes:detail", made)
    form = NewNoteForm(posted(request), user=request.user)
    made = saved(
        request,
        form,
        lambda: actions.write_note(by=request.user, child=child, **form.cleaned_data),
        told=_("The note is on file."),
        hints=False,  # the note itself says so
    )
    if made:
        return _after(form, made, case=public_id)
    unsent = offer(form, user=request.user, child=child, kind=UnsentKind.NOTE)
    return _page(request, "notes/write.html", form, child, unsent=unsent)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EDIT_CASES)
def edit(request, public_id):
    """Change a note of one's own; two versions side by side when both were changed."""
    note = _note_for(request, public_id, author=request.user)
    filed = actions.on_file(note)
    if filed.text is None:
        return redirect("notes:detail", public_id)  # which says that it can no longer be read
    initial = {**_values(filed), "version": note.version}
    form = EditNoteForm(_settled(request, filed), initial=initial, user=request.user)
    try:
        made = saved(
            request,
            form,
            lambda: actions.update_note(by=request.user, note=note, **form.cleaned_data),
            hints=False,
        )
    except Stale as stale:
        return conflict_response(
            request,
            form=form,
            stale=stale,
            filed=_values(stale.current),
            changed=last_change(stale.current.note),
            back_url=reverse("notes:detail", args=[public_id]),
            title=_("Change the note"),
        )
    if made:
        return redirect("notes:detail", made)
    return _page(
        request, "notes/edit.html", form, note.child, back_url=reverse("notes:detail", args=[public_id])
    )


def _after(form, made, *, case):
    """Where to go once a note is saved: to the case, or to the note where a word is worth a thought."""
    if hints_on(form.cleaned_data["text"]):
        return redirect("notes:detail", made)
    return redirect("casefile:detail", case)


def _values(filed):
    return {"text": filed.text or "", "kind": filed.kind, "about_date": filed.about_date}


def _settled(request, filed):
    """What was sent, with the fields that are to stay as they are on file."""
    data = posted(request)
    return data and settled(data, {name: [str(value)] for name, value in _values(filed).items()})


def _child_for(request, public_id):
    return get_for(request.user, Child.objects.with_list_parts(), public_id=public_id)


def _note_for(request, public_id, **lookup):
    notes = Note.objects.select_related("child__person", "author").prefetch_related("child__person__names")
    return get_for(request.user, notes, public_id=public_id, **lookup)


def _page(request, template, form, child, **more):
    context = {"form": form, "child": ChildPresenter(child), **more}
    return render(request, template, context, status=422 if form.is_bound else 200)
