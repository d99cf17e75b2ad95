"""The mock exam: a paper to work on in any order until it is handed in or the time is over, then its result, then the paper corrected.

A flow like the others, a pure function of its desk and its replies: what time it is stands in each reply. An answer is a fact at
once, another answer to the same question takes its place; whether it was right is said when the paper is handed in, not before.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from itertools import groupby
from typing import assert_never

from tutor.cards import question_of
from tutor.content.fingerprint import layout
from tutor.course import Question, card_ids
from tutor.desk import Desk, Log
from tutor.events import Ended, Fact, Happened, Mark, Moment, Reviewed
from tutor.grade import Answer, grade
from tutor.marking import is_blank
from tutor.marks import (
    BEGUN,
    FLAGGED,
    PAUSED,
    RESUMED,
    UNFLAGGED,
    Correction,
    Earlier,
    Handed,
    Terms,
    answers_of,
    fits,
    handed,
    marked,
    marks_of,
    questions_of,
    terms_of,
)
from tutor.mock_steps import Corrected, HandIn, Item, Listing, Paused, Result, Rules, Slot, Timed
from tutor.outline import JOINT, version_of
from tutor.record import field, record, replace
from tutor.run import Run
from tutor.schedule import Rating, review
from tutor.session import Flow
from tutor.standing import is_other
from tutor.steps import Ask, Feedback, Reply, Turn

GRACE_MS = 2000
"""How long after the time an answer still counts that was entered when it ended: the seconds of the program, not the candidate's."""


def sit(desk: Desk, log: Log, earlier: tuple[Earlier, ...] = ()) -> Flow:
    """A mock exam: its rules, the paper, the result, the paper corrected. `earlier`: the exams before it."""
    paper = paper_of(desk, log)
    terms = paper.terms
    begun = yield Rules(
        title=desk.course.title,
        wanted=terms.wanted,
        questions=len(paper.questions),
        minutes=desk.started.minutes,
        marking=terms.marking,
        pass_share=terms.pass_share,
        pausable=terms.pausable,
        unread=terms.unread,
    )
    paper.begin(begun.moment)
    while paper.handed is None:
        paper.take((yield paper.shown()))
    own = [fact for facts in paper.facts.values() for fact in facts]
    yield from look_back(result(desk, paper.handed, earlier, own))


def look_back(told: Result) -> Flow:
    """The result, then each question of the paper with its verdict, its reasons and its proof, forward and backward."""
    place = -1
    while place < len(told.papers):
        reply = yield told if place < 0 else told.papers[place]
        if reply.turn is Turn.PREVIOUS:
            place = max(place - 1, -1)
        elif reply.turn is Turn.MISSED:
            place = next((n for n in range(place + 1, len(told.papers)) if not told.papers[n].feedback.verdict.right), len(told.papers))
        else:
            place += 1


def result(desk: Desk, paper: Handed, earlier: tuple[Earlier, ...] = (), facts: Sequence[Reviewed] = ()) -> Result:
    """What a paper came to. `facts` of the exam itself say when its cards come back; without them nothing is said of that."""
    course, marks = desk.course, marked(desk.course, paper, desk.terms)
    run, ratings = Run(desk, Log(), total=len(marks.marks)), {fact.card: fact for fact in facts}
    return Result(
        marks=marks,
        papers=tuple(corrected(run, each, paper.moment.day, ratings) for each in marks.corrections),
        modules=tuple((m.id, m.title) for m in course.modules),
        objectives=tuple((o.id, o.text) for lesson in course.lessons.values() for o in lesson.objectives),
        earlier=earlier,
        expected=marks.terms.expected,
    )


