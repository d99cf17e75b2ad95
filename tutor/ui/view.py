"""What the learner sees of a scene and what each key does to it: pure, so that the stage is only paint and keys."""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import TypeAlias

from rich.text import Text as Styled

from tutor.course import Term
from tutor.grade import Answer
from tutor.hints import hints
from tutor.play import Move, Scene
from tutor.record import record, replace
from tutor.steps import Ask, End, Feedback, Menu, OfExam, Opening, Page, Recap, Rehearsal, Remark, Step, Welcome
from tutor.ui.aids import ask_of, hint_blocks, key_blocks, missed_passages, passage_blocks, term_blocks, why_blocks
from tutor.ui.layout import Block, Screen, Size, compose
from tutor.ui.render import Voice, header
from tutor.ui.screens import blocks_of
from tutor.ui.widgets import LABELS, Arrange, Assign, Choose, Given, Go, Jump, Pick, Rehearse, Scale, Toggle, Type, Widget, widget_for


class Special(Enum):
    """What a key can ask of the stage itself, beyond an answer or a move."""

    OVERRULE = "overrule"
    REDO = "redo"
    EDIT = "edit"
    LANGUAGE = "language"


class Overlay(Enum):
    """What can lie over a card; any key closes it."""

    PASSAGE = "passage"
    WHY = "why"
    SOURCE = "source"
    TERMS = "terms"
    KEYS = "keys"


@record
class View:
    """A scene, how far its answer is entered, and what is shown of it. `page` None: where the pointer is.

    `now`: the time in UTC ms, for the clock of an exam.
    """

    scene: Scene
    widget: Widget
    page: int | None = 0
    pages: int = 1
    shown: int = 0
    opened: bool = False
    overlay: Overlay | None = None
    commanding: bool = False
    notice: str = ""
    now: int = 0

    @property
    def helped(self) -> int:
        """How many hints were used; reading the passage or the glossary is one."""
        return self.shown + self.opened


ASIDES = ("t", "i", "g")
"""The keys that open an overlay from another one too."""
Pressed: TypeAlias = View | Given | Move | Special


def view_of(scene: Scene) -> View:
    """A fresh view: nothing entered, first page."""
    widget = widget_for(scene.step)
    return View(scene, widget, page=None if isinstance(widget, Type | Jump) else 0)


def typing(view: View) -> bool:
    """Whether letters go into a line of text."""
    return isinstance(view.widget, Type) and not view.commanding and view.overlay is None


def press(view: View, key: str) -> Pressed:
    """What a key does."""
    if view.overlay is not None:
        return press_overlay(view, key)
    if view.commanding:
        return command(replace(view, commanding=False), key) or replace(view, commanding=False)
    if isinstance(view.widget, Type):
        return press_typing(view, view.widget, key)
    return press_card(view, key)


def press_overlay(view: View, key: str) -> View:
    """Pages turn, the key of another overlay opens that one in its place, any other key goes back to the card."""
    if key in ASIDES:
        other = command(replace(view, overlay=None, page=0), key)
        if isinstance(other, View) and other.overlay is not view.overlay:
            return other
    return turn_page(view, key) or replace(view, overlay=None, page=0)


def press_typing(view: View, widget: Type, key: str) -> Pressed:
    """Keys on a card with a line to type: Esc opens the commands, ? on an empty line gives a hint."""
    if key == "esc":
        return replace(view, commanding=True)
    if key == "?" and not widget.text:
        return command(view, key) or view
    entered = widget.press(key)
    if entered is None:
        return turn_page(view, key) or sideways(view, key)
    return entered if isinstance(entered, Given) else replace(view, widget=entered, page=None)


def press_card(view: View, key: str) -> Pressed:
    """Keys on any other card: reading goes page by page, entering comes before commands."""
    page = view.page or 0
    turning = ("space", "enter") if isinstance(view.widget, Go) else ("space",) if isinstance(view.widget, Pick) else ()
    if key in turning and page + 1 < view.pages:
        return replace(view, page=page + 1)
    entered = view.widget.press(key)
    if isinstance(entered, Given):
        return entered
    if entered is not None:
        return replace(view, widget=entered, page=None)
    return command(view, key) or turn_page(view, key) or sideways(view, key)


