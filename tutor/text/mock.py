"""What mock exams say, in two languages; apart, for no other start needs it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple


class Mock(NamedTuple):
    """One language. Functions get numbers, days and names and give a whole sentence; times are milliseconds."""

    run: str
    results: str
    questions_option: str
    minutes_option: str
    marking_option: str
    mark_option: str
    pause_option: str
    studied_option: str
    export_option: str
    number_argument: str
    title: str
    about: Callable[[int, int], str]
    fewer: Callable[[int, int], str]
    unread: Callable[[int, int], str]
    marking: Callable[[str], str]
    names: Mapping[str, str]
    schemes: Mapping[str, str]
    pass_at: Callable[[int], str]
    no_feedback: str
    may_pause: str
    no_pause: str
    leaving: str
    clock_starts: str
    left: Callable[[int], str]
    left_said: Callable[[int], str]
    offer_left: Callable[[int], str]
    flagged: str
    locked: str
    lost: str
    refused: str
    gave_unknown: str
    list_title: Callable[[int, int], str]
    legend: str
    without: Callable[[Sequence[int]], str]
    with_flag: Callable[[Sequence[int]], str]
    all_answered: str
    jump: str
    hand_in: str
    hand_in_without: Callable[[Sequence[int]], str]
    hand_in_flagged: Callable[[Sequence[int]], str]
    hand_in_all: str
    hand_in_yes: str
    hand_in_no: str
    paused: str
    time_over: str
    handed_in: str
    result: str
    points: Callable[[str, str, int], str]
    passed: Callable[[int], str]
    failed: Callable[[int], str]
    how: Callable[[str, int, int], str]
    blanks: Callable[[int], str]
    expected: Callable[[int, int, int, int], str]
    before: Callable[[date, int, int], str]
    earlier: Callable[[Sequence[tuple[date, int]]], str]
    first_exam: str
    by_module: str
    by_objective: str
    no_module: str
    no_objective: str
    of_objectives: Callable[[int, int], str]
    tally: Callable[[str, str, int], str]
    misses: Callable[[int], str]
    missed_numbers: Callable[[Sequence[int]], str]
    no_misses: str
    blank: str
    partly: str
    earned: Callable[[str, str], str]
    coming: str
    next_commands: tuple[str, str]
    on: str
    on_looking: str
    on_corrected: str
    prompt_list: Callable[[int], str]
    bad_number: Callable[[int], str]
    commands: Callable[[bool], str]
    commands_list: Callable[[bool], str]
    commands_hand_in: str
    commands_few: str
    commands_result: str
    corrected_of: Callable[[int, int], str]
    no_questions: str
    gone: Callable[[int], str]
    gone_since: Callable[[int], str]
    changed: Callable[[Sequence[int]], str]
    changed_one: str
    unreadable: str
    nothing_counts: str
    marked_now: str
    elsewhere: str
    left_open: str
    none_yet: str
    no_such: Callable[[int, int], str]
    results_title: str
    results_line: Callable[[int, date, int, int, int, str], str]
    results_nothing: Callable[[int, date], str]
    written: Callable[[str], str]
    not_written: Callable[[str, str], str]
    not_lost: Callable[[str], str]
    cannot_write: Callable[[str, str], str]
    not_begun: str


def mock_for(language: str) -> Mock:
    """The sentences of a language; only that one is imported."""
    if language == "fr":
        from tutor.text.mock_fr import FR

        return FR
    from tutor.text.mock_en import EN

    return EN


def spans(numbers: Sequence[int]) -> str:
    """1-3, 7: ascending numbers with runs of three or more put together."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def together(*parts: str) -> str:
    """What glyphs mean, one after the other; a line is broken between two of them, not within one."""
    return ", ".join(part.replace(" ", "\u00a0") for part in parts)
