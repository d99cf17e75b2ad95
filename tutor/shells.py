"""Teaching the learner's shell to complete our commands. Typer writes the shell's files; what came of it is said here."""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tutor.errors import ExitCode, OutputFailed, reason_of
from tutor.text.manual import manual_for

if TYPE_CHECKING:
    from tutor.app import App

OPTION = "--install-completion"
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def taught_by(app: "App", command: Any, words: Sequence[str]) -> Any:
    """The commands with this in place of what Typer does for `--install-completion`, which speaks English and fails as a bug.

    A shell may be named after it, among `words`; Typer would not look at that.
    """
    import typer

    def asked(context: Any, _: Any, value: Any) -> None:
        if value and not context.resilient_parsing:
            after = [value] if isinstance(value, str) else words[words.index(OPTION) + 1 :]
            raise typer.Exit(teach(app, after[0] if after and not after[0].startswith("-") else running()))

    for param in command.params:
        if OPTION in param.opts:
            param.callback = asked
    return command


def teach(app: "App", shell: str) -> ExitCode:
    """Put the completion of a shell in place, and say where. Raises OutputFailed."""
    from subprocess import SubprocessError

    from typer.completion import install  # type: ignore[attr-defined]  # there in every Typer we allow

    words = manual_for(app.language)
    if shell not in SHELLS:
        app.say(app.text.errors.prefix + words.no_completion(shell))
        return ExitCode.USAGE
    try:
        _, path = install(shell=shell, prog_name="tutor")
    except (OSError, SubprocessError) as error:
        raise OutputFailed(reason_of(error), str(getattr(error, "filename", None) or "")) from error
    app.out().line(words.installed(shell, str(path)))
    return ExitCode.DONE


def running() -> str:
    """The name of the shell that started us; empty where that cannot be known."""
    with suppress(ImportError, OSError, RuntimeError):
        import shellingham

        with suppress(shellingham.ShellDetectionFailure):
            return str(shellingham.detect_shell()[0])
    return ""
