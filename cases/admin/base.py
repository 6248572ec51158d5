"""What every admin page has in common: bounded counts, no select boxes of rows, history from the event tables."""

from uuid import UUID

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cases.admin.glass import shut
from cases.admin.history import history_page
from cases.audit.about import with_people
from cases.matching.search import find
from cases.models import Person
from cases.people.presenters import PersonPresenter

COUNTED_ROWS = 5_000
FOUND_BY_NAME = 200


class BoundedPaginator(Paginator):
    """Counts up to a limit: whoever needs row 5,001 searches or filters instead of turning pages."""

    @cached_property
    def count(self):
        """Number of rows, at most ``COUNTED_ROWS``; the order is left out, it changes no count."""
        return self.object_list.order_by()[:COUNTED_ROWS].count()

    @property
    def is_cut(self):
        """Whether there may be more rows than were counted."""
        return self.count == COUNTED_ROWS


class Records(admin.ModelAdmin):
    """Base of all. Subclasses name in ``raw_id_fields`` every foreign key that a form offers."""

    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # they would count the whole table, once for each choice
    list_per_page = 50
    list_max_show_all = 50
    ordering = ("-pk",)
    actions = None
    prefetched = ()

    def get_queryset(self, request):
        """Rows with what the list prints beside their own columns, and with whom they are about, for the trail."""
        return with_people(super().get_queryset(request).prefetch_related(*self.prefetched))

    def get_search_results(self, request, queryset, search_term):
        """Return the rows that match, and whether some may come twice."""
        if not search_term:
            return queryset, False
        return self.search(queryset, search_term)

    def search(self, queryset, text):
        """Rows that match ``text``; by default Django's own search over ``search_fields``."""
        return super().get_search_results(None, queryset, text)

    def history_view(self, request, object_id, extra_context=None):
        """Who changed what and when, bulk and raw SQL included, for models whose tables keep a history."""
        if not hasattr(self.model, "pgh_event_model"):
            return super().history_view(request, object_id, extra_context)
        return history_page(self, request, object_id)

    def has_delete_permission(self, request, obj=None):
        """Nothing is deleted here: reference rows are ended or closed, case rows belong to their history."""
        return False


class ReadOnly:
    """For what is known about persons: everything is shown but the columns in ``hidden``, nothing can be written."""

    hidden = ()

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        """Every column of the table that may be seen, those that no form offers included."""
        named = self.fields or [f.name for f in self.opts.concrete_fields if not f.primary_key]
        left_out = {*self.readonly_fields, *self.hidden}
        return [*self.readonly_fields, *(name for name in named if name not in left_out)]

    def get_fields(self, request, obj=None):
        return self.get_readonly_fields(request, obj)


class CaseRecords(ReadOnly, Records):
    """Base of the pages about persons and their cases, found by name, number or public id.

    ``person_path`` leads from a row to its person ("" for the person itself), ``number_path`` to a case or transfer
    number.
    """

    search_fields = ("public_id",)
    search_help_text = _("A name, a case or transfer number, or a public id")
    person_path = None
    number_path = None

    def search(self, queryset, text):
        public_id = _public_id(text)
        if public_id:
            return queryset.filter(public_id=public_id), False
        found = Q(pk__in=[])
        if self.person_path is not None:
            path = f"{self.person_path}__in" if self.person_path else "pk__in"
            found |= Q(**{path: persons_named(text)})
        if self.number_path:
            found |= Q(**{f"{self.number_path}__startswith": text.upper()})
        return queryset.filter(found), False

    @admin.display(description=_("name"))
    def person_name(self, row):
        """The name of the row's person, from the names that ``prefetched`` brings."""
        for step in filter(None, (self.person_path or "").split("__")):
            row = getattr(row, step)
        return PersonPresenter(row).name.text

    def changelist_view(self, request, extra_context=None):
        """The list, for whoever has said why (promise 4)."""
        return shut(request) or super().changelist_view(request, extra_context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The page of one row; its title names no person, titles end up in the history of a browser."""
        told = {**(extra_context or {}), "subtitle": None}
        return shut(request) or super().change_view(request, object_id, form_url, told)

    def history_view(self, request, object_id, extra_context=None):
        """What happened to one row."""
        return shut(request) or super().history_view(request, object_id, extra_context)


class Beside(ReadOnly, admin.TabularInline):
    """Rows shown on the page of the row they belong to. ``joined`` names the foreign keys that are printed."""

    extra = 0
    max_num = 0
    can_delete = False
    show_change_link = True
    joined = ()

    def get_queryset(self, request):
        queryset = super().get_queryset(request).order_by("pk")
        return queryset.select_related(*self.joined) if self.joined else queryset


def persons_named(text):
    """Keys of the persons whose name answers ``text``, of any office."""
    return [person.pk for person in find(text, within=Person.objects.all(), limit=FOUND_BY_NAME)]


def _public_id(text):
    try:
        return UUID(text)
    except ValueError:
        return None
