"""Two things that are mixed up, side by side. Pure."""

from collections.abc import Iterator, Sequence

from rich.text import Text as Styled

from tutor.course import Contrast, Term
from tutor.text.figures import Charts
from tutor.ui.charts import table
from tutor.ui.layout import NARROW, Block
from tutor.ui.render import Voice


def told_apart(terms: tuple[str, str], contrasts: Sequence[Contrast], glossary: Sequence[Term], words: Charts) -> tuple[Contrast, ...]:
    """What tells two terms apart: what the course says, else their definitions, else nothing."""
    if contrasts:
        return tuple(contrasts)
    known = {term.term: term.definition for term in glossary}
    first, second = (known.get(name, "") for name in terms)
    return (Contrast(words.definition, first, second),) if first and second else ()


def contrast_table(terms: tuple[str, str], rows: Sequence[Contrast], voice: Voice, words: Charts, width: int) -> Iterator[Block]:
    """A table where there is room; under each trait both terms where there is not; sentences where nothing is drawn."""
    if voice.numbered:
        for each in rows:
            said = words.versus(each.trait, terms[0], lowered(each.first), terms[1], lowered(each.second))
            yield Block(voice.quote(said), gap=False)
    elif width < NARROW:
        for each in rows:
            yield Block(voice.quote(each.trait, "label"))
            for name, text in zip(terms, (each.first, each.second), strict=True):
                yield Block(voice.quote(text), lead=Styled.assemble("  ", voice.quote(name, "accent"), " — "), gap=False, tied=True)
    else:
        head = [Styled(), *(voice.quote(name, "accent") for name in terms)]
        body = [[voice.quote(each.trait, "label"), voice.quote(each.first), voice.quote(each.second)] for each in rows]
        yield from table([head, *body], width)


def lowered(text: str) -> str:
    """A cell inside a sentence: without its full stop, and small where its first word is no name."""
    text = text.rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] in {" ", "'", "’"} else text
