"""From steps to blocks. Pure: the same step and widget give the same blocks; nothing is printed here.

Interface sentences are set in the interface's language, texts of the course in the course's.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from rich.text import Text as Styled

from tutor.course import Claim, Reference, Section
from tutor.grade import Different, Note, Slip, Why
from tutor.record import record, replace
from tutor.stats import reading_minutes
from tutor.steps import (
    Ask,
    Compare,
    End,
    Evidence,
    Feedback,
    Menu,
    OfExam,
    Offer,
    Opening,
    Page,
    Reason,
    Recap,
    Rehearsal,
    Remark,
    Step,
    Sure,
    Tick,
    Welcome,
)
from tutor.text import Text
from tutor.ui.inline import styled
from tutor.ui.layout import Block
from tutor.ui.prose import paragraphs
from tutor.ui.safe import clean
from tutor.ui.typography import literal
from tutor.ui.widgets import LABELS

if TYPE_CHECKING:
    from tutor.content.documents import Shown

BAR = "┃"


def nothing_at_hand(_: Sequence[Claim]) -> "tuple[Shown, ...]":
    """No document."""
    return ()


@record
class Voice:
    """Who speaks: the interface's sentences, the language of the course, and the passages of its documents, where they are at hand."""

    text: Text
    course: str
    numbered: bool = False
    passages: "Callable[[Sequence[Claim]], tuple[Shown, ...]]" = nothing_at_hand

    def label(self, n: int) -> str:
        """What names an option: a letter on the stage, a number in plain lines."""
        return f"{n + 1}. " if self.numbered else f"{LABELS[n % len(LABELS)]}. "

    def say(self, sentence: str, style: str = "") -> Styled:
        """A sentence of the interface. Words of the course may stand in it with their marks; words of the learner as `literal` has them."""
        return styled(sentence, self.text.code, style)

    def quote(self, words: str, style: str = "") -> Styled:
        """Words of the course, with their inline marks."""
        return styled(words, self.course, style)

    def mixed(self, label: str, words: str, style: str = "label") -> Styled:
        """A label of the interface, then words of the course."""
        return Styled.assemble(self.say(label, style), self.say(" : " if self.text.code == "fr" else ": ", style), self.quote(words))


def welcome(step: Welcome, voice: Voice) -> Iterator[Block]:
    """The very first screen: the course, the keys, the disclaimer."""
    text = voice.text.screens
    yield Block(voice.quote(step.course.title, "title"))
    first, *more = text.welcome_plain if voice.numbered else text.welcome
    yield Block(voice.say(first if step.course.lessons else text.welcome_quiz))
    yield from (Block(voice.say(line), gap=False) for line in more)
    if voice.text.code != step.course.language and step.course.language in text.course_in:
        yield Block(voice.say(text.course_in[step.course.language]))
    if step.course.disclaimer:
        yield Block(voice.mixed(text.disclaimer, step.course.disclaimer, "warn"), bar=BAR)
        with suppress(ValueError):
            reviewed = voice.text.day(date.fromisoformat(step.course.reviewed))
            yield Block(voice.say(text.reviewed(reviewed), "hint"), bar=BAR, gap=False)


def offer(step: Offer, voice: Voice) -> Iterator[Block]:
    """The question whether to go on."""
    kind = voice.text.home.resume_kinds.get(step.kind, step.kind)
    if step.lesson:
        yield Block(voice.quote(step.lesson.title, "title"))
    yield Block(voice.say(voice.text.screens.offer(kind, step.answered)))
    if step.left_ms is not None:
        from tutor.text.mock import mock_for

        yield Block(voice.say(mock_for(voice.text.code).offer_left(step.left_ms), "warn"), gap=False)


