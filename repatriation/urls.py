"""The addresses of this deployment. The demonstration's own ones are in urls_demo."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from cases.admin import site

handler500 = "repatriation.errors.server_error"

urlpatterns = [
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
    path("accounts/", include("allauth.urls")),
    path("admin/", site.urls),
    path("", include("cases.urls")),
]
