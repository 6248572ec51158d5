"""Numbers of papers, and where exactly children are, in the demonstration: invented, and sealed as real ones are."""

import random

from cases.documents.numbers import put_number
from cases.enums import CUSTODY_WITHOUT_PAPER, DocumentKind, WhereaboutsKind
from cases.models import Document, Whereabouts
from cases.people.sealing import keep_sealed

NUMBERED, LOCATED = 40, 40
# A letter is drawn where "A" stands, a digit where "9" does.
SHAPES = {
    DocumentKind.BIRTH_CERT: "AA-AA 999999",
    DocumentKind.RETURN_CERT: "A 9999999",
    DocumentKind.BIRTH_NOTE: "9999/99",
}
USUAL_SHAPE = "99 9999999"
DETAILS = (
    "Block {letter}, cell {number}",
    "Tent {number}, third row from the water tank",
    "Ward {letter}, bed {number}",
    "Phase {number}, beside the school tent",
    "House {number}, the blue gate",
)


def add_sealed(*, rng):
    """Give some papers a number and some stays a detail; draws from ``rng`` alone and changes no total."""
    papers = Document.objects.exclude(custody__in=CUSTODY_WITHOUT_PAPER).select_related("person")
    for paper in _some(papers, NUMBERED, rng):
        put_number(paper, _number(SHAPES.get(paper.kind, USUAL_SHAPE), rng))
        paper.save(update_fields=["sealed_number", "number_index"])
    stays = Whereabouts.objects.current().filter(kind=WhereaboutsKind.AT_PLACE).select_related("person")
    for stay in _some(stays, LOCATED, rng):
        detail = rng.choice(DETAILS).format(letter=rng.choice("ABCD"), number=rng.randint(1, 60))
        keep_sealed(stay.person, stay, "sealed_detail", detail)
        stay.save(update_fields=["sealed_detail"])


def _some(rows, count, rng: random.Random):
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    return rows.filter(pk__in=rng.sample(keys, min(count, len(keys)))).order_by("pk")


def _number(shape, rng):
    draw = {"A": "ABCEHKMPTX", "9": "0123456789"}
    return "".join(rng.choice(draw[sign]) if sign in draw else sign for sign in shape)
