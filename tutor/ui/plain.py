"""Plain lines, for screen readers, scripts and dumb terminals: no escape code, no redraw, no line drawing.

Each step is said once, then one line is read. What Rich would style is only words here.
"""

from collections.abc import Callable, Sequence
from typing import TextIO

from tutor.course import Term
from tutor.events import Moment
from tutor.grade import Answer
from tutor.play import Driver, Move, Outcome, Scene, ended
from tutor.record import record, replace
from tutor.steps import Ask, End, Feedback, OfExam, Page, Reason, Reply, Step, Sure, Tick, Turn, Welcome
from tutor.ui.aids import answered_on, ask_of, hint_blocks, missed_passages, passage_blocks, term_blocks, why_blocks
from tutor.ui.layout import Block
from tutor.ui.render import Voice
from tutor.ui.spoken import spoken
from tutor.ui.view import Special, View, can_overrule, card_blocks, documents, press, view_of
from tutor.ui.widgets import Arrange, Assign, Choose, Given, Go, Jump, Pick, Scale, Toggle, Type
from tutor.ui.words import options


@record(frozen=False)
class Plain:
    """Says each step on `out`, reads answers from `source` line by line."""

    voice: Voice
    source: TextIO
    out: Callable[[str], None]
    now: Callable[[], Moment]
    terms: Sequence[Term] = ()
    translate: Callable[[], Voice] | None = None

    def run(self, driver: Driver) -> Outcome:
        """Go through the scenes to the end of the session, or of the input."""
        try:
            scene = next(driver)
            while True:
                scene = driver.send(self.show(scene))
        except StopIteration as stop:
            return ended(stop)

    def show(self, scene: Scene) -> Reply | Move:
        """Say one step and read what the learner does about it."""
        began = self.now().at
        view = view_of(scene)
        self.head(scene.step)
        if not isinstance(scene.step, Sure):
            self.tell(card_blocks(view, self.voice))
        while True:
            result = self.ask(view)
            if isinstance(result, View):
                view = result
            elif isinstance(result, Given):
                moment = self.now()
                spent = max(moment.at - began, 0)
                return Reply(moment, result.answer, result.confidence, view.helped, spent, turn=result.turn, to=result.to)
            elif result is Special.LANGUAGE:
                self.voice = self.translate() if self.translate else self.voice
                self.tell(card_blocks(view, self.voice))
            elif isinstance(result, Special):
                return Reply(self.now(), overruled=result is Special.OVERRULE, redo=result is Special.REDO)
            else:
                return result

    def head(self, step: Step) -> None:
        """Where we are, as a sentence."""
        text = self.voice.text
        if isinstance(step, Ask):
            again = step.reason is Reason.AGAIN
            where = f"{text.plain.question(step.number, step.total)}, {text.screens.reasons[step.reason.value]}"
            self.line("")
            self.line(self.voice.say(f"{text.screens.question_again if again else where}.").plain)
        elif isinstance(step, Page):
            self.line("")
            self.line(self.voice.say(f"{text.plain.section(step.number, step.count)}.").plain)
        elif isinstance(step, OfExam):
            from tutor.ui.mock_words import said_head

            self.line("")
            self.line(self.voice.say(said_head(step, self.voice, self.now().at)).plain)
        elif not isinstance(step, Sure):
            self.line("")

    def ask(self, view: View) -> "View | Given | Move | Special":
        """Prompt, read a line, and understand it. Nothing is invented: the end of the input leaves."""
        widget = view.widget
        if isinstance(widget, Type) and len(widget.texts) > 1:
            return self.ask_each(view, widget.texts, self.voice.text.plain.type_gap)
        if isinstance(widget, Assign):
            return self.ask_places(view, widget)
        line = self.read(prompt(view, self.voice))
        return self.understand(view, line)

    def understand(self, view: View, line: str | None) -> "View | Given | Move | Special":
        """A command, an answer, or a word on what is expected."""
        if line is None:
            self.line(self.voice.say(self.voice.text.plain.end_of_input).plain)
            return Move.QUIT
        done = self.command(view, line)
        if done is not None:
            return done
        given = entered(view, line)
        if given is None:
            self.line(self.voice.say(complaint(view, self.voice)).plain)
            return view
        return given

    def ask_each(self, view: View, texts: Sequence[str], label: Callable[[int, int], str]) -> "View | Given | Move | Special":
        """One line for each gap."""
        typed: list[str] = []
        while len(typed) < len(texts):
            line = self.read(label(len(typed) + 1, len(texts)))
            done = Move.QUIT if line is None else self.command(view, line)
            if isinstance(done, View):
                view = done
            elif done is not None:
                return done
            elif line:
                typed.append(line)
        return Given(Answer(typed=tuple(typed)))

    def ask_places(self, view: View, widget: Assign) -> "View | Given | Move | Special":
        """One number for each item."""
        ask = answered_on(view.scene.step)
        if ask is None:
            return view
        names, chosen = options(ask, self.voice.text), list[int]()
        while len(chosen) < len(widget.items):
            name = self.voice.quote(names[widget.items[len(chosen)]]).plain
            line = self.read(self.voice.text.plain.assign(name, len(widget.places)))
            done = Move.QUIT if line is None else self.command(view, line)
            if isinstance(done, View):
                view = done
            elif done is not None:
                return done
            elif (n := number(line or "", len(widget.places))) is not None:
                chosen.append(n)
            else:
                self.line(self.voice.say(self.voice.text.plain.bad_pick(len(widget.places))).plain)
        return replace(widget, chosen=tuple(chosen)).answer()

    def command(self, view: View, line: str) -> "View | Given | Move | Special | None":
        """What a command does; on lines to type, commands begin with a colon, but for `?`."""
        name = line.strip().casefold()
        typed = isinstance(view.widget, Type)
        exam = isinstance(view.scene.step, OfExam)
        name = name[1:] if name.startswith(":") else "" if typed and (name != "?" or exam) else name
        if exam:
            return self.exam_command(view, name, empty=not line.strip())
        if name in {"h", "help", "aide"}:
            self.line(self.voice.say(self.voice.text.plain.commands).plain)
            return view
        if name in {"t", "i", "g"}:
            self.tell(tuple(self.aside(view, name)))
            step = view.scene.step
            helped = isinstance(step, Ask) and (name == "g" or (name == "t" and step.evidence.section is not None))
            return replace(view, opened=view.opened or helped)
        if name in {"?", "s", "u", "b", "q", "j", "r"} or (name == "l" and isinstance(view.scene.step, Welcome)):
            return self.act(view, name)
        return None

    def exam_command(self, view: View, name: str, *, empty: bool) -> "View | Given | Move | Special | None":
        """The commands of an exam, by the table the stage has; an empty line goes on."""
        from tutor.ui.mock_keys import exam_key
        from tutor.ui.mock_words import exam_commands

        step = view.scene.step
        if empty:
            return Given(turn=Turn.GO, to=-1) if isinstance(view.widget, Jump) else Given(turn=Turn.NEXT)
        if name in {"h", "help", "aide"} and isinstance(step, OfExam):
            self.line(self.voice.say(exam_commands(step, self.voice)).plain)
            return view
        if name in {"t", "g"} and ask_of(step):
            self.tell(tuple(self.aside(view, name)))
            return view
        done = Move.QUIT if name == "q" else exam_key(view, name)
        return None if isinstance(done, View) or done is Special.EDIT else done

    def act(self, view: View, name: str) -> "View | Given | Move | Special | None":
        """The commands that the stage has too, by the same table."""
        if name in {"b", "q"}:
            return Move.BACK if name == "b" else Move.QUIT
        result = press(replace(view, commanding=True), name)
        if isinstance(result, View):
            if result.shown > view.shown or name == "?":
                self.tell(hint_lines(result, self.voice))
            return replace(result, commanding=False)
        return result

    def aside(self, view: View, name: str) -> Sequence[Block]:
        """The passage, the reason with the source, or the glossary."""
        step, ask = view.scene.step, ask_of(view.scene.step)
        if name == "i" and (ask or isinstance(step, Page)):
            why = why_blocks(ask, self.voice, before=isinstance(step, Ask), helped=view.helped) if ask else ()
            return (*why, *documents(step, self.voice))
        if name == "t" and isinstance(step, End):
            return tuple(missed_passages(step.summary, self.voice))
        if name == "g" or ask is None:
            return tuple(term_blocks(step, self.terms, self.voice))
        return tuple(passage_blocks(ask, self.voice, before=isinstance(step, Ask)))

    def tell(self, blocks: Sequence[Block]) -> None:
        """Say blocks, a line each."""
        for block in blocks:
            self.line(spoken(block))

    def line(self, words: str) -> None:
        """One line out."""
        self.out(words)

    def read(self, label: str) -> str | None:
        """Say what is expected and read a line, None at the end of the input."""
        self.line(self.voice.say(label).plain.rstrip())
        try:
            line = self.source.readline()
        except OSError:  # what cannot be read has ended
            line = ""
        return line.strip() if line else None


