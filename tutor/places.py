"""Where the platform keeps a user's files: as platformdirs says, which a test holds this equal to."""

import sys
from collections.abc import Mapping

_LINUX = {"data": ("XDG_DATA_HOME", "/.local/share"), "cache": ("XDG_CACHE_HOME", "/.cache")}


def place_for(kind: str, environ: Mapping[str, str]) -> str:
    """The directory for `data` or `cache` of this program; it need not exist."""
    return _on_linux(kind, environ) or _elsewhere(kind)


def _on_linux(kind: str, environ: Mapping[str, str]) -> str:
    """The two plain cases of Linux in one line each: importing platformdirs costs half as much as starting Python."""
    name, usual = _LINUX[kind]
    named, home = environ.get(name, ""), environ.get("HOME", "")
    if sys.platform != "linux" or "ANDROID_DATA" in environ or named != named.strip():
        return ""
    if named.startswith("/"):
        return named.rstrip("/") + "/tutor"
    return home.rstrip("/") + usual + "/tutor" if home.startswith("/") and not named else ""


def _elsewhere(kind: str) -> str:
    import platformdirs

    find = platformdirs.user_data_dir if kind == "data" else platformdirs.user_cache_dir
    return find("tutor", appauthor=False)
