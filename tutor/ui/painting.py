"""Coverage as blocks: documents painted by how much of them is asked, or by how well it would be recalled. Pure.

Each shade stands beside its number, so that nothing is said by colour or shade alone; plain lines say sentences.
"""

from collections.abc import Iterator, Mapping

from rich.text import Text as Styled

from tutor.coverage import Coverage, Painted, Row, Stretch, level, share, stretches
from tutor.text.packs import packs_for
from tutor.ui.layout import Block
from tutor.ui.render import Voice
from tutor.ui.safe import clean

SHADES = "–░▒▓█"


def coverage_blocks(seen: Coverage, texts: Mapping[str, str], voice: Voice, *, by_recall: bool) -> Iterator[Block]:
    """The documents, then the lessons. `texts`: those of the documents at hand, by id."""
    text = packs_for(voice.text.code)
    yield Block(voice.mixed(text.coverage_title, seen.title, "title"), gap=False)
    if not seen.documents:
        yield Block(voice.say(text.no_documents))
    for painted in seen.documents:
        yield from document_blocks(painted, texts.get(painted.document.id), voice, by_recall=by_recall)
    for title, rows in seen.lessons:
        yield Block(voice.quote(title, "label"))
        yield from (section_block(row, voice, by_recall=by_recall) for row in rows)


def document_blocks(painted: Painted, words: str | None, voice: Voice, *, by_recall: bool) -> Iterator[Block]:
    """One document: its figures, the legend, then its own text painted, or its claims where it is not at hand."""
    text = packs_for(voice.text.code)
    yield Block(voice.quote(f"{painted.document.id}, « {painted.document.title} »", "title"))
    yield Block(voice.say(figures(painted, words, voice)), gap=False)
    if not voice.numbered:
        legend = text.legend_recall if by_recall else text.legend_questions
        yield Block(voice.say("   ".join(f"{shade} {word}" for shade, word in zip(SHADES, legend, strict=True)), "hint"), gap=False)
    if words is None or voice.numbered:
        yield from (claim_block(row, words, voice, by_recall=by_recall, first=n == 0) for n, row in enumerate(painted.rows))
    else:
        yield from painted_text(painted, words, voice, by_recall=by_recall)


def figures(painted: Painted, words: str | None, voice: Voice) -> str:
    """How many claims are asked, and how much of the text where it is at hand."""
    text = packs_for(voice.text.code)
    whole = None if words is None else round(100 * share(words, painted.rows))
    return text.asked(painted.asked, len(painted.rows), whole)


def claim_block(row: Row, words: str | None, voice: Voice, *, by_recall: bool, first: bool) -> Block:
    """One claim: its shade, its sentence and offsets, its figures, and what it states."""
    text = packs_for(voice.text.code)
    here = words is not None and row.end <= len(words)
    stated = Styled(clean(" ".join(words[row.start : row.end].split())), "hint") if words and here else voice.quote(row.text, "hint")
    said = text.claim(row.name or row.id, row.start, row.end, row.questions, percent(row))
    line = Styled.assemble(voice.say(said), " ", stated)
    return Block(line, lead=lead(row, voice, by_recall=by_recall), gap=first)


def section_block(row: Row, voice: Voice, *, by_recall: bool) -> Block:
    """One section of a lesson."""
    text = packs_for(voice.text.code)
    said = text.section(row.questions, percent(row)) + (f", {text.outside}" if row.outside else "")
    between = " : " if voice.text.code == "fr" else ": "
    return Block(
        Styled.assemble(voice.quote(row.name), voice.say(between + said, "hint")), lead=lead(row, voice, by_recall=by_recall), gap=False
    )


def lead(row: Row, voice: Voice, *, by_recall: bool) -> Styled:
    """The shade of a row; nothing in plain lines."""
    dark = level(row, by_recall=by_recall)
    return Styled() if voice.numbered else Styled(f"{SHADES[dark]} ", style(dark))


def style(dark: int) -> str:
    """What is not asked, or not known, stands out."""
    return "accent" if dark else "warn"


def percent(row: Row) -> int | None:
    """Predicted recall in percent."""
    return None if row.recall is None else round(100 * row.recall)


def painted_text(painted: Painted, words: str, voice: Voice, *, by_recall: bool) -> Iterator[Block]:
    """The document's own text, a block a line; each stretch with a claim is marked and followed by its shade and number."""
    parts = stretches(len(words), painted.rows, by_recall=by_recall)
    start = 0
    for line in [*words.splitlines(keepends=True)]:
        end = start + len(line)
        if line.strip():
            yield Block(painted_line(words, parts, (start, start + len(line.rstrip())), voice, by_recall=by_recall))
        start = end


def painted_line(words: str, parts: tuple[Stretch, ...], span: tuple[int, int], voice: Voice, *, by_recall: bool) -> Styled:
    """One line."""
    out = Styled()
    for part in parts:
        first, last = max(part.start, span[0]), min(part.end, span[1])
        if first >= last:
            continue
        piece = clean(words[first:last])
        if part.level is None:
            out.append(piece, "hint")
            continue
        out.append(piece, style(part.level) if not part.level else "")
        out.append(f"\u00a0{SHADES[part.level]}{voice.say(number(part, voice, by_recall=by_recall)).plain}", style(part.level))
    return out


def number(part: Stretch, voice: Voice, *, by_recall: bool) -> str:
    """What stands beside a shade: how many questions, or the recall in percent."""
    if part.number is None:
        return "?" if by_recall else "0"
    return voice.text.percent(round(100 * part.number)) if by_recall else f"{part.number:g}"
