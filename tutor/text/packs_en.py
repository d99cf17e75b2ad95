"""What is said of courses and documents, in English."""

from typing import Final

from tutor.text.packs import Packs
from tutor.text.record import shell
from tutor.text.system import english as system


def s(count: int) -> str:
    """The plural: none for 1."""
    return "" if count == 1 else "s"


EN: Final = Packs(
    source=lambda document, sentences: f"{document}, {sentences}" if sentences else document,
    source_here="In the document",
    no_source="Nothing here comes from a document.",
    absent={
        "nowhere": lambda title, file, _: f"The document “{title}” does not come with the course. If you have it: --documents FOLDER.",
        "missing": lambda title, file, _: f"The document “{title}” ({file}) is not in the folder of documents.",
        "changed": lambda title, file, _: f"{file} is not the document “{title}” that the course cites: its content has changed.",
        "kind": lambda title, file, _: f"{file} is not a regular file; the document “{title}” cannot be shown.",
        "big": lambda title, file, _: f"{file} is too big to be the document “{title}”.",
        "encoding": lambda title, file, _: f"{file} is not in UTF-8; the document “{title}” cannot be shown.",
        "unreadable": lambda title, file, why: f"{file} cannot be read: {system(why)}; the document “{title}” cannot be shown.",
        "offsets": lambda title, file, name: (
            f"The passage {name} is not in its place in the document “{title}”; “tutor check” tells its author."
        ),
    },
    verified=lambda found, documents, right, passages: (
        f"Documents: {found} of {documents} recognised (sha256); passages: {right} of {passages} in place."
    ),
    group="Your courses: add, list, remove, choose.",
    add="Add a course, from a folder or a zip; it is checked first, and refused whole if it has an error.",
    list="The courses there are, and where you stand in each.",
    remove="Remove a course you added; your answers stay.",
    use="Choose the course that the commands open.",
    source_argument="A course folder, or a zip.",
    id_argument="The id of the course (tutor course list).",
    replace="Replace the course of the same id; your answers stay.",
    refused={
        "missing": lambda name, _: f"{name} does not exist.",
        "unreadable": lambda name, why: f"{name} cannot be read: {system(why)}.",
        "damaged": lambda name, why: f"{name} is damaged or no ordinary zip ({why}).",
        "not_zip": lambda name, _: f"{name} is neither a course folder nor a zip.",
        "no_course": lambda name, _: "there is no course.yaml. “tutor new course FOLDER” begins one.",
        "empty": lambda name, _: f"there is no lesson and no question in “{name}”: nothing to study, nothing was added.",
        "outside": lambda name, _: f"“{name}” is a name that may lead out of the course.",
        "link": lambda name, _: f"“{name}” is a link; put the file itself there.",
        "kind": lambda name, _: f"“{name}” is not a regular file.",
        "locked": lambda name, _: f"“{name}” is protected by a password.",
        "method": lambda name, _: f"“{name}” is compressed in an unknown way; an ordinary zip will do.",
        "twice": lambda name, _: f"“{name}” is in it twice, case aside.",
        "big": lambda name, limit: f"“{name}” is over {limit} MB.",
        "total": lambda name, limit: f"the course is over {limit} MB in all.",
        "ratio": lambda name, limit: f"“{name}” is compressed more than {limit} times: that is no text.",
        "files": lambda name, limit: f"there are more than {limit} course files.",
        "entries": lambda name, limit: f"there are more than {limit} files.",
        "exists": lambda name, _: f"there is a course “{name}” already. To replace it: --replace (your answers stay).",
    },
    faulty=lambda path, n: f"{path} has {n} error{s(n)}: nothing was added. To see everything: tutor check {shell(path)}",
    added=lambda title, path, lessons, questions, files, left: (
        f"Added: {title}. {lessons} lesson{s(lessons)}, {questions} question{s(questions)}, {files} file{s(files)}"
        + (f" ({left} other{s(left)} left out)" if left else "")
        + f", in {path}"
    ),
    replaced="The course of the same id was replaced; your answers stay.",
    to_study=lambda name: f"To study it: tutor course use {name}, then tutor",
    removed=lambda name, n: (
        f"Removed: {name}. "
        + (
            f"Your {n} studied questions stay; they come back with the course."
            if n > 1
            else ("Your studied question stays; it comes back with the course." if n else "Nothing else has changed.")
        )
    ),
    not_added=lambda name: f"The course “{name}” is not among those you added.",
    used=lambda title: f"The commands now open: {title}",
    course=lambda name, title, lessons, questions: f"{name}: {title}, {lessons} lesson{s(lessons)}, {questions} question{s(questions)}",
    state=lambda studied, due: f"{studied} question{s(studied)} studied, {due} due",
    current="this is the open course",
    origins={"shipped": "comes with the program", "added": "added", "named": "named by you"},
    same_id=lambda path: f"{path}: same id as a course above, which is opened in its place.",
    others_due=lambda n: f"In your other courses: {n} question{s(n)} due (tutor course list)",
    is_read="You have read this lesson. What would you like to do?",
    read_again="Read it again, without questions",
    do_again="Do it again, with its questions",
    change="Change course",
    which="Which course?",
    coverage="What the questions cover of the documents and lessons.",
    by_recall="Paint by the recall predicted for you, instead of the number of questions.",
    export="Write a page (.html) or a picture (.svg).",
    coverage_title="What the questions cover",
    no_documents="The course cites no document.",
    legend_questions=("no question", "1 question", "2 questions", "3 questions", "4 or more"),
    legend_recall=("never asked", "under 50%", "50 to 70%", "70 to 90%", "90% or more"),
    asked=lambda asked, total, whole: (
        f"{asked} of {total} claims {'has' if asked == 1 else 'have'} a question"
        + (f", {whole}% of the text." if whole is not None else "; the text is not at hand (--documents FOLDER).")
    ),
    claim=lambda name, start, end, n, recall: (
        f"{name} ({start}–{end}): {n or 'no'} question{s(n)}" + (f", predicted recall {recall}%." if recall is not None else ".")
    ),
    section=lambda n, recall: f"{n or 'no'} question{s(n)}" + (f", predicted recall {recall}%" if recall is not None else ""),
    outside="outside the documents",
    lessons="The lessons",
    exported=lambda path: f"Written: {path}",
    not_exported=lambda path, why: f"{path} cannot be written: {system(why)}.",
    out_of_place=lambda claim, start, end, title: (
        f"{claim}: from {start} to {end} there is no whole passage in the document “{title}”; correct “start” and “end”."
    ),
    not_verified="Documents: none is at hand; to verify the passages: --documents FOLDER.",
)
