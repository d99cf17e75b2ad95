"""The two front ends of a preview: as a session, but that the file may change under the card, and an editor be opened on it."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TextIO

from tutor.course import Place
from tutor.errors import reason_of
from tutor.play import Move, Outcome, Scene
from tutor.record import replace
from tutor.steps import Reply
from tutor.ui.plain import Plain
from tutor.ui.stage import Stage, place_of
from tutor.ui.view import Special, View, view_of
from tutor.ui.widgets import Given, Type, widget_for

if TYPE_CHECKING:
    from prompt_toolkit.application import Application

POLL_SECONDS = 0.2
"""Between two looks at the files: a save is seen after two of them, and so within a second."""


class Changed(Exception):
    """The file was saved while an answer was awaited."""


class WatchedStage(Stage):
    """The stage, on which a card changes when its file does. `changed` says so once after each save, None: only after the editor."""

    changed: Callable[[], bool] | None = None

    def began(self, app: "Application[Outcome]") -> None:
        """Watch beside the keys."""
        super().began(app)
        if self.changed is not None:
            app.create_background_task(self.watch(app, self.changed))

    async def watch(self, app: "Application[Outcome]", changed: Callable[[], bool]) -> None:
        """Show the card anew after each save."""
        import asyncio

        while True:
            await asyncio.sleep(POLL_SECONDS)
            try:
                if changed():
                    self.send(Move.RELOAD)
                    app.invalidate()
            except Exception as error:  # noqa: BLE001 - the event loop would print it over the card
                app.exit(exception=error)
                return

    def send(self, reply: Reply | Move) -> bool:
        """Tell the driver; what was half entered stays where the card still asks for it."""
        before = self.view if reply is Move.RELOAD else None
        ended = super().send(reply)
        if before is not None and not ended and same_card(before.scene, self.view.scene):
            self.view = replace(before, scene=self.view.scene)
        return ended

    def edited(self, place: Place) -> None:
        """The editor was open: what it saved is shown."""
        super().edited(place)
        notice = self.view.notice
        self.send(Move.RELOAD)
        self.view = replace(self.view, notice=notice)


def same_card(one: Scene, other: Scene) -> bool:
    """Whether what is entered on one card can be gone on with on the other."""
    return type(one.step) is type(other.step) and view_of(one).widget == widget_for(other.step)


class WatchedPlain(Plain):
    """Plain lines, with `e` for the editor; a card is said again when its file was saved."""

    edit: Callable[[Place], None] | None = None
    reread: str = ""
    also: str = ""

    def show(self, scene: Scene) -> Reply | Move:
        """Say a card and read what is done about it, unless it changes meanwhile."""
        try:
            return super().show(scene)
        except Changed:
            self.line("")
            self.line(self.voice.say(self.reread).plain)
            return Move.RELOAD

    def command(self, view: View, line: str) -> "View | Given | Move | Special | None":
        """The commands of a session, and `e`."""
        name = line.strip().casefold()
        place = place_of(view.scene)
        if name.removeprefix(":") in {"h", "help", "aide"} and (name[0] == ":" or not isinstance(view.widget, Type)):
            result = super().command(view, line)
            self.line(self.voice.say(self.also).plain)
            return result
        if name != (":e" if isinstance(view.widget, Type) else "e") or place is None or not place.file:
            return super().command(view, line)
        if self.edit is None:
            self.line(self.voice.say(self.voice.text.errors.no_editor).plain)
            return view
        try:
            self.edit(place)
        except (OSError, ValueError) as error:
            self.line(self.voice.say(self.voice.text.errors.editor(reason_of(error))).plain)
            return view
        raise Changed


class Watched:
    """Lines of a stream; raises Changed where `changed` says so while one is awaited."""

    def __init__(self, source: TextIO, changed: Callable[[], bool]) -> None:
        self.source, self.changed = source, changed
        self.waiting = b""

    def readline(self) -> str:
        """The next line, nothing at the end. Raises Changed, OSError."""
        import select

        while b"\n" not in self.waiting:
            if self.changed():
                raise Changed
            ready, _, _ = select.select([self.source.fileno()], [], [], POLL_SECONDS)
            data = os.read(self.source.fileno(), 65536) if ready else None
            if data == b"":
                line, self.waiting = self.waiting, b""
                return line.decode("utf-8", "surrogateescape")
            self.waiting += data or b""
        line, _, self.waiting = self.waiting.partition(b"\n")
        return line.decode("utf-8", "surrogateescape") + "\n"


def awaited(source: TextIO, changed: Callable[[], bool]) -> Any:
    """The lines of a stream, watched where it can be waited for: a real one, and not on Windows."""
    if os.name == "nt":
        return source
    try:
        source.fileno()
    except (OSError, ValueError):
        return source
    return Watched(source, changed)
