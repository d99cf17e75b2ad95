"""What a command has at hand: the course, the learner's store, the voice and the look; and how a session is run with them."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TextIO

from tutor.errors import BadPath, NoTerminal, NotSaved, UnknownName
from tutor.record import asdict, field, record, replace
from tutor.settings import THEMES, remembered
from tutor.text import LANGUAGES, Text, language_of, text_for

if TYPE_CHECKING:
    from tutor.content.cache import Opened
    from tutor.content.documents import Library, Shown
    from tutor.course import Claim, Course, Place, Term
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
    theme: str = ""
    content: tuple[str, ...] = ()
    data: str = ""
    documents: tuple[str, ...] = ()
    course: str = ""


@record(frozen=False)
class App:
    """One run of the program."""

    world: World
    common: Common = field(default_factory=Common)
    opened: "Store | None" = None
    read: "Course | None" = None
    pack: str = ""
    told: int = 0
    known: "Mapping[str, str] | None" = None
    books: "Library | None" = None
    said: set[str] = field(default_factory=set)

    def options(self, common: Common) -> None:
        """Take the options every command has. Raises UnknownName."""
        self.common = common
        if common.lang not in {"", *LANGUAGES}:
            raise UnknownName("language", common.lang, LANGUAGES)
        if common.color not in COLORS:
            raise UnknownName("color", common.color, COLORS)
        if common.theme not in {"", *THEMES}:
            raise UnknownName("theme", common.theme, THEMES)
        require_folders(common.documents)

    @property
    def language(self) -> str:
        """--lang > TUTOR_LANG > the learner's setting > LC_ALL > LC_MESSAGES > LANG; C and POSIX say nothing, and the course is French."""
        environ = self.world.environ
        asked = self.common.lang or language_of(environ.get("TUTOR_LANG", "")) or self.setting("language")
        if asked in LANGUAGES:
            return asked
        for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
            tag = environ.get(name, "")
            if tag:
                return language_of(tag) or "fr"
        return "fr"

    @property
    def theme(self) -> str:
        """--theme > TUTOR_THEME > the learner's setting > auto."""
        for asked in (self.common.theme, self.world.environ.get("TUTOR_THEME", ""), self.setting("theme")):
            if asked in THEMES:
                return asked
        return "auto"

    def setting(self, name: str) -> str:
        """A setting of the learner; as the last snapshot has it where the store was not needed yet."""
        if self.opened is not None:
            self.known = self.opened.progress.settings
        elif self.known is None:
            self.known = remembered(self.data_directory())
        return self.known.get(name, "")

    def speak(self, language: str) -> "Voice":
        """Speak another language from now on."""
        self.keep("language", language)
        self.common = replace(self.common, lang=language)
        return self.voice(numbered=self.plain)

    def other_voice(self) -> "Voice":
        """Speak the other language from now on."""
        return self.speak("en" if self.language == "fr" else "fr")

    def wear(self, theme: str) -> None:
        """Take another theme from now on."""
        self.keep("theme", theme)
        self.common = replace(self.common, theme=theme)

    def keep(self, name: str, value: str) -> None:
        """Remember a setting; one that cannot be saved now goes with the next answer."""
        from tutor.events import Set

        with suppress(NotSaved):
            self.store().append([Set(self.world.now(), name, value)])

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

    @property
    def is_hung_up(self) -> bool:
        """The terminal that a stream was is gone."""
        from tutor.ui.gone import is_gone

        return any(is_gone(stream) for stream in (self.world.stdin, self.world.stdout, self.world.stderr))

    def look(self, stream: TextIO | None = None) -> "Look":
        """What a stream can show, stdout unless told."""
        from tutor.ui.look import Look, wants_colour

        out = stream or self.world.stdout
        environ = self.world.environ
        terminal = not self.plain and is_terminal(out)
        colour = not self.plain and wants_colour(self.common.color, environ, terminal=terminal)
        true = environ.get("COLORTERM", "") in {"truecolor", "24bit"}
        encoding, theme = getattr(out, "encoding", None) or "utf-8", self.theme
        return Look(terminal or colour, colour and theme != "mono", true, encoding, theme)

    def out(self) -> "Out":
        """Where reports go."""
        from tutor.ui.emit import Out, size_of

        size = None if self.plain else size_of(self.world.stdout)
        return Out(self.world.stdout, self.look(), size, self.text.reports.pager if size else "")

    def err(self) -> "Out":
        """Where messages of several lines go."""
        from tutor.ui.emit import Out

        return Out(self.world.stderr, self.look(self.world.stderr))

    def json(self, value: Any, *, indent: int | None = 2, before: str = "", end: str = "\n") -> None:
        """Data on stdout, without what only words need. Raises OutputFailed."""
        from tutor.ui.safe import json_text

        self.write(before + json_text(value, getattr(self.world.stdout, "encoding", None) or "utf-8", indent) + end)

    def write(self, text: str) -> None:
        """Text on stdout as it is. Raises OutputFailed."""
        from tutor.ui.safe import send

        send(self.world.stdout, text)

    def set_in_type(self, sentence: str) -> str:
        """A sentence of the interface in its typography."""
        from tutor.ui.typography import typeset

        return typeset(sentence, self.language)

    def say(self, sentence: str) -> None:
        """A message, on stderr: one line, whatever stood in the arguments it repeats."""
        from tutor.ui.emit import size_of
        from tutor.ui.inked import message

        size = None if self.plain else size_of(self.world.stderr)
        words, prefix = one_line(self.set_in_type(sentence)), self.set_in_type(self.text.errors.prefix)
        try:
            self.world.stderr.write(message(words, prefix, self.look(self.world.stderr), size) + "\n")
            self.world.stderr.flush()
        except OSError:  # nobody hears it: the exit code says it too
            silence(self.world.stderr)

    def say_once(self, sentence: str) -> None:
        """A message that is not repeated in this run."""
        if sentence not in self.said:
            self.said.add(sentence)
            self.say(sentence)

    def voice(self, *, numbered: bool = False) -> "Voice":
        """The interface's sentences with the course's language."""
        from tutor.ui.render import Voice

        return Voice(self.text, self.course().language, numbered, self.passages)

    def passages(self, claims: "Sequence[Claim]") -> "tuple[Shown, ...]":
        """The passages of the documents behind some claims, each document read when it is first wanted."""
        if self.books is None:
            from tutor.content.documents import library

            self.books = library(self.course(), self.documents(), self.pack)
        return self.books.passages(claims)

    def documents(self) -> tuple[str, ...]:
        """The folders of documents: --documents, else TUTOR_DOCUMENTS."""
        return self.common.documents or named_in(self.world.environ, "TUTOR_DOCUMENTS")

    def require_documents(self) -> None:
        """Refuse a folder of documents that is none, for who is about to look into all of them. Raises BadPath."""
        require_folders(self.documents())

    def course(self) -> "Course":
        """The course that is studied; what was left out of it is said once."""
        if self.read is None:
            from tutor.opening import opened

            found = opened(self)
            self.read, self.pack = found.opened.course, found.place
            for file, count in found.opened.errors:
                self.say_once(self.text.errors.skipped(count, file))
            self.settle_names()
        return self.read

    def settle_names(self) -> None:
        """Tell the store which questions have other ids now, once both it and the course are there."""
        if self.opened is not None and self.read is not None and self.read.renamed:
            of = self.read.id
            self.opened.rename((f"{of}/{old}", f"{of}/{new}") for old, new in self.read.renamed)

    def forget_course(self) -> None:
        """Open the course anew when it is next asked for: another was chosen."""
        self.read = self.books = None

    def load(self) -> "Opened":
        """The course that is wanted, with nothing said. Raises NoCourse, BadPath, UnknownName."""
        from tutor.opening import find

        found = find(self)
        self.pack = found.place
        return found.opened

    def packs(self) -> tuple[str, ...]:
        """Where the courses are. Raises NoCourse, BadPath."""
        from tutor.opening import places

        return places(self)

    def named_content(self) -> tuple[str, ...]:
        """The packs, files and folders of them that are named: --content, else TUTOR_CONTENT."""
        return self.common.content or named_in(self.world.environ, "TUTOR_CONTENT")

    def courses_directory(self) -> str:
        """Where the courses are that the learner added."""
        return os.path.join(self.data_directory(), "courses")

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
            self.settle_names()
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
        """What a session is held with, knowing the course. Raises NoTerminal."""
        return self.facing(self.voice(numbered=self.plain), self.course().glossary)

    def facing(self, voice: "Voice", terms: "Sequence[Term]" = ()) -> "Interface":
        """The stage on a terminal, plain lines when they are asked for; nothing is invented without either. Raises NoTerminal."""
        if self.plain:
            from tutor.ui.emit import Out
            from tutor.ui.plain import Plain

            out = Out(self.world.stdout, self.look())
            return Plain(voice, self.world.stdin, out.line, self.world.now, terms, self.other_voice)
        self.require_interface()
        from tutor.ui.stage import Stage

        streams = self.world.stdin, self.world.stdout
        return Stage(voice, self.look(), streams, self.world.now, terms, self.editor(), self.other_voice)

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


def named_in(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    """The paths that a variable holds, parted as the platform parts them."""
    return tuple(path for path in environ.get(name, "").split(os.pathsep) if path)


def require_folders(paths: Iterable[str]) -> None:
    """Raises BadPath for the first that is no folder."""
    for path in paths:
        if not os.path.isdir(path):
            raise BadPath("folder" if os.path.lexists(path) else "missing", path)


def one_line(sentence: str) -> str:
    """The same without line breaks and tabs, which could forge a line of their own."""
    return sentence.replace("\n", "<U+000A>").replace("\t", "<U+0009>")


def silence(stream: TextIO) -> None:
    """Let a stream that cannot be written say nothing more, not even what is left in its buffer at exit."""
    null = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(null, stream.fileno())
    except (OSError, ValueError):  # it has no descriptor, and so no buffer of Python's
        pass
    finally:
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
