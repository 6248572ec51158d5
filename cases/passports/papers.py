"""How names on papers compare with the names on file and with one another, part by part."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from cases.documents.numbers import numbers_of
from cases.enums import PAPER_CHAIN, Recognition
from cases.names import script_of
from cases.names.beside import Standing, beside
from cases.names.comparing import Comparison, compared
from cases.names.scorer import score
from cases.people.papers import PaperPresenter
from cases.people.presenters import WrittenNameView, name_view, written_name
from cases.people.spellings import first_names_first

ON_FILE = {
    Comparison.SAME: lazy("The same as on file."),
    Comparison.SPELLING: lazy("Another spelling of the name on file."),
    Comparison.ONE_PART: lazy("Differs from the name on file in one part."),
    Comparison.SHORTER: lazy("Alike as far as it goes, but one of the two has more parts."),
    Comparison.OTHER: lazy("Another name than any on file."),
}
PAPER = {
    Comparison.SAME: lazy("The same as on that paper."),
    Comparison.SPELLING: lazy("Another spelling of the name on that paper."),
    Comparison.ONE_PART: lazy("Differs from the name on that paper in one part."),
    Comparison.SHORTER: lazy("Alike as far as it goes, but one of the two has more parts."),
    Comparison.OTHER: lazy("Another name than on that paper."),
}
# How a part of a name stands beside another name: for the style sheet, and in words.
LOOKS = {
    Standing.SAME: "",
    Standing.SPELLING: "spelling",
    Standing.DIFFERENT: "different",
    Standing.ALONE: "alone",
}
STANDINGS = {
    Standing.SAME: "",
    Standing.SPELLING: lazy("Another spelling"),
    Standing.DIFFERENT: lazy("Another part"),
    Standing.ALONE: lazy("Only here"),
}


LEADING_TO_A_PASSPORT = {kind for link in PAPER_CHAIN for kind in link}


@dataclass(frozen=True)
class PieceView:
    """Words of a name: how they stand beside the other name (``look``, for the style; empty for alike) and in words."""

    word: str
    gap: str
    look: str
    words: str


@dataclass(frozen=True)
class Difference:
    """One part that is not alike: what it is, how it stands here, and how there; either may be empty."""

    words: str
    here: str
    there: str


@dataclass(frozen=True)
class Compared:
    """A name beside another: the verdict in words, the pieces of both, and each difference in words.

    ``side`` says where the other name stands ("on file"), ``head`` the same as the head of that name.
    """

    verdict: str
    side: str
    head: str
    name: WrittenNameView
    here: list[PieceView]
    other: WrittenNameView
    there: list[PieceView]
    differences: list[Difference]


@dataclass(frozen=True)
class PaperName:
    """The name on a paper, how it compares with the name that is most like it (``None`` without one), and its number."""

    paper: PaperPresenter
    compared: Compared | None
    number: str = ""


@dataclass(frozen=True)
class PapersBeside:
    """The paper that the others are laid beside, and how the name on each of them compares with its name."""

    first: PaperPresenter
    others: list[PaperName]


def paper_names(person):
    """How the name on each paper that has one compares with the names on file, the latest paper first."""
    names, numbers = first_names_first(person), numbers_of(person, _printed(person))
    return [
        PaperName(PaperPresenter(paper), _with_file(paper, names), numbers.get(paper.pk) or "")
        for paper in _printed(person)
    ]


def papers_beside(person):
    """How the names on papers compare with one another (``PapersBeside``); ``None`` for fewer than two such papers.

    They are laid beside the latest recognised paper that leads to a passport (a certificate, a card, a passport); where
    there is none, beside the latest recognised paper, or the latest.
    """
    papers = sorted(_printed(person), key=_weight)
    if len(papers) < 2:
        return None
    first, *others = papers
    view = _as_written(first.name_as_printed)
    return PapersBeside(
        PaperPresenter(first),
        [PaperName(PaperPresenter(paper), _beside_paper(paper, view)) for paper in others],
    )


def _weight(paper):
    return paper.recognition != Recognition.RECOGNISED, paper.kind not in LEADING_TO_A_PASSPORT


def _printed(person):
    return [paper for paper in person.documents.all() if paper.name_as_printed]


def _with_file(paper, names):
    if not names:
        return None
    printed = paper.name_as_printed
    nearest = max(names, key=lambda name: (name.full == printed, score(name.full, printed)))
    return _compared(printed, written_name(nearest), _("on file"), _("Nearest name on file"), ON_FILE)


def _beside_paper(paper, other):
    return _compared(paper.name_as_printed, other, _("on that paper"), _("Name on that paper"), PAPER)


def _compared(printed, other, side, head, verdicts):
    here, there = beside(printed, other.text)
    return Compared(
        verdict=str(verdicts[compared(other.text, printed)]),
        side=side,
        head=head,
        name=_as_written(printed),
        here=[_piece(piece) for piece in here],
        other=other,
        there=[_piece(piece) for piece in there],
        differences=[*map(_difference, _unlike(here)), *map(_missing, _alone(there))],
    )


def _as_written(printed):
    return name_view(printed, script_of(printed))


def _piece(piece):
    return PieceView(piece.word, piece.gap, LOOKS[piece.standing], str(STANDINGS[piece.standing]))


def _unlike(pieces):
    return [piece for piece in pieces if piece.standing != Standing.SAME]


def _alone(pieces):
    return [piece for piece in pieces if piece.standing == Standing.ALONE]


def _difference(piece):
    return Difference(str(STANDINGS[piece.standing]), piece.word, piece.other)


def _missing(piece):
    return Difference(_("Missing here"), "", piece.word)
