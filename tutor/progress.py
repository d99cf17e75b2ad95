"""What the tutor knows about a learner: frozen data that `tutor.fold` makes of the history and nothing else makes.

Pure. The same set of events always gives an equal `Progress`, whichever way it was computed.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from tutor.cards import moved, without_gap
from tutor.events import Event, Planned, Started
from tutor.filed import ALWAYS
from tutor.layers import Layers
from tutor.record import build, field, record, replace
from tutor.schedule import Learned, Memory, New, Rating

OPEN_SESSIONS_KEPT = 3
MISTAKES_KEPT = 12
AGES_DAYS = (1, 2, 4, 8, 16, 31, 91)
"""Where the ages begin by which retention is summed: days since the answer before."""

_RATINGS = {str(int(rating)): rating for rating in Rating}


@record(kw_only=True)
class CardState:
    """What is known of one card.

    `reps` and `lapses` count the answers that moved memory, and those of them that were failed; `answers` and `ms` sum all answers,
    drills too. `last_*` are of the latest answer of any kind (order: `at`, then `n`). `version` is the fingerprint asked at the latest
    first answer of a day, empty before. `sure_and_wrong` holds from an answer given as sure and failed to the next first answer.
    `mistakes` are the first answers to that version that were not fully right, as `given` writes them, each with how often; at most
    MISTAKES_KEPT different ones.
    """

    memory: Memory = field(default_factory=New)
    reps: int = 0
    lapses: int = 0
    answers: int = 0
    ms: int = 0
    last_at: int
    last_n: int
    last_day: date
    last_rating: Rating
    version: str = ""
    sure_and_wrong: bool = False
    mistakes: tuple[tuple[str, int], ...] = ()


@record
class DayTotals:
    """Sums of a study day: all answers, those fully right, their time; first answers of a card and those right; new cards."""

    answers: int = 0
    right: int = 0
    ms: int = 0
    firsts: int = 0
    firsts_right: int = 0
    new: int = 0


@record
class Tally:
    """Sums of first answers of one kind: how many, and how many of them were `right`, which the kind defines.

    Of those whose recall was predicted: how many, the sum of the predictions in 1/10,000, and that of the squares of their errors in
    1/100,000,000. Whole numbers, so that the order of adding makes no difference.
    """

    count: int = 0
    right: int = 0
    foretold: int = 0
    predicted: int = 0
    squares: int = 0


@record
class Result:
    """How a finished session went: `right` of `total` cards at their first try in it, all its time, the study day it ended."""

    session: str
    right: int
    total: int
    ms: int
    day: date


@record
class OpenSession:
    """A session without an end: its `Started` event and every `Reviewed`, `Read` and `Happened` event of it since, in order."""

    started: Event
    events: tuple[Event, ...] = ()

    @property
    def id(self) -> str:
        """The session."""
        return self.start.session

    @property
    def start(self) -> Started:
        """How it was started."""
        assert isinstance(self.started.fact, Started)
        return self.started.fact


def given(picked: tuple[int, ...], typed: tuple[str, ...]) -> str:
    """An answer in short, to count it by: what was picked (`0,2`), or what was typed; of free recall, which is both, nothing."""
    if picked:
        return "" if typed else ",".join(map(str, picked))
    return "\n".join(typed)[:80]


def card_text(state: CardState) -> str:
    """A state as numbers and dates, in the order of `CARD_COLUMNS`."""
    memory = state.memory
    learned = f"{memory.due} {memory.last} {memory.stability_days!r} {memory.difficulty!r}" if isinstance(memory, Learned) else "- - - -"
    mistakes = json.dumps(dict(state.mistakes), separators=(",", ":")).replace(" ", "\\u0020") if state.mistakes else "-"
    return (
        f"{learned} {state.reps} {state.lapses} {state.answers} {state.ms} {state.last_rating:d} {state.sure_and_wrong:d}"
        f" {state.last_at} {state.last_n} {state.last_day} {mistakes} {state.version}"
    )


CARD_COLUMNS = "due last stability difficulty reps lapses answers ms rating sure_and_wrong at n day mistakes version"


def card_from_text(text: str) -> CardState:
    """The inverse of `card_text`, exact to the last bit. Raises ValueError."""
    due, last, stability, difficulty, reps, lapses, answers, ms, rating, wrong, at, n, day, mistakes, version = text.split(" ", 14)
    iso = date.fromisoformat
    # `build`, in the order of the fields: a start decodes every card that is due.
    memory = _memory(due, last, stability, difficulty)
    counts = (int(reps), int(lapses), int(answers), int(ms), int(at), int(n))
    wrongly = () if mistakes == "-" else tuple((given, int(count)) for given, count in json.loads(mistakes).items())
    return build(CardState, (memory, *counts, iso(day), _RATINGS[rating], version, wrong == "1", wrongly))


def _memory(due: str, last: str, stability: str, difficulty: str) -> Memory:
    if due == "-":
        return New()
    return build(Learned, (float(stability), float(difficulty), date.fromisoformat(last), date.fromisoformat(due)))


def filed_under(text: str) -> tuple[str, str, str]:
    """Of a state as text: under which day a saved fold files it, the latest of its days, and the fingerprint it was asked with.

    ALWAYS is the day of what is new, of a misconception, and of what somebody has changed so that it is no state.
    """
    parts = text.split(" ", 14)
    if len(parts) < 15:
        return ALWAYS, "", ""
    due, last, *_, day, _, version = parts
    return ALWAYS if due == "-" or parts[9] == "1" else due, max(last, day), version


def tally_text(tally: Tally) -> str:
    """Sums as numbers in the order of the fields."""
    return f"{tally.count} {tally.right} {tally.foretold} {tally.predicted} {tally.squares}"


def tally_from_text(text: str) -> Tally:
    """The inverse of `tally_text`. Raises ValueError."""
    count, right, foretold, predicted, squares = map(int, text.split(" "))
    return Tally(count, right, foretold, predicted, squares)


def totals_text(totals: DayTotals) -> str:
    """A day's sums as numbers in the order of the fields."""
    return f"{totals.answers} {totals.right} {totals.ms} {totals.firsts} {totals.firsts_right} {totals.new}"


