"""What teachers are told, in English."""

from typing import Final

from tutor.text import advice_en
from tutor.text.authoring import Authoring
from tutor.text.record import shell
from tutor.text.system import english as system


def s(count: int) -> str:
    """The plural: none for 1."""
    return "" if count == 1 else "s"


EN: Final = Authoring(
    fix="Write repairs and missing ids into the files.",
    formats="The form: text, json or github.",
    strict="Advice and warnings count as errors.",
    explain="Explain a code (E021, Q003…), with a wrong and a right example.",
    schema="The JSON Schema of the files, for your editor.",
    role="course, lesson, quiz, glossary or sources.",
    out="Write all schemas into this folder.",
    new="Write a commented course, lesson or quiz to begin with.",
    kind_argument="course, lesson or quiz; asked for when it is missing, on a terminal.",
    path_argument="The file to write; for a course, its folder.",
    title="The title.",
    exists=lambda path: f"{path} exists already; nothing was written.",
    written=lambda path: f"Change the examples, then check: tutor check {shell(path)}",
    fixed=lambda file, n: f"{file}: {n} correction{s(n)} written.",
    refused=lambda file, why: f"{file}: nothing was written; {system(why)}.",
    refusals={
        "repairs": "mend the file first: tutor check --fix",
        "form": "write it by hand: its form or the file's does not let a program add it safely",
        "refused": "it is in the list “refuse”",
        "changed": "the file has just changed; try again",
        "encoding": "some bytes in it are not UTF-8; save it as UTF-8 first",
    },
    nothing_to_fix="Nothing to correct.",
    counts=lambda errors, warnings, advice: (
        f"{errors} error{s(errors)}, {warnings} warning{s(warnings)} or repair{s(warnings)}, {advice} piece{s(advice)} of advice."
    ),
    good=lambda packs, questions: (
        f"{questions} question{s(questions)}{f' in {packs} courses or files' if packs > 1 else ''}: nothing to say."
    ),
    whole_course="the course",
    summary=lambda title, n, variants: (
        f"{title}: {n} question{s(n)}" + (f", {variants} of them variant{s(variants)} for mock exams" if variants else "")
    ),
    kinds="Kinds:",
    kind={
        "SingleChoice": "single choice",
        "MultipleChoice": "multiple choice",
        "TrueFalse": "true or false",
        "ShortAnswer": "short answer",
        "Cloze": "cloze",
        "Matching": "matching",
        "Classification": "classification",
        "Ordering": "ordering",
        "Number": "number",
        "FreeRecall": "free recall",
    },
    objectives=lambda asked, all_, without: (
        f"Objectives asked: {asked} of {all_}" + (f"; without a question: {without}" if without else "")
    ),
    bloom="Levels:",
    level={
        "remember": "remember",
        "understand": "understand",
        "apply": "apply",
        "analyse": "analyse",
        "evaluate": "evaluate",
        "create": "create",
    },
    no_level="no level",
    places=lambda counts: f"Place of the right option, as written: {counts}",
    shuffled="(shuffled every time)",
    longest=lambda n, all_, chance: f"Right option longest: {n} of {all_} ({100 * n // max(1, all_)}%, chance {chance}%)",
    sources=lambda n, all_: f"With a source or reference: {n} of {all_}",
    crafty=lambda score, chance, trick, best: f"Somebody crafty: {score}% (chance {chance}%); the trick that pays most: {trick} ({best}%)",
    tricks=advice_en.WORDS,
    wrong="Wrong",
    right="Right",
    says="“tutor check” says",
    preview="Play a file as students will see it; nothing is saved.",
    preview_argument="The file or the course; FILE#id begins at that id.",
    watch="Read the file again each time you save it, and keep the place.",
    nothing_to_play=lambda name: f"{name}: nothing to show here, no lesson and no question.",
    not_shown="This cannot be shown to students",
    played="End of the preview",
    played_watched="You have seen everything. The file is still watched: what you add to it appears here. q to quit.",
    played_alone="You have seen everything. Nothing was saved.",
    reread="The file has changed.",
    opens_editor="In a preview: e opens this passage in your editor.",
    answers="List typed answers that were refused and that the student called right; on a terminal, choose which to accept.",
    accept="With --answers, an answer to accept: QUESTION=ANSWER, as in the list, or all (repeatable).",
    claimed=lambda n, given, name, place: f"{n}×: “{given}” to {name} ({place})",
    none_claimed="No refused answer was called right.",
    how_to_accept=lambda name: f"To accept some: tutor check --answers --accept {shell(name)} (or --accept all).",
    which_to_accept="Which ones should be accepted? (space to tick, Enter to write, Esc to change nothing)",
    accepted=lambda given, file: f"{file}: “{given}” is accepted now.",
    not_accepted=lambda given, file, why: f"{file}: “{given}” was not added; {system(why)}.",
    new_needs="Say what to write and where: tutor new quiz my-quiz.yaml (or lesson, or course).",
    ask_kind="What do you want to write?",
    new_kinds={
        "quiz": "A quiz: questions in a file",
        "lesson": "A lesson: sections to read",
        "course": "A course: a folder with lessons and quizzes",
    },
    ask_title="Its title:",
    no_title="It needs a title.",
    ask_path={"quiz": "The file to write:", "lesson": "The file to write:", "course": "The folder to make:"},
)
