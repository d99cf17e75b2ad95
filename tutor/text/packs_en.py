"""What is said of courses and documents, in English."""

from typing import Final

from tutor.text.packs import Packs


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
        "unreadable": lambda title, file, why: f"{file} cannot be read ({why}); the document “{title}” cannot be shown.",
        "offsets": lambda title, file, name: (
            f"The passage {name} is not in its place in the document “{title}”; “tutor check” tells its author."
        ),
    },
    verified=lambda found, documents, right, passages: (
        f"Documents: {found} of {documents} recognised (sha256); passages: {right} of {passages} in place."
    ),
    out_of_place=lambda claim, start, end, title: (
        f"{claim}: from {start} to {end} there is no whole passage in the document “{title}”; correct “start” and “end”."
    ),
    not_verified="Documents: none is at hand; to verify the passages: --documents FOLDER.",
)
