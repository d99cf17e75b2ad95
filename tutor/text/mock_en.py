"""English, for mock exams."""

from tutor.text.en import day, minutes, s
from tutor.text.mock import Mock, spans, together
from tutor.text.system import english as system


def left(ms: int) -> str:
    """The time left: minutes, and in the last two of them seconds."""
    seconds = max(0, -(-ms // 1000))
    return f"{seconds} s" if seconds < 120 else f"{seconds // 60} min"


def left_said(ms: int) -> str:
    """The same as words."""
    seconds = max(0, -(-ms // 1000))
    return f"{seconds} second{s(seconds)} left" if seconds < 120 else f"{minutes(seconds // 60)} left"


def compared(when: str, share: int, now: int) -> str:
    """This score against the one before."""
    change = abs(now - share)
    words = "the same this time" if not change else f"{change} point{s(change)} {'more' if now > share else 'less'} this time"
    return f"Previous exam ({when}): {share}%; {words}."


def gap(expected: int, low: int, high: int, now: int) -> str:
    """The score against the forecast."""
    where = "within the band" if low <= now <= high else "above it" if now > high else "below it"
    return f"Forecast before the exam: {expected}% (between {low} and {high}%). You had {now}%: {where}."


EN = Mock(
    run="Sit a mock exam: questions drawn by the weight of the modules, a clock, no feedback before the end.",
    results="See the result of a mock exam again; without a number, the last one.",
    questions_option="How many questions.",
    minutes_option="The time in minutes; 0: no limit. Without this option, a minute a question.",
    marking_option="The marking: exact (all or nothing), partial (partial credit), negative (errors cost), edn (the French national exam's).",
    mark_option="The pass mark, in percent of the points.",
    pause_option="Allow pauses: the clock stops, the questions are hidden.",
    studied_option="Only about the sections you have read.",
    export_option="Keep the result in a .html or .svg file.",
    number_argument="The number of the exam in the list.",
    title="Mock exam",
    about=lambda n, m: f"{n} question{s(n)}, {minutes(m)}." if m else f"{n} question{s(n)}, no time limit.",
    fewer=lambda wanted, n: f"You wanted {wanted}; the course has only {n} to ask here.",
    unread=lambda n, total: f"{n} {'are' if n != 1 else 'is'} about sections you have not read yet.",
    marking=lambda name: f"Marking: {name}.",
    names={"exact": "all or nothing", "partial": "partial credit", "negative": "negative marking", "edn": "EDN"},
    schemes={
        "exact": "An answer earns all its points, or none.",
        "partial": "Points follow the share of the answer that is right.",
        "negative": "An error costs what chance would have earned; no answer, zero.",
        "edn": "Several answers: 1, 0.5, 0.2, then 0, by the number of discordances. An indispensable option left out, or an unacceptable one ticked, gives 0.",
    },
    pass_at=lambda percent: f"Passed from {percent}% of the points.",
    no_feedback="No hints and no feedback before the end. Skip, go back, change your mind: nothing is handed in until you say so.",
    may_pause="Pauses are allowed; leaving is a pause.",
    no_pause="No pauses: the clock goes on, even if the window closes.",
    leaving="Every answer is saved at once. After an interruption, the same command goes on with the exam.",
    clock_starts="The clock starts when you go on.",
    left=left,
    left_said=left_said,
    offer_left=lambda ms: f"{left_said(ms)[0].upper()}{left_said(ms)[1:]}; the clock is running.",
    flagged="Flagged, to look at again",
    locked="An answered step: it cannot change any more, what follows would give it away.",
    lost="The course has changed this question since your answer, which counts no more: answer again.",
    refused="No pauses in this exam; the clock is running.",
    gave_unknown="You answered: I don't know.",
    list_title=lambda n, total: f"{n} of {total} answered",
    legend=together("✓ answered", "· no answer", "! flagged"),
    without=lambda numbers: f"No answer: {spans(numbers)}.",
    with_flag=lambda numbers: f"Flagged: {spans(numbers)}.",
    all_answered="Every question has an answer.",
    jump="Go to question: ",
    hand_in="Hand in? Nothing can change afterwards.",
    hand_in_without=lambda numbers: f"{len(numbers)} question{s(len(numbers))} without an answer: {spans(numbers)}.",
    hand_in_flagged=lambda numbers: f"{len(numbers)} question{s(len(numbers))} flagged: {spans(numbers)}.",
    hand_in_all="Every question has an answer.",
    hand_in_yes="Hand in",
    hand_in_no="Go on with the exam",
    paused="Pause: the clock stands still.",
    time_over="The time is over: what was answered has been handed in.",
    handed_in="Handed in.",
    result="The result",
    points=lambda points, possible, percent: f"{points} of {possible} point{'' if possible == '1' else 's'} ({percent}%)",
    passed=lambda percent: f"Passed (pass mark: {percent}%).",
    failed=lambda percent: f"Not passed yet (pass mark: {percent}%).",
    how=lambda name, used, limit: f"Marking: {name}. Time: {minutes(used)}{f' of {minutes(limit)}' if limit else ''}.",
    blanks=lambda n: f"{n} question{s(n)} without an answer or with “I don't know”.",
    expected=gap,
    before=lambda when, share, now: compared(day(when), share, now),
    earlier=lambda exams: "All your exams: " + ", ".join(f"{share}% ({when:%d %b})" for when, share in exams) + ".",
    first_exam="This is your first mock exam of this course.",
    by_module="By module",
    by_objective="Objectives to work on",
    no_module="In no module",
    no_objective="No objective",
    of_objectives=lambda n, total: f"{n} of {total} objectives met in full in this exam.",
    tally=lambda points, possible, percent: f"{points}\u00a0of\u00a0{possible}\u00a0({percent}%)",
    misses=lambda n: f"To look at again: {n} question{s(n)}",
    missed_numbers=lambda numbers: f"To look at again: {spans(numbers)}.",
    no_misses="Nothing missed.",
    blank="No answer",
    partly="Partly right",
    earned=lambda points, possible: f"{points}\u00a0of\u00a0{possible}\u00a0point{'' if possible == '1' else 's'}",
    coming="These answers count for your reviews.",
    next_commands=("Next: tutor practice --missed", "To see this result again: tutor exam results"),
    on="Enter to go on: ",
    on_looking="Enter to look the paper over, x for the next one missed, q to finish: ",
    on_corrected="Enter for the next, b for the one before, x for the next one missed, q to finish: ",
    prompt_list=lambda n: f"Number of a question (1 to {n}), Enter to go on, r to hand in: ",
    bad_number=lambda n: f"Type a number from 1 to {n}, r to hand in, or h for the commands.",
    commands=lambda pausable: (
        "Commands: Enter or n next, b previous, m flag, s I don't know, l list, "
        f"{'p pause, ' if pausable else ''}r hand in, q quit. Where an answer is typed, put a colon before: :n"
    ),
    commands_list=lambda pausable: (
        f"Commands: a number, Enter first without an answer, b back, {'p pause, ' if pausable else ''}r hand in, q quit."
    ),
    commands_hand_in="Commands: 1 hand in, 2 go on, b back, q quit.",
    commands_few="Commands: Enter go on, q quit.",
    commands_result="Commands: Enter look the paper over, x next one missed, q finish; on a corrected question, b previous, t passage, g glossary.",
    corrected_of=lambda n, total: f"Corrected {n}/{total}",
    gone=lambda n: f"{n} question{s(n)} of this exam changed or went before it was handed in and {'do' if n > 1 else 'does'} not count.",
    gone_since=lambda n: (
        f"{n} question{s(n)} of this exam {'are' if n > 1 else 'is'} no longer in the course: "
        + (
            "their points count, their correction cannot be shown any more."
            if n > 1
            else "its points count, its correction cannot be shown any more."
        )
    ),
    changed=lambda numbers: (
        f"Since this exam the course has changed question{s(len(numbers))} {spans(numbers)}; the result stays as it was when handed in."
    ),
    changed_one="This question has changed since the exam; its points stay as they were.",
    unreadable="Its options are not the same any more: your answer of then cannot be shown.",
    nothing_counts="No question could be marked: this exam has no score.",
    marked_now="The history does not have the points of this exam: it is marked by the course as it is today.",
    no_questions="This course has no questions to ask in an exam.",
    elsewhere="An exam is being sat in another window: finish it or close that window first. Nothing has changed.",
    left_open="The exam is not handed in. To go on with it: tutor exam run",
    none_yet="No mock exam yet. To sit one: tutor exam run",
    no_such=lambda n, total: f"There is no exam number {n}: they go from 1 to {total}.",
    results_title="Your mock exams",
    results_line=lambda n, when, percent, questions, used, name: (
        f"{n}. {day(when)}: {percent}%, {questions} question{s(questions)}, {minutes(used)}, {name}"
    ),
    results_nothing=lambda n, when: f"{n}. {day(when)}: no question marked, no score",
    written=lambda path: f"Result kept in {path}.",
    not_written=lambda path, why: f"{path} could not be written: {system(why)}.",
    not_lost=lambda data: f"Your answers and the result are kept in {data}; to write it later: tutor exam results --export FILE",
    cannot_write=lambda path, why: f"{path} cannot be written: {system(why)}.",
    not_begun="The exam was not opened.",
)