def corrected(run: Run, each: Correction, today: date, ratings: Mapping[str, Reviewed]) -> Corrected:
    """A question of a paper with its verdict; `ratings` by card say when it comes back."""
    ask = pose(run, each.question, each.number)
    own = [ratings[card] for card in ask.cards if card in ratings]
    reviewed = [f for f in own if f.first and not ask.question.variant_of]  # a paraphrase is asked in exams only
    due = min((review(run.memory(f.card), f.rating, f.moment.day).due for f in reviewed), default=None)
    rating = min((f.rating for f in own), default=Rating.AGAIN)
    ask = replace(ask, formerly=former_key(run.desk, ask, each.mark)) if each.changed else ask
    return Corrected(
        feedback=Feedback(ask, each.answer or Answer(unknown=True), each.verdict, rating, 0, due, today, retry=False),
        number=each.number,
        total=run.total,
        points=each.mark.points,
        possible=each.mark.possible,
        blank=each.answer is None,
        changed=each.changed,
        readable=each.readable,
    )


def former_key(desk: Desk, ask: Ask, was: Mark) -> str | None:
    """The right answer in words that was another when the paper was marked, "" where nobody knows it; None: it was this one."""
    pairs = zip(ask.cards, was.version.split(JOINT), strict=False)
    changed = [(card, version) for card, version in pairs if is_other(version, version_of(desk.course, card))]
    return ", ".join(filter(None, (desk.former(card, version) for card, version in changed))) if changed else None


class Shown(Enum):
    """Which screen of the paper is shown: a question, the list of them, or the question whether to hand in."""

    ITEM = "item"
    LIST = "list"
    HAND_IN = "hand in"


