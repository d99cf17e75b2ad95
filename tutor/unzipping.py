"""What `tutor check` is given, as it can be read: a zip is unpacked for as long as it is looked at, under the caps of `course add`."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.content.find import is_zip
from tutor.errors import BadPath
from tutor.record import record
from tutor.text.packs import packs_for

if TYPE_CHECKING:
    from tutor.app import App


@record
class Root:
    """A pack or a file: `name` as it was given, `path` where it is read. They differ for a zip."""

    name: Path
    path: Path

    @property
    def zipped(self) -> bool:
        """Whether what is read is a copy that will be gone."""
        return self.name != self.path

    def file(self, name: str) -> Path:
        """What to call one of its files."""
        return self.name / name if self.path.is_dir() and name else self.name


@contextmanager
def readable(app: "App", paths: Sequence[Path]) -> Iterator[tuple[tuple[Root, ...], bool]]:
    """The packs and files that can be looked at now, and whether a zip was refused, which is said."""
    roots, refused = list[Root](), False
    with ExitStack() as held:
        for path in paths:
            if not is_zip(path):
                roots.append(Root(path, path))
            elif (folder := held.enter_context(unpacked(app, path))) is not None:
                roots.append(Root(path, folder))
            else:
                refused = True
        yield tuple(roots), refused


@contextmanager
def unpacked(app: "App", path: Path) -> Iterator[Path | None]:
    """A zip as a folder, under the caps of `tutor course add`; None, having said why, for one that would not be taken."""
    from tempfile import TemporaryDirectory

    from tutor.content.parcel import Refused, parcel

    try:
        files = parcel(str(path)).files
    except Refused as refused:
        app.say(app.text.errors.prefix + packs_for(app.language).refused[refused.reason](refused.name or str(path), refused.limit))
        yield None
        return
    with TemporaryDirectory(prefix="tutor-") as home:
        folder = Path(home) / path.stem
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        yield folder


def no_zips(paths: Sequence[Path]) -> Sequence[Path]:
    """The same, where files are to be written to. Raises BadPath."""
    for path in paths:
        if is_zip(path):
            raise BadPath("zip", str(path))
    return paths
