"""The learner's settings before the store is open: for the help, and for what needs no progress."""

import os
from collections.abc import Mapping

THEMES = ("auto", "mono", "high-contrast")
HEAD_BYTES = 8192


def remembered(directory: str) -> Mapping[str, str]:
    """The settings that stand at the head of `progress.json`; nothing where they cannot be read, for they are only wishes."""
    import json  # for who has settings, and not for each start
    import re

    path = os.path.join(directory, "progress.json")
    if not os.path.isfile(path):  # a pipe would wait for ever
        return {}
    try:
        with open(path, "rb") as file:
            found = re.search(rb'\n"settings":(\{[^{}]*\})', file.read(HEAD_BYTES))
        values = json.loads(found[1]) if found else {}
    except (OSError, ValueError):
        return {}
    return {name: value for name, value in values.items() if isinstance(value, str)}
