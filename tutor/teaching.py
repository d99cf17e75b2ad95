"""What teachers ask for beside checking: the schemas for their editor."""

import json
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.content.keys import ROOTS
from tutor.content.schema import schema as made
from tutor.content.schema import schemas
from tutor.errors import ExitCode, UnknownName

if TYPE_CHECKING:
    from tutor.app import App


def schema(app: "App", role: str, folder: Path | None) -> ExitCode:
    """Print the schema of one kind of file, or write all of them into a folder. Raises UnknownName, OSError."""
    if folder is None:
        if role not in ROOTS:
            raise UnknownName("schema", role, tuple(get_close_matches(role, ROOTS, 3)) or ROOTS)
        app.out().json(made(role))
        return ExitCode.DONE
    folder.mkdir(parents=True, exist_ok=True)
    for name, each in schemas().items():
        (folder / name).write_text(json.dumps(each, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        app.out().line(str(folder / name))
    return ExitCode.DONE
