"""The questions that give the most trouble, and those that were answered sure and wrong."""

from collections.abc import Callable, Iterable, Mapping

from tutor.cards import question_of
from tutor.outline import Entry, cards_of
from tutor.progress import CardState
from tutor.record import record
from tutor.schedule import Learned

SHOWN = 10


@record
class Hard:
    """A card that was forgotten `lapses` times in `reps` answers of different days; `stability_days` is how long it holds now."""

    card: str
    lapses: int
    reps: int
    stability_days: float


def hardest(course: str, questions: Iterable[Entry], cards: Mapping[str, CardState], most: int = SHOWN) -> tuple[Hard, ...]:
    """The cards forgotten most often; among equals those that hold the shortest."""
    found = []
    for card in (card for question in questions for card in cards_of(course, question)):
        state = cards.get(card)
        if state is not None and state.lapses and isinstance(state.memory, Learned):
            found.append(Hard(card, state.lapses, state.reps, state.memory.stability_days))
    return tuple(sorted(found, key=lambda each: (-each.lapses, each.stability_days, each.card))[:most])


def sure_and_wrong(misconceptions: Iterable[str], is_known: Callable[[str], bool]) -> tuple[str, ...]:
    """The cards last answered sure and wrong, of those whose question is known still: they are asked first from the next day on."""
    return tuple(card for card in misconceptions if is_known(question_of(card)))
