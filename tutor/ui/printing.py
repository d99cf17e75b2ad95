"""Coverage as a page (HTML) or a picture (SVG): files that stand alone, fetch nothing, and say each number in words. Pure."""

from collections.abc import Iterator, Mapping
from html import escape

from tutor.coverage import Coverage, Painted, Row, level, stretches
from tutor.exports import MARK
from tutor.text.packs import packs_for
from tutor.ui.inline import bare
from tutor.ui.painting import figures, number, percent
from tutor.ui.render import Voice
from tutor.ui.safe import clean
from tutor.ui.sourcing import shown

CSS = """
body{font:16px/1.6 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}h1{line-height:1.25}
mark{color:inherit;border-radius:2px;padding:0 1px}sup{font-size:.65em;margin-left:1px}.text{white-space:pre-wrap;color:#666}
.text mark{color:#1b1b1b}td{padding:.15rem .6rem .15rem 0;vertical-align:top}
.l0{background:#fff;outline:1px dashed #d75f00}.l1{background:#d9edf9}.l2{background:#b0d9f2}.l3{background:#85c4ea}.l4{background:#55aee2}
@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}.text{color:#999}.text mark,td mark,li mark{color:#111}
.text .l0,td .l0,li .l0{background:#161616;color:#eee}}
""".strip()
BLUE, ORANGE = "#0087d7", "#d75f00"
OPACITY = (0.0, 0.25, 0.45, 0.7, 1.0)
WIDTH, MARGIN, ROW, COLUMNS, LETTER = 860, 20, 20, 3, 7

META = f'<meta charset="utf-8"><meta name="generator" content="{MARK}">'


def page(seen: Coverage, texts: Mapping[str, str], voice: Voice, *, by_recall: bool) -> str:
    """A whole HTML page."""
    text = packs_for(voice.text.code)
    title = escape(f"{voice.say(text.coverage_title).plain} — {bare(seen.title, voice.course)}")
    parts = [f'<!doctype html><html lang="{voice.text.code}">{META}<title>{title}</title><style>{CSS}</style>']
    parts.append(f"<h1>{title}</h1>")
    legend = text.legend_recall if by_recall else text.legend_questions
    parts.append("<ul>" + "".join(f'<li><mark class="l{n}">{said(word, voice)}</mark></li>' for n, word in enumerate(legend)) + "</ul>")
    for painted in seen.documents:
        parts += html_document(painted, texts.get(painted.document.id), voice, by_recall=by_recall)
    parts.append(f"<h2>{said(text.lessons, voice)}</h2>")
    for name, rows in seen.lessons:
        parts.append(f"<h3>{escape(bare(name, voice.course))}</h3>{html_rows(rows, voice, by_recall=by_recall)}")
    return "\n".join(parts) + "\n"


def said(words: str, voice: Voice) -> str:
    """A sentence of the interface."""
    return escape(voice.say(words).plain)


def html_document(painted: Painted, words: str | None, voice: Voice, *, by_recall: bool) -> Iterator[str]:
    """One document: its text painted, or its claims."""
    yield f"<h2>{escape(bare(f'{painted.document.id}, « {painted.document.title} »', voice.course))}</h2>"
    yield f"<p>{said(figures(painted, words, voice), voice)}</p>"
    if words is None:
        yield html_rows(painted.rows, voice, by_recall=by_recall)
        return
    out = ['<div class="text">']
    for part in stretches(len(words), painted.rows, by_recall=by_recall):
        piece = escape(shown(words[part.start : part.end]))
        mark = f'<mark class="l{part.level}">{piece}<sup>{said(number(part, voice, by_recall=by_recall), voice)}</sup></mark>'
        out.append(piece if part.level is None else mark)
    yield "".join([*out, "</div>"])


def html_rows(rows: tuple[Row, ...], voice: Voice, *, by_recall: bool) -> str:
    """Claims or sections as a table."""
    return "<table>" + "".join(html_row(row, voice, by_recall=by_recall) for row in rows) + "</table>"


def html_row(row: Row, voice: Voice, *, by_recall: bool) -> str:
    """One claim or section: its name, its figures, what it states."""
    figure = packs_for(voice.text.code).section(row.questions, percent(row))
    dark = level(row, by_recall=by_recall)
    name, stated = escape(bare(row.name or row.id, voice.course)), escape(bare(row.text, voice.course))
    return f'<tr><td>{name}<td><mark class="l{dark}">{said(figure, voice)}</mark><td>{stated}</tr>'


