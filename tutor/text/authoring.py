"""What teachers are told beside problems and advice: the sentences of `check`, `preview`, `schema` and `new`, in two languages."""

from collections.abc import Callable, Mapping
from typing import NamedTuple


class Authoring(NamedTuple):
    """One language. Functions get counts and names and give a whole line."""

    fix: str
    formats: str
    strict: str
    explain: str
    schema: str
    role: str
    out: str
    new: str
    kind_argument: str
    path_argument: str
    title: str
    exists: Callable[[str], str]
    written: Callable[[str], str]
    fixed: Callable[[str, int], str]
    refused: Callable[[str, str], str]
    refusals: Mapping[str, str]
    nothing_to_fix: str
    counts: Callable[[int, int, int], str]
    good: Callable[[int, int], str]
    whole_course: str
    summary: Callable[[str, int, int], str]
    kinds: str
    kind: Mapping[str, str]
    objectives: Callable[[int, int, str], str]
    bloom: str
    level: Mapping[str, str]
    no_level: str
    places: Callable[[str], str]
    shuffled: str
    longest: Callable[[int, int, int], str]
    sources: Callable[[int, int], str]
    crafty: Callable[[int, int, str, int], str]
    tricks: Mapping[str, str]
    wrong: str
    right: str
    says: str
    preview: str
    preview_argument: str
    watch: str
    nothing_to_play: Callable[[str], str]
    not_shown: str
    played: str
    played_watched: str
    played_alone: str
    reread: str
    opens_editor: str
    new_needs: str
    ask_kind: str
    new_kinds: Mapping[str, str]
    ask_title: str
    no_title: str
    ask_path: Mapping[str, str]
    answers: str
    accept: str
    claimed: Callable[[int, str, str, str], str]
    none_claimed: str
    how_to_accept: Callable[[str], str]
    which_to_accept: str
    accepted: Callable[[str, str], str]
    not_accepted: Callable[[str, str, str], str]


def authoring_for(language: str) -> Authoring:
    """The sentences of a language; only that one is imported."""
    if language == "fr":
        from tutor.text.authoring_fr import FR

        return FR
    from tutor.text.authoring_en import EN

    return EN
