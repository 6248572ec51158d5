"""Figures that others published."""

from django.contrib import admin
from django.db import models
from django.forms import URLField

from cases.admin.base import Records
from cases.admin.site import site
from cases.models import PublishedFigure


class _HttpsField(URLField):
    """An address typed without a scheme is one of https."""

    def __init__(self, **options):
        super().__init__(assume_scheme="https", **options)


@admin.register(PublishedFigure, site=site)
class PublishedFigureAdmin(Records):
    list_display = (
        "reference",
        "kind",
        "destination",
        "date_earliest",
        "date_latest",
        "children",
        "publisher",
    )
    list_filter = ("kind", "confidence")
    list_select_related = ("destination",)
    search_fields = ("reference", "as_published", "publisher", "note")
    date_hierarchy = "date_latest"
    ordering = ("reference",)
    raw_id_fields = ("destination",)
    readonly_fields = ("public_id",)
    formfield_overrides = {models.URLField: {"form_class": _HttpsField}}