def picture(seen: Coverage, texts: Mapping[str, str], voice: Voice, *, by_recall: bool) -> str:
    """A whole SVG picture: each document as a strip of its length, then a list of its claims with their figures."""
    text = packs_for(voice.text.code)
    out, y = [], MARGIN + 10
    title = f"{voice.say(text.coverage_title).plain} — {bare(seen.title, voice.course)}"
    out.append(svg_text(MARGIN, y, title, bold=True))
    for painted in seen.documents:
        words = texts.get(painted.document.id)
        y += 2 * ROW
        out.append(svg_text(MARGIN, y, bare(f"{painted.document.id}, « {painted.document.title} »", voice.course), bold=True))
        out.append(svg_text(MARGIN, y + ROW, voice.say(figures(painted, words, voice)).plain))
        y += ROW + 12
        out += strip(painted, words, y, voice, by_recall=by_recall)
        y += 36
        columns = columns_for(painted.rows, voice)
        out += listed(painted.rows, y, voice, columns, by_recall=by_recall)
        y += ROW * -(-len(painted.rows) // columns)
    y += 2 * ROW
    legend = text.legend_recall if by_recall else text.legend_questions
    for n, word in enumerate(legend):
        x = MARGIN + n * (WIDTH - 2 * MARGIN) // len(legend)
        out += [swatch(x, y, 12, n), svg_text(x + 18, y + 11, voice.say(word).plain)]
    height = y + ROW + MARGIN
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img">'
    return (
        "\n".join(
            [head, f"<!-- {MARK} -->", f"<title>{escape(title)}</title>", '<rect width="100%" height="100%" fill="#fff"/>', *out, "</svg>"]
        )
        + "\n"
    )


def strip(painted: Painted, words: str | None, y: int, voice: Voice, *, by_recall: bool) -> Iterator[str]:
    """A document as a bar as long as its text; where a claim stands it is painted, with its sentence to point at."""
    length = len(words) if words is not None else max((row.end for row in painted.rows), default=1)
    scale = (WIDTH - 2 * MARGIN) / max(length, 1)
    yield f'<rect x="{MARGIN}" y="{y}" width="{WIDTH - 2 * MARGIN}" height="24" fill="none" stroke="#999"/>'
    for row in painted.rows:
        told = packs_for(voice.text.code).claim(row.name or row.id, row.start, row.end, row.questions, percent(row))
        width = max((row.end - row.start) * scale, 1)
        yield swatch(MARGIN + row.start * scale, y, width, level(row, by_recall=by_recall), height=24, told=voice.say(told).plain)


def columns_for(rows: tuple[Row, ...], voice: Voice) -> int:
    """In how many columns the claims find room side by side."""
    longest = max((len(entry(row, voice)) for row in rows), default=0)
    return max(min(COLUMNS, (WIDTH - 2 * MARGIN) // (longest * LETTER + 24)), 1)


def entry(row: Row, voice: Voice) -> str:
    """A claim in a list: its sentence, and its figures in words."""
    colon = " : " if voice.text.code == "fr" else ": "
    counted = packs_for(voice.text.code).section(row.questions, percent(row))
    return f"{bare(row.name or row.id, voice.course)}{voice.say(colon + counted).plain}"


def listed(rows: tuple[Row, ...], y: int, voice: Voice, columns: int, *, by_recall: bool) -> Iterator[str]:
    """The claims in columns, each after its shade."""
    for n, row in enumerate(rows):
        x, at = MARGIN + n % columns * (WIDTH - 2 * MARGIN) // columns, y + ROW * (n // columns)
        yield swatch(x, at, 12, level(row, by_recall=by_recall))
        yield svg_text(x + 18, at + 11, entry(row, voice))


def swatch(x: float, y: float, width: float, dark: int, *, height: int = 12, told: str = "") -> str:
    """A rectangle in its shade; level 0 is a dashed frame."""
    look = f'fill="{BLUE}" fill-opacity="{OPACITY[dark]}"' if dark else f'fill="none" stroke="{ORANGE}" stroke-dasharray="2"'
    title = f"<title>{escape(told)}</title>" if told else ""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height}" {look}>{title}</rect>'


def svg_text(x: float, y: float, words: str, *, bold: bool = False) -> str:
    """A line of words."""
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x}" y="{y}" font-family="system-ui, sans-serif" font-size="13"{weight} fill="#1b1b1b">{escape(clean(words))}</text>'
