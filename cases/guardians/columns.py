"""The columns of the list of parents and carers, and what each needs from the database."""

from django.db.models import Count, IntegerField, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cases.components.kept_lists import Column, KeptList
from cases.enums import CaseList
from cases.guardians.filters import GuardianFilter
from cases.models import Document, Whereabouts


def with_whereabouts(guardians):
    """``guardians`` (a QuerySet) with ``current_whereabouts`` on the person of each, newest first."""
    now = Whereabouts.objects.current().select_related("place", "country").newest_first()
    return guardians.prefetch_related(
        Prefetch("person__whereabouts", queryset=now, to_attr="current_whereabouts")
    )


def _with_papers(guardians):
    # Counted for the rows of a page alone; a join would count the papers of everybody.
    papers = Document.objects.filter(person=OuterRef("person")).order_by().values("person")
    counted = Subquery(papers.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    return guardians.annotate(paper_count=Coalesce(counted, 0))


COLUMNS = (
    Column("known", _("What is known")),
    Column("where", _("Where now"), add=with_whereabouts),
    Column("children", _("Children")),
    Column("age", _("Age now")),
    Column("sex", _("Sex")),
    Column("born", _("Born")),
    Column("papers", _("Papers on file"), add=_with_papers),
    Column("updated", _("Updated")),
)
USUAL = ("known", "where", "children")

GUARDIANS = KeptList(
    name=CaseList.GUARDIANS,
    route="guardians:list",
    filters=tuple(GuardianFilter.base_filters),
    columns=COLUMNS,
    usual=USUAL,
)
