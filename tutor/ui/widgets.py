"""How an answer is entered, key by key, without a terminal: each widget is a value, each key makes the next one.

`press` returns the next widget, a Given when the answer is complete, or None when the key is not the widget's.
Keys are single characters or names: up down left right enter space backspace delete home end esc, paste:TEXT.
Positions are those shown on the screen; `Ask.order` turns them into the author's indices.
"""

import unicodedata
from collections.abc import Sequence
from typing import TypeAlias

from tutor.course import Classification, Cloze, FreeRecall, Matching, MultipleChoice, Number, Ordering, ShortAnswer, SingleChoice, TrueFalse
from tutor.grade import Answer
from tutor.record import field, record, replace
from tutor.steps import Ask, Menu, OfExam, Offer, Rehearsal, Step, Sure, Tick, Turn

LABELS = "abcdefghijklmnopqrstuvwxyz"


@record
class Given:
    """A complete entry."""

    answer: Answer = field(default_factory=Answer)
    confidence: int = 0
    turn: Turn | None = None
    to: int = 0


def position(key: str, count: int) -> int | None:
    """The position a letter or digit names, if there is one."""
    if len(key) != 1:
        return None
    at = LABELS.find(key.lower()) if not key.isdecimal() else int(key) - 1
    return at if 0 <= at < count else None


def moved(key: str, at: int, count: int) -> int | None:
    """Where an arrow leads, round the ends."""
    step = {"up": -1, "down": 1}.get(key)
    return None if step is None or not count else (at + step) % count


@record
class Go:
    """Nothing to enter: space or Enter goes on."""

    def press(self, key: str) -> "Given | None":
        """Go on."""
        return Given() if key in {"space", "enter"} else None


@record
class Pick:
    """One option of several: its letter or digit answers at once; arrows and Enter for beginners.

    Space, which goes on elsewhere, does nothing. `at` -1: none pointed at.
    """

    order: tuple[int, ...]
    at: int = -1

    def press(self, key: str) -> "Pick | Given | None":
        """Answer or move."""
        n = position(key, len(self.order))
        if n is None and key == "enter":
            if self.at < 0:
                return replace(self, at=0)
            n = self.at
        if n is not None:
            return Given(Answer(picked=(self.order[n],)))
        to = moved(key, self.at if self.at >= 0 or key == "down" else 0, len(self.order))
        return None if to is None else replace(self, at=to)


@record
class Toggle:
    """Any number of options: letters or space toggle, Enter hands in. Handing in none needs `empty`."""

    order: tuple[int, ...]
    on: frozenset[int] = frozenset()
    at: int = -1
    empty: bool = False

    def press(self, key: str) -> "Toggle | Given | None":
        """Toggle, move or hand in."""
        n = position(key, len(self.order))
        if n is None and key == "space":
            n = max(self.at, 0)
        if n is not None:
            return replace(self, on=self.on ^ {n}, at=n)
        if key == "enter":
            picked = tuple(sorted(self.order[i] for i in self.on))
            return Given(Answer(picked=picked)) if picked or self.empty else self
        to = moved(key, self.at if self.at >= 0 or key == "down" else 0, len(self.order))
        return None if to is None else replace(self, at=to)


@record
class Assign:
    """A place for each item: a letter puts the current item there and goes to the next; Enter hands in when none is open."""

    items: tuple[int, ...]
    places: tuple[int, ...]
    chosen: tuple[int, ...]
    at: int = 0

    @property
    def complete(self) -> bool:
        """Every item has a place."""
        return -1 not in self.chosen

    def press(self, key: str) -> "Assign | Given | None":
        """Place, move, clear or hand in."""
        n = position(key, len(self.places))
        if n is not None:
            return self.put(n)
        if key == "backspace":
            return replace(self, chosen=changed(self.chosen, self.at, -1))
        if key == "enter":
            return self.answer() if self.complete else replace(self, at=self.chosen.index(-1))
        to = moved(key, self.at, len(self.items))
        return None if to is None else replace(self, at=to)

    def put(self, place: int) -> "Assign":
        """Place the current item and go to the next open one."""
        chosen = changed(self.chosen, self.at, place)
        open_ones = [i for i in [*range(self.at + 1, len(chosen)), *range(self.at)] if chosen[i] == -1]
        return replace(self, chosen=chosen, at=open_ones[0] if open_ones else min(self.at + 1, len(chosen) - 1))

    def answer(self) -> Given:
        """The chosen places in the author's numbering."""
        by_author = {item: self.places[place] for item, place in zip(self.items, self.chosen, strict=True)}
        return Given(Answer(picked=tuple(by_author[i] for i in sorted(by_author))))


