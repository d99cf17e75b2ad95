"""Pages to look at, full screen: one chart a page, turned by keys. Like the stage it only paints; what keys do is pure."""

from typing import TYPE_CHECKING, TextIO

from rich.text import Text as Styled

from tutor.record import record, replace
from tutor.ui.layout import Line, Size, hint_lines, paginate, spread
from tutor.ui.look import Look, painted
from tutor.ui.plates import Plate
from tutor.ui.render import Voice
from tutor.ui.terminal import bindings, catch_signals, first_paint, fragments, held_terminal, size_of, terminal_size
from tutor.ui.view import hint

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

TURNS = {
    "right": 1, "down": 1, "pagedown": 1, "space": 1, "enter": 1, "n": 1,
    "left": -1, "up": -1, "pageup": -1, "b": -1, "backspace": -1,
}  # fmt: skip
LEAVES = {"q", "esc"}


@record
class Album:
    """Plates with their titles, open at a page of one of them. `labels` name what turning, jumping and leaving keys do."""

    leaves: tuple[tuple[str, Plate], ...]
    voice: Voice
    labels: tuple[str, str, str]
    plate: int = 0
    page: int = 0

    def hints(self, size: Size) -> list[Line]:
        """The bottom line."""
        digits = f"1-{min(len(self.leaves), 9)}" + ", 0" * (len(self.leaves) > 9)
        named = zip(("←→", digits, "q"), self.labels, strict=True)
        return hint_lines([hint(key, label, self.voice) for key, label in named], size.width)

    def pages(self, size: Size, plate: int) -> tuple[tuple[Line, ...], ...]:
        """The pages of one plate, at a size: the others are not laid out before they are looked at."""
        height = max(size.rows - 3 - len(self.hints(size)), 3)
        return paginate(self.leaves[plate][1].draw(size.width), size.width, height)

    def screen(self, size: Size) -> tuple[Line, ...]:
        """All rows of the terminal."""
        pages, foot, say = self.pages(size, self.plate), self.hints(size), self.voice.say
        page = min(self.page, len(pages) - 1)
        of_plate = say(self.voice.text.screens.page_of(page + 1, len(pages)) + "  " if len(pages) > 1 else "", "hint")
        place = Styled.assemble(of_plate, (f"{self.plate + 1}/{len(self.leaves)}" if len(self.leaves) > 1 else "", "hint"))
        body = list(pages[page])
        body += [Line(Styled())] * (size.rows - 3 - len(foot) - len(body))
        title = say(self.leaves[self.plate][0], "title")
        return (Line(spread(title, place, size.width)), Line(Styled()), *body, Line(Styled()), *foot)[: size.rows]

    def turned(self, key: str, size: Size) -> "Album | None":
        """Where a key leads; None to leave."""
        last = len(self.leaves) - 1
        if key in LEAVES:
            return None
        if key.isdecimal() and key.isascii():
            wanted = (int(key) - 1) % 10
            return replace(self, plate=wanted, page=0) if wanted <= last else self
        if key in {"home", "end"}:
            return replace(self, plate=0, page=0) if key == "home" else self.at_end_of(last, size)
        count = len(self.pages(size, self.plate))
        page = min(self.page, count - 1) + TURNS.get(key, 0)
        if page >= count:
            return replace(self, plate=self.plate + 1, page=0) if self.plate < last else self
        if page < 0:
            return self.at_end_of(self.plate - 1, size) if self.plate else self
        return replace(self, page=page)

    def at_end_of(self, plate: int, size: Size) -> "Album":
        """The last page of a plate."""
        return replace(self, plate=plate, page=len(self.pages(size, plate)) - 1)


class Viewer:
    """Shows an album on a terminal. `streams`: its input and output."""

    def __init__(self, album: Album, look: Look, streams: tuple[TextIO, TextIO]) -> None:
        self.album, self.look = album, look
        self.keyboard, self.screen = streams

    def run(self) -> None:
        """Until the learner leaves. Raises KeyboardInterrupt and Stopped."""
        with held_terminal(self.keyboard, self.screen):
            first_paint(self.screen, painted(self.album.screen(terminal_size(self.screen)), self.look))
            app = self.application()
            app.run(pre_run=lambda: catch_signals(app), handle_sigint=False)

    def application(self) -> "Application[None]":
        """The prompt_toolkit application around the album."""
        from prompt_toolkit.layout import FormattedTextControl

        from tutor.ui.fullscreen import FullScreen

        control = FormattedTextControl(lambda: self.fragments(app), focusable=True, show_cursor=False)
        app = FullScreen(control, self.bindings(), self.look)
        return app

    def fragments(self, app: "Application[None]") -> "StyleAndTextTuples":
        """The present page as prompt_toolkit wants it."""
        return fragments(painted(self.album.screen(size_of(app)), self.look))

    def bindings(self) -> "KeyBindings":
        """Every key, by the one way into the album."""
        from prompt_toolkit.keys import Keys

        keys = bindings(self.pressed)
        keys.add("escape", Keys.Any)(lambda _: None)
        keys.add(Keys.BracketedPaste)(lambda _: None)
        keys.add(Keys.Any)(lambda event: self.pressed(event, "space" if event.data == " " else event.data))
        keys.add("c-d", eager=True)(lambda event: event.app.exit())
        return keys

    def pressed(self, event: "KeyPressEvent", key: str) -> None:
        """Turn, or leave."""
        album = self.album.turned(key, size_of(event.app))
        if album is None:
            event.app.exit()
        else:
            self.album = album
