"""What is said of courses, their documents and what they cover, in two languages; read only by who shows any of it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple


class Packs(NamedTuple):
    """One language. Functions get counts and names and give a whole line."""

    source: Callable[[str, str], str]
    source_here: str
    no_source: str
    absent: Mapping[str, Callable[[str, str, str], str]]
    verified: Callable[[int, int, int, int], str]
    not_verified: str
    out_of_place: Callable[[str, int, int, str], str]


def packs_for(language: str) -> Packs:
    """The sentences of a language; only that one is imported."""
    if language == "fr":
        from tutor.text.packs_fr import FR

        return FR
    from tutor.text.packs_en import EN

    return EN