def hint_lines(view: View, voice: Voice) -> tuple[Block, ...]:
    """The last hint, or that there is none."""
    step = view.scene.step
    return tuple(hint_blocks(step, view.shown, voice))[-1:] if isinstance(step, Ask) else ()


def prompt(view: View, voice: Voice) -> str:
    """What is expected now."""
    text = voice.text.plain
    match view.widget:
        case Go() | Jump() if isinstance(view.scene.step, OfExam):
            from tutor.ui.mock_words import exam_prompt

            return exam_prompt(view.scene.step, voice)
        case Pick(order=order):
            return text.pick(len(order))
        case Toggle(order=order):
            return text.tick(len(order)) if isinstance(view.scene.step, Tick) else text.pick_several(len(order))
        case Arrange(order=order):
            return text.order(len(order))
        case Scale():
            return text.sure
        case Choose(count=count):
            return text.pick(count)
        case Type():
            return text.type
    step = view.scene.step
    if isinstance(step, Feedback):
        return text.after_feedback if can_overrule(step) else text.go_on_undo
    if isinstance(step, End):
        return text.at_end if step.summary.missed else text.at_end_none
    return text.go_on


def complaint(view: View, voice: Voice) -> str:
    """What would have been understood."""
    text = voice.text.plain
    match view.widget:
        case Pick(order=order) | Toggle(order=order):
            return text.bad_pick(len(order))
        case Arrange(order=order):
            return text.bad_order(len(order))
        case Scale():
            return text.bad_pick(3)
        case Choose(count=count):
            return text.bad_pick(count)
        case Type(numeric=True):
            return voice.text.screens.not_a_number
        case Go() | Jump() if isinstance(view.scene.step, OfExam):
            from tutor.ui.mock_words import exam_complaint

            return exam_complaint(view.scene.step, voice)
        case _:
            return text.commands