@record(frozen=False)
class Paper:
    """A paper being worked on: where the candidate is, what is answered and flagged, what the clock says."""

    run: Run
    questions: tuple[Question, ...]
    terms: Terms
    screen: Shown = Shown.ITEM
    at: int = 0
    refused: bool = False
    flagged: set[int] = field(default_factory=set)
    lost: set[int] = field(default_factory=set)
    given: dict[int, Answer] = field(default_factory=dict)
    facts: dict[int, tuple[Reviewed, ...]] = field(default_factory=dict)
    spent: dict[int, int] = field(default_factory=dict)
    began_at: int = 0
    seen_at: int = 0
    paused_at: int | None = None
    paused_ms: int = 0
    handed: Handed | None = None

    @property
    def timed(self) -> Timed:
        """The clock."""
        limit = self.run.desk.started.minutes * 60_000
        return Timed(self.began_at + limit + self.paused_ms if limit else None, self.terms.pausable)

    def is_over(self, moment: Moment, grace_ms: int = 0) -> bool:
        """Whether the time is over."""
        deadline = self.timed.deadline
        return deadline is not None and moment.at >= deadline + grace_ms

    def happened(self, moment: Moment, what: str, card: str = "") -> None:
        """Say a fact."""
        self.run.log.facts.append(Happened(moment, self.run.desk.started.session, what, card))

    def begin(self, moment: Moment) -> None:
        """Start the clock."""
        self.began_at = self.seen_at = moment.at
        self.happened(moment, BEGUN)
        if not self.questions:
            self.screen = Shown.LIST

    def shown(self) -> Item | Listing | HandIn | Paused:
        """The present screen."""
        if self.paused_at is not None:
            deadline = self.timed.deadline
            return Paused(None if deadline is None else deadline - self.paused_at)
        match self.screen:
            case Shown.ITEM:
                return Item(
                    ask=pose(self.run, self.questions[self.at], self.at + 1),
                    given=self.given.get(self.at),
                    flagged=self.at in self.flagged,
                    locked=self.is_locked(self.at),
                    refused=self.refused,
                    lost=self.at in self.lost,
                    timed=self.timed,
                )
            case Shown.LIST:
                return Listing(slots=tuple(self.slot(n) for n in range(len(self.questions))), refused=self.refused, timed=self.timed)
            case Shown.HAND_IN:
                open_ones = tuple(n + 1 for n in range(len(self.questions)) if n not in self.given)
                flagged = tuple(n + 1 for n in sorted(self.flagged))
                return HandIn(questions=len(self.questions), unanswered=open_ones, flagged=flagged, timed=self.timed)
            case _:
                assert_never(self.screen)

    def slot(self, n: int) -> Slot:
        """How a question stands."""
        given = self.given.get(n)
        return Slot(given is not None, given is not None and given.unknown, n in self.flagged)

    def take(self, reply: Reply) -> None:
        """What the candidate did: an answer, a turn, or both; nothing counts any more when the time is over."""
        self.refused = False
        self.follow_clock(reply.moment)
        if self.paused_at is not None:
            self.resume(reply.moment)
        elif self.is_over(reply.moment):
            if not self.is_over(reply.moment, GRACE_MS):
                self.answer(reply)
            self.hand_in(reply.moment)
        elif self.screen is Shown.HAND_IN and reply.turn is None and reply.answer.picked == (0,):
            self.hand_in(reply.moment)
        else:
            self.answer(reply)
            self.turn(reply)

    def follow_clock(self, moment: Moment) -> None:
        """Where the clock was set back, the time that was used stays used."""
        self.began_at -= max(0, self.seen_at - moment.at)
        self.seen_at = moment.at

    def answer(self, reply: Reply) -> None:
        """Keep an answer in the place of the one before it; the same one again is no new fact, and none at all leaves it."""
        if self.screen is not Shown.ITEM or self.is_locked(self.at):
            return
        self.spent[self.at] = self.spent.get(self.at, 0) + reply.ms
        if reply.answer == self.given.get(self.at) or (is_blank(reply.answer) and not reply.answer.unknown):
            return
        self.run.elsewhere |= reply.elsewhere
        shown = pose(self.run, self.questions[self.at], self.at + 1)
        verdict = grade(shown.question, reply.answer, terms=self.run.desk.terms)
        said = self.run.facts(shown, reply.answer, verdict, 0, replace(reply, ms=self.spent[self.at], hints=0))
        facts = tuple(replace(fact, layout=layout(shown.question)) for fact in said)
        before = self.facts.get(self.at, ())
        log = self.run.log.facts
        log[:] = [*(fact for fact in log if all(fact is not old for old in before)), *facts]
        self.given[self.at], self.facts[self.at] = reply.answer, facts
        self.lost.discard(self.at)

    def turn(self, reply: Reply) -> None:
        """Go where the candidate turns; after an answer alone, to the next question."""
        match reply.turn:
            case Turn.FLAG if self.screen is Shown.ITEM:
                self.flag(reply.moment)
            case Turn.LIST:
                self.screen = Shown.LIST
            case Turn.HAND_IN:
                self.screen = Shown.HAND_IN
            case Turn.PAUSE:
                self.pause(reply.moment)
            case Turn.LOST:
                self.lost.add(reply.to)
            case Turn.GO if 0 <= reply.to < len(self.questions):
                self.go(reply.to)
            case Turn.GO:
                self.go_on()
            case Turn.PREVIOUS:
                self.previous()
            case Turn.NEXT | None:
                self.next()
            case _:
                pass

    def next(self) -> None:
        """To the next question, or from the last one to the list; from other screens back to work."""
        if self.screen is Shown.ITEM:
            to = next((n for n in range(self.at + 1, len(self.questions)) if not self.is_closed(n)), None)
            self.screen = Shown.LIST if to is None else Shown.ITEM
            self.at = self.at if to is None else to
        elif self.screen is Shown.HAND_IN:
            self.screen = Shown.LIST
        else:
            self.go_on()

    def previous(self) -> None:
        """To the question before, or from other screens back to where one was."""
        if self.screen is Shown.ITEM:
            self.at = next((n for n in range(self.at - 1, -1, -1) if not self.is_closed(n)), self.at)
        elif self.screen is Shown.HAND_IN or not self.questions:
            self.screen = Shown.LIST
        else:
            self.screen = Shown.ITEM

    def go(self, n: int) -> None:
        """To a question; of a case to the first step that is open, if this one is not yet."""
        while n and self.is_closed(n):
            n -= 1
        self.screen, self.at = Shown.ITEM, n

    def go_on(self) -> None:
        """To the first question without an answer, or to handing in."""
        to = next((n for n in range(len(self.questions)) if n not in self.given), None)
        if to is None:
            self.screen = Shown.HAND_IN
        else:
            self.go(to)

    def is_locked(self, n: int) -> bool:
        """An answered step of a case: the next step gives it away."""
        return bool(self.questions[n].case) and n in self.given

    def is_closed(self, n: int) -> bool:
        """A step of a case that comes after one without an answer."""
        case = self.questions[n].case
        return bool(case) and any(self.questions[i].case == case and i not in self.given for i in range(n))

    def flag(self, moment: Moment) -> None:
        """Flag the question, or take the flag away."""
        card = f"{self.run.desk.course.id}/{self.questions[self.at].id}"
        self.happened(moment, UNFLAGGED if self.at in self.flagged else FLAGGED, card)
        self.flagged ^= {self.at}

    def pause(self, moment: Moment) -> None:
        """Stop the clock, where that is allowed."""
        self.refused = not self.terms.pausable
        if self.terms.pausable:
            self.paused_at = moment.at
            self.happened(moment, PAUSED)

    def resume(self, moment: Moment) -> None:
        """Let the clock go on."""
        self.paused_ms += max(0, moment.at - (self.paused_at or moment.at))
        self.paused_at = None
        self.happened(moment, RESUMED)

    def hand_in(self, moment: Moment) -> None:
        """The end: what is answered counts."""
        desk, facts = self.run.desk, self.run.log.facts
        own = [fact for fact in facts if isinstance(fact, Reviewed | Happened)]
        left_out = {f"{desk.course.id}/{self.questions[n].id}" for n in self.lost}
        marks = tuple(m for m in marks_of(desk.course, desk.started, answers_of(own), desk.terms) if m.card not in left_out)
        self.handed = handed(desk.started, own, moment, marks)
        facts.append(Ended(moment, desk.started.session, finished=True, marks=marks))


