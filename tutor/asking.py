"""Questions that a command asks on a terminal, by questionary. Ctrl-C goes through; leaving otherwise is no answer."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from questionary import Question

    from tutor.app import App

_STYLE = [
    ("nbsp", "nounderline fg:default"),
    ("qmark", "bold"),
    ("pointer", "bold"),
    ("highlighted", "bold"),
    ("selected", "noreverse bold"),
]


def tick(app: "App", message: str, labels: Sequence[str]) -> tuple[int, ...]:
    """The positions of the labels that are ticked; none when the teacher leaves."""
    import questionary

    choices = [questionary.Choice(shorten(app, label), value=n) for n, label in enumerate(labels)]
    asked = questionary.checkbox(app.set_in_type(message), choices=choices, qmark="", pointer="›", instruction=" ", style=style())
    return tuple(answer(asked, leaving=("escape", "q", "c-d")) or ())


def pick(app: "App", message: str, labels: Sequence[str]) -> int | None:
    """The position of one label; None when the teacher leaves."""
    import questionary

    choices = [questionary.Choice(app.set_in_type(label), value=n) for n, label in enumerate(labels)]
    asked = questionary.select(app.set_in_type(message), choices=choices, qmark="", pointer="›", instruction=" ", style=style())
    found = answer(asked, leaving=("escape", "q", "c-d"))
    return None if found is None else int(found)


def line(app: "App", message: str, default: str = "", good: Callable[[str], str] | None = None) -> str | None:
    """A line that is typed; `good` says what is wrong with it, or nothing. None when the teacher leaves."""
    import questionary

    def judged(text: str) -> bool | str:
        wrong = good(text) if good else ""
        return app.set_in_type(wrong) if wrong else True

    asked = questionary.text(app.set_in_type(message), default=default, qmark="", validate=judged, style=style())
    found = answer(asked, leaving=("c-d",))
    return None if found is None else str(found)


def shorten(app: "App", label: str) -> str:
    """A label that fits one row: questionary cuts longer ones without a word."""
    size = app.out().size
    room = (size.columns if size else 80) - 6
    label = app.set_in_type(label)
    return label if len(label) <= room else label[: room - 1].rstrip() + "…"


def style() -> Any:
    """The look of what is asked."""
    import questionary

    return questionary.Style(_STYLE)


def answer(asked: "Question", *, leaving: Sequence[str]) -> Any:
    """Ask; the keys of `leaving` end it without an answer, and signals as everywhere."""
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
    from prompt_toolkit.keys import Keys

    from tutor.ui.terminal import catch_signals

    keys, application = KeyBindings(), asked.application
    for key in leaving:
        keys.add(key, eager=True)(lambda event: event.app.exit(result=None))
    keys.add(Keys.SIGINT)(lambda event: event.app.exit(exception=KeyboardInterrupt()))
    application.key_bindings = merge_key_bindings([application.key_bindings, keys]) if application.key_bindings else keys
    application.ttimeoutlen = 0.05
    application.pre_run_callables.append(partial(catch_signals, application))
    return asked.unsafe_ask()
