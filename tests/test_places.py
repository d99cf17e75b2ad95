"""The data and the cache stand where platformdirs puts them."""

import os
from pathlib import Path

import platformdirs
import pytest

from tutor.places import place_for

ENVIRONS: tuple[dict[str, str], ...] = (
    {"HOME": "/home/a"},
    {"HOME": "/home/a/"},
    {"HOME": "/home/a b", "XDG_DATA_HOME": "", "XDG_CACHE_HOME": ""},
    {"HOME": "/home/a", "XDG_DATA_HOME": "/x/data", "XDG_CACHE_HOME": "/x/cache"},
    {"HOME": "/home/a", "XDG_DATA_HOME": "/x/data/", "XDG_CACHE_HOME": " /x/cache "},
    {"HOME": "/home/a", "XDG_DATA_HOME": "relative", "XDG_CACHE_HOME": "~/cache"},
    {"HOME": "/"},
    {"HOME": "relative"},
    {},
)


@pytest.mark.parametrize("environ", ENVIRONS)
def test_a_place_is_the_one_that_platformdirs_gives(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert Path(place_for("data", os.environ)) == Path(platformdirs.user_data_dir("tutor", appauthor=False))
    assert Path(place_for("cache", os.environ)) == Path(platformdirs.user_cache_dir("tutor", appauthor=False))