def paper_of(desk: Desk, log: Log) -> Paper:
    """The paper that a `Started` describes."""
    questions = questions_of(desk.course, desk.started)
    return Paper(Run(desk, log, total=len(questions)), questions, terms_of(desk.started))


def pose(run: Run, question: Question, number: int) -> Ask:
    """A question of the paper as it is shown; its number is from 1."""
    cards = card_ids(run.desk.course.id, question)
    run.number = number
    return run.pose(question, cards, None, run.reason(cards[0]))


def retraced(facts: Sequence[Fact], desk: Desk) -> list[Reply]:
    """The replies that lead an interrupted exam back to where it stopped, from the facts it left; none if it was not begun.

    An answer to what the course has changed since is lost: the question is open again.
    """
    questions = questions_of(desk.course, desk.started)
    places = {question.id: n for n, question in enumerate(questions)}
    replies: list[Reply] = []
    for _, group in groupby(facts, key=together):
        first, *rest = group
        match first:
            case Happened(moment, _, what) if what == BEGUN:
                replies.append(Reply(moment))
            case Happened(moment, _, what) if what in {PAUSED, RESUMED}:
                replies.append(Reply(moment, turn=Turn.PAUSE if what == PAUSED else Turn.RETURN))
            case Happened(moment, _, what, card) if what in {FLAGGED, UNFLAGGED} and question_of(card) in places:
                replies += [Reply(moment, turn=Turn.GO, to=places[question_of(card)]), Reply(moment, turn=Turn.FLAG)]
            case Reviewed(moment=moment, card=card) if question_of(card) in places:
                n = places[question_of(card)]
                answer = answers_of([first, *(f for f in rest if isinstance(f, Reviewed))])[question_of(card)]
                is_lost = first.layout not in {layout(questions[n]), ""} or not fits(questions[n], answer)
                replied = Reply(moment, turn=Turn.LOST, to=n) if is_lost else Reply(moment, answer, ms=first.ms)
                replies += [Reply(moment, turn=Turn.GO, to=n), replied]
            case _:
                pass
    return replies if replies and isinstance(facts[0], Happened) else []


def together(fact: Fact) -> tuple[object, ...]:
    """The same for facts of one reply: the gaps of one cloze are answered at once."""
    return (question_of(fact.card), fact.moment) if isinstance(fact, Reviewed) else (id(fact),)
