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
    group: str
    add: str
    list: str
    remove: str
    use: str
    source_argument: str
    id_argument: str
    replace: str
    refused: Mapping[str, Callable[[str, str], str]]
    faulty: Callable[[str, int], str]
    added: Callable[[str, str, int, int, int, int], str]
    replaced: str
    to_study: Callable[[str], str]
    removed: Callable[[str, int], str]
    not_added: Callable[[str], str]
    used: Callable[[str], str]
    course: Callable[[str, str, int, int], str]
    state: Callable[[int, int], str]
    current: str
    origins: Mapping[str, str]
    same_id: Callable[[str], str]
    others_due: Callable[[int], str]
    change: str
    is_read: str
    read_again: str
    do_again: str
    which: str
    coverage: str
    by_recall: str
    export: str
    coverage_title: str
    no_documents: str
    legend_questions: tuple[str, str, str, str, str]
    legend_recall: tuple[str, str, str, str, str]
    asked: Callable[[int, int, int | None], str]
    claim: Callable[[str, int, int, int, int | None], str]
    section: Callable[[int, int | None], str]
    outside: str
    lessons: str
    exported: Callable[[str], str]
    not_exported: Callable[[str, str], str]
    out_of_place: Callable[[str, int, int, str], str]


def packs_for(language: str) -> Packs:
    """The sentences of a language; only that one is imported."""
    if language == "fr":
        from tutor.text.packs_fr import FR

        return FR
    from tutor.text.packs_en import EN

    return EN
