"""What can go wrong, as facts; the words for it live in `tutor.text`."""

from enum import IntEnum

from tutor.record import record


class ExitCode(IntEnum):
    """What the command tells the shell."""

    DONE = 0
    BUG = 1
    USAGE = 2
    REFUSED = 3
    OUTPUT = 4
    NOT_SAVED = 5
    HUNG_UP = 129
    INTERRUPTED = 130
    TERMINATED = 143


@record(frozen=False)
class TutorError(Exception):
    """Something the learner or teacher can mend; carries facts, never sentences."""

    @property
    def exit_code(self) -> ExitCode:
        """The code this error ends the command with."""
        return ExitCode.USAGE


@record(frozen=False)
class UnknownName(TutorError):
    """A lesson, topic, term, card… that does not exist. `what` is a key of the texts, `close` the nearest names."""

    what: str
    name: str
    close: tuple[str, ...] = ()


@record(frozen=False)
class BadExam(TutorError):
    """An exam that cannot be planned so; `what` is a key of `tutor.text.exams`, `facts` what its sentence needs."""

    what: str
    facts: tuple[object, ...] = ()


@record(frozen=False)
class NoTerminal(TutorError):
    """A command that asks was started without a terminal and without --plain."""


@record(frozen=False)
class NoCourse(TutorError):
    """No readable course where one was looked for."""

    path: str


@record(frozen=False)
class SameId(TutorError):
    """Two places have courses of one id and other questions; `other` was opened first."""

    id: str
    path: str
    other: str


@record(frozen=False)
class BadPath(TutorError):
    """A path that was given and is not what is wanted there.

    `what`: `missing`; `folder` (a folder is wanted); `not_ours` (a file of somebody else's, not to be written over); `broken` (no course
    can be read from it); `headless` (a pack without its course.yaml); `zip` (to be unpacked first); `zipped_course` (to be added first).
    """

    what: str
    path: str


@record(frozen=False)
class ProgressRefused(TutorError):
    """The learner's files are not ours to touch, or not to be written.

    `reason`: `newer`; `kind` (not a regular file); `unreadable`; `no_events` (no history); `unwritable`; `busy` (another program holds the
    lock); `unsure` (written, but the disk would not say that it keeps it). `detail` is the system's name of what went wrong.
    """

    path: str
    reason: str
    detail: str = ""

    @property
    def exit_code(self) -> ExitCode:
        """3: refused; 5 where something was to be saved."""
        return ExitCode.NOT_SAVED if self.reason in {"unwritable", "busy", "unsure"} else ExitCode.REFUSED


@record(frozen=False)
class NotSaved(TutorError):
    """An answer could not be made durable; it is kept in memory and tried again with the next."""

    path: str
    reason: str
    count: int = 1

    @property
    def exit_code(self) -> ExitCode:
        """5: not saved."""
        return ExitCode.NOT_SAVED


@record(frozen=False)
class OutputFailed(TutorError):
    """What was to be said could not be written; `path` where that was a file the learner named."""

    reason: str
    path: str = ""

    @property
    def exit_code(self) -> ExitCode:
        """4: nothing could be said."""
        return ExitCode.OUTPUT


def reason_of(error: BaseException) -> str:
    """What went wrong, as the system's manual has it (ENOSPC, EIO), or the kind of error; `tutor.text.system` makes words of it."""
    import errno

    return errno.errorcode.get(getattr(error, "errno", None) or 0, type(error).__name__)


class Stopped(BaseException):
    """A signal asked the program to stop; everything answered is saved."""

    def __init__(self, code: ExitCode) -> None:
        super().__init__(code)
        self.code = code
