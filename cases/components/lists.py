"""What every list page does: filters from the address, an order, one page, and in words what is filtered.

A view makes a django-filter ``FilterSet`` on rows it may show and calls ``listing``; the template prints the
result. A filter that is not understood gets its message beside the field, no rows, and the status 400.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext_lazy as _

from cases.components.keyset import PAGE_SIZE, Count, Page, count_up_to, page_of

PAGE_WORDS = ("after", "before")


@dataclass(frozen=True)
class Chip:
    """One filter in words; its address is the list without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Listing:
    """A list page: rows, count, order, and addresses of its neighbours (empty at an end)."""

    form: object
    page: Page
    count: Count
    sort: str
    chips: list[Chip]
    clear_url: str
    previous: str
    next: str

    @property
    def status(self):
        """The status of the answer: 400 when a filter was not understood."""
        return 400 if self.form.errors else 200

    @property
    def is_filtered(self):
        """Whether any filter is in use, those without a chip of their own included."""
        return any(_is_set(value) for value in getattr(self.form, "cleaned_data", {}).values())

    @property
    def carried(self):
        """What the filter form has to carry along: the chosen order, and the saved view that is open."""
        sort = [("sort", self.form.data["sort"])] if self.form.data.get("sort") == self.sort else []
        view = [("view", self.form.data["view"])] if self.form.data.get("view") else []
        return [*sort, *view]


def listing(request, filterset, *, orders: Mapping[str, tuple[str, ...]], default: str, size=PAGE_SIZE):
    """The page of ``filterset`` that the address asks for.

    ``orders`` maps what ``?sort=`` may say to field names (never null); anything else means ``default``.
    """
    rows = filterset.qs if filterset.form.is_valid() else filterset.queryset.none()
    sort = request.GET.get("sort", default)
    sort = sort if sort in orders else default
    page = page_of(rows, orders[sort], request.GET, size=size)
    previous, following = page_links(request, page)
    return Listing(
        form=filterset.form,
        page=page,
        count=count_up_to(rows),
        sort=sort,
        chips=chips_of(filterset.form, request.GET),
        clear_url=request.path,
        previous=previous,
        next=following,
    )


def page_links(request, page):
    """Addresses of the neighbours of ``page``, the earlier and the later (empty at an end)."""
    return _page_url(request.GET, before=page.before), _page_url(request.GET, after=page.after)


def chips_of(form, query):
    """The filters in use as chips; a message stands beside those that were not understood.

    A filter that the page shows in another way is hidden in the form and has no chip.
    """
    values = getattr(form, "cleaned_data", {})
    return [
        Chip(label=_label(form.fields[name], value), url=_without(query, name))
        for name, value in values.items()
        if _is_set(value) and not form.fields[name].widget.is_hidden
    ]


def _is_set(value):
    if hasattr(value, "query"):  # several rows may be chosen
        return bool(value)
    return value not in (None, "", [], ())


def _label(field, value):
    if value is True:
        return str(field.label)
    return _("%(filter)s: %(value)s") % {"filter": field.label, "value": _in_words(field, value)}


def _in_words(field, value):
    if isinstance(value, (list, tuple)) or hasattr(value, "query"):
        return ", ".join(_in_words(field, item) for item in value)
    if hasattr(value, "pk"):
        return field.label_from_instance(value)
    if hasattr(value, "year"):
        return formats.date_format(value, "j M Y")
    labels = {str(choice): str(label) for choice, label in getattr(field, "choices", ())}
    return labels.get(str(value), str(value))


def _without(query, name):
    return _address(query, {word for word in query if word == name or word.startswith(f"{name}_")})


def _page_url(query, **edge):
    (word, public_id), *_rest = edge.items()
    return _address(query, set(), **{word: public_id}) if public_id else ""


def _address(query, dropped, **added):
    kept = query.copy()
    for word in {*PAGE_WORDS, *dropped}:
        kept.pop(word, None)
    for word, value in added.items():
        kept[word] = str(value)
    return f"?{kept.urlencode()}"
