"""Every sentence the program says, in French and English."""

from tutor.text.record import Text

__all__ = ["LANGUAGES", "Text", "language_of", "text_for"]

LANGUAGES = ("fr", "en")


def text_for(language: str) -> Text:
    """The sentences of a language; only that one is imported."""
    if language == "fr":
        from tutor.text.fr import FR

        return FR
    from tutor.text.en import EN

    return EN


def language_of(tag: str) -> str | None:
    """The language a locale name asks for: `fr_CA.UTF-8` is fr; C and POSIX ask for none; others get English."""
    name = tag.split(".", maxsplit=1)[0].split("@", maxsplit=1)[0].replace("-", "_").casefold()
    if name in {"", "c", "posix"}:
        return None
    return "fr" if name.split("_")[0] in {"fr", "fra", "fre", "french", "français", "francais"} else "en"
