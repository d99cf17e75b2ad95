"""The record every language fills: a missing sentence is a type error. Plain strings, or functions where something goes in.

Sentences are written with plain spaces and apostrophes; `tutor.ui.inline.typeset` sets them at the edge.
"""

from __future__ import annotations  # making sixty Callable[…] at each start would cost more than all the sentences

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from tutor.record import record

Count: TypeAlias = Callable[[int], str]
Name: TypeAlias = Callable[[str], str]


def shell(path: str) -> str:
    """A path or name as it is typed in a command: in quotes where a shell would read anything else into it."""
    if path and all(char.isalnum() or char in "_@%+=:,./-\\" for char in path):
        return path
    return "'" + path.replace("'", "'\\''") + "'"


@record
class Screens:
    """What session screens say."""

    question_of: Callable[[int, int], str]
    question_again: str
    page_of: Callable[[int, int], str]
    section_of: Callable[[int, int], str]
    reasons: Mapping[str, str]
    welcome_quiz: str
    welcome: tuple[str, ...]
    welcome_plain: tuple[str, ...]
    disclaimer: str
    reviewed: Name
    course_in: Mapping[str, str]
    offer: Callable[[str, int], str]
    offer_on: str
    offer_anew: str
    module: Name
    you_will: str
    sections_and_minutes: Callable[[int, int], str]
    go_on_reading: Count
    read_first: str
    prediction: str
    pretest: str
    several: str
    true_or_false: str
    true: str
    false: str
    type_answer: str
    your_answer: str
    gap: Callable[[int, int], str]
    match: str
    classify: str
    order: str
    number: Name
    not_a_number: str
    recall: str
    case_step: Callable[[int, int], str]
    remember: str
    the_document_says: str
    the_nuance: str
    outside: Name
    source: Callable[[str, str, int], str]
    sure: str
    sure_levels: tuple[str, str, str]
    model_answer: str
    tick: str
    right: str
    wrong: str
    partly: Callable[[int, int], str]
    unknown: str
    overruled: str
    you_chose: Name
    you_answered: Name
    expected: Name
    expected_one_of: Name
    why_right: Name
    slip: Name
    different: Callable[[str, str], str]
    lesson_says: str
    see_lesson: Callable[[str, str], str]
    instead: Name
    your_mark: str
    key_mark: str
    missed_mark: str
    no_mark: str
    comes_back: Callable[[int, date], str]
    again_here: str
    key_changed: str
    key_was: Callable[[str, str], str]
    again_then: Callable[[int, date], str]
    not_moved: str
    second_try: str
    sure_and_wrong: str
    hint: Callable[[int, int], str]
    no_hint: str
    no_more_hints: str
    hint_strike: Name
    hint_letters: Callable[[str, int, int], str]
    hint_pair: Callable[[str, str], str]
    hint_first: Name
    hint_follows: Callable[[str, str], str]
    hint_point: Name
    point_there: str
    point_missing: str
    passage: str
    no_passage: str
    passage_counts: str
    why_now: str
    why_new: str
    why_due: Callable[[int, int], str]
    why_again: str
    why_prediction: str
    why_plan: Callable[[date], str]
    exam_chooses: Callable[[date], str]
    gain: Callable[[int, int, int], str]
    why_practice: str
    predicted: Count
    outcome: Callable[[str, int, date], str]
    right_helped: str
    ratings: tuple[str, str, str, str]
    compare: str
    definition: str
    versus: Callable[[str, str, str, str, str], str]
    glossary_here: str
    no_terms: str
    keys: str
    recap: str
    recap_intro: str
    end_of: Mapping[str, str]
    left_of: Mapping[str, str]
    score: Callable[[int, int], str]
    nothing_asked: str
    compared: Callable[[int, int, int, int], str]
    minutes: Count
    missed: str
    missed_yours: Name
    missed_unknown: str
    missed_key: Name
    others_right: Count
    none_missed: str
    all_redone: str
    coming: str
    coming_day: Callable[[int, int, date], str]
    next_command: Name
    not_saved: Callable[[str], str]
    saved_late: str
    empty: str
    too_small: str


@record
class Keys:
    """Names of keys and what they do, for the line of hints; all of them short."""

    space: str
    enter: str
    escape: str
    arrows: str
    go_on: str
    answer: str
    toggle: str
    hand_in: str
    next: str
    following: str
    place: str
    take_back: str
    hint: str
    unknown: str
    undo: str
    back: str
    passage: str
    passages: str
    why: str
    why_source: str
    source: str
    edit: str
    quit: str
    terms: str
    was_right: str
    redo: str
    help: str
    commands: str
    typing: str
    close: str
    page: str
    choose: str
    flag: str
    unflag: str
    listing: str
    paper: str
    pause: str
    previous: str
    missed: str
    first_open: str
    do: str
    skip: str
    language: str
    long: Mapping[str, str]
    always: tuple[tuple[str, str], ...]