def opening(step: Opening, voice: Voice) -> Iterator[Block]:
    """The first screen of a lesson: what it is for and how long it takes."""
    say, text = voice.say, voice.text.screens
    yield Block(voice.quote(step.lesson.title, "title"))
    if step.lesson.objectives:
        yield Block(say(text.you_will))
        yield from (Block(voice.quote(o.text), lead=Styled("• "), gap=False) for o in step.lesson.objectives)
    if step.first:
        yield Block(voice.mixed(text.read_first, ", ".join(step.first), "warn"))
    if step.remaining < len(step.lesson.sections):
        yield Block(say(text.go_on_reading(step.remaining)))
    else:
        yield Block(say(text.sections_and_minutes(step.remaining, reading_minutes(step.lesson))))


def page(step: Page, voice: Voice) -> Iterator[Block]:
    """A section: its text, what to remember, the nuance, where it comes from."""
    yield Block(voice.quote(step.section.title, "title"))
    yield from taught(step.section, voice)
    yield from (replace(block, tied=True) for block in sources(step.claims, step.references, voice))


def taught(section: Section, voice: Voice) -> Iterator[Block]:
    """What a section teaches: its text, what to remember, the nuance."""
    text = voice.text.screens
    yield from paragraphs(section.text, voice.course)
    if section.remember:
        yield Block(voice.mixed(text.remember, section.remember, "accent"), bar=BAR)
    if section.nuance:
        yield Block(voice.mixed(text.the_document_says, section.nuance.says, "warn"), bar=BAR)
        yield Block(voice.mixed(text.the_nuance, section.nuance.nuance, "warn"), bar=BAR, gap=False)


def sources(claims: Sequence[tuple[Claim, str]], references: Sequence[Reference], voice: Voice) -> Iterator[Block]:
    """Where a section or a proof comes from: the documents' sentences, then what is outside the documents."""
    by_title: dict[str, list[str]] = {}
    for claim, title in claims:
        names = by_title.setdefault(title, [])
        if claim.sentence not in names:
            names.append(claim.sentence)
    gap = True
    for title, sentences in by_title.items():
        yield Block(voice.say(voice.text.screens.source(title, ", ".join(sentences), len(sentences)), "hint"), gap=gap)
        gap = False
    for reference in references:
        yield Block(voice.say(voice.text.screens.outside(reference.text), "hint"), gap=gap)
        gap = False


def recap(step: Recap, voice: Voice) -> Iterator[Block]:
    """What to remember of the lesson."""
    yield Block(voice.say(voice.text.screens.recap, "title"))
    yield Block(voice.say(voice.text.screens.recap_intro, "hint"), gap=False)
    yield from (Block(voice.quote(r), lead=Styled("• ")) for r in step.remember)


def remark(step: Remark, voice: Voice) -> Iterator[Block]:
    """What a preview shows where there is no card."""
    yield Block(voice.say(step.title, "title"))
    yield from (Block(Styled(clean(line)), gap=n == 0) for n, line in enumerate(step.lines))


def verdict(step: Feedback, voice: Voice) -> Styled:
    """The first line of feedback: a glyph and a word, never colour alone; plain lines end with a full stop."""
    text = voice.text.screens
    stop = "." if voice.numbered else ""
    if step.overruled:
        return voice.say(f"✓ {text.overruled}{stop}", "right")
    if step.answer.unknown:
        return voice.say(f"✗ {text.unknown}{stop}", "wrong")
    if step.verdict.right:
        return voice.say(f"✓ {text.right}{stop}", "right")
    if step.verdict.partly:
        total = len(step.verdict.parts) or 1
        return voice.say(f"◐ {text.partly(sum(step.verdict.parts), total)}{stop}", "warn")
    return voice.say(f"✗ {text.wrong}{stop}", "wrong")


def note(each: Note, voice: Voice) -> Styled:
    """One remark on an answer."""
    match each:
        case Why(about, reason):
            return Styled.assemble(voice.quote(about, "label"), " — " if about else "", voice.quote(reason))
        case Slip(expected):
            return voice.say(voice.text.screens.slip(expected))
        case Different(given, expected):
            return voice.say(voice.text.screens.different(literal(given), expected))