def totals_from_text(text: str) -> DayTotals:
    """The inverse of `totals_text`. Raises ValueError."""
    answers, right, ms, firsts, firsts_right, new = map(int, text.split(" "))
    return DayTotals(answers, right, ms, firsts, firsts_right, new)


def _no_cards() -> Layers[CardState]:
    return Layers(card_from_text)


def _no_sections() -> Layers[date]:
    return Layers(date.fromisoformat)


def _no_days() -> Layers[DayTotals]:
    return Layers(totals_from_text)


def _no_tallies() -> Layers[Tally]:
    return Layers(tally_from_text)


@record(kw_only=True)
class Progress:
    """Everything known of a learner.

    `cards` by card id; `sections` by section id, with the study day of the first reading; `days` by `2026-01-05 course`;
    `tallies` by `kind course`: `sure2` the first answers with that confidence, right when the score is full; `age16` those to cards
    learned so many days before or more (see AGES_DAYS), `month2026-01` the same by month, right when the card was not forgotten;
    `plans` by course; `results`, the last finished session by (kind, course); `open` sessions, oldest first.
    `n` and `at` are the highest sequence number and time of any event, undone ones too; `day` and `last` are the study day and the time of
    the event with that `n`. `renamed` are the questions with old ids: events under them count for the new.
    """

    cards: Layers[CardState] = field(default_factory=_no_cards)
    sections: Layers[date] = field(default_factory=_no_sections)
    days: Layers[DayTotals] = field(default_factory=_no_days)
    tallies: Layers[Tally] = field(default_factory=_no_tallies)
    settings: Mapping[str, str] = field(default_factory=dict)
    plans: Mapping[str, Planned] = field(default_factory=dict)
    results: Mapping[tuple[str, str], Result] = field(default_factory=dict)
    open: tuple[OpenSession, ...] = ()
    n: int = 0
    at: int = 0
    day: date | None = None
    last: int = 0
    renamed: Mapping[str, str] = field(default_factory=dict)

    def name_of(self, card: str) -> str:
        """What a card is called now."""
        return name_now(card, self.renamed)

    def under(self, renames: Iterable[tuple[str, str]]) -> "Progress":
        """This progress as it looks where questions (`course/old`, `course/new`) have other ids; a card known by both keeps the new."""
        names = dict(renames)
        found = {name_now(card, names): self.cards[card] for card in self.cards if without_gap(card) in names}
        kept = self.cards.without(lambda card: without_gap(card) in names)
        renamed = self.renamed
        for old, new in names.items():
            renamed = with_rename(renamed, old, new)
        return replace(self, cards=kept.changed({card: state for card, state in found.items() if card not in kept}), renamed=renamed)

    def glance(self, card: str) -> tuple[Memory, str, bool] | None:
        """Of a card that was asked: its memory, the fingerprint it was last asked with, and whether that was a misconception.

        A third of the price of its whole state.
        """
        state = self.cards.raw(card)
        if not isinstance(state, str):
            return (state.memory, state.version, state.sure_and_wrong) if state else None
        due, last, stability, difficulty, _, _, _, _, _, wrong, _, _, _, _, version = state.split(" ", 14)
        return _memory(due, last, stability, difficulty), version, wrong == "1"

    def due(self, day: date) -> list[str]:
        """Ids of the learned cards whose due day is `day` or before, in no order. Cheap: nothing is decoded for the others."""
        iso = day.isoformat()
        return [card for card, state in self.cards.until(iso).items() if _is_due(state, iso, day)]

    def stirring(self, asked: Sequence[str], day: date) -> Iterable[int]:
        """The places of the cards that may not be at rest: all that are not, and few others where thousands rest.

        `asked` are ids, each with the fingerprint the card has now, a space between. `resting` has the last word.
        """
        resting = self.cards.resting(day.isoformat(), _asked_with)
        return range(len(asked)) if resting is None else [at for at, each in enumerate(asked) if each not in resting]

    def resting(self, day: date) -> Callable[[str, str], bool]:
        """Tells of a card, by its id and the fingerprint it has now, whether a queue of that day has no business with it. Cheap.

        Such a card is learned and not due, not answered on that day, no misconception, not dated by a clock that was ahead, and was asked
        with the key it has now, if that is known.
        """
        iso, ahead = day.isoformat(), _after(day)
        later, get = iso + "~", self.cards.raw

        def rests(card: str, version: str) -> bool:
            state = get(card)
            if not isinstance(state, str):
                return state is not None and _is_resting(state, day, ahead) and _is_asked(state.version, version)
            last = state[11:21]
            if state < later or last == iso or last > ahead or not (state.endswith(version) or _is_asked(_version(state), version)):
                return False
            return " 1 " not in state or not _is_sure_and_wrong(state)

        return rests

    def answered(self, day: date) -> dict[str, str]:
        """The cards whose latest answer is of that day, each with the version last asked. Cheap."""
        iso = f" {day.isoformat()} "
        return {
            card: _version(state)
            for card, state in self.cards.since(day.isoformat()).items()
            if (iso in state if isinstance(state, str) else True) and _is_of_day(state, iso, day)
        }

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """Cards answered sure and wrong whose next first answer has not come yet, by id."""
        return tuple(sorted(card for card, state in self.cards.until(ALWAYS).items() if _is_sure_and_wrong(state)))

    def by_day(self, course: str = "") -> dict[date, DayTotals]:
        """The sums of every study day with answers, in order; of one course, or of all."""
        sums: dict[date, DayTotals] = {}
        for key in sorted(self.days):
            day, _, of = key.partition(" ")
            if course in {"", of}:
                when = date.fromisoformat(day)
                sums[when] = _sum(sums.get(when, DayTotals()), self.days[key])
        return sums