def sideways(view: View, key: str) -> Pressed:
    """An arrow that means nothing else: back, and in an exam on, too."""
    if isinstance(view.scene.step, OfExam):
        from tutor.ui.mock_keys import exam_key

        to = {"left": "b", "up": "b", "pageup": "b", "right": "n", "down": "n", "pagedown": "n"}.get(key, "")
        return exam_key(view, to) or view
    return Move.BACK if key == "left" and not isinstance(view.widget, Type) else view


def turn_page(view: View, key: str) -> View | None:
    """Page keys; None when there is no page that way."""
    step = {"pagedown": 1, "right": 1, "down": 1, "pageup": -1, "left": -1, "up": -1}.get(key, 0)
    if view.overlay is not None and key == "space":
        step = 1
    page = (view.page or 0) + step
    return replace(view, page=page) if step and 0 <= page < view.pages else None


def command(view: View, key: str) -> Pressed | None:
    """The commands of a card, by the same table that the line of hints is made from."""
    for name, action, _ in commands(view):
        if key == name:
            return action
    if isinstance(view.scene.step, OfExam) and key != "q":
        from tutor.ui.mock_keys import exam_key

        return exam_key(view, key)
    return {"q": Move.QUIT, "b": Move.BACK}.get(key)


def labels(widget: Widget) -> str:
    """The letters that answer on this card, which no command may take."""
    match widget:
        case Pick(order=order) | Toggle(order=order) | Arrange(order=order):
            return LABELS[: len(order)]
        case Assign(places=places):
            return LABELS[: len(places)]
        case _:
            return ""


def commands(view: View) -> Iterator[tuple[str, Pressed, str]]:
    """Key, what it does, and the name of its label in the texts; in the order of their use."""
    taken = labels(view.widget)
    every = wanted(view)
    if isinstance(view.scene.step, OfExam):
        from tutor.ui.mock_keys import exam_keys

        every = exam_keys(view)
    for key, action, label in every:
        if key not in taken and (key != "u" or view.scene.undoable):
            yield key, action, label


def wanted(view: View) -> Iterator[tuple[str, Pressed, str]]:
    """The same before letters that answer are taken out."""
    match view.scene.step:
        case Remark():
            yield "e", Special.EDIT, "edit"
        case Welcome():
            yield "l", Special.LANGUAGE, "language"
        case Menu(inner=inner):
            yield "esc", Move.QUIT, "back" if inner else "quit"
        case Rehearsal():
            return
        case _:
            yield from wanted_on_card(view)


def wanted_on_card(view: View) -> Iterator[tuple[str, Pressed, str]]:
    """The commands of what is taught or asked."""
    match view.scene.step:
        case Ask() as ask:
            yield from while_asked(view, ask)
        case Feedback() as told:
            yield from when_told(view, told)
        case End(summary=summary):
            yield "u", Move.UNDO, "undo"
            if summary.missed:
                yield "r", Special.REDO, "redo"
                yield "t", replace(view, overlay=Overlay.PASSAGE, page=0), "passages"
        case _:
            yield "u", Move.UNDO, "undo"
    yield "g", replace(view, overlay=Overlay.TERMS, opened=view.opened or isinstance(view.scene.step, Ask), page=0), "terms"
    if isinstance(view.scene.step, Page) and view.scene.step.claims:
        yield "i", replace(view, overlay=Overlay.SOURCE, page=0), "source"
    if isinstance(view.scene.step, Ask | Feedback | Page):
        yield "e", Special.EDIT, "edit"
    yield "h", replace(view, overlay=Overlay.KEYS, page=0), "help"


def while_asked(view: View, ask: Ask) -> Iterator[tuple[str, Pressed, str]]:
    """What can be done before an answer; reading the passage then counts as a hint."""
    if view.shown < len(hints(ask.question, ask.gap)):
        yield "?", replace(view, shown=view.shown + 1), "hint"
    yield "s", Given(Answer(unknown=True)), "unknown"
    yield "u", Move.UNDO, "undo"
    if ask.evidence.section:
        yield "t", replace(view, overlay=Overlay.PASSAGE, opened=True, page=0), "passage"
    yield "i", replace(view, overlay=Overlay.WHY, page=0), "why"


