"""Pages for the tests of the wall: they ask the database where a page of ours would, and where one should not."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, StreamingHttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import path

from cases.access import requires
from cases.audit import record
from cases.models import Child, Office
from cases.policy.permissions import Permission

NUMBERS = "{% for child in children %}{{ child.case_number }} {% endfor %}"


def lazily(request):
    """Asks only while the page is rendered, after the view has returned."""
    template = engines["django"].from_string(NUMBERS)
    return TemplateResponse(request, template, {"children": Child.objects.order_by("pk")})


def streamed(request):
    """Asks while the answer is sent, after the request has ended."""
    return StreamingHttpResponse(f"{child.case_number} " for child in Child.objects.order_by("pk").iterator())


def writes(request):
    """Writes, and answers as a form does that is not good yet."""
    Office.objects.filter(pk=request.user.office_id).update(name="Written")
    return HttpResponse(status=422)


def fails(request):
    """Writes, records a refusal, and raises."""
    Office.objects.filter(pk=request.user.office_id).update(name="Written")
    record.denied(by=request.user, subject="test")
    raise PermissionDenied


@requires(Permission.MANAGE_USERS)
def closed(request):
    """A page that no caseworker may open."""
    return HttpResponse("in")


urlpatterns = [
    path("lazily/", lazily),
    path("streamed/", streamed),
    path("writes/", writes),
    path("fails/", fails),
    path("closed/", closed, name="closed"),
]
