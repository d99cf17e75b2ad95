"""English."""

from collections.abc import Mapping
from datetime import date

from tutor.text.record import Commands, Data, Errors, Home, Keys, Plain, Reports, Screens, Text, shell

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def system(code: str) -> str:
    """What the operating system refused, in words."""
    from tutor.text.system import english  # no start needs it

    return english(code)


def s(n: int) -> str:
    """The plural s: none for 1."""
    return "" if n == 1 else "s"


def day(when: date) -> str:
    """25 November 2026."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def in_days(n: int) -> str:
    """How far away a day is."""
    if n <= 0:
        return "today"
    if n == 1:
        return "tomorrow"
    if n < 60:
        return f"in {n} days"
    return f"in {round(n / 30.44)} months" if n < 730 else f"in {round(n / 365.25)} years"


def minutes(n: int) -> str:
    """A length of time; under a minute counts as one."""
    n = max(n, 1)
    return f"{n} minute{s(n)}" if n < 120 else f"{n // 60} h {n % 60:02}"


def span(count: int) -> str:
    """So many minutes, in the unit in which they are few."""
    days = count // 1440
    if days < 2:
        return minutes(count)
    return f"{days} days" if days < 60 else f"{days // 30} months" if days < 730 else f"{days // 365} years"


def compared(right: int, asked: int, right_before: int, asked_before: int) -> str:
    """This score against the last."""
    now, then = round(100 * right / asked), round(100 * right_before / asked_before)
    points = abs(now - then)
    change = f"{points} point{s(points)} more" if now > then else f"{points} point{s(points)} less" if now < then else "the same"
    return f"Last time: {right_before} of {asked_before} ({then}%), so {change} this time."


def kept(facts: Mapping[str, str]) -> str:
    """Where the evidence is."""
    return f"the original is kept as {facts['evidence']}" if facts.get("evidence") else "nothing else was changed"


EN = Text(
    code="en",
    day=day,
    in_days=in_days,
    percent=lambda n: f"{n}%",
    number=lambda value: f"{value:g}",
    screens=Screens(
        question_of=lambda n, total: f"Question {n}/{total}",
        question_again="Second try",
        page_of=lambda n, total: f"page {n}/{total}",
        section_of=lambda n, total: f"Section {n}/{total}",
        reasons={
            "new": "new",
            "due": "due",
            "again": "once more",
            "prediction": "before reading",
            "practice": "practice",
            "plan": "for the exam",
            "pretest": "pretest",
        },
        welcome_quiz="You answer a question, and each question comes back just before you would forget it.",
        welcome=(
            "You read a section, you answer a question, and each question comes back just before you would forget it.",
            "Every answer is saved at once; nothing is lost if the window closes.",
        ),
        welcome_plain=(
            "You read a section, you answer a question, and each question comes back just before you would forget it.",
            "Type the number of an answer, then Enter. ? gives a hint, s says “I don't know”, h tells every command.",
            "u undoes the last answer, even once the session is over; q quits. Where an answer is typed: ?, :s, :u, :q.",
            "Every answer is saved at once; nothing is lost if the window closes.",
        ),
        disclaimer="Please note",
        reviewed=lambda when: f"Course reviewed on {when}.",
        course_in={"fr": "This course is in French; the interface is in English."},
        offer=lambda kind, n: f"You had begun {kind}: {n} answer{s(n)} saved. Go on at the same question?",
        offer_on="Go on",
        offer_anew="Start again (your answers stay saved)",
        module=lambda title: f"Module: {title}",
        you_will="After this lesson you will be able to:",
        sections_and_minutes=lambda n, m: f"{n} section{s(n)} to read, about {minutes(m)} with the questions.",
        go_on_reading=lambda n: f"You are going on with this lesson: {n} section{s(n)} left to read.",
        read_first="Better read first",
        prediction="Before reading, what would you say? A wrong guess here helps you remember.",
        pretest="Before reading: answer as best you can. The verdict comes with the lesson.",
        several="More than one answer may be right.",
        true_or_false="True or false?",
        true="True",
        false="False",
        type_answer="Type your answer.",
        your_answer="Your answer: ",
        gap=lambda n, total: f"Gap {n}: " if total > 1 else "The missing word: ",
        match="Give each item what goes with it.",
        classify="Put each item into its category.",
        order="Name the steps in order, from first to last.",
        number=lambda unit: f"Type a number ({unit})." if unit else "Type a number.",
        not_a_number="That is no number: type it in digits, such as 3.5.",
        recall="Answer in your own words; you will compare afterwards.",
        case_step=lambda n, total: f"Case, step {n} of {total}",
        remember="Remember",
        the_document_says="The document says",
        the_nuance="The nuance",
        outside=lambda text: f"Outside the documents: {text}",
        source=lambda document, sentences, n: f"Source: document {document}, sentence{s(n)} {sentences}",
        sure="How sure are you?",
        sure_levels=("guessing", "hesitant", "sure"),
        model_answer="A good answer",
        tick="Which points were in your answer?",
        right="Right",
        wrong="Wrong",
        partly=lambda n, total: f"Partly right: {n} of {total}",
        unknown="Not known yet",
        overruled="Counted right, as you asked",
        you_chose=lambda text: f"You chose: {text}",
        you_answered=lambda text: f"Your answer: {text}",
        expected=lambda text: f"Expected: {text}",
        expected_one_of=lambda text: f"Also accepted: {text}",
        why_right=lambda text: text,
        slip=lambda text: f"Counted right; spelling: {text}",
        different=lambda given, expected: f"{given} and {expected} are two different things.",
        lesson_says="The lesson says",
        see_lesson=lambda lesson, section: f"{lesson} › {section}",
        instead=lambda text: f"your answer: {text}",
        your_mark="your answer",
        key_mark="the right answer",
        missed_mark="to tick as well",
        no_mark="not to tick",
        comes_back=lambda n, when: f"Comes back {in_days(n)} ({day(when)})." if n >= 0 else f"Due since {day(when)}.",
        key_changed="The answer to this question has been corrected since you last gave one.",
        key_was=lambda old, new: f"The right answer has changed. Before: {old}. Now: {new}.",
        again_here="It comes back later in this session.",
        again_then=lambda n, when: f"Comes back in this session, then {in_days(n)} ({day(when)}).",
        second_try="Second try: the date of this question does not change.",
        not_moved="Practice: the date of this question does not change.",
        sure_and_wrong="You were sure: this question comes first next time.",
        hint=lambda n, total: f"Hint {n} of {total}",
        no_hint="No hint for this question.",
        no_more_hints="No further hint. With a hint, a right answer counts as hard.",
        hint_strike=lambda text: f"It is not: {text}",
        hint_letters=lambda shape, n, gap: (f"Gap {gap}: " if gap else "") + f"{shape} ({n} letter{s(n)})",
        hint_pair=lambda left, right: f"{left} goes with: {right}",
        hint_first=lambda text: f"The first step: {text}",
        hint_follows=lambda before, step: f"“{before}” is followed by “{step}”",
        point_there="in your answer",
        point_missing="missing",
        hint_point=lambda text: f"One of the expected points: {text}",
        passage="The passage of the lesson",
        no_passage="No passage of the lesson is linked to this question.",
        passage_counts="Reading the passage before answering counts as a hint.",
        why_now="Why now?",
        why_new="This question is new: you have not been asked it yet.",
        why_due=lambda late, percent: (
            (f"It was due {late} day{s(late)} ago." if late > 0 else "It is due today.") + f" You probably remember it ({percent}%)."
        ),
        why_again="You missed it earlier in this session.",
        why_prediction="Trying to answer before reading helps you remember, even when you are wrong.",
        why_plan=lambda when: f"It is one of the questions whose answer, today, brings most for the exam on {day(when)}.",
        exam_chooses=lambda when: f"Until the exam on {day(when)}, the plan chooses when it comes back.",
        gain=lambda before, after, n: f"Pretest: {before} of {n} right before reading, {after} after.",
        why_practice="This is practice: no date changes.",
        predicted=lambda percent: f"Expected recall: {percent}%",
        outcome=lambda rating, n, when: f"{rating}: comes back {in_days(n)} ({day(when)})",
        right_helped="Right, with help",
        ratings=("Wrong", "Right, hesitant", "Right, sure", "Right and sure before reading"),
        compare="Tell them apart",
        definition="Definition",
        versus=lambda trait, one, first, other, second: f"{trait}: {one}, {first}; {other}, {second}.",
        glossary_here="Glossary terms",
        no_terms="No glossary term here.",
        keys="Keys",
        recap="What to remember",
        recap_intro="Close your eyes for a moment and say these points to yourself.",
        left_of={
            "lesson": "Lesson interrupted",
            "review": "Review interrupted",
            "practice": "Practice interrupted",
            "exam": "Exam interrupted",
        },
        end_of={"lesson": "Lesson finished", "review": "Review finished", "practice": "Practice finished", "exam": "Exam finished"},
        score=lambda right, asked: f"{right} right of {asked} ({round(100 * right / asked)}%)",
        nothing_asked="No question was asked.",
        compared=compared,
        minutes=lambda n: f"Time spent: {minutes(n)}.",
        missed="To work on",
        missed_unknown="You did not know.",
        missed_yours=lambda text: f"Your answer: {text}",
        missed_key=lambda text: f"The right one: {text}",
        others_right=lambda n: f"The rest was right ({n}).",
        none_missed="Nothing missed.",
        all_redone="Everything that was missed is now done again, right.",
        coming="What comes back",
        coming_day=lambda count, n, when: f"{count} question{s(count)} {in_days(n)} ({day(when)})",
        next_command=lambda command: f"Next: {command}",
        not_saved=lambda reason: f"NOT SAVED: {system(reason)}. Your answer is kept in memory and will be tried again with the next one.",
        saved_late="The waiting answers are saved now.",
        empty="(nothing)",
        too_small="Make the window larger: at least 20 columns and 8 rows are needed.",
    ),
    keys=Keys(
        space="Space",
        enter="Enter",
        escape="Esc",
        arrows="↑↓",
        go_on="go on",
        answer="answer",
        toggle="tick",
        hand_in="hand in",
        next="next item",
        following="next",
        place="place",
        take_back="take back",
        hint="hint",
        unknown="don't know",
        undo="undo",
        back="back",
        passage="passage",
        why="why now",
        passages="passages",
        why_source="why, source",
        source="source",
        edit="edit",
        quit="quit",
        terms="glossary",
        was_right="I was right",
        redo="redo the missed",
        help="keys",
        commands="commands",
        typing="go on typing",
        close="close",
        page="page",
        choose="choose",
        flag="flag",
        unflag="unflag",
        listing="list",
        paper="hand in the paper",
        pause="pause",
        previous="previous",
        missed="next one missed",
        first_open="go on",
        do="do it",
        skip="skip",
        language="Français",
        long={
            "undo": "undo the last answer",
            "page": "turn the page",
            "edit": "open this passage of the file in your editor",
            "hint": "a hint, then a stronger one",
            "passage": "the passage of the lesson, with its source",
            "why now": "why now, and what the answer changes",
            "passages": "the passages of what was missed",
            "why, source": "why now, and the document's sentence",
            "source": "the document's sentence",
            "glossary": "the glossary terms on this screen",
            "I was right": "I was right: the answer counts as right",
            "redo the missed": "redo the missed questions",
            "next": "the next question",
            "previous": "the previous question",
            "next one missed": "the next question missed",
            "flag": "flag the question, to look at it again",
            "unflag": "take the flag away",
            "list": "the list of the questions, and how each stands",
            "quit": "quit; everything is saved",
        },
        always=(("1-9", "answer as the letters do"), ("↑↓ Enter", "choose, then answer"), ("Ctrl-C", "stop; everything is saved")),
    ),
    plain=Plain(
        question=lambda n, total: f"Question {n} of {total}",
        section=lambda n, total: f"Section {n} of {total}",
        pick=lambda n: f"Your answer (1 {'or' if n == 2 else 'to'} {n}): ",
        pick_several=lambda n: f"Your answers (for example 1 {min(3, n)}): ",
        assign=lambda item, n: f"{item} (1 {'or' if n == 2 else 'to'} {n}): ",
        order=lambda n: f"The order (the {n} numbers): ",
        type="Your answer: ",
        type_gap=lambda n, total: f"Gap {n} of {total}: ",
        sure="Sure? 1 guessing, 2 hesitant, 3 sure: ",
        tick=lambda n: f"Points that were there (for example 1 {min(3, n)}, or 0 for none): ",
        go_on="Enter to go on: ",
        go_on_undo="Enter to go on, u to undo: ",
        after_feedback="Enter to go on, u to undo, j if you were right: ",
        at_end_none="Enter to finish, u to undo: ",
        at_end="Enter to finish, r to redo the missed questions, t for their passages, u to undo: ",
        commands="Commands: ? hint, s don't know, t passage, i why now and source, g glossary, u undo, b back, q quit. "
        "Where an answer is typed, put a colon in front: :q",
        bad_pick=lambda n: f"Type a number from 1 to {n}, or h for the commands.",
        bad_order=lambda n: f"Type the {n} numbers, each once, or h for the commands.",
        end_of_input="End of input.",
        no_undo="Nothing to undo.",
        left_saved="Your answers are saved.",
        choice=lambda n, text: f"  {n}. {text}",
    ),
    commands=Commands(
        tutor="Learn a lesson, answer, review at the right time. Without a command: home.",
        learn="Read a lesson section by section, with its questions.",
        review="Review what is due today.",
        practice="Practise freely: no date changes.",
        lessons="Show the lessons, or the text of one.",
        progress="Show where you stand.",
        history="Show your past answers.",
        glossary="Look up a term of the glossary.",
        search="Search lessons, questions and the glossary for words.",
        check="Check course or quiz files.",
        read="Read the lesson once more without its questions; nothing is kept.",
        pretest="Three questions of the lesson before reading it; the gain is told at the end.",
        lesson_argument="A lesson: its number (m1.l1) or its title.",
        topic_argument="A topic: a lesson, a module, an objective or a tag.",
        lessons_argument="The lesson to show whole.",
        term_argument="The term, in French or in English.",
        words_argument="The words; accents and capitals do not count.",
        before="Only the days before this one (2026-01-31).",
        rows="The number of lines at least; 0: all.",
        paths_argument="Course files or folders; none: the course that comes with the program.",
        lang="Language of the interface: fr or en.",
        plain="Plain lines, no colour, no full screen (screen readers, scripts).",
        color="Colours: auto, always or never.",
        theme="The theme: auto, mono (no colour) or high-contrast.",
        content="A course folder or a quiz file; may be repeated.",
        data="The folder of your progress.",
        course="The course to open, by its id, where there are several.",
        documents="A folder that holds the documents the course cites; may be repeated.",
        version="Show the version.",
        minutes="The time you have, in minutes.",
        limit="How many questions; 0: no limit.",
        topic="Only this topic.",
        order="The order: smart (recommended) or file (that of the files).",
        seed="The seed of the shuffling of choices.",
        json="Answer in JSON.",
        missed="Only the questions missed in the last session.",
        confusions="What you mix up, one notion and the other by turns.",
        export="Write these pages to a .svg or .html file.",
        data_group="Your data: where they are; back up, restore, join or verify them.",
        data_path="The folder of your data.",
        data_backup="Make a backup now; or list, create, verify.",
        data_backup_list="List the backups.",
        data_backup_create="Make a backup now.",
        data_backup_verify="Check that every backup can be restored.",
        data_restore="Restore a backup; the current state is backed up first.",
        data_merge="Join other histories to yours (two computers, synchroniser's copies); nothing is lost.",
        data_verify="Read everything and give the totals; nothing changes.",
        data_reset="Start from nothing, after a backup.",
        backup_argument="The name or path of a backup.",
        histories_argument="Files history.jsonl, or backups.",
        course_option="Only this course.",
        yes="Do not ask for confirmation.",
    ),
    home=Home(
        title="Home",
        welcome="Welcome. This program teaches in small steps: you read, you answer, and each question comes back just before you would forget it.",
        rehearse="The keys: a letter or a digit answers, Space goes on, ? gives a hint, u undoes the last answer, q quits. Every answer is saved at once.",
        resume=lambda what, done, total: f"Interrupted session: {what}, {done} answer{s(done)} saved.",
        resume_kinds={
            "lesson": "a lesson",
            "pretest": "a pretest",
            "review": "a review",
            "practice": "practice",
            "exam": "an exam",
        },
        due=lambda n: f"{n} question{s(n)} due",
        fresh=lambda n: f"{n} new",
        nothing_due=lambda n: "Nothing due today." if n is None else f"Nothing due today; next review {in_days(n)}.",
        no_pretest="No pretest: this lesson is already begun, or has no question to ask beforehand.",
        next_lesson=lambda title, m: f"Next lesson: {title} (about {minutes(m)})",
        lesson_on=lambda title, n: f"Current lesson: {title} ({n} section{s(n)} left)",
        all_read="Every lesson is read.",
        no_lessons="This course has no lessons, only questions; “tutor review”, opened the same way, asks them.",
        what_now="What would you like to do?",
        do_resume="Go on with the interrupted session",
        do_drop="Leave that session (your answers stay)",
        do_review=lambda n, m: f"Review: {n} question{s(n)}, about {minutes(m)}",
        do_learn=lambda title: f"Start the lesson: {title}",
        do_continue=lambda title: f"Go on with the lesson: {title}",
        do_choose="Choose a lesson",
        do_progress="See my progress",
        do_glossary="Open the glossary",
        do_practice="Practise without changing dates",
        do_language="Français",
        do_leave="Quit",
        choose_lesson="Which lesson?",
        command_hint=lambda command: f"Type: {command}",
        minutes=minutes,
        read_sections=lambda n, total: f"{n} of {total} section{s(total)} read",
        back_to_menu="Back",
    ),
    reports=Reports(
        lesson_state=lambda n, total: f"{n}/{total} sections read",
        lesson_read="read",
        lesson_unread="to read",
        due=lambda n: f"{n} due",
        needs=lambda names: f"first: {names}",
        nothing_yet="Nothing yet. To start: tutor",
        sections_read=lambda n, total: f"Sections read: {n} of {total}.",
        pager="Space next page, b page before, q close ",
        history_empty="No answer yet.",
        seen_in=lambda names: f"In the lessons: {names}",
        objectives="Objectives",
        prerequisites="To read first",
        lessons_key="✓ read  ◐ begun  ○ to read  · to read later",
        module_read=lambda n, total: f"{n} lesson{s(n)} read of {total}",
        lesson_known=lambda known, total: f"{known} of {total} questions well known",
        history_more=lambda day: f"Older: tutor history --before {day}",
        long_day=lambda when: f"{WEEKDAYS[when.weekday()]} {day(when)}",
        ago={0: "today", 1: "yesterday"},
        day_sums=lambda right, n: f"{right} right of {n}",
        was_drill="practice",
        was_sure="you were sure",
        comes_back=lambda when: f"comes back on {day(when)}",
        section_read="section read: ",
        found=lambda n, words: f"“{words}”: {n} result{s(n)}." if n else f"“{words}” is nowhere in this course.",
        found_more=lambda n: f"and {n} more; one more word would leave fewer.",
        kinds={"term": "Glossary", "lesson": "Lessons", "section": "Sections", "question": "Questions"},
        terms=lambda n: f"{n} term{s(n)}. For one: tutor glossary TERM" if n else "This course has no glossary.",
    ),
    data=Data(
        backed_up=lambda path, n: f"Backup made: {path} ({n} event{s(n)}).",
        nothing_to_back_up="Nothing to back up yet.",
        no_backups="No backup.",
        backup_line=lambda path, n, why: f"{path}: {n} event{s(n)} ({why})",
        backup_whole=lambda path, n: f"{path}: whole, {n} event{s(n)}",
        backup_damaged=lambda path, n: f"{path}: damaged, {n} unreadable line{s(n)}",
        reasons={
            "asked": "as you asked",
            "daily": "daily",
            "day": "daily",
            "before-restore": "before a restore",
            "before-merge": "before a merge",
            "before-reset": "before a reset",
            "restored": "after a restore",
            "merged": "after a merge",
            "reset": "after a reset",
        },
        restored=lambda path, n, back, gone, present: (
            f"Restored: {path}, {n} event{s(n)}. Brought back: {back}. Left out: {gone}."
            + (f" What was before is backed up as {present}" if present else "")
        ),
        merged=lambda given, new, bad, total, kept: (
            f"Read: {given} event{s(given)}. New: {new}. Unreadable lines: {bad}. In all: {total}."
            + (f" What was before is backed up as {kept}" if kept else "")
        ),
        verified=lambda n, undone, cards, bad, good, backups: (
            f"{n} event{s(n)}, {undone} of them undone; {cards} question{s(cards)}; {bad} unreadable line{s(bad)}; "
            f"{good} of {backups} backup{s(backups)} whole."
        ),
        whole="Everything is in order.",
        not_whole="Something is damaged. Nothing was changed; the next start mends what can be mended and keeps the original.",
        saved={
            "differs": "progress.json does not say what the history says; the next start makes it anew.",
            "damaged": "progress.json is damaged; the next start makes it anew from the history and keeps the original.",
            "changed": "The history was changed since progress.json was made of it; the next start makes it anew.",
        },
        emptied=lambda n, kept: f"Reset: {n} question{s(n)}. The history stays; backup: {kept}" if kept else "Nothing to reset yet.",
        ask_reset=lambda course: f"Start the course “{course}” from nothing?" if course else "Start from nothing?",
        reset_keeps="Your answers stay in the history and in a backup, but every question becomes new again.",
        reset_no="No, change nothing",
        reset_yes="Yes, start from nothing",
        not_reset="Nothing was reset.",
        reset_unsure="Nothing was reset: without a terminal, add --yes to confirm.",
    ),
    errors=Errors(
        prefix="tutor: ",
        unknown=lambda kind, name: f"{kind} “{name}” does not exist.",
        kinds={
            "lesson": "The lesson",
            "topic": "The topic",
            "term": "In the glossary, the term",
            "option": "The option",
            "command": "The command",
            "language": "The language",
            "course": "The course",
            "color": "The colour setting",
            "theme": "The theme",
            "order": "The order",
            "day": "The day",
            "format": "The format",
            "marking": "The marking",
            "file": "The kind of file",
            "schema": "The schema",
            "code": "The code",
            "place": "The id",
            "answer": "The answer",
            "backup": "The backup",
            "module": "The module",
        },
        close=lambda names: "Did you mean " + " or ".join(f"“{n}”" for n in names) + "?",
        no_terminal="This command asks questions and needs a terminal. Add --plain to answer line by line.",
        no_course=lambda path: (
            f"No readable course in {path}. A course is a folder with a course.yaml, or a quiz file; “tutor new” writes one."
        ),
        same_id=lambda name, path, other: (
            f"{path} and {other} have the same id, “{name}”, and different questions: their progress would mix. "
            "Give one of them an “id:” of its own."
        ),
        paths={
            "missing": lambda path: f"{path} does not exist.",
            "not_ours": lambda path: f"{path} exists and is no page of tutor; nothing was written.",
            "folder": lambda path: f"{path} is no folder.",
            "broken": lambda path: f"{path}: no readable course; “tutor check {shell(path)}” says why.",
            "headless": lambda path: (
                f"{path} has lessons or quizzes but no course.yaml; write one there, of two lines: “id: …” and “title: …”."
            ),
            "zip": lambda path: f"{path} is a zip: unpack it first.",
            "zipped_course": lambda path: f"{path} is a zip; to study it, add it: tutor course add {shell(path)}",
        },
        stands_in=lambda name, title: (
            f"The course you had chosen, “{name}”, is gone or cannot be read; opened in its place: {title}. "
            "To choose one: tutor course use ID"
        ),
        empty=lambda before: f"An argument is empty{f' (after {before})' if before else ''}; write a name, or leave it out.",
        newer=lambda path, found: (
            f"{path} was written by a newer version of the program{f' ({found})' if found else ''}. Nothing was changed; please update tutor."
        ),
        not_regular=lambda path: f"{path} is not a regular file. Nothing was changed.",
        not_directory=lambda path: f"{path} is not a folder. Nothing was changed.",
        refused={
            "unreadable": lambda path, why: f"{path} cannot be read: {system(why)}. Nothing was changed.",
            "no_events": lambda path, _: f"{path} is no history: not one event was read in it. Nothing was changed.",
            "unwritable": lambda path, why: f"{path} cannot be written: {system(why)}. No answer is lost, and nothing was changed.",
            "busy": lambda path, _: f"Another program has held {path} for ten seconds. Nothing was changed; try again.",
            "unsure": lambda path, why: (
                f"{path} is written, but the disk does not confirm that it keeps it: {system(why)}. No answer is lost; check the disk."
            ),
        },
        not_saved=lambda n, path, why: f"{n} event{s(n)} NOT SAVED in {path}{f': {system(why)}' if why else ''}.",
        skipped=lambda n, file: f"{file}: {n} item{s(n)} left out; “tutor check” says why.",
        interrupted="Interrupted; your answers are saved.",
        bug=lambda what: f"Program error ({what}). Your answers are saved. Run again with TUTOR_DEBUG=1 for details.",
        usage=lambda what: what,
        closed="The output was closed.",
        lesson_locked=lambda lesson, first: f"“{lesson}” asks you to read first: {first}.",
        no_questions="No question to ask here yet. Read a lesson first: tutor learn",
        bad_limit="A positive number is expected.",
        too_many=lambda words: f"Too many words: {words}. Put a name of several words in quotes.",
        bad_number=lambda name, given: f"{name}: “{given}” is not a possible number here.",
        no_value=lambda name: f"{name} needs a value.",
        takes_none=lambda name: f"{name} takes no value.",
        missing=lambda name: f"An argument is missing: {name}. Help for the command: --help",
        no_editor="No editor is chosen: set the variable EDITOR.",
        editor=lambda why: f"The editor does not open: {system(why)}; set the variable EDITOR.",
        output=lambda why: f"The output cannot be written: {system(why)}.",
        notices={
            "torn": lambda f: f"The end of {f['path']} was incomplete (sudden stop); {kept(f)}.",
            "damaged": lambda f: f"{f['path']}: {f['count']} unreadable line{s(int(f['count']))} left out; {kept(f)}.",
            "foreign": lambda f: f"{f['path']}: {f['count']} line{s(int(f['count']))} of another origin left out; {kept(f)}.",
            "rebuilt": lambda f: (
                f"{f['path']} ({f['detail']}) was rebuilt from the history: {f['count']} event{s(int(f['count']))}; {kept(f)}."
            ),
            "restored": lambda f: f"{f['path']} was restored from {f['source']}: {f['count']} event{s(int(f['count']))}; {kept(f)}.",
            "lost": lambda f: (
                f"{f['path']}: {f['count']} event{s(int(f['count']))} known before {'is' if int(f['count']) == 1 else 'are'} missing now; {kept(f)}. "
                "The backups there are: tutor data backup list"
            ),
            "clock": lambda f: (
                f"The clock is {span(int(f['count']) // 60000)} behind your last answer. Nothing is lost; please check the computer's date."
            ),
            "conflict": lambda f: f'A synchroniser left a copy: {f["path"]}. To join the two: tutor data merge "{f["path"]}"',
            "snapshot": lambda f: (
                f"{f['path']} could not be written: {system(f['detail'])}. Your answers are in the history; nothing is lost."
            ),
            "backup": lambda f: f"The backup could not be written in {f['path']}: {system(f['detail'])}.",
        },
        nothing_missed="Nothing was missed in the last session.",
    ),
)
