"""The decorator every view carries: which permission opens it."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from cases.audit import record


def requires(*permissions):
    """Let the view run for users who hold any of ``permissions``; record and refuse (403) everybody else.

    The view keeps them as ``view.permissions``, which the guard over all URLs reads.
    """

    def decorate(view):
        @wraps(view)
        def checked(request, *args, **kwargs):
            if any(request.user.may(permission) for permission in permissions):
                return view(request, *args, **kwargs)
            record.denied(by=request.user, subject=request.resolver_match.view_name)
            raise PermissionDenied

        checked.permissions = permissions
        return checked

    return decorate