def when_told(view: View, told: Feedback) -> Iterator[tuple[str, Pressed, str]]:
    """What can be done after one."""
    yield "u", Move.UNDO, "undo"
    if can_overrule(told):
        yield "j", Special.OVERRULE, "was_right"
    if told.ask.evidence.section:
        yield "t", replace(view, overlay=Overlay.PASSAGE, page=0), "passage"
    yield "i", replace(view, overlay=Overlay.WHY, page=0), "why_source" if told.ask.evidence.claims else "why"


def can_overrule(told: Feedback) -> bool:
    """Only a typed answer that was not fully right, and was given, can be called right by the learner."""
    return bool(told.answer.typed) and not told.overruled and not told.answer.unknown and not told.verdict.right and not told.answer.picked


def draw(view: View, size: Size, voice: Voice, terms: Sequence[Term]) -> Screen:
    """The whole screen of a view."""
    step = view.scene.step
    blocks = overlay_blocks(view, voice, terms) if view.overlay else card_blocks(view, voice)

    def hints_for(pages: int) -> list[Styled]:
        return hint_line(replace(view, pages=pages), voice)

    return compose(header(step, voice, view.now), blocks, hints_for, size, view.page, voice.text.screens.page_of)


def card_blocks(view: View, voice: Voice) -> tuple[Block, ...]:
    """The card, what went wrong with saving above it, the hints that were asked for below."""
    out: list[Block] = []
    if view.scene.unsaved:
        out.append(Block(voice.say(voice.text.screens.not_saved(view.scene.unsaved.reason), "wrong"), gap=False))
    if view.notice:
        out.append(Block(voice.say(view.notice, "warn"), gap=False))
    card = blocks_of(view.scene.step, view.widget, voice)
    if isinstance(view.scene.step, Ask) and view.shown:
        entry = next((n for n, block in enumerate(card) if block.index is not None or block.cursor is not None), len(card))
        card = (*card[:entry], *hint_blocks(view.scene.step, view.shown, voice), *card[entry:])
    return (*out, *card)


def overlay_blocks(view: View, voice: Voice, terms: Sequence[Term]) -> tuple[Block, ...]:
    """What lies over the card."""
    step, ask = view.scene.step, ask_of(view.scene.step)
    match view.overlay:
        case Overlay.PASSAGE if ask:
            return tuple(passage_blocks(ask, voice, before=isinstance(step, Ask)))
        case Overlay.PASSAGE if isinstance(step, End):
            return tuple(missed_passages(step.summary, voice))
        case Overlay.WHY if ask:
            return (*why_blocks(ask, voice, before=isinstance(step, Ask), helped=view.helped), *documents(step, voice))
        case Overlay.SOURCE:
            return documents(step, voice)
        case Overlay.TERMS:
            return tuple(term_blocks(step, terms, voice))
        case _:
            return tuple(key_blocks(all_hints(replace(view, overlay=None), voice), voice))


def documents(step: Step, voice: Voice) -> tuple[Block, ...]:
    """The sentences of the documents behind a page or an answer; nothing on other cards."""
    if not isinstance(step, Page | Feedback):
        return ()
    from tutor.ui.sourcing import source_blocks  # only for who asks

    return tuple(source_blocks(step, voice))


def hint_line(view: View, voice: Voice) -> list[Styled]:
    """The hints of the bottom line, the most needed first."""
    keys = voice.text.keys
    if view.overlay is not None:
        turn = [hint("←→", keys.page, voice)] if view.pages > 1 else []
        asides = [(k, a, label) for k, a, label in commands(replace(view, overlay=None, page=0)) if k in ASIDES]
        others = [hint(k, getattr(keys, label), voice) for k, a, label in asides if isinstance(a, View) and a.overlay is not view.overlay]
        return [*turn, hint(keys.escape, keys.close, voice), *others]
    if typing(view):
        empty = isinstance(view.widget, Type) and not view.widget.text
        helps = [hint("?", keys.hint, voice)] if empty and any(key == "?" for key, _, _ in commands(view)) else []
        return [hint(keys.enter, keys.hand_in, voice), *helps, hint(keys.escape, keys.commands, voice)]
    return [hint(k, label, voice) for k, label in all_hints(view, voice)]