def changed(values: tuple[int, ...], at: int, value: int) -> tuple[int, ...]:
    """The same values with one replaced."""
    return (*values[:at], value, *values[at + 1 :])


@record
class Arrange:
    """Steps in the order they are named; backspace takes the last one back; Enter hands in when all are named."""

    order: tuple[int, ...]
    given: tuple[int, ...] = ()
    at: int = -1

    def press(self, key: str) -> "Arrange | Given | None":
        """Name a step, take one back, move or hand in."""
        n = position(key, len(self.order))
        complete = len(self.given) == len(self.order)
        if n is None and (key == "space" or (key == "enter" and not complete)) and self.at >= 0:
            n = self.at
        if n is not None:
            return self if n in self.given else replace(self, given=(*self.given, n), at=n)
        if key == "backspace":
            return replace(self, given=self.given[:-1])
        if key == "enter":
            return Given(Answer(picked=tuple(self.order[i] for i in self.given))) if complete else self
        to = moved(key, self.at if self.at >= 0 or key == "down" else 0, len(self.order))
        return None if to is None else replace(self, at=to)


@record
class Type:
    """One line of text, or one a gap; Enter goes to the next and hands in the last. Empty lines are not handed in.

    `numeric`: nor is what is no number; `refused`: that has just been tried.
    """

    texts: tuple[str, ...] = ("",)
    at: int = 0
    cursor: int = 0
    numeric: bool = False
    refused: bool = False

    @property
    def text(self) -> str:
        """The line being edited."""
        return self.texts[self.at]

    def press(self, key: str) -> "Type | Given | None":
        """Edit, move between gaps or hand in."""
        if key == "enter":
            return self.enter()
        if key in {"up", "down"} and len(self.texts) > 1:
            at = min(max(self.at + (1 if key == "down" else -1), 0), len(self.texts) - 1)
            return replace(self, at=at, cursor=len(self.texts[at]))
        if key.startswith("paste:"):
            return self.insert("".join(c for c in " ".join(key[6:].split()) if c.isprintable() or unicodedata.combining(c)))
        if key == "space" or (len(key) == 1 and unicodedata.category(key) == "Zs"):
            return self.insert(" ")
        if len(key) == 1 and (key.isprintable() or unicodedata.combining(key)):
            return self.insert(key)
        return self.edit(key)

    def enter(self) -> "Type | Given":
        """Hand in when every line holds something, else go to the next empty one."""
        empty = [i for i, t in enumerate(self.texts) if not t.strip()]
        if not empty:
            return self.given(tuple(t.strip() for t in self.texts))
        after = [i for i in empty if i > self.at] or empty
        return replace(self, at=after[0], cursor=len(self.texts[after[0]]))

    def given(self, typed: tuple[str, ...]) -> "Type | Given":
        """These lines handed in, or this again where a number is wanted and none is there."""
        if self.numeric:
            from tutor.number import read_number

            if not read_number(typed[0])[0]:
                return replace(self, refused=True)
        return Given(Answer(typed=typed))

    def insert(self, text: str) -> "Type":
        """Put text at the cursor; a combining accent joins the letter before it."""
        line = unicodedata.normalize("NFC", self.text[: self.cursor] + text)
        whole = (line + self.text[self.cursor :])[:500]
        return self.line(whole, min(len(line), len(whole)))

    def edit(self, key: str) -> "Type | None":
        """The editing keys of a line."""
        line, at = self.text, self.cursor
        match key:
            case "backspace":
                return self.line(line[: max(at - 1, 0)] + line[at:], max(at - 1, 0))
            case "delete":
                return self.line(line[:at] + line[at + 1 :], at)
            case "left":
                return self.line(line, max(at - 1, 0))
            case "right":
                return self.line(line, min(at + 1, len(line)))
            case "home":
                return self.line(line, 0)
            case "end":
                return self.line(line, len(line))
            case "clear":
                return self.line(line[at:], 0)
            case "word":
                start = len(line[:at].rstrip().rpartition(" ")[0])
                return self.line(line[:start] + line[at:], start)
            case _:
                return None

    def line(self, text: str, cursor: int) -> "Type":
        """The same with the current line replaced."""
        return replace(self, texts=(*self.texts[: self.at], text, *self.texts[self.at + 1 :]), cursor=cursor, refused=False)


