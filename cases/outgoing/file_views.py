"""Opening an export: its file, plain or encrypted, or its pages for paper. Each opening is written down first."""

from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.views.decorators.http import require_POST, require_safe

from cases.access import get_for, nothing_typed, requires
from cases.audit.numbered import opening
from cases.batches.board import Board
from cases.batches.presenters import TransferPresenter
from cases.batches.views import SIGNATURES
from cases.enums import Encryption, ExportFormat, ExportKind, ExportStanding
from cases.outgoing.contents import children_in, contents_of, standing_of
from cases.outgoing.files import child_made, closed_for_recipient, left_out_words, list_made
from cases.outgoing.passwords import given_back, offered
from cases.outgoing.views import export_page, exports_of_office
from cases.policy.permissions import Permission

# How an export that does not open answers.
GONE, NOT_YET = 410, 409


@require_safe
@requires(Permission.VIEW_CASES)
def file(request, public_id):
    """The file of an export, or its pages; what has a password is opened where that is shown."""
    made = get_for(request.user, exports_of_office(), public_id=public_id)
    if closed := _closed(request, made):
        return closed
    if made.encryption == Encryption.PASSWORD:
        return redirect("outgoing:password", public_id)
    if not made.is_list and not made.encryption:
        page = "casefile:print" if made.kind == ExportKind.FILE else "passports:numbered"
        return redirect(page, made.child.public_id, public_id)
    if made.format == ExportFormat.PAPER:
        return _pages(request, made)
    return _download(request, made)


@require_safe
@requires(Permission.VIEW_CASES)
def password(request, public_id):
    """A password that is shown once, and from where the file under it is taken."""
    made = _with_password(request, public_id)
    return _closed(request, made) or _password_page(request, made)


@require_POST
@requires(Permission.VIEW_CASES)
@nothing_typed
def sealed(request, public_id):
    """The file under the password that was just shown; one that is too old is answered with a new one."""
    made = _with_password(request, public_id)
    if closed := _closed(request, made):
        return closed
    given = given_back(request.POST.get("password", ""), made, request.user)
    return _download(request, made, given) if given else _password_page(request, made, is_too_old=True)


def _with_password(request, public_id):
    return get_for(request.user, exports_of_office(), encryption=Encryption.PASSWORD, public_id=public_id)


def _password_page(request, made, *, is_too_old=False):
    shown, signed = offered(made, request.user)
    context = {"export": made, "password": shown, "signed": signed, "is_too_old": is_too_old}
    return render(request, "outgoing/password.html", context, status=422 if is_too_old else 200)


def _closed(request, made):
    standing = standing_of(made, request.user)
    if standing == ExportStanding.READY:
        return None
    return export_page(request, made, status=NOT_YET if standing == ExportStanding.WAITING else GONE)


def _download(request, made, secret=""):  # nosec B107 - empty: none is asked for
    if made.is_list:
        contents = contents_of(made, request.user)
        _write_down(request, made, contents)
        plain = list_made(made, request.user, contents)
    else:
        opening(by=request.user, export=made)
        plain = child_made(made, request.user)
    found = closed_for_recipient(plain, made, secret)
    return FileResponse(found.file, as_attachment=True, filename=found.name, content_type=found.content_type)


def _write_down(request, made, contents):
    children = children_in(made, request.user, contents.ids)
    opening(by=request.user, export=made, children=children, rows=len(contents.ids))


def _pages(request, made):
    contents = contents_of(made, request.user)
    _write_down(request, made, contents)
    board = Board(made.transfer, request.user, whole=True, only=contents.ids)
    context = {
        "export": made,
        "transfer": made.transfer,
        "shown": TransferPresenter(made.transfer, board.tally),
        "board": board,
        "signatures": SIGNATURES,
        "left_out": left_out_words(contents.left_out) if contents.left_out else "",
        "printed_at": formats.date_format(timezone.localtime(), "j M Y H:i"),
        "printed_by": request.user.full_name,
    }
    return render(request, "outgoing/manifest.html", context)
