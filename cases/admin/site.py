"""The one admin site: superusers only, and the same door as everybody else's."""

from functools import update_wrapper

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from cases.admin import glass
from cases.audit import pages, record


class RepairSite(AdminSite):
    """Django's admin for superusers. Signing in, second factor and passwords are allauth's."""

    site_title = _("Repair tool")
    site_header = _("Repair tool")
    index_title = _("Records")

    def has_permission(self, request):
        """Return whether this user is an active superuser; being staff is not enough."""
        return request.user.is_active and request.user.is_superuser

    def get_urls(self):
        """Django's addresses without the one that looks for a row in any table and goes to its page (``/r/``), and
        where the reason for reading records of persons is asked for."""
        theirs = [address for address in super().get_urls() if getattr(address, "name", "") != "view_on_site"]
        return [path("reason/", self.admin_view(self.reason), name="reason"), *theirs]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def reason(self, request):
        """Ask why records of persons are to be read, record it, and lead on."""
        form = glass.ReasonForm(request.POST or None)
        if form.is_valid():
            glass.break_glass(request, form.cleaned_data["reason"])
            return redirect(glass.way_on(request))
        context = {**self.each_context(request), "form": form, "title": _("Why these records are opened")}
        return render(request, "admin/reason.html", context, status=422 if form.is_bound else 200)

    def admin_view(self, view, cacheable=False):
        """Return ``view`` behind the door; whom it shows is in the trail before its page is made.

        Raises ``PermissionDenied`` for signed-in users who are no superusers, and ``SuspiciousOperation`` (400)
        for a query that Postgres could not even compare (promise 18).
        """
        inner = super().admin_view(view, cacheable)

        def checked(request, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                self._refuse(request)
            if any("\0" in text for _name, texts in request.GET.lists() for text in texts):
                raise SuspiciousOperation("NUL in the query of an address")
            subject = f"admin:{request.resolver_match.url_name}"
            with pages.page(subject) as page:
                response = inner(request, *args, **kwargs)
                _note_people(response)
                record.shown(page, by=request.user, subject=subject)
            return response

        return update_wrapper(checked, inner)

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """Send to allauth's page, and superusers who are signed in to where they wanted to go."""
        wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
        if not url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
            wanted = reverse("admin:index", current_app=self.name)
        if not request.user.is_authenticated:
            return redirect_to_login(wanted)
        if not self.has_permission(request):
            self._refuse(request)
        return redirect(wanted)

    def password_change(self, request, extra_context=None):
        """Send to allauth's page, where a change ends the other sessions."""
        return redirect("account_change_password")

    def logout(self, request, extra_context=None):
        """Send to allauth's page."""
        return redirect("account_logout")

    def _refuse(self, request):
        record.denied(by=request.user, subject="admin")
        raise PermissionDenied


def _note_people(response):
    """Note the rows that a page of the repair tool will print: those of a list, or the one it is about."""
    told = getattr(response, "context_data", None) or {}
    row = told.get("original") or told.get("object")
    if "cl" in told:
        pages.listed(told["cl"].result_list)
    elif row is not None:
        pages.opened(row)


site = RepairSite()