def proof(evidence: Evidence, voice: Voice) -> Iterator[Block]:
    """The lesson's words that prove the answer, and where they come from."""
    text = voice.text.screens
    if evidence.quote:
        quoted = Styled.assemble(voice.quote("« ", "italic"), voice.quote(evidence.quote, "italic"), voice.quote(" »", "italic"))
        yield Block(
            Styled.assemble(voice.say(text.lesson_says, "label"), voice.say(" : " if voice.text.code == "fr" else ": "), quoted), bar=BAR
        )
        if evidence.section:
            yield Block(voice.quote(text.see_lesson(evidence.lesson, evidence.section.title), "hint"), bar=BAR, gap=False)
    for block in sources(evidence.claims, evidence.references, voice):
        yield Block(block.text, bar=BAR, gap=block.gap and not evidence.quote)


def when_back(step: Feedback, voice: Voice) -> Iterator[Block]:
    """The day the card comes back, and why it may be soon."""
    text = voice.text.screens
    sentences = []
    if step.confidence == 3 and not step.verdict.right and not step.overruled and (step.due or step.ask.exam_day):
        sentences.append(text.sure_and_wrong)
    if step.retry:
        sentences.append(text.again_then((step.due - step.today).days, step.due) if step.due else text.again_here)
    elif step.due:
        sentences.append(text.comes_back((step.due - step.today).days, step.due))
    elif step.ask.reason in {Reason.PRACTICE, Reason.AGAIN}:
        sentences.append(text.not_moved if step.ask.reason is Reason.PRACTICE else text.second_try)
    if sentences:
        yield Block(voice.say(" ".join(sentences), "" if step.due else "hint"), tied=True, loosely=True)


def header(step: Step, voice: Voice, now: int = 0) -> tuple[Styled, Styled]:
    """The first line of a screen: where we are, and how far; `now` in UTC ms, for the clock of an exam."""
    text = voice.text.screens
    match step:
        case Welcome() | Rehearsal():
            return Styled("tutor", "hint"), Styled()
        case Menu(inner=inner):
            return Styled.assemble(("tutor", "hint"), voice.say(f"  {voice.text.home.title}" if not inner else "", "hint")), Styled()
        case Offer():
            return voice.say(voice.text.home.title, "hint"), Styled()
        case Opening(module=module):
            return voice.quote(module, "hint"), Styled()
        case Page(lesson=lesson, number=n, count=count):
            return voice.quote(lesson.title, "hint"), voice.say(text.section_of(n, count), "hint")
        case Ask() as ask:
            return question_header(ask, voice)
        case Sure(ask=ask) | Tick(ask=ask) | Feedback(ask=ask):
            return question_header(ask, voice)
        case Recap(lesson=lesson):
            return voice.quote(lesson.title, "hint"), Styled()
        case Compare(number=n, count=count):
            return voice.say(text.compare, "hint"), Styled(f"{n}/{count}" if count > 1 else "", "hint")
        case End(summary=ended):
            return voice.say(text.end_of.get(ended.kind, ""), "hint"), Styled()
        case Remark(place=place):
            return Styled(f"{place.file}:{place.line}" if place.line else place.file, "hint"), Styled()
        case OfExam():
            from tutor.ui.mock_words import exam_header

            return exam_header(step, voice, now)


def question_header(ask: Ask, voice: Voice) -> tuple[Styled, Styled]:
    """Which question of how many, and why it is asked."""
    text = voice.text.screens
    again = ask.reason is Reason.AGAIN
    where = text.question_again if again else text.question_of(ask.number, ask.total)
    left = Styled.assemble(voice.say(where, "hint"), Styled("  "), voice.quote(ask.evidence.lesson, "hint"))
    return left, Styled() if again else voice.say(text.reasons[ask.reason.value], "hint")
