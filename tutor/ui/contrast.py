"""Two things that are mixed up, side by side. Pure."""

from collections.abc import Iterator, Sequence

from rich.text import Text as Styled

from tutor.course import Contrast
from tutor.steps import Compare
from tutor.ui.charts import table
from tutor.ui.layout import NARROW, Block
from tutor.ui.render import Voice


def compare(step: Compare, voice: Voice) -> Iterator[Block]:
    """Two terms before the questions that tell them apart."""
    yield Block(voice.quote(" / ".join(step.terms), "title"))
    yield from contrast_table(step.terms, step.contrasts, voice, 0)


def contrast_table(terms: tuple[str, str], rows: Sequence[Contrast], voice: Voice, width: int) -> Iterator[Block]:
    """A table where there is room; under each trait both terms where there is not; sentences where nothing is drawn."""
    text = voice.text.screens
    rows = [Contrast(each.trait or text.definition, each.first, each.second) for each in rows]
    if voice.numbered:
        for each in rows:
            said = text.versus(each.trait, terms[0], lowered(each.first), terms[1], lowered(each.second))
            yield Block(voice.quote(said), gap=False)
    elif width < NARROW:
        for n, each in enumerate(rows):
            yield Block(voice.quote(each.trait, "label"), tied=n == 0)
            for name, cell in zip(terms, (each.first, each.second), strict=True):
                yield Block(voice.quote(cell), lead=Styled.assemble("  ", voice.quote(name, "accent"), " — "), gap=False, tied=True)
    else:
        head = [Styled(), *(voice.quote(name, "accent") for name in terms)]
        body = [[voice.quote(each.trait, "label"), voice.quote(each.first), voice.quote(each.second)] for each in rows]
        yield from table([head, *body], width)


def lowered(text: str) -> str:
    """A cell inside a sentence: without its full stop, and small where its first word is no name."""
    text = text.rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] in {" ", "'", "’"} else text
