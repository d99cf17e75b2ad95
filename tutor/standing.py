"""How a learner's cards stand against the course as it is today: what was asked otherwise, or dated by a wrong clock, is due. Pure."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from tutor.progress import CardState, Progress
from tutor.schedule import Memory, New, reopened

A_DAY = timedelta(1)


def is_other(asked: str, now: str) -> bool:
    """Whether a card's key changed between two fingerprints; one that is not known is no change."""
    return bool(asked and now) and asked != now


def standing(state: CardState, version: str, today: date) -> Memory:
    """The card's memory; due today if its key (`version`) has changed since, or its last day has not come yet."""
    return stands(state.memory, state.version, version, today)


def stands(memory: Memory, asked: str, version: str, today: date) -> Memory:
    """The same of a memory, and the fingerprint with which its card was asked."""
    if isinstance(memory, New) or not (is_other(asked, version) or is_ahead(memory.last, today)):
        return memory
    return reopened(memory, today)


def is_ahead(day: date, today: date) -> bool:
    """Whether a day is further ahead than a time zone makes it: only a wrong clock wrote it."""
    return day > today and day - A_DAY > today


class Memories(Mapping[str, Memory]):
    """The memory of each card, looked up in the states when it is needed: a start must not touch every card."""

    def __init__(self, progress: Progress, version: Callable[[str], str], today: date) -> None:
        self.cards, self.version, self.today = progress.cards, version, today

    def __getitem__(self, card: str) -> Memory:
        return standing(self.cards[card], self.version(card), self.today)

    def __iter__(self) -> Iterator[str]:
        return iter(self.cards)

    def __len__(self) -> int:
        return len(self.cards)