@record
class Plain:
    """What plain mode asks for."""

    question: Callable[[int, int], str]
    section: Callable[[int, int], str]
    pick: Count
    pick_several: Count
    assign: Callable[[str, int], str]
    order: Count
    type: str
    type_gap: Callable[[int, int], str]
    sure: str
    tick: Count
    go_on: str
    go_on_undo: str
    after_feedback: str
    at_end: str
    at_end_none: str
    commands: str
    bad_pick: Count
    bad_order: Count
    end_of_input: str
    no_undo: str
    left_saved: str
    choice: Callable[[int, str], str]


@record
class Commands:
    """Help texts of the commands and their options."""

    tutor: str
    learn: str
    review: str
    practice: str
    lessons: str
    progress: str
    history: str
    glossary: str
    search: str
    check: str
    pretest: str
    lesson_argument: str
    read: str
    topic_argument: str
    lessons_argument: str
    term_argument: str
    words_argument: str
    before: str
    rows: str
    paths_argument: str
    lang: str
    plain: str
    color: str
    theme: str
    content: str
    data: str
    documents: str
    course: str
    version: str
    minutes: str
    limit: str
    topic: str
    order: str
    seed: str
    json: str
    missed: str
    confusions: str
    export: str
    data_group: str
    data_path: str
    data_backup: str
    data_backup_list: str
    data_backup_create: str
    data_backup_verify: str
    data_restore: str
    data_merge: str
    data_verify: str
    data_reset: str
    backup_argument: str
    histories_argument: str
    course_option: str
    yes: str


@record
class Home:
    """What home says."""

    title: str
    welcome: str
    rehearse: str
    resume: Callable[[str, int, int], str]
    resume_kinds: Mapping[str, str]
    due: Count
    fresh: Count
    nothing_due: Callable[[int | None], str]
    no_pretest: str
    next_lesson: Callable[[str, int], str]
    lesson_on: Callable[[str, int], str]
    all_read: str
    no_lessons: str
    what_now: str
    do_resume: str
    do_drop: str
    do_review: Callable[[int, int], str]
    do_learn: Name
    do_continue: Name
    do_choose: str
    do_progress: str
    do_glossary: str
    do_practice: str
    do_language: str
    do_leave: str
    choose_lesson: str
    command_hint: Name
    minutes: Count
    read_sections: Callable[[int, int], str]
    back_to_menu: str


@record
class Reports:
    """What the looking commands say."""

    lesson_state: Callable[[int, int], str]
    lesson_read: str
    lesson_unread: str
    due: Count
    needs: Name
    nothing_yet: str
    sections_read: Callable[[int, int], str]
    pager: str
    history_empty: str
    seen_in: Name
    objectives: str
    prerequisites: str
    lessons_key: str
    module_read: Callable[[int, int], str]
    lesson_known: Callable[[int, int], str]
    history_more: Name
    long_day: Callable[[date], str]
    ago: Mapping[int, str]
    day_sums: Callable[[int, int], str]
    was_drill: str
    was_sure: str
    comes_back: Callable[[date], str]
    section_read: str
    found: Callable[[int, str], str]
    found_more: Count
    kinds: Mapping[str, str]
    terms: Count


@record
class Data:
    """What `tutor data` says."""

    backed_up: Callable[[str, int], str]
    nothing_to_back_up: str
    no_backups: str
    backup_line: Callable[[str, int, str], str]
    backup_whole: Callable[[str, int], str]
    backup_damaged: Callable[[str, int], str]
    reasons: Mapping[str, str]
    restored: Callable[[str, int, int, int, str], str]
    merged: Callable[[int, int, int, int, str], str]
    verified: Callable[[int, int, int, int, int, int], str]
    whole: str
    not_whole: str
    saved: Mapping[str, str]
    emptied: Callable[[int, str], str]
    ask_reset: Callable[[str], str]
    reset_keeps: str
    reset_no: str
    reset_yes: str
    not_reset: str
    reset_unsure: str


@record
class Errors:
    """One sentence for each failure."""

    prefix: str
    unknown: Callable[[str, str], str]
    kinds: Mapping[str, str]
    close: Callable[[Sequence[str]], str]
    no_terminal: str
    no_course: Name
    same_id: Callable[[str, str, str], str]
    paths: Mapping[str, Name]
    stands_in: Callable[[str, str], str]
    empty: Name
    newer: Callable[[str, str], str]
    not_regular: Name
    not_directory: Name
    refused: Mapping[str, Callable[[str, str], str]]
    not_saved: Callable[[int, str, str], str]
    skipped: Callable[[int, str], str]
    interrupted: str
    bug: Name
    usage: Name
    closed: str
    lesson_locked: Callable[[str, str], str]
    no_questions: str
    bad_limit: str
    too_many: Name
    bad_number: Callable[[str, str], str]
    no_value: Name
    takes_none: Name
    missing: Name
    output: Name
    no_editor: str
    editor: Name
    notices: Mapping[str, Callable[[Mapping[str, str]], str]]
    nothing_missed: str


@record
class Text:
    """One language."""

    code: str
    screens: Screens
    keys: Keys
    plain: Plain
    commands: Commands
    home: Home
    reports: Reports
    data: Data
    errors: Errors
    day: Callable[[date], str]
    in_days: Callable[[int], str]
    percent: Count
    number: Callable[[float], str]