def number(word: str, count: int) -> int | None:
    """A number from 1 to count, as a position."""
    return int(word) - 1 if word.isdecimal() and len(word) < 4 and 1 <= int(word) <= count else None


def entered(view: View, line: str) -> Given | None:
    """What a line answers, None when it is no answer."""
    words = line.replace(",", " ").replace(";", " ").split()
    match view.widget:
        case Jump(count=count):
            n = number(line, count)
            return None if n is None else Given(turn=Turn.GO, to=n)
        case Pick(order=order):
            n = number(line, len(order))
            return None if n is None else Given(Answer(picked=(order[n],)))
        case Toggle(order=order, empty=empty):
            found = [] if words == ["0"] and empty else numbers(words, len(order))
            picked = None if found is None else tuple(sorted({order[n] for n in found}))
            return Given(Answer(picked=picked)) if picked or (picked is not None and empty) else None
        case Arrange(order=order):
            found = numbers(words, len(order))
            whole = found is not None and len(set(found)) == len(found) == len(order)
            return Given(Answer(picked=tuple(order[n] for n in found))) if found and whole else None
        case Choose(count=count):
            n = number(line, count)
            return None if n is None else Given(Answer(picked=(n,)))
        case Scale():
            return Given(confidence=int(line)) if line in {"1", "2", "3"} else None
        case Type():
            done = view.widget.given((line,)) if line else None
            return done if isinstance(done, Given) else None
        case _:
            return Given() if not line else None


def numbers(words: Sequence[str], count: int) -> list[int] | None:
    """Every word as a position, None when one is not."""
    found = [number(word, count) for word in words]
    return [n for n in found if n is not None] if found and None not in found else None
