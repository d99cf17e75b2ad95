"""Words marked in a text: by style on a screen, by brackets in plain lines. Pure."""

from collections.abc import Callable, Sequence

from rich.text import Text as Styled


def marked(text: str, spans: Sequence[tuple[int, int]], *, plain: bool, style: str = "", shown: Callable[[str], str] = str) -> Styled:
    """A text with the words at `spans` marked; `shown` is what each piece goes through before it is shown."""
    out, at = Styled(style=style), 0
    for start, end in spans:
        words = shown(text[start:end])
        out.append(shown(text[at:start]))
        out.append(f"[{words}]" if plain else words, None if plain else "mark")
        at = end
    return out.append(shown(text[at:]))