def all_hints(view: View, voice: Voice) -> list[tuple[str, str]]:
    """Every key of a card with its label."""
    keys = voice.text.keys
    if isinstance(view.widget, Choose | Rehearse):
        return menu_hints(view, voice)
    entering = [(keys.escape, keys.typing)] if view.commanding else entry_hints(view, voice)
    named = [(key, getattr(keys, label)) for key, _, label in commands(view)]
    if view.pages > 1 and view.overlay is None:
        entering.append(("←→", keys.page))
    back = [] if isinstance(view.scene.step, Welcome) or any(key == "b" for key, _ in named) else back_hint(view, voice)
    leaving = [] if isinstance(view.scene.step, End) else [("q", keys.quit)]
    last = [pair for pair in named if pair[1] == keys.help]
    rest = [pair for pair in named if pair[1] != keys.help]
    few = rest[:2] if isinstance(view.scene.step, Opening | Page | Recap) else rest
    return [*entering, *few[:2], *last, *leaving, *few[2:], *back, *(rest[2:] if few is not rest else [])]


def back_hint(view: View, voice: Voice) -> list[tuple[str, str]]:
    """The arrow that leads back; in an exam to the question before, if there is one."""
    keys = voice.text.keys
    if not isinstance(view.scene.step, OfExam):
        return [("←", keys.back)]
    from tutor.ui.mock_keys import exam_keys

    return [("←", getattr(keys, label)) for key, _, label in exam_keys(view) if key == "b"]


def menu_hints(view: View, voice: Voice) -> list[tuple[str, str]]:
    """The keys of a menu, and of the rehearsal."""
    keys = voice.text.keys
    if isinstance(view.widget, Rehearse):
        return [(keys.escape, keys.skip), ("q", keys.quit)]
    inner = isinstance(view.scene.step, Menu) and view.scene.step.inner
    leave = (keys.escape, keys.back) if inner else ("q", keys.quit)
    digits = f" 1-{min(view.widget.count, 9)}" if isinstance(view.widget, Choose) and not view.widget.heads else ""
    return [(keys.enter, keys.do), (keys.arrows + digits, keys.choose), *([("←→", keys.page)] if view.pages > 1 else []), leave]


def entry_hints(view: View, voice: Voice) -> list[tuple[str, str]]:
    """How the answer is entered."""
    keys = voice.text.keys
    match view.widget:
        case Go():
            return [(keys.space, keys.go_on)]
        case Pick(order=order):
            return [(f"a-{LABELS[len(order) - 1]}", keys.answer)]
        case Toggle(order=order):
            return [(f"a-{LABELS[len(order) - 1]}", keys.toggle), (keys.enter, keys.hand_in)]
        case Assign(places=places) as assign:
            enter = keys.hand_in if assign.complete else keys.next
            return [(f"a-{LABELS[len(places) - 1]}", keys.place), (keys.arrows, keys.choose), (keys.enter, enter)]
        case Arrange(order=order, given=given):
            enter = keys.hand_in if len(given) == len(order) else keys.place
            return [(f"a-{LABELS[len(order) - 1]}", keys.place), ("⌫", keys.take_back), (keys.arrows, keys.choose), (keys.enter, enter)]
        case Scale():
            return [("1-3", keys.answer)]
        case Jump():
            return [("0-9", keys.choose), (keys.enter, keys.first_open)]
        case _:
            return [(keys.enter, keys.hand_in), (keys.escape, keys.typing)]


def hint(key: str, label: str, voice: Voice) -> Styled:
    """One key and its label, kept together on one line."""
    return Styled.assemble((key, "key"), ("\u00a0" + voice.say(label).plain.replace(" ", "\u00a0"), "hint"))
