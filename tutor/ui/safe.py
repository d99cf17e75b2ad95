"""What may never reach a terminal, and data on its way out; without anything of Rich, which data do not need."""

import json
import re
from typing import Any, TextIO

from tutor.errors import OutputFailed, reason_of

# C0 but tab and newline, DEL, C1, zero-width and bidi controls, line separators, tags, lone surrogates.
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def clean(text: str) -> str:
    """Make every character harmless to a terminal: what could steer it is shown as its code point, like <U+202E>."""
    return UNSAFE.sub(lambda m: f"<U+{ord(m[0]):04X}>", text) if UNSAFE.search(text) else text


def json_text(value: Any, encoding: str, indent: int | None = 2) -> str:
    """Data as JSON that the encoding can say; what could steer a terminal is written as JSON's own escapes."""
    words = json.dumps(value, ensure_ascii=not encoding.casefold().startswith("utf"), indent=indent)
    return UNSAFE.sub(lambda found: json.dumps(found[0])[1:-1] if found[0] != "\x7f" else "\\u007f", words)


def send(stream: TextIO, text: str) -> None:
    """Write and flush, so that a closed pipe or a full disk is noticed here. Raises OutputFailed."""
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputFailed(reason_of(error)) from error
