"""The source documents of a course, where they are at hand: the very bytes the offsets were counted in, or why not.

A document is never shipped with a course that only cites it. It is looked for in the folders the reader names, then in the pack's own
`documents/`, by its file name or, under any other name, by its sha256. Nothing here raises: a document that cannot be used is a fact.
"""

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from tutor.course import Claim, Course, Document
from tutor.errors import reason_of
from tutor.record import field, record

MAX_BYTES: Final = 4 * 1024 * 1024
MAX_TRIED: Final = 100
"""Files of a folder whose sha256 is computed when none has the name of the document."""
AROUND: Final = 300
"""Characters shown at most before the first and after the last passage of a line, for lines that are whole chapters."""
_BREAKS: Final = "\n\r\u2028\u2029"


@record
class AtHand:
    """A document and its whole text, decoded from UTF-8 with its line ends untouched."""

    document: Document
    path: str
    text: str


@record
class NotAtHand:
    """Why a document cannot be shown.

    `reason`: `nowhere` (no folder was named), `missing`, `changed` (other bytes than those the course was written from), `kind` (not a
    plain file), `big`, `encoding`, `unreadable` (with `detail`), `offsets` (the passage is not in the document).
    """

    document: Document
    reason: str
    path: str = ""
    detail: str = ""


@record
class Passage:
    """What surrounds one or more passages of a document; `marks` are the passages, as [start, end) in `text`, in order, disjoint."""

    document: Document
    sentences: tuple[str, ...]
    text: str
    marks: tuple[tuple[int, int], ...]


Shown: TypeAlias = Passage | NotAtHand


@record(frozen=False)
class Library:
    """The documents of a course, each read when it is first asked for. `folders`: where to look, in order."""

    documents: Mapping[str, Document]
    folders: Sequence[str] = ()
    read: dict[str, AtHand | NotAtHand] = field(default_factory=dict)

    def document(self, name: str) -> AtHand | NotAtHand | None:
        """A document by its id; None when the course names none such."""
        if name not in self.read and name in self.documents:
            self.read[name] = find(self.documents[name], self.folders)
        return self.read.get(name)

    def passages(self, claims: Sequence[Claim]) -> tuple[Shown, ...]:
        """The passages behind some claims, in the order of the documents and their lines; a document that is not at hand is told once."""
        out: list[Shown] = []
        for name in dict.fromkeys(claim.document for claim in claims):
            found = self.document(name)
            own = sorted((claim for claim in claims if claim.document == name), key=lambda claim: claim.start)
            if isinstance(found, AtHand):
                out += _in_lines(found, own)
            elif found is not None:
                out.append(found)
        return tuple(out)


def library(course: Course, named: Sequence[str], pack: str) -> Library:
    """The documents of a course, looked for in the named folders and in the pack's own."""
    return Library(course.documents, (*named, os.path.join(pack, "documents")))


def find(document: Document, folders: Sequence[str]) -> AtHand | NotAtHand:
    """A document in the first of the folders that has it; else the most telling reason why not."""
    reasons: list[NotAtHand] = []
    for folder in folders:
        if not os.path.isdir(folder):
            continue
        found = _in_folder(document, folder)
        if isinstance(found, AtHand):
            return found
        reasons.append(found)
    told = [each for each in reasons if each.reason != "missing"] or reasons
    return told[0] if told else NotAtHand(document, "missing" if len(folders) > 1 else "nowhere", folders[0] if folders else "")


def _in_folder(document: Document, folder: str) -> AtHand | NotAtHand:
    named = os.path.join(folder, document.file) if document.file else ""
    there = bool(named) and os.path.lexists(named)
    by_name = _opened(document, named) if there else NotAtHand(document, "missing", folder)
    if isinstance(by_name, AtHand):
        return by_name
    return next((each for each in _others(document, folder) if isinstance(each, AtHand)), by_name)


def _others(document: Document, folder: str) -> Iterator[AtHand | NotAtHand]:
    try:
        with os.scandir(folder) as inside:
            names = sorted(each.path for each in inside if each.name != document.file and each.is_file(follow_symlinks=False))
    except OSError:
        return
    for path in names[:MAX_TRIED]:
        yield _opened(document, path)


