"""Chosen parts of a file for somebody outside: on paper, or for another office to read. Nothing leads from there."""

from dataclasses import replace

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cases.casefile.family import Family
from cases.casefile.records import claim_rows, no_state_acts, paper_rows, passage_rows
from cases.casefile.summary import Summary
from cases.casefile.timeline import timeline_that_leaves
from cases.enums import ExportPart
from cases.guardians.histories import separation_reports, status_reports, whereabouts_reports
from cases.needs.presenters import domain_rows


class FileParts:
    """The chosen ``parts`` (``ExportPart``) of a file; what was not chosen is ``None`` and is not made.

    Restricted papers are left out and counted unless they are asked for (``with_restricted``).
    """

    def __init__(self, case, parts, *, with_restricted=False):
        hidden = [] if with_restricted else [paper for paper in case.papers if paper.is_restricted]
        self.left_out = len(hidden)
        kept = [paper for paper in case.papers if paper not in hidden]
        # Notes and flags are how an office works, not what a file says.
        self.case = replace(case, papers=kept, notes=[], flags=[])
        self._parts = set(parts)

    @cached_property
    def summary(self):
        return self._chosen(ExportPart.SUMMARY, lambda: Summary(self.case))

    @property
    def facts(self):
        """The facts under the name."""
        return self.summary.facts

    @cached_property
    def family(self):
        return self._chosen(ExportPart.FAMILY, lambda: Family(self.case, leaves=True))

    @cached_property
    def claims(self):
        return self._chosen(ExportPart.CLAIMS, lambda: claim_rows(self.case))

    @property
    def no_state_acts(self):
        return no_state_acts(self.case)

    @cached_property
    def papers(self):
        return self._chosen(ExportPart.PAPERS, lambda: paper_rows(self.case))

    @cached_property
    def needs(self):
        return self._chosen(ExportPart.NEEDS, lambda: domain_rows(self.case.child, self.case.needs))

    @cached_property
    def where(self):
        """Three histories: whereabouts, company, situation."""
        return self._chosen(ExportPart.WHERE, self._histories)

    def _histories(self):
        person = self.case.child.person
        return [
            {"title": _("Whereabouts"), "groups": whereabouts_reports(person.all_whereabouts)},
            {"title": _("With whom"), "groups": separation_reports(self.case.separations)},
            {"title": _("Situation of the child"), "groups": status_reports(person.all_statuses)},
        ]

    @cached_property
    def passages(self):
        return self._chosen(ExportPart.TRANSFERS, lambda: passage_rows(self.case))

    @cached_property
    def entries(self):
        return self._chosen(ExportPart.TIMELINE, lambda: timeline_that_leaves(self.case))

    def _chosen(self, part, make):
        return make() if part in self._parts else None
