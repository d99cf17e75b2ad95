"""How much is still known, by how long ago it was learned; and whether that is what was predicted."""

from collections.abc import Mapping

from tutor.progress import AGES_DAYS, Tally
from tutor.record import record

FEW = 5


@record
class Kept:
    """Some answers to learned cards, and how many of those were still known: rated hard or better; a lucky guess is not known.

    `predicted` (0..1) is what memory was expected to give, None where too few predictions were kept to compare.
    """

    count: int
    right: int
    predicted: float | None

    @property
    def share(self) -> float:
        """The part still known, 0..1; 0 of nothing."""
        return self.right / self.count if self.count else 0.0


@record
class Age:
    """What was kept after `first` to `last` days (None: or more)."""

    first: int
    last: int | None
    kept: Kept


@record
class Retention:
    """First answers of the day to cards learned a day ago or more: in all, by age, and by month (`2026-01`, the last twelve).

    `brier` is the mean squared error of the predictions, 0 at best; None without any.
    """

    whole: Kept
    ages: tuple[Age, ...]
    months: tuple[tuple[str, Kept], ...]
    brier: float | None


def retention(tallies: Mapping[str, Tally]) -> Retention:
    """From the sums of one course, by kind."""
    ages = [tallies.get(f"age{first}", Tally()) for first in AGES_DAYS]
    lasts = [*(after - 1 for after in AGES_DAYS[1:]), None]
    months = sorted(kind for kind in tallies if kind.startswith("month"))[-12:]
    whole = Tally(*(sum(values) for values in zip(*((t.count, t.right, t.foretold, t.predicted, t.squares) for t in ages), strict=True)))
    return Retention(
        whole=kept(whole),
        ages=tuple(Age(first, last, kept(tally)) for first, last, tally in zip(AGES_DAYS, lasts, ages, strict=True)),
        months=tuple((kind.removeprefix("month"), kept(tallies[kind])) for kind in months),
        brier=whole.squares / whole.foretold / 100_000_000 if whole.foretold else None,
    )


def kept(tally: Tally) -> Kept:
    """A sum as shares."""
    comparable = tally.foretold >= FEW and 2 * tally.foretold >= tally.count
    return Kept(tally.count, tally.right, tally.predicted / tally.foretold / 10_000 if comparable else None)