def _opened(document: Document, path: str) -> AtHand | NotAtHand:
    import hashlib  # no start needs it

    try:
        data = _bytes(path)
    except (OSError, ValueError) as error:
        return NotAtHand(document, "unreadable", path, reason_of(error))
    if data is None or len(data) > MAX_BYTES:
        return NotAtHand(document, "kind" if data is None else "big", path)
    if hashlib.sha256(data).hexdigest() != document.sha256.lower():
        return NotAtHand(document, "changed", path)
    try:
        return AtHand(document, path, data.decode("utf-8"))
    except UnicodeDecodeError:
        return NotAtHand(document, "encoding", path)


def _bytes(path: str) -> bytes | None:
    """At most one byte over the cap; None when this is no plain file. Never waits for a writer."""
    if not stat.S_ISREG(os.stat(path).st_mode):
        return None
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as stream:
        return stream.read(MAX_BYTES + 1) if stat.S_ISREG(os.fstat(handle).st_mode) else None


def stands(claim: Claim, text: str) -> bool:
    """Whether the offsets of a claim give words of a text: some, inside it, and no word cut at either end."""
    if not 0 <= claim.start < claim.end <= len(text) or not text[claim.start : claim.end].strip():
        return False
    return not (_inside_word(text, claim.start) or _inside_word(text, claim.end))


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _in_lines(found: AtHand, claims: Sequence[Claim]) -> Iterator[Shown]:
    """The passages of a document, those of one line together."""
    lines: dict[tuple[int, int], list[Claim]] = {}
    for claim in claims:
        if stands(claim, found.text):
            lines.setdefault(_line(found.text, claim), []).append(claim)
        else:
            yield NotAtHand(found.document, "offsets", found.path, claim.sentence or claim.id)
    for (begin, stop), inside in lines.items():
        first, last = inside[0].start, max(claim.end for claim in inside)
        start, end = _sentence_start(found.text, begin, first), _sentence_end(found.text, last, stop)
        before, after = "… " if start > begin else "", " …" if end < stop else ""
        marks = tuple((a - start + len(before), b - start + len(before)) for a, b in joined([(c.start, c.end) for c in inside]))
        words = before + found.text[start:end].rstrip() + after
        yield Passage(found.document, tuple(dict.fromkeys(c.sentence for c in inside if c.sentence)), words, marks)


def _sentence_start(text: str, begin: int, first: int) -> int:
    """Where to begin showing a line: at its beginning, or, where that is far, at a sentence or a word before the passage."""
    if first - begin <= AROUND:
        return begin
    found = [at for mark in (". ", " ") if (at := text.find(mark, first - AROUND, first)) >= 0]
    return found[0] + (2 if text[found[0]] == "." else 1) if found else first


def _sentence_end(text: str, last: int, stop: int) -> int:
    """Where to end: the counterpart."""
    if stop - last <= AROUND:
        return stop
    found = [at for mark in (". ", " ") if (at := text.rfind(mark, last, last + AROUND)) >= 0]
    return found[0] + (1 if text[found[0]] == "." else 0) if found else last


def _line(text: str, claim: Claim) -> tuple[int, int]:
    """Where the line, or the lines, of a passage begin and end."""
    start, end = claim.start, claim.end
    while start > 0 and text[start - 1] not in _BREAKS:
        start -= 1
    while end < len(text) and text[end] not in _BREAKS:
        end += 1
    return start, end


def joined(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans in order, those that overlap or touch as one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], end)
        else:
            out.append((start, end))
    return tuple(out)


@record
class Verified:
    """What a course's documents were found to be: of its `passages`, `right` stand where they say; `wrong` are those that do not."""

    documents: tuple[AtHand | NotAtHand, ...]
    passages: int
    right: int
    wrong: tuple[Claim, ...]

    @property
    def is_good(self) -> bool:
        """Every document is the one that was read, and every passage stands in it."""
        return not self.wrong and all(isinstance(each, AtHand) for each in self.documents)


def verified(course: Course, books: Library) -> Verified:
    """Look at every document and every passage of a course."""
    found = {name: books.document(name) for name in course.documents}
    texts = {name: each.text for name, each in found.items() if isinstance(each, AtHand)}
    seen = [claim for claim in course.claims.values() if claim.document in texts]
    wrong = tuple(claim for claim in seen if not stands(claim, texts[claim.document]))
    return Verified(tuple(each for each in found.values() if each is not None), len(course.claims), len(seen) - len(wrong), wrong)
