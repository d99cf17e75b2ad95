"""The asking part of a session: pose, judge, log, tell, count. Pure, like the flows that use it."""

from collections.abc import Generator, Iterator, Sequence
from datetime import date

from tutor.cards import gap_of, question_of
from tutor.course import Cloze, FreeRecall, Lesson, Question, ShortAnswer, card_ids
from tutor.desk import Desk, Log, evidence, setting
from tutor.events import Reviewed
from tutor.grade import Answer, Verdict, grade
from tutor.queue import shuffled
from tutor.record import field, record, replace
from tutor.schedule import Learned, Memory, New, Rating, outcomes, rate, recall, review
from tutor.standing import is_other
from tutor.steps import Ask, End, Feedback, Gain, Missed, Reason, Reply, Step, Summary, Sure, Tick


@record(frozen=False)
class Run:
    """The asking part of one session: what it counts, what it remembers between two questions."""

    desk: Desk
    log: Log
    total: int
    drill: bool = False
    number: int = 0
    asked: int = 0
    right: int = 0
    ms: int = 0
    today: date = date.min
    seen: set[str] = field(default_factory=set)
    memories: dict[str, Memory] = field(default_factory=dict)
    missed: list[Missed] = field(default_factory=list)
    failed: list[Missed] = field(default_factory=list)
    earlier: dict[str, Memory] = field(default_factory=dict)
    coming: dict[str, date] = field(default_factory=dict)
    elsewhere: set[str] = field(default_factory=set)

    def reason(self, card: str) -> Reason:
        """New if the card was never asked, else due, or before its day by the exam plan."""
        memory = self.memory(card)
        if isinstance(memory, New):
            return Reason.NEW
        return Reason.PLAN if self.desk.exam_day and memory.due > self.desk.today else Reason.DUE

    def memory(self, card: str) -> Memory:
        """The card's memory at this point of the session."""
        return self.memories.get(card) or self.desk.memories.get(card) or New()

    def first(self, card: str) -> bool:
        """Whether an answer to this card would be its first today, and so move its date."""
        return not (self.drill or card in self.seen or card in self.desk.answered or card in self.elsewhere)

    def is_done(self, card: str) -> bool:
        """Whether another session has answered this card meanwhile."""
        return card in self.elsewhere or card in self.desk.elsewhere

    def ask_question(self, name: str, reason: Reason) -> Generator[Step, Reply, bool]:
        """Ask a whole question (every gap of a cloze at once), or every step of a case."""
        case = self.desk.course.cases.get(name)
        failed = False
        for each in case.steps if case else (name,):
            question = self.desk.course.questions.get(each)
            if question is not None:
                failed |= yield from self.ask(question, card_ids(self.desk.course.id, question), None, reason)
        return failed

    def ask_card(self, card: str, reason: Reason) -> Generator[Step, Reply, bool]:
        """Ask one card; a card whose question is gone is passed over."""
        question, gap = self.desk.course.questions.get(question_of(card)), gap_of(card)
        if question is None or (gap and not isinstance(question, Cloze)):
            return False
        return (yield from self.ask(question, (card,), gap or None, reason))

    def ask_failed_again(self) -> Generator[Step, Reply, None]:
        """Ask once more what was missed so far."""
        for missed in tuple(self.failed):
            yield from self.ask(missed.ask.question, missed.ask.cards, missed.ask.gap, Reason.AGAIN)

    def ask(self, question: Question, cards: tuple[str, ...], gap: int | None, reason: Reason) -> Generator[Step, Reply, bool]:
        """Ask, judge, log, tell. Returns whether the answer failed and was a first one."""
        self.number += reason is not Reason.AGAIN
        shown = self.pose(question, cards, gap, reason)
        reply = yield shown
        answer, self.today = reply.answer, reply.moment.day
        self.elsewhere |= reply.elsewhere
        if isinstance(question, FreeRecall) and not answer.unknown:
            ticked = yield Tick(shown, answer)
            answer = replace(answer, picked=ticked.answer.picked)
        confidence = 0
        if self.wants_confidence(shown, answer):
            confidence = (yield Sure(shown, answer)).confidence
        return (yield from self.settle(shown, answer, confidence, reply))

    def ask_blind(self, card: str) -> Generator[Step, Reply, None]:
        """Ask a question without a verdict: it comes with the lesson."""
        question = self.desk.course.questions.get(question_of(card))
        if question is None:
            return
        self.number += 1
        shown = self.pose(question, (card,), None, Reason.PRETEST)
        reply = yield shown
        verdict = grade(question, reply.answer, terms=self.desk.terms)
        self.log.facts.extend(self.facts(shown, reply.answer, verdict, 0, reply))

    def wants_confidence(self, shown: Ask, answer: Answer) -> bool:
        """Confidence is asked where it can change anything: a first real answer that the program judges alone."""
        question = shown.question
        asked = self.desk.ask_confidence and question.confidence and not isinstance(question, FreeRecall)
        return asked and not answer.unknown and self.first(shown.cards[0])

    def pose(self, question: Question, cards: tuple[str, ...], gap: int | None, reason: Reason) -> Ask:
        """Everything a front end needs to show the question."""
        memory, today = self.memory(cards[0]), self.desk.today
        coming = (
            tuple((rating, learned.due) for rating, learned in outcomes(memory, today).items())
            if self.first(cards[0]) and not self.desk.exam_day
            else ()
        )
        return Ask(
            question=question,
            cards=cards,
            number=self.number,
            total=max(self.total, self.number),
            reason=reason,
            evidence=evidence(self.desk.course, question),
            today=today,
            order=shuffled(question, self.desk.started.seed, cards[0]),
            gap=gap,
            setting=setting(self.desk.course, question),
            memory=memory,
            coming=coming,
            predicted=recall(memory, today) if isinstance(memory, Learned) else 0.0,
            formerly=self.formerly(cards),
            exam_day=self.desk.exam_day,
        )

    def formerly(self, cards: tuple[str, ...]) -> str | None:
        """What was right when these cards were last asked, if something else was and this session did not say so yet."""
        asked = {card: self.desk.asked(card) for card in cards if card not in self.seen}
        changed = [card for card, version in asked.items() if is_other(version, self.desk.version(card))]
        return ", ".join(filter(None, (self.desk.former(card, asked[card]) for card in changed))) if changed else None

    def key(self, question: Question, card: str) -> str:
        """The right answer in words, for the history, where it does not know it yet."""
        known = not self.first(card) or self.desk.asked(card) == self.desk.version(card)
        if known:
            return ""
        from tutor.content.fingerprint import key_words

        return key_words(question, card)

    def settle(self, shown: Ask, answer: Answer, confidence: int, reply: Reply) -> Generator[Step, Reply, bool]:
        """Log the answer, show the verdict, and let the learner say "I was right"."""
        verdict = grade(shown.question, answer, gap=shown.gap, terms=self.desk.terms)
        facts = self.facts(shown, answer, verdict, confidence, reply)
        self.log.facts.extend(facts)
        self.ms += reply.ms
        told = self.feedback(shown, answer, verdict, facts)
        failed = self.count(shown, answer, facts)
        back = yield told
        self.elsewhere |= back.elsewhere - self.memories.keys()
        if back.overruled and not verdict.right:
            self.uncount(shown, facts)
            facts = tuple(replace(f, overruled=True, score=1.0, rating=max(f.rating, overruled_rating(f))) for f in facts)
            self.log.facts[-len(facts) :] = facts
            failed = self.count(shown, answer, facts)
            yield replace(told, overruled=True, rating=facts[0].rating, due=self.coming.get(shown.cards[0]), retry=False)
        self.seen.update(shown.cards)
        if failed:
            self.failed.append(Missed(shown, answer))
        return failed

    def facts(self, shown: Ask, answer: Answer, verdict: Verdict, confidence: int, reply: Reply) -> tuple[Reviewed, ...]:
        """One Reviewed fact a card; a cloze asked whole has one for each gap."""
        return tuple(
            Reviewed(
                moment=reply.moment,
                session=self.desk.started.session,
                card=card,
                version=self.desk.version(card),
                answer=part,
                score=score.score,
                rating=self.rating(shown, score, confidence, reply),
                confidence=confidence,
                hints=reply.hints,
                ms=reply.ms if n == 0 else 0,
                first=self.first(card),
                predicted=round(shown.predicted, 4),
                key=self.key(shown.question, card),
            )
            for n, (card, part, score) in enumerate(by_card(shown, answer, verdict))
        )

    def rating(self, shown: Ask, verdict: Verdict, confidence: int, reply: Reply) -> Rating:
        """From verdict, confidence and hints to a rating."""
        return rate(
            verdict,
            confidence,
            reply.hints,
            typed=isinstance(shown.question, ShortAnswer | Cloze),
            prediction=shown.reason is Reason.PREDICTION,
            confidence_asked=confidence > 0,
        )

    def feedback(self, shown: Ask, answer: Answer, verdict: Verdict, facts: Sequence[Reviewed]) -> Feedback:
        """The verdict as a step; the day is the earliest that one of the cards comes back."""
        days = [review(self.memory(f.card), f.rating, f.moment.day).due for f in facts if f.first]
        return Feedback(
            ask=shown,
            answer=answer,
            verdict=verdict,
            rating=min(f.rating for f in facts),
            confidence=facts[0].confidence,
            due=min(days) if days and not shown.exam_day else None,
            today=facts[0].moment.day,
            retry=facts[0].first and any(f.rating is Rating.AGAIN for f in facts) and self.desk.started.kind != "practice",
        )

    def count(self, shown: Ask, answer: Answer, facts: Sequence[Reviewed]) -> bool:
        """Add the answer to the session's sums; a second try counts for nothing. True when it failed and was a first answer."""
        right = all(f.score >= 1.0 for f in facts)
        if shown.reason is not Reason.AGAIN:
            self.asked += 1
            self.right += right
            if not right:
                self.missed.append(Missed(shown, answer))
        for fact in facts:
            if fact.first:
                self.earlier[fact.card] = self.memory(fact.card)
                self.memories[fact.card] = learned = review(self.memory(fact.card), fact.rating, fact.moment.day)
                self.coming[fact.card] = learned.due
        return facts[0].first and any(f.rating is Rating.AGAIN for f in facts)

    def uncount(self, shown: Ask, facts: Sequence[Reviewed]) -> None:
        """Take back what `count` did with a wrong answer just now."""
        if shown.reason is not Reason.AGAIN:
            self.asked -= 1
            self.missed.pop()
        for fact in facts:
            if fact.first:
                self.memories[fact.card] = self.earlier[fact.card]

    def finish(self, lesson: Lesson | None) -> Generator[Step, Reply, None]:
        """The end, and the missed questions again for who asks for them (a drill: no date moves)."""
        while True:
            reply = yield End(self.summary(lesson))
            if not (reply.redo and self.missed):
                return
            yield from self.redo()

    def redo(self) -> Generator[Step, Reply, None]:
        """Drill what was missed; the score stays that of the session, what is missed is what still is."""
        missed, self.missed = tuple(self.missed), []
        score = self.asked, self.right
        self.number, self.total, self.drill = 0, len(missed), True
        for each in missed:
            yield from self.ask(each.ask.question, each.ask.cards, each.ask.gap, Reason.PRACTICE)
        self.asked, self.right = score

    def gain(self) -> Gain | None:
        """What the lesson added to its pretest."""
        if not self.desk.started.options:
            return None
        from tutor.pretest import gain  # only for a lesson that had one

        return gain(self.desk.started, self.log.facts)

    def summary(self, lesson: Lesson | None) -> Summary:
        """The session's sums."""
        days = [] if self.desk.exam_day else list(self.coming.values())
        return Summary(
            kind=self.desk.started.kind,
            lesson=lesson,
            asked=self.asked,
            right=self.right,
            ms=self.ms,
            missed=tuple(self.missed),
            coming=tuple((day, days.count(day)) for day in sorted(set(days))),
            today=self.today if self.today != date.min else self.desk.today,
            last=self.desk.last,
            expected=self.desk.expect(self.memories) if self.desk.expect else None,
            gain=self.gain(),
            lessons=bool(self.desk.course.lessons),
        )


def overruled_rating(fact: Reviewed) -> Rating:
    """What "I was right" is worth: a good answer, a hard one after a hint."""
    return Rating.HARD if fact.hints else Rating.GOOD


def by_card(shown: Ask, answer: Answer, verdict: Verdict) -> Iterator[tuple[str, Answer, Verdict]]:
    """Share an answer and its verdict among the cards it was for."""
    if len(shown.cards) == 1:
        yield shown.cards[0], answer, verdict
        return
    for n, card in enumerate(shown.cards):
        typed = answer.typed[n : n + 1]
        right = n < len(verdict.parts) and verdict.parts[n]
        yield card, Answer(typed=typed, unknown=answer.unknown), Verdict(float(right), (right,))
