"""The small inline syntax of texts."""

from rich.text import Text as Styled

from tutor.ui.typography import AS_TYPED, MARKS, typeset


def styled(text: str, language: str, style: str = "") -> Styled:
    """A text with **bold**, *italic* and `code` as styles; nothing else in it means anything."""
    out = Styled(style=style)
    write(out, typeset(text, language), "")
    return out


def write(out: Styled, text: str, style: str) -> None:
    """Append a text that stands inside marks of this style; italic may stand in bold and bold in italic."""
    end = 0
    for match in MARKS.finditer(text):
        out.append(text[end : match.start()].translate(AS_TYPED), style or None)
        if match[3] is not None:
            out.append(match[3].translate(AS_TYPED), "bold")
        else:
            write(out, match[1] or match[2], f"{style} {'italic' if match[1] is None else 'bold'}".strip())
        end = match.end()
    out.append(text[end:].translate(AS_TYPED), style or None)


def bare(text: str, language: str) -> str:
    """The same without marks or styles, for plain lines."""
    return styled(text, language).plain
