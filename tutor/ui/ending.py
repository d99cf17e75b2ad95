"""The end of a session, as blocks: for the last screen, and for the scrollback after it."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.text import Text as Styled

from tutor.record import replace
from tutor.steps import Missed, Summary
from tutor.ui.layout import Block
from tutor.ui.render import Voice
from tutor.ui.telling import PLACED, placed
from tutor.ui.words import key_text, prompt_text, said_answer

NEXT = {"lesson": "tutor learn", "review": "tutor learn", "practice": "tutor review"}


def summary(step: Summary, voice: Voice, *, finished: bool = True) -> Iterator[Block]:
    """The end of a session, for the screen and for the scrollback; `finished` or left before its end."""
    text = voice.text.screens
    title = (text.end_of if finished else text.left_of).get(step.kind, step.kind)
    yield Block(voice.mixed(title, step.lesson.title, "title") if step.lesson else voice.say(title, "title"))
    yield Block(voice.say(text.score(step.right, step.asked) if step.asked else text.nothing_asked, "bold"))
    if step.asked and step.last and step.last[1]:
        yield Block(voice.say(text.compared(step.right, step.asked, *step.last)), gap=False)
    if step.ms:
        yield Block(voice.say(text.minutes(round(step.ms / 60000))), gap=False)
    if step.gain:
        yield Block(voice.say(text.gain(step.gain.before, step.gain.after, step.gain.asked)), gap=False)
    yield from missed(step, voice)
    yield from coming(step.coming, step.today, voice)
    yield from expected(step, voice)
    if step.lessons:  # else the command to go on with is the one just typed
        yield Block(voice.say(text.next_command(NEXT.get(step.kind, "tutor") if finished else "tutor"), "hint"), tied=True)


def expected(step: Summary, voice: Voice) -> Iterator[Block]:
    """How the forecast of the exam stands, and what the session changed in it."""
    if step.expected is None:
        return
    from tutor.forecast import TooEarly  # these two only where an exam is planned
    from tutor.text.exams import exams_for

    text, seen = exams_for(voice.text.code), step.expected
    if isinstance(seen, TooEarly):
        yield Block(voice.say(text.end_early(seen.answers, seen.needed)))
        return
    expected, low, high = (round(100 * share) for share in (seen.total.expected, seen.total.low, seen.total.high))
    now, before = round(100 * seen.stopping), round(100 * seen.before)
    yield Block(voice.say(text.end(seen.exam_day, expected, low, high)))
    if step.today < seen.exam_day:
        yield Block(voice.say(text.end_stopping(now, now - before)), gap=False)


def missed(step: Summary, voice: Voice) -> Iterator[Block]:
    """The missed questions: what was answered, what was right, the lesson's line."""
    text = voice.text.screens
    if not step.asked:
        return
    if not step.missed:
        yield Block(voice.say(text.none_missed if step.right == step.asked else text.all_redone, "right"))
        return
    yield Block(voice.say(text.missed, "label"))
    for n, each in enumerate(step.missed):
        yield Block(voice.quote(prompt_text(each.ask)), lead=Styled("✗ ", "wrong"), tied=n == 0)
        yield from (replace(block, gap=False, tied=True) for block in answers(each, voice))


def answers(each: Missed, voice: Voice) -> Iterator[Block]:
    """What was answered and what was right; of several placed things a line each, for one line with all of them cannot be read."""
    text, unknown = voice.text.screens, each.answer.unknown
    if unknown:
        yield Block(voice.say(text.missed_unknown), lead=Styled("  "))
    if isinstance(each.ask.question, PLACED):
        yield from placed(each.ask, each.answer, voice)
    else:
        if not unknown:
            answer = said_answer(each.ask, each.answer, voice.text) or text.empty
            yield Block(voice.say(text.missed_yours(answer)), lead=Styled("  "))
        yield Block(voice.say(text.missed_key(key_text(each.ask, voice.text))), lead=Styled("  "))
    if each.ask.evidence.quote:
        yield Block(voice.quote(f"« {each.ask.evidence.quote} »", "italic"), lead=Styled("  "))


def coming(days: Sequence[tuple[date, int]], today: date, voice: Voice) -> Iterator[Block]:
    """When the cards of the session come back."""
    text = voice.text.screens
    if not days:
        return
    yield Block(voice.say(text.coming, "label"))
    lines = (text.coming_day(n, (d - today).days, d) for d, n in days[:6])
    yield from (Block(voice.say(line), lead=Styled("• "), gap=False, tied=True) for line in lines)
