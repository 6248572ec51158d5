"""Papers that a search finds by their whole number; nothing is found by a part of one."""

from dataclasses import dataclass

from django.urls import reverse

from cases.crypto import Unreadable
from cases.documents.numbers import papers_numbered
from cases.models import Document
from cases.names.paper_numbers import may_be_a_paper_number
from cases.people.pages import page_of
from cases.people.papers import PaperPresenter
from cases.people.presenters import PersonPresenter
from cases.policy.permissions import Permission


@dataclass(frozen=True)
class PaperFound:
    """One paper with the number that was typed: what it is, whose, and where it leads; the number is not repeated."""

    title: str
    name: object
    url: str


def papers_found(user, text):
    """The ``PaperFound`` objects of the user's office with the number ``text``, where it may be one."""
    if not may_be_a_paper_number(text):
        return []
    papers = Document.objects.visible_to(user).select_related("person__child", "person__guardian")
    try:
        found = papers_numbered(text, within=papers.prefetch_related("person__names"))
    except Unreadable:
        return []  # a wrong master key finds nothing, and the check at the start says so
    return [_found(user, paper) for paper in found]


def _found(user, paper):
    edits = user.may(Permission.EDIT_CASES)
    url = reverse("documents:edit", args=[paper.public_id]) if edits else page_of(paper.person)
    return PaperFound(PaperPresenter(paper).title, PersonPresenter(paper.person).name, url)