@record
class Scale:
    """How sure: 1, 2 or 3."""

    at: int = -1

    def press(self, key: str) -> "Scale | Given | None":
        """Answer or move."""
        if key in {"1", "2", "3"}:
            return Given(confidence=int(key))
        if key == "enter":
            return Given(confidence=self.at + 1) if self.at >= 0 else replace(self, at=0)
        to = moved(key, self.at if self.at >= 0 or key == "down" else 0, 3)
        return None if to is None else replace(self, at=to)


@record
class Jump:
    """The number of a question, from 1 to `count`, typed digit by digit; Enter goes there, or without a number on."""

    count: int
    digits: str = ""

    def press(self, key: str) -> "Jump | Given | None":
        """Type a digit, take one back, or go."""
        if key == "enter":
            return Given(turn=Turn.GO, to=int(self.digits or 0) - 1)
        if key == "backspace":
            return replace(self, digits=self.digits[:-1])
        if len(key) == 1 and key in "0123456789":
            typed = (self.digits + key).lstrip("0")
            return replace(self, digits=typed) if 1 <= int(typed or 0) <= self.count else self
        return None


@record
class Choose:
    """One line of a menu: Enter or Space takes the one pointed at, a digit its own.

    `heads`: where a new heading begins; in a long list a digit leads to a heading, for there are more lines than digits.
    """

    count: int
    at: int = 0
    heads: tuple[int, ...] = ()

    def press(self, key: str) -> "Choose | Given | None":
        """Answer or move."""
        if key in {"enter", "space"}:
            return Given(Answer(picked=(self.at,)))
        digit = int(key) - 1 if len(key) == 1 and key in "123456789" else -1
        if 0 <= digit < len(self.heads):
            return replace(self, at=self.heads[digit])
        if not self.heads and 0 <= digit < self.count:
            return Given(Answer(picked=(digit,)))
        ends = {"home": 0, "end": self.count - 1}
        to = ends.get(key, moved(key, self.at, self.count))
        return None if to is None else replace(self, at=to)


REHEARSED = ("?", "b", "u", "h", "space")


@record
class Rehearse:
    """The keys tried one after the other; Esc passes over what is left. `other`: the key that was pressed instead."""

    done: int = 0
    other: str = ""

    def press(self, key: str) -> "Rehearse | Given | None":
        """The next key, when it is the one asked for."""
        if key == "esc":
            return Given()
        if key in {REHEARSED[self.done], REHEARSED[self.done].upper()}:
            return Given() if self.done + 1 == len(REHEARSED) else Rehearse(self.done + 1)
        return replace(self, other=key) if key != "q" and (len(key) == 1 or key in {"space", "enter"}) else None


Widget: TypeAlias = Choose | Rehearse | Go | Pick | Toggle | Assign | Arrange | Type | Scale | Jump


def widget_for(step: Step) -> Widget:
    """The widget a step is answered with."""
    match step:
        case Ask(question=question):
            return widget_of(step, question)
        case Menu(items=items, at=at):
            heads = tuple(n for n, item in enumerate(items) if item.heading)
            return Choose(len(items), min(at, len(items) - 1), heads)
        case Rehearsal():
            return Rehearse()
        case Offer():
            return Pick((0, 1), at=0)
        case Sure():
            return Scale()
        case Tick(ask=Ask(question=FreeRecall(points_expected=points))):
            return Toggle(tuple(range(len(points))), empty=True)
        case OfExam():
            from tutor.ui.mock_entry import widget_in_exam

            return widget_in_exam(step)
        case _:
            return Go()


def widget_of(ask: Ask, question: object) -> Widget:
    """The widget of a question's kind."""
    match question:
        case SingleChoice():
            return Pick(ask.order)
        case TrueFalse():
            return Pick((1, 0))
        case MultipleChoice():
            return Toggle(ask.order)
        case Matching(pairs=pairs):
            return assign(range(len(pairs)), ask.order)
        case Classification():
            return assign(ask.order, range(len(question.categories)))
        case Ordering():
            return Arrange(ask.order)
        case Cloze(gaps=gaps):
            return Type(("",) * (1 if ask.gap else len(gaps)))
        case ShortAnswer() | FreeRecall():
            return Type()
        case Number():
            return Type(numeric=True)
        case _:
            return Go()


def assign(items: Sequence[int], places: Sequence[int]) -> Assign:
    """Every item open."""
    return Assign(tuple(items), tuple(places), (-1,) * len(items))
