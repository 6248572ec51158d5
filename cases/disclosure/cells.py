"""One count, as a given reader may see it."""

from dataclasses import dataclass
from enum import Enum, StrEnum

from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

BASE = 5
# A group of fewer children is not divided further for those who only read figures.
GROUP_MINIMUM = 10
SMALL_TEXT = f"<{BASE}"

NOTE = _(
    "Counts from 1 to 4 are shown as <5. Other figures are rounded to the nearest 5, each by itself, "
    "so they may not add up. Zero is shown as zero. A group of fewer than 10 children is not divided further."
)


class Audience(Enum):
    """Who reads the figures: people who work with the rows behind them, or people who see figures only."""

    EXACT = "exact"
    PROTECTED = "protected"


class Mark(StrEnum):
    """What the reader is told about a number, beside its text."""

    EXACT = "exact"
    ROUNDED = "rounded"
    SMALL = "small"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Cell:
    """A count after protection.

    ``value`` is for machines (charts, sorting, JSON): the exact or rounded number, or ``None`` when it is
    hidden. The count from which the cell was made is not kept, so that no template or file can print it by
    mistake.
    """

    value: int | None
    mark: Mark

    @property
    def is_hidden(self) -> bool:
        """Whether the reader gets a mark in place of a number."""
        return self.value is None

    @property
    def text(self) -> str:
        """The cell as a page prints it, its digits grouped as the active language groups them."""
        if self.value is not None:
            return number_format(self.value, use_l10n=True, force_grouping=True)
        return self._hidden_text()

    @property
    def shown(self) -> int | str:
        """The cell as a file carries it: the number as a number, a hidden one as the text of the page."""
        if self.value is not None:
            return self.value
        return self._hidden_text()

    def _hidden_text(self) -> str:
        return SMALL_TEXT if self.mark is Mark.SMALL else gettext("withheld")

    def __str__(self) -> str:
        return self.text


def protect(count: int, audience: Audience, *, group: int | None = None) -> Cell:
    """Return ``count`` as ``audience`` may see it; ``group`` is the size of the group that it is a part of.

    Of a group under ``GROUP_MINIMUM`` protected readers learn no part, zeros neither: beside an exact total,
    what is zero would tell what the few are.

    For protected readers 1 to 4 becomes "<5" and everything from 5 the nearest multiple of 5; zero stays. A
    whole number is never half way between two multiples of 5, so the rounding needs no rule for ties and no
    chance. Raises ``ValueError`` for a negative count, which is always a mistake in the query before it.
    """
    if count < 0:
        raise ValueError("A count of children cannot be negative.")
    if audience is Audience.EXACT:
        return Cell(count, Mark.EXACT)
    if group is not None and 0 < group < GROUP_MINIMUM:
        return Cell(None, Mark.WITHHELD)
    if count == 0:
        return Cell(count, Mark.EXACT)
    if count < BASE:
        return Cell(None, Mark.SMALL)
    return Cell((count + BASE // 2) // BASE * BASE, Mark.ROUNDED)
