"""Every report that has a page of its own: what it counts, what may be asked of it, how it is laid out."""

from dataclasses import dataclass

from cases.reports.columns import Report
from cases.reports.definitions import claims, departures, totals
from cases.reports.forms import DayForm, DeparturesForm, QuestionForm


@dataclass(frozen=True)
class ReportPage:
    """A report with the form that asks for it and the template that shows it."""

    report: Report
    form: type[DayForm]
    template: str


PAGES = {
    "totals": ReportPage(totals.REPORT, QuestionForm, "reports/totals.html"),
    "claims": ReportPage(claims.REPORT, DayForm, "reports/claims.html"),
    "departures": ReportPage(departures.REPORT, DeparturesForm, "reports/departures.html"),
}
