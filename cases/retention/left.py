"""What is left of a file that was erased: its number leads here, for the office that kept it."""

from django.shortcuts import render

from cases.models import Child, Erasure
from cases.retention.presenters import ErasureRow


def left_of(request, public_id):
    """The page (410) that says that a file was erased; ``None`` for any other row, or one of another office."""
    child = Child.objects.erased(request.user).filter(public_id=public_id).first()
    if child is None:
        return None
    rows = Erasure.objects.done().select_related("child", "office", "asked_by", "settled_by")
    erasure = rows.filter(child=child.merged_into_id or child.pk).first()
    if erasure is None:
        return None
    context = {"row": ErasureRow(erasure, request.user), "number": child.case_number}
    return render(request, "retention/left.html", context, status=410)
