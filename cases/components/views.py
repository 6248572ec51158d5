"""Pages that belong to no feature: what we keep, how to reach us, and the parts pages are made of."""

from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.components.gallery import GalleryForm, samples

# When the accessibility statement was last compared with the pages.
STATEMENT_COMPARED_ON = date(2026, 11, 25)


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about whom, and who may see it; open to everybody."""
    return render(request, "pages/privacy.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How these pages can be used, and what is known not to work; open to everybody."""
    return render(request, "pages/accessibility.html", {"compared_on": STATEMENT_COMPARED_ON})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def gallery(request: HttpRequest) -> HttpResponse:
    """Every part once, for those who build pages; only where DEBUG is on. Posting shows the errors."""
    if not settings.DEBUG:
        raise Http404
    form = GalleryForm(request.POST or None)
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "pages/gallery.html", {"form": form, **samples()}, status=status)
