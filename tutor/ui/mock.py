"""The screens of a mock exam, as blocks: the same for the stage and for plain lines. Pure."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from rich.text import Text as Styled

from tutor.grade import Answer
from tutor.marks import Marks
from tutor.mock_steps import Corrected, ExamStep, HandIn, Item, Listing, Paused, Result, Rules, Slot
from tutor.paper import Tally
from tutor.record import replace
from tutor.text.mock import Mock, mock_for
from tutor.ui.asking import pointer, posed, preface
from tutor.ui.layout import Block
from tutor.ui.render import Voice, sources
from tutor.ui.telling import LONG, PLACED, TYPED, feedback_blocks, named, placed
from tutor.ui.widgets import Jump, Pick, Widget
from tutor.ui.words import key_text, prompt_text, said_answer

BAR_CELLS = 16
TICK = "• "


def exam_blocks(step: ExamStep, widget: Widget, voice: Voice) -> Iterator[Block]:
    """Everything a step shows."""
    text = mock_for(voice.text.code)
    match step:
        case Rules():
            yield from rules(step, text, voice)
        case Item():
            yield from item(step, widget, text, voice)
        case Listing():
            yield from listing(step, widget, text, voice)
        case HandIn():
            yield from hand_in(step, widget, text, voice)
        case Paused(left_ms=left):
            yield Block(voice.say(text.paused, "title"))
            if left is not None:
                yield Block(voice.say(sentence(text.left_said(left))), gap=False)
        case Corrected():
            yield from corrected(step, text, voice)
        case Result():
            yield from result(step, voice, whole=False)
        case _:
            assert_never(step)


def sentence(words: str) -> str:
    """The words with a capital and a full stop."""
    return f"{words[0].upper()}{words[1:]}."


def rules(step: Rules, text: Mock, voice: Voice) -> Iterator[Block]:
    """What is asked and how it is marked."""
    yield Block(Styled.assemble(voice.say(text.title, "title"), ", ", voice.quote(step.title)))
    yield Block(voice.say(text.about(step.questions, step.minutes), "bold"))
    if step.questions < step.wanted:
        yield Block(voice.say(text.fewer(step.wanted, step.questions), "warn"), gap=False)
    if step.unread:
        yield Block(voice.say(text.unread(step.unread, step.questions), "warn"), gap=False)
    yield Block(voice.say(f"{text.marking(text.names[step.marking])} {text.schemes[step.marking]}"))
    yield Block(voice.say(text.pass_at(round(100 * step.pass_share))), gap=False)
    yield Block(voice.say(text.no_feedback))
    yield Block(voice.say(text.may_pause if step.pausable else text.no_pause), gap=False)
    yield Block(voice.say(text.leaving), gap=False)
    if step.minutes:
        yield Block(voice.say(text.clock_starts, "accent"))


def item(step: Item, widget: Widget, text: Mock, voice: Voice) -> Iterator[Block]:
    """A question, with what is answered; nothing on it says whether that is right, or what it is about."""
    ask = step.ask
    if step.refused:
        yield Block(voice.say(text.refused, "warn"), gap=False)
    yield from preface(ask, voice)
    if step.lost:
        yield Block(voice.say(text.lost, "warn"))
    yield from posed(ask, widget, voice)
    if step.given is not None:
        answered = text.gave_unknown if step.given.unknown else voice.text.screens.you_answered(said_answer(ask, step.given, voice.text))
        yield Block(voice.say(answered, "accent"))
    if step.locked:
        yield Block(voice.say(text.locked, "hint"), gap=False)
    if step.flagged:
        yield Block(voice.say(sentence(text.flagged), "warn"), gap=step.given is None)


def listing(step: Listing, widget: Widget, text: Mock, voice: Voice) -> Iterator[Block]:
    """Every question with how it stands, and where to go."""
    if step.refused:
        yield Block(voice.say(text.refused, "warn"), gap=False)
    answered = sum(slot.answered for slot in step.slots)
    yield Block(voice.say(text.list_title(answered, len(step.slots)) + ("." if voice.numbered else ""), "title"))
    if not voice.numbered and step.slots:
        cells = [cell(n, slot) for n, slot in enumerate(step.slots, 1)]
        yield Block(Styled("  ").join(cells))
        yield Block(voice.say(text.legend, "hint"), gap=False)
    yield from standing(numbers(step.slots, answered=False), numbers(step.slots, flagged=True), text, voice)
    if isinstance(widget, Jump) and not voice.numbered:
        yield Block(Styled(widget.digits), lead=voice.say(text.jump, "key"), cursor=len(widget.digits))


def numbers(slots: Sequence[Slot], *, answered: bool | None = None, flagged: bool | None = None) -> tuple[int, ...]:
    """The numbers of the questions that stand so."""
    return tuple(n for n, s in enumerate(slots, 1) if answered in {None, s.answered} and flagged in {None, s.flagged})


def cell(n: int, slot: Slot) -> Styled:
    """A number with its glyph: ✓ answered, · not, ! flagged."""
    glyph = ("✓", "accent") if slot.answered else ("·", "hint")
    return Styled.assemble(
        (f"{n:>2}".replace(" ", "\u00a0"), "bold" if slot.flagged else ""), glyph, ("!" if slot.flagged else "\u00a0", "warn")
    )


def standing(without: Sequence[int], flagged: Sequence[int], text: Mock, voice: Voice) -> Iterator[Block]:
    """Which questions have no answer, and which are flagged, in words."""
    yield Block(voice.say(text.without(without) if without else text.all_answered, "warn" if without else ""))
    if flagged:
        yield Block(voice.say(text.with_flag(flagged)), gap=False)


def hand_in(step: HandIn, widget: Widget, text: Mock, voice: Voice) -> Iterator[Block]:
    """The last question of an exam, with a warning of what is not answered."""
    yield Block(voice.say(text.hand_in, "title"))
    warned = text.hand_in_without(step.unanswered) if step.unanswered else text.hand_in_all
    yield Block(voice.say(warned, "warn" if step.unanswered else ""))
    if step.flagged:
        yield Block(voice.say(text.hand_in_flagged(step.flagged)), gap=False)
    at = widget.at if isinstance(widget, Pick) else -1
    for n, words in enumerate((text.hand_in_yes, text.hand_in_no)):
        lead = Styled() if voice.numbered else pointer(n == at)
        yield Block(voice.say(words), lead=Styled.assemble(lead, (voice.label(n), "key")), index=n, gap=n == 0, current=n == at)


def corrected(step: Corrected, text: Mock, voice: Voice) -> Iterator[Block]:
    """A question with its points, and all that feedback says."""
    _, *rest = feedback_blocks(step.feedback, voice)
    words, style = verdict(step, text, voice)
    colon, stop = " :" if voice.text.code == "fr" else ":", "." if voice.numbered else ""
    earned = voice.say(f"{colon} {points_of(step, text, voice)}{stop}", "bold")
    yield Block(Styled.assemble(voice.say(words, style), earned))
    yield from recalled(step, voice) if voice.numbered else ()
    yield from rest


def recalled(step: Corrected, voice: Voice) -> Iterator[Block]:
    """For plain lines, which say feedback right after its question: what was asked, and what was answered if nothing below says it."""
    ask, answer = step.feedback.ask, step.feedback.answer
    yield Block(voice.quote(prompt_text(ask)))
    if not answer.unknown and not isinstance(ask.question, LONG + TYPED):
        yield Block(voice.say(voice.text.screens.you_answered(said_answer(ask, answer, voice.text))), gap=False)


def verdict(step: Corrected, text: Mock, voice: Voice) -> tuple[str, str]:
    """A glyph and a word for the points earned, which a scheme may give where the answer as a whole is wrong."""
    screens = voice.text.screens
    if step.blank:
        return f"✗ {text.blank}", "wrong"
    if step.feedback.answer.unknown:
        return f"✗ {screens.unknown}", "wrong"
    if step.points >= step.possible:
        return f"✓ {screens.right}", "right"
    return (f"◐ {text.partly}", "warn") if step.points > 0 else (f"✗ {screens.wrong}", "wrong")


def points_of(step: Corrected, text: Mock, voice: Voice) -> str:
    """0,5 sur 1 point."""
    return text.earned(figure(step.points, voice), figure(step.possible, voice))


def figure(value: float, voice: Voice) -> str:
    """A number of points, with two decimals at most."""
    return voice.text.number(round(value, 2) + 0.0)


def percent(share: float) -> int:
    """A share in percent, never rounded up over a pass mark it misses by less."""
    return int(100 * share + 1e-9)


def result(step: Result, voice: Voice, *, whole: bool = True) -> Iterator[Block]:
    """What an exam came to: the score, the pass mark, forecast and earlier exams, modules, objectives, what was missed.

    `whole`: with every miss and its proof; else their numbers only, for the paper corrected comes after.
    """
    text = mock_for(voice.text.code)
    yield from score(step, text, voice)
    yield from compared(step, text, voice)
    yield from by_module(step, text, voice)
    yield from objectives(step, text, voice)
    yield from misses(step, text, voice) if whole else missed_numbers(step, text, voice)
    yield Block(voice.say(text.coming, "hint"))
    yield from (Block(voice.say(command, "hint"), gap=False, tied=True) for command in text.next_commands)


def score(step: Result, text: Mock, voice: Voice) -> Iterator[Block]:
    """The first lines: how it ended, the points, passed or not."""
    marks: Marks = step.marks
    total, limit = marks.report.total, marks.handed.started.minutes
    yield Block(voice.say(text.time_over if marks.handed.late else text.handed_in, "warn" if marks.handed.late else "title"))
    if total.questions:
        yield Block(voice.say(text.points(figure(total.points, voice), figure(total.possible, voice), percent(total.share)), "bold"))
        mark = round(100 * marks.terms.pass_share)
        passed = marks.report.passed
        words = text.passed(mark) if passed else text.failed(mark)
        yield Block(voice.say(f"{'✓' if passed else '✗'} {words}", "right" if passed else "wrong"), gap=False)
    for words in reservations(marks, text):
        yield Block(voice.say(words, "warn"), gap=False)
    yield Block(voice.say(text.how(text.names[marks.terms.marking], round(marks.handed.ms / 60_000), limit)), gap=False)
    if marks.report.blank:
        yield Block(voice.say(text.blanks(marks.report.blank)), gap=False)


def reservations(marks: Marks, text: Mock) -> Iterator[str]:
    """What does not count, what cannot be shown any more, what is another question now."""
    if marks.left_out > 0:
        yield text.gone(marks.left_out)
    if not marks.marks:
        yield text.nothing_counts
    if marks.handed.marks is None:
        yield text.marked_now
    if marks.gone:
        yield text.gone_since(marks.gone)
    if marks.changed:
        yield text.changed(marks.changed)


def compared(step: Result, text: Mock, voice: Voice) -> Iterator[Block]:
    """Against the forecast, and against the exams before."""
    now = percent(step.marks.report.total.share)
    if not step.marks.marks:
        return
    if step.expected:
        expected = step.expected
        yield Block(voice.say(text.expected(round(100 * expected.share), round(100 * expected.low), round(100 * expected.high), now)))
    if not step.earlier:
        yield Block(voice.say(text.first_exam, "hint"), gap=not step.expected)
        return
    last = step.earlier[-1]
    yield Block(voice.say(text.before(last.day, percent(last.share), now)), gap=not step.expected)
    if len(step.earlier) > 1:
        every = [*((e.day, percent(e.share)) for e in step.earlier[-9:]), (step.marks.handed.moment.day, now)]
        yield Block(voice.say(text.earlier(every)), gap=False)


def by_module(step: Result, text: Mock, voice: Voice) -> Iterator[Block]:
    """What each module earned, of a course that has some."""
    names = dict(step.modules)
    if not names:
        return
    yield Block(voice.say(text.by_module, "label"))
    for n, tally in enumerate(step.marks.report.modules):
        yield from row(tally, names.get(tally.name, tally.name) or text.no_module, text, voice, first=n == 0)


def row(tally: Tally, name: str, text: Mock, voice: Voice, *, first: bool) -> Iterator[Block]:
    """A name, a bar, and the numbers it stands for; the first row stays with its heading."""
    yield Block(voice.quote(name), gap=False, tied=first)
    words = text.tally(figure(tally.points, voice), figure(tally.possible, voice), percent(tally.share))
    full = round(tally.share * BAR_CELLS)
    bar = Styled.assemble(("█" * full, "accent"), ("·" * (BAR_CELLS - full), "hint"))
    yield Block(voice.say(words, "hint"), lead=Styled() if voice.numbered else Styled.assemble("  ", bar, " "), gap=False, tied=True)


def objectives(step: Result, text: Mock, voice: Voice) -> Iterator[Block]:
    """The objectives that were not met in full, the weakest first."""
    known = dict(step.objectives)
    asked = [tally for tally in step.marks.report.objectives if tally.name in known]
    weak = sorted((tally for tally in asked if tally.share < 1), key=lambda tally: tally.share)
    if not asked:
        return
    if weak:
        yield Block(voice.say(text.by_objective, "label"))
    for n, tally in enumerate(weak):
        words = text.tally(figure(tally.points, voice), figure(tally.possible, voice), percent(tally.share))
        said = Styled.assemble(voice.quote(known[tally.name]), "  ", voice.say(words, "hint"))
        yield Block(said, lead=Styled(TICK), gap=False, tied=n == 0)
    yield Block(voice.say(text.of_objectives(len(asked) - len(weak), len(asked)), "hint"), gap=not weak)


def misses(step: Result, text: Mock, voice: Voice) -> Iterator[Block]:
    """Every question that did not earn all its points: what was answered, what was right, the lesson's words and their source."""
    missed = missed_of(step)
    if missed:
        yield Block(voice.say(text.misses(len(missed)), "label"))
    elif is_whole(step):
        yield Block(voice.say(text.no_misses, "right"))
    for each in missed:
        yield from miss(each, text, voice)


