"""The stage: one prompt_toolkit application for a whole session, on the alternate screen.

It only paints what `tutor.ui.view` draws and hands keys to it. The first card is painted before prompt_toolkit is imported.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TextIO

from tutor.course import Place, Term
from tutor.errors import ExitCode, Stopped, reason_of
from tutor.events import Moment
from tutor.play import Driver, Move, Outcome, Scene, ended
from tutor.record import replace
from tutor.steps import Ask, Feedback, OfExam, Opening, Page, Remark, Reply
from tutor.ui.aids import ask_of
from tutor.ui.gone import is_gone
from tutor.ui.layout import Screen, Size
from tutor.ui.look import Look, painted
from tutor.ui.render import Voice
from tutor.ui.strays import Strays
from tutor.ui.terminal import (
    bindings,
    catch_signals,
    discard_typeahead,
    first_paint,
    fragments,
    held_terminal,
    size_of,
    terminal_size,
)
from tutor.ui.view import Special, View, draw, press, typing, view_of
from tutor.ui.widgets import Given

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.layout.controls import FormattedTextControl


class Stage:
    """Shows a session full screen. `streams`: the terminal's input and output; `edit` opens a place in the learner's editor, if any."""

    view: View
    driver: Driver

    def __init__(
        self,
        voice: Voice,
        look: Look,
        streams: tuple[TextIO, TextIO],
        now: Callable[[], Moment],
        terms: Sequence[Term] = (),
        edit: Callable[[Place], None] | None = None,
        translate: Callable[[], Voice] | None = None,
    ) -> None:
        self.translate = translate
        self.voice, self.look, self.now, self.terms, self.edit = voice, look, now, terms, edit
        self.keyboard, self.screen = streams
        self.since = 0
        self.outcome = Outcome(finished=False)
        self.cursor = (0, 0)
        self.timing = False
        self.strays = Strays()

    def run(self, driver: Driver) -> Outcome:
        """Go through the scenes; returns how the session ended. Raises KeyboardInterrupt and Stopped."""
        self.driver = driver
        try:
            self.enter(next(driver))
        except StopIteration as stop:
            return ended(stop)
        return self.play()

    def play(self) -> Outcome:
        """Show what was entered, and hear keys until the session ends."""
        with held_terminal(self.keyboard, self.screen):
            first_paint(self.screen, self.lines(terminal_size(self.screen)))
            app = self.application()
            try:
                return app.run(pre_run=lambda: self.began(app), handle_sigint=False)
            except EOFError:
                if is_gone(self.keyboard):  # the window was closed: nobody left, and the session can be gone on with
                    raise Stopped(ExitCode.HUNG_UP) from None
                return self.leave()

    def began(self, app: "Application[Outcome]") -> None:
        """What runs beside the keys while the application does."""
        catch_signals(app)
        self.keep_time(app)

    def leave(self) -> Outcome:
        """Ctrl-D: leave, saved."""
        try:
            self.driver.send(Move.QUIT)
        except StopIteration as stop:
            return ended(stop)
        return Outcome(finished=False)

    def enter(self, scene: Scene) -> None:
        """Show a scene afresh."""
        self.view, self.since = view_of(scene), self.now().at

    def lines(self, size: Size) -> list[str]:
        """The rows of the present screen, painted."""
        return painted(self.drawn(size).lines, self.look)

    def drawn(self, size: Size) -> Screen:
        """The present screen at the present time."""
        self.view = replace(self.view, now=self.now().at)
        screen = draw(self.view, size, self.voice, self.terms)
        self.view = at_page(self.view, screen.page, screen.pages)
        return screen

    def key(self, name: str) -> tuple[bool, bool]:
        """What a key does: (the scene changed, the session ended)."""
        result = press(self.view, name)
        if isinstance(result, View):
            self.view = result
            return False, False
        if result is Special.LANGUAGE and self.translate is not None:
            self.voice = self.translate()
        if result in {Special.EDIT, Special.LANGUAGE}:
            return False, False
        return True, self.send(self.reply(result) if isinstance(result, Given | Special) else result)

    def reply(self, result: Given | Special) -> Reply:
        """What was entered, with the time it took."""
        moment = self.now()
        if isinstance(result, Special):
            return Reply(moment, overruled=result is Special.OVERRULE, redo=result is Special.REDO)
        spent = max(moment.at - self.since, 0)
        return Reply(moment, result.answer, result.confidence, self.view.helped, spent, turn=result.turn, to=result.to)

    def send(self, reply: Reply | Move) -> bool:
        """Tell the driver; True when the session is over."""
        try:
            self.enter(self.driver.send(reply))
        except StopIteration as stop:
            self.outcome = ended(stop)
            return True
        return False

    def application(self) -> "Application[Outcome]":
        """The prompt_toolkit application around this stage."""
        from prompt_toolkit.data_structures import Point
        from prompt_toolkit.layout import FormattedTextControl

        from tutor.ui.fullscreen import FullScreen

        control = FormattedTextControl(lambda: self.fragments(control, app), focusable=True, show_cursor=False)
        control.get_cursor_position = lambda: Point(*self.cursor)
        app = FullScreen(control, self.bindings(), self.look)
        return app

    def fragments(self, control: "FormattedTextControl", app: "Application[Outcome]") -> "StyleAndTextTuples":
        """The present screen as prompt_toolkit wants it; puts the terminal's cursor where the pointer or the typing is."""
        screen = self.drawn(size_of(app))
        rows = [(y, line) for y, line in enumerate(screen.lines) if line.cursor is not None or line.current]
        y, line = rows[0] if rows else (0, None)
        self.cursor = ((line.cursor or 0) if line else 0, y)
        control.show_cursor = bool(rows)
        return fragments(painted(screen.lines, self.look))

    def keep_time(self, app: "Application[Outcome]") -> None:
        """Watch the clock of an exam while there is one."""
        if isinstance(self.view.scene.step, OfExam) and not self.timing:
            from tutor.ui.clock import watch

            self.timing = True
            app.create_background_task(watch(self, app))

    def bindings(self) -> "KeyBindings":
        """Every key, by the one way into the view."""
        from prompt_toolkit.keys import Keys

        keys = bindings(self.pressed)
        keys.add(Keys.BracketedPaste)(self.pasted)
        keys.add("escape", Keys.Any)(self.stray)
        keys.add(Keys.Any)(self.character)
        keys.add("c-d", eager=True)(lambda event: event.app.exit(exception=EOFError()))
        return keys

    def stray(self, event: "KeyPressEvent") -> None:
        """Esc and something at once: nothing of ours, but for a key with a name of its own, which is heard after Esc."""
        from prompt_toolkit.keys import Keys

        last = event.key_sequence[-1]
        if isinstance(last.key, Keys):
            self.pressed(event, "esc")
            event.key_processor.feed(last, first=True)
        else:
            self.strays.begin(last.data, more=bool(event.key_processor.input_queue))

    def character(self, event: "KeyPressEvent") -> None:
        """A key that has no other meaning."""
        if not self.strays.takes(event.data, more=bool(event.key_processor.input_queue)):
            self.pressed(event, "space" if event.data == " " and not typing(self.view) else event.data)

    def pasted(self, event: "KeyPressEvent") -> None:
        """A paste is text where text is typed, and nothing elsewhere: no card is answered by a clipboard."""
        if typing(self.view):
            self.pressed(event, f"paste:{event.data}")

    def pressed(self, event: "KeyPressEvent", name: str) -> None:
        """One key: to the view; on to the next card; or out."""
        if press(self.view, name) is Special.EDIT:
            self.open_editor(event)
            return
        try:
            changed, ended = self.key(name)
        except Exception as error:  # noqa: BLE001 - the event loop would print it and go on with a session that is over
            event.app.exit(exception=error)
            return
        if ended:
            event.app.exit(result=self.outcome)
        elif changed:
            discard_typeahead(event.app)
            self.keep_time(event.app)

    def open_editor(self, event: "KeyPressEvent") -> None:
        """Open the card's place in the editor and come back."""
        from prompt_toolkit.application import run_in_terminal

        place = place_of(self.view.scene)
        if self.edit is None:
            self.view = replace(self.view, notice=self.voice.text.errors.no_editor)
        elif place is not None and place.file:
            event.app.create_background_task(run_in_terminal_once(run_in_terminal, lambda: self.edited(place)))

    def edited(self, place: Place) -> None:
        """Let the editor run; what keeps it from running is said on the card."""
        try:
            if self.edit is not None:
                self.edit(place)
        except (OSError, ValueError) as error:
            self.view = replace(self.view, notice=self.voice.text.errors.editor(reason_of(error)))


async def run_in_terminal_once(run: Callable[..., object], action: Callable[[], None]) -> None:
    """Hand the terminal to a program, then redraw."""
    await run(action)  # type: ignore[misc]


def place_of(scene: Scene) -> Place | None:
    """Where what is shown was written."""
    match scene.step:
        case Ask(question=question) | Feedback(ask=Ask(question=question)):
            return question.place
        case Page(section=section):
            return section.place
        case Opening(lesson=lesson):
            return lesson.place
        case Remark(place=place):
            return place
        case OfExam() as step:
            ask = ask_of(step)
            return ask.question.place if ask else None
        case _:
            return None


def at_page(view: View, page: int, pages: int) -> View:
    """The view with the page it is really at; a page that follows the pointer goes on following it."""
    return replace(view, pages=pages, page=page if view.page is not None else None)
