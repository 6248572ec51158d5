"""What paper is needed for what, and which comes next."""

from cases.documents.presenters import PaperChain
from cases.enums import DocumentKind


def looks(*kinds):
    return [link.look for link in PaperChain(kinds).links]


def test_without_papers_the_birth_notification_comes_first():
    assert looks() == ["progress", "none", "none", "none", "none"]


def test_what_is_on_file_is_clear_and_the_link_after_it_is_next():
    assert looks(DocumentKind.BIRTH_NOTE) == ["clear", "progress", "none", "none", "none"]
    assert looks("birth_note", "birth_cert") == ["clear", "clear", "progress", "none", "none"]


def test_a_later_paper_makes_the_earlier_ones_no_longer_due():
    assert looks(DocumentKind.PASSPORT) == ["none", "none", "none", "clear", "progress"]


def test_any_travel_document_will_do_and_is_named():
    link = PaperChain(["return_cert"]).links[3]
    assert (link.label, link.is_there) == ("Certificate of return", True)


def test_vaccination_and_school_stand_apart():
    apart = PaperChain(["vaccination_card", "", "nonsense"]).apart
    assert [link.word for link in apart] == ["On file", "Not yet"]
    assert all(link.needed_for for link in (*apart, *PaperChain([]).links))
