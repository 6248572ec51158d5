"""The decorator every view carries: which permission opens it, and what it shows of people is in the trail first."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from cases.audit import pages, record

# Answers that show what was asked for: a page, or a form again with what is wrong with it.
SHOWING = (200, 400, 409, 422)


def requires(*permissions):
    """Let the view run for users who hold any of ``permissions``; record and refuse (403) everybody else.

    What the view opened, listed or searched for is one row of the trail, written before its answer is returned: where it
    cannot be written, there is no answer (promise 7). The view keeps the permissions as ``view.permissions``, which the
    guard over all URLs reads.
    """

    def decorate(view):
        @wraps(view)
        def checked(request, *args, **kwargs):
            subject = request.resolver_match.view_name
            if not any(request.user.may(permission) for permission in permissions):
                record.denied(by=request.user, subject=subject)
                raise PermissionDenied
            with pages.page(subject) as page:
                response = view(request, *args, **kwargs)
                if _shows(response):
                    record.shown(page, by=request.user, subject=subject)
            return response

        checked.permissions = permissions
        return checked

    return decorate


def _shows(response):
    """Whether an answer says anything of what the view looked up; words kept while somebody types get an empty one."""
    return response.status_code in SHOWING and (response.streaming or bool(response.content))