def name_now(card: str, renamed: Mapping[str, str]) -> str:
    """The id of a card whose question may have got another id."""
    question = without_gap(card)
    return moved(card, renamed.get(question, question))


def with_rename(renamed: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    """Old ids after one more renaming: whatever led to the old id leads to the new one."""
    now = {name: new if to == old else to for name, to in renamed.items()} | {old: new}
    return {name: to for name, to in now.items() if name not in {to, new}}


def _is_due(state: CardState | str, iso: str, day: date) -> bool:
    if isinstance(state, str):
        return state[0] != "-" and state[:10] <= iso
    return isinstance(state.memory, Learned) and state.memory.due <= day


def _is_sure_and_wrong(state: CardState | str) -> bool:
    return state.split(" ", 10)[9] == "1" if isinstance(state, str) else state.sure_and_wrong


def _is_asked(asked: str, version: str) -> bool:
    """Whether a card was asked with this key; one that is not known is no other."""
    return not (asked and version) or asked == version


def _is_resting(state: CardState, day: date, ahead: str) -> bool:
    memory = state.memory
    if not isinstance(memory, Learned) or state.sure_and_wrong:
        return False
    return memory.due > day and memory.last != day and memory.last.isoformat() <= ahead


def _is_of_day(state: CardState | str, iso: str, day: date) -> bool:
    if isinstance(state, str):
        return state.split(" ", 13)[12] == iso[1:-1]
    return state.last_day == day


def _version(state: CardState | str) -> str:
    return state.rpartition(" ")[2] if isinstance(state, str) else state.version


def _asked_with(state: CardState | str) -> str:
    return filed_under(state)[2] if isinstance(state, str) else state.version


def _after(day: date) -> str:
    return (day + timedelta(1) if day < date.max else day).isoformat()


def _sum(a: DayTotals, b: DayTotals) -> DayTotals:
    return DayTotals(
        a.answers + b.answers, a.right + b.right, a.ms + b.ms, a.firsts + b.firsts, a.firsts_right + b.firsts_right, a.new + b.new
    )
