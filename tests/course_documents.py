"""What the tests know of the two source documents without holding a sentence of them: hashes of their words.

`python -m tests.course_documents DIR` writes `data/document_windows.txt` from the documents in DIR and `data/claim_passages.txt`
from the offsets in the course's sources; both hold 64-bit hashes of folded words, one a line.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.prose import folded, windows
from tutor.course import Course

DATA = Path(__file__).parent / "data"
WINDOWS = DATA / "document_windows.txt"
PASSAGES = DATA / "claim_passages.txt"
RUN = 6
"""As many consecutive words of a document are a copied sentence."""


def fingerprint(text: str) -> str:
    """64 bits of a folded text, in hexadecimal."""
    return hashlib.blake2b(folded(text).encode(), digest_size=8).hexdigest()


def known_windows() -> frozenset[str]:
    """The fingerprints of every run of `RUN` words in the documents."""
    return frozenset(WINDOWS.read_text(encoding="ascii").split())


def known_passages() -> dict[str, str]:
    """The fingerprint of the passage of each claim, by claim id."""
    return dict(line.split() for line in PASSAGES.read_text(encoding="ascii").splitlines())


def copied(text: str, known: frozenset[str]) -> Iterator[str]:
    """The runs of words of a text that stand in a document too."""
    return (run for run in windows(text, RUN) if fingerprint(run) in known)


def documents_at_hand() -> Path | None:
    """The folder of the documents, named by TUTOR_DOCUMENTS; nothing when it is not set or not there."""
    named = os.environ.get("TUTOR_DOCUMENTS")
    return Path(named) if named and Path(named).is_dir() else None


def decoded(folder: Path, course: Course) -> dict[str, str]:
    """The text of each document of the course, by its id, line ends untouched."""
    return {each.id: (folder / each.file).read_bytes().decode("utf-8") for each in course.documents.values()}


def wrong_bytes(folder: Path, course: Course) -> tuple[str, ...]:
    """The documents whose bytes are not those the course was written from."""
    return tuple(
        each.file for each in course.documents.values() if hashlib.sha256((folder / each.file).read_bytes()).hexdigest() != each.sha256
    )


def wrong_offsets(folder: Path, course: Course) -> tuple[str, ...]:
    """The claims whose offsets do not give the passage they were taken from, or cut a word or a line."""
    texts, known = decoded(folder, course), known_passages()
    wrong = []
    for claim in course.claims.values():
        text = texts[claim.document]
        passage = text[claim.start : claim.end]
        if (
            "\n" in passage
            or _inside_word(text, claim.start)
            or _inside_word(text, claim.end)
            or fingerprint(passage) != known.get(claim.id)
        ):
            wrong.append(claim.id)
    return tuple(wrong)


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalpha() and text[at].isalpha()


def write(folder: Path, course: Course) -> None:
    """Write both data files from the documents in a folder."""
    texts = decoded(folder, course)
    marks = {fingerprint(run) for text in texts.values() for run in windows(text, RUN)}
    WINDOWS.write_text("".join(f"{mark}\n" for mark in sorted(marks)), encoding="ascii")
    lines = [f"{each.id} {fingerprint(texts[each.document][each.start : each.end])}\n" for each in course.claims.values()]
    PASSAGES.write_text("".join(lines), encoding="ascii")


if __name__ == "__main__":
    from tests.course_reading import the_course

    write(Path(sys.argv[1]), the_course())
