"""What a command has at hand: the course, the learner's store, the voice and the look; and how a session is run with them."""

import os
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TextIO

from tutor.errors import NoCourse, NoTerminal, UnknownName
from tutor.record import asdict, field, record
from tutor.text import LANGUAGES, Text, language_of, text_for

if TYPE_CHECKING:
    from tutor.content.cache import Opened
    from tutor.course import Course, Place
    from tutor.events import Moment
    from tutor.play import Interface
    from tutor.store import Store
    from tutor.ui.emit import Out
    from tutor.ui.look import Look
    from tutor.ui.render import Voice


COLORS = ("auto", "always", "never")


@record
class World:
    """Everything outside the program that it may touch; only `tutor.cli` makes one of the real things."""

    environ: Mapping[str, str]
    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    now: "Callable[[], Moment]"


@record
class Common:
    """The options every command has."""

    lang: str = ""
    plain: bool = False
    color: str = "auto"
    content: tuple[str, ...] = ()
    data: str = ""


@record(frozen=False)
class App:
    """One run of the program."""

    world: World
    common: Common = field(default_factory=Common)
    opened: "Store | None" = None
    read: "Course | None" = None
    pack: str = ""
    told: int = 0

    def options(self, common: Common) -> None:
        """Take the options every command has. Raises UnknownName."""
        self.common = common
        if common.lang not in {"", *LANGUAGES}:
            raise UnknownName("language", common.lang, LANGUAGES)
        if common.color not in COLORS:
            raise UnknownName("color", common.color, COLORS)

    @property
    def language(self) -> str:
        """--lang > TUTOR_LANG > LC_ALL > LC_MESSAGES > LANG; C and POSIX say nothing, and the course is French."""
        if self.common.lang in LANGUAGES:
            return self.common.lang
        for name in ("TUTOR_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
            tag = self.world.environ.get(name, "")
            if tag:
                return language_of(tag) or "fr"
        return "fr"

    @property
    def text(self) -> Text:
        """The interface's sentences."""
        return text_for(self.language)

    @property
    def plain(self) -> bool:
        """--plain, TUTOR_PLAIN or a dumb terminal."""
        return self.common.plain or self.world.environ.get("TUTOR_PLAIN", "") not in {"", "0"} or self.world.environ.get("TERM") == "dumb"

    @property
    def at_terminal(self) -> bool:
        """Both ends are a terminal."""
        return is_terminal(self.world.stdin) and is_terminal(self.world.stdout)

    def look(self, stream: TextIO | None = None) -> "Look":
        """What a stream can show, stdout unless told."""
        from tutor.ui.look import Look, wants_colour

        out = stream or self.world.stdout
        environ = self.world.environ
        terminal = not self.plain and is_terminal(out)
        colour = not self.plain and wants_colour(self.common.color, environ, terminal=terminal)
        return Look(
            terminal or colour, colour, environ.get("COLORTERM", "") in {"truecolor", "24bit"}, getattr(out, "encoding", None) or "utf-8"
        )

    def out(self) -> "Out":
        """Where reports go."""
        from tutor.ui.emit import Out, size_of

        return Out(self.world.stdout, self.look(), None if self.plain else size_of(self.world.stdout))

    def json(self, value: Any, *, indent: int | None = 2, end: str = "\n") -> None:
        """Data on stdout, without what only words need. Raises OutputFailed."""
        from tutor.ui.safe import json_text, send

        stream = self.world.stdout
        send(stream, json_text(value, getattr(stream, "encoding", None) or "utf-8", indent) + end)

    def set_in_type(self, sentence: str) -> str:
        """A sentence of the interface in its typography."""
        from tutor.ui.inline import typeset

        return typeset(sentence, self.language)

    def say(self, sentence: str) -> None:
        """A message, on stderr."""
        from tutor.ui.look import fitted

        encoding = getattr(self.world.stderr, "encoding", None) or "utf-8"
        try:
            self.world.stderr.write(fitted(self.set_in_type(sentence), encoding) + "\n")
            self.world.stderr.flush()
        except OSError:  # nobody hears it: the exit code says it too
            silence(self.world.stderr)

    def voice(self, *, numbered: bool = False) -> "Voice":
        """The interface's sentences with the course's language."""
        from tutor.ui.render import Voice

        return Voice(self.text, self.course().language, numbered)

    def course(self) -> "Course":
        """The course that is studied; what was left out of it is said once."""
        if self.read is None:
            opened = self.load()
            self.read = opened.course
            for file, count in opened.errors:
                self.say(self.text.errors.skipped(count, file))
        return self.read

    def load(self) -> "Opened":
        """The first course of --content, TUTOR_CONTENT, or the one that comes with the program. Raises NoCourse."""
        from tutor.content.cache import course_at
        from tutor.content.find import pack_places, shipped_place

        roots = self.common.content or [p for p in self.world.environ.get("TUTOR_CONTENT", "").split(":") if p] or [shipped_place()]
        found = pack_places(roots)
        if not found:
            raise NoCourse(", ".join(roots))
        self.pack = found[0]
        opened = course_at(self.pack, self.cache_directory())
        if opened is None:
            raise NoCourse(self.pack)
        return opened

    def cache_directory(self) -> str:
        """TUTOR_CACHE_DIR > the platform's place for what can be made again."""
        from tutor.places import place_for

        return self.world.environ.get("TUTOR_CACHE_DIR") or place_for("cache", self.world.environ)

    def store(self) -> "Store":
        """The learner's store; what had to be mended in it is said once."""
        from tutor.store import Store

        if self.opened is None:
            self.opened = Store.open(self.data_directory())
            self.opened.warn_of_clock(self.world.now().at)
            self.told = 0
            self.tell_notices(self.opened)
        return self.opened

    def tell_notices(self, store: "Store") -> None:
        """Say what there is to say about the files and was not said yet."""
        for notice in store.notices[self.told :]:
            if notice.what == "rebuilt" and notice.detail == "missing":
                continue  # as after every first session that was cut off: nothing was lost
            facts = {name: str(value) for name, value in asdict(notice).items()}
            self.say(self.text.errors.notices[notice.what](facts))
        self.told = len(store.notices)

    def data_directory(self) -> str:
        """--data > TUTOR_DATA_DIR > the platform's place for data."""
        from tutor.places import place_for

        return self.common.data or self.world.environ.get("TUTOR_DATA_DIR") or place_for("data", self.world.environ)

    def require_interface(self) -> None:
        """Refuse before anything is read when nobody could answer. Raises NoTerminal."""
        if not self.plain and not self.at_terminal:
            raise NoTerminal

    def interface(self) -> "Interface":
        """The stage on a terminal, plain lines when they are asked for; nothing is invented without either."""
        voice = self.voice(numbered=self.plain)
        terms = self.course().glossary
        if self.plain:
            from tutor.ui.emit import Out
            from tutor.ui.plain import Plain

            out = Out(self.world.stdout, self.look())
            return Plain(voice, self.world.stdin, out.line, self.world.now, terms)
        self.require_interface()
        from tutor.ui.stage import Stage

        return Stage(voice, self.look(), (self.world.stdin, self.world.stdout), self.world.now, terms, self.editor())

    def editor(self) -> "Callable[[Place], None] | None":
        """What opens a place of the course in the learner's editor, if $EDITOR names one."""
        command = self.world.environ.get("VISUAL") or self.world.environ.get("EDITOR")
        folder = self.pack if os.path.isdir(self.pack) else os.path.dirname(self.pack)
        return partial(open_in, command, folder) if command else None

    def close(self) -> int:
        """Save the snapshot, say what went wrong meanwhile, and return how many events could not be kept."""
        if self.opened is None:
            return 0
        store, self.opened = self.opened, None
        unsaved = store.close()
        self.tell_notices(store)
        return unsaved


def silence(stream: TextIO) -> None:
    """Let a stream that cannot be written say nothing more, not even what is left in its buffer at exit."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, stream.fileno())
    os.close(null)


def is_terminal(stream: TextIO) -> bool:
    """Whether a stream is a terminal; a closed one is none."""
    try:
        return stream.isatty()
    except ValueError:
        return False


def open_in(command: str, folder: str, place: "Place") -> None:
    """Open a file of a pack at a line in an editor; most take +LINE."""
    import shlex
    import subprocess

    subprocess.run([*shlex.split(command), f"+{place.line}", os.path.join(folder, place.file)], check=False)  # noqa: S603 - the learner's own $EDITOR
