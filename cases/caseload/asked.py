"""Which children an address of the list asks for: what the reader may see, searched and filtered."""

from dataclasses import dataclass

from django.db.models import QuerySet

from cases.children.filters import ChildFilter
from cases.matching.lists import Search, searched_in
from cases.models import Child

# So many cases are changed together at most: as many as a person can look through before.
BULK_LIMIT = 500


@dataclass(frozen=True)
class Asked:
    """All children the reader may see, those that are asked for (a filter set), and the search among them."""

    visible: QuerySet
    filterset: ChildFilter
    search: Search

    @property
    def children(self):
        """Those asked for; none where a search or a filter was not understood."""
        if self.search.problem or not self.filterset.form.is_valid():
            return self.visible.none()
        return self.filterset.qs


def asked_for(request):
    """What the address of ``request`` asks for of the list of children."""
    visible = Child.objects.visible_to(request.user)
    search = searched_in(visible, request)
    return Asked(visible, ChildFilter(request.GET, queryset=search.rows, request=request), search)
