"""What is said at the door: home, the rehearsal of the keys, the return after an absence, the settings."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple


class Entrance(NamedTuple):
    """One language. Functions get numbers and give a whole line; `tasks` are what to press and what it did, key by key."""

    rehearsal: str
    rehearsal_intro: str
    tasks: tuple[tuple[str, str], ...]
    other_key: Callable[[str], str]
    exam: Callable[[int, date], str]
    exam_today: str
    done_today: Callable[[int, int], str]
    back: Callable[[int], str]
    waiting: Callable[[int, int], str]
    way: Callable[[int, int], str]
    way_all: Callable[[int, int], str]
    way_days: Callable[[int | None], str]
    way_none: Callable[[int, int], str]
    about: Callable[[int], str]
    needs: Callable[[str], str]
    read: str
    begun: Callable[[int, int], str]
    enter_returns: str
    settings: str
    practise: str
    set_language: str
    set_theme: Callable[[str], str]
    themes: Mapping[str, str]
    set_confidence: Callable[[bool], str]
    confidence_note: str


def entrance_for(language: str) -> Entrance:
    """The sentences of a language; only that one is imported."""
    if language == "fr":
        from tutor.text.entrance_fr import FR

        return FR
    from tutor.text.entrance_en import EN

    return EN