def missed_of(step: Result) -> list[Corrected]:
    """The questions that did not earn all their points, the most points lost first; of those that can be shown."""
    by_id = {each.feedback.ask.question.id: each for each in step.papers}
    return [by_id[name] for name in step.marks.report.missed if name in by_id]


def is_whole(step: Result) -> bool:
    """Whether every question earned all its points."""
    return bool(step.marks.marks) and not step.marks.report.missed


def missed_numbers(step: Result, text: Mock, voice: Voice) -> Iterator[Block]:
    """Which questions did not earn all their points."""
    numbers = sorted(each.number for each in missed_of(step))
    if numbers or is_whole(step):
        yield Block(voice.say(text.missed_numbers(numbers) if numbers else text.no_misses, "warn" if numbers else "right"))


def miss(each: Corrected, text: Mock, voice: Voice) -> Iterator[Block]:
    """One of them."""
    told, screens = each.feedback, voice.text.screens
    ask, indent = told.ask, Styled("  ")
    yield Block(voice.quote(f"{each.number}. {prompt_text(ask)}"), lead=Styled("✗ ", "wrong"))
    yield Block(voice.say(given(told.answer, each, text, voice)), lead=indent, gap=False)
    key = key_text(ask, voice.text)
    if isinstance(ask.question, PLACED):
        answer = told.answer if each.readable and not each.blank else Answer(unknown=True)
        yield from (replace(block, gap=False) for block in placed(ask, answer, voice))
    else:
        yield Block(voice.say(screens.missed_key(key)), lead=indent, gap=False)
    if each.changed:
        was = f" {screens.key_was(named(ask.formerly, voice), key)}" if ask.formerly else ""
        yield Block(voice.say(text.changed_one + was, "warn"), lead=indent, gap=False)
    if ask.evidence.quote:
        yield Block(voice.quote(f"« {ask.evidence.quote} »", "italic"), lead=indent, gap=False)
    if ask.evidence.section:
        where = screens.see_lesson(ask.evidence.lesson, ask.evidence.section.title)
        yield Block(voice.quote(where, "hint"), lead=indent, gap=False)
    for block in sources(ask.evidence.claims, ask.evidence.references, voice):
        yield Block(block.text, lead=indent, gap=False)


def given(answer: Answer, each: Corrected, text: Mock, voice: Voice) -> str:
    """What was answered, with its points."""
    if each.blank:
        words = text.blank
    elif answer.unknown:
        words = voice.text.screens.missed_unknown
    elif not each.readable:
        words = text.unreadable
    elif isinstance(each.feedback.ask.question, PLACED):
        return points_of(each, text, voice)
    else:
        words = voice.text.screens.missed_yours(said_answer(each.feedback.ask, answer, voice.text))
    return f"{words} ({points_of(each, text, voice)})"
