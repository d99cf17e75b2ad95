"""Feedback as blocks: the verdict, the reasons, the proof, and the question again with both answers. Pure."""

from collections.abc import Iterator
from typing import assert_never

from rich.text import Text as Styled

from tutor.course import (
    Classification,
    Cloze,
    FreeRecall,
    Matching,
    MultipleChoice,
    Number,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)
from tutor.grade import Answer
from tutor.record import replace
from tutor.steps import Ask, Feedback
from tutor.ui.layout import Block
from tutor.ui.render import Voice, note, proof, verdict, when_back
from tutor.ui.typography import literal
from tutor.ui.words import answer_text, key_text, options, places, prompt_text

LONG = (MultipleChoice, Matching, Classification, Ordering, FreeRecall)
TYPED = (ShortAnswer, Cloze, Number)
PLACED = (Matching, Classification, Ordering)


def feedback_blocks(step: Feedback, voice: Voice) -> Iterator[Block]:
    """Verdict first, then why, then the proof, then the question with both answers, then when it comes back."""
    yield Block(verdict(step, voice))
    for each in step.verdict.notes:
        yield Block(note(each, voice), gap=False)
    typed = isinstance(step.ask.question, TYPED)
    if typed:
        yield from marked_typing(step, voice)
    if not step.verdict.right and not step.overruled and not isinstance(step.ask.question, LONG):
        yield Block(voice.say(voice.text.screens.expected(key_text(step.ask, voice.text)), "right"), gap=False)
    if step.ask.formerly:
        yield Block(
            voice.say(voice.text.screens.key_was(named(step.ask.formerly, voice), key_text(step.ask, voice.text)), "warn"), gap=False
        )
    if step.ask.question.explanation:
        yield Block(voice.quote(step.ask.question.explanation))
    yield from proof(step.ask.evidence, voice)
    yield from when_back(step, voice)
    if voice.numbered and not isinstance(step.ask.question, LONG):
        return  # the line above has just said it, and a screen reader would say it all again
    if not voice.numbered:
        yield Block(voice.quote(prompt_text(step.ask), "bold"))
    if not typed:
        yield from (replace(block, tied=True) for block in marked(step, voice))


def named(former: str, voice: Voice) -> str:
    """A right answer as the history has it, in words: the truth of a statement stands there as true or false."""
    return {"true": voice.text.screens.true, "false": voice.text.screens.false}.get(former, former)


def marked(step: Feedback, voice: Voice) -> Iterator[Block]:
    """The answer and the key side by side."""
    return marked_rows(step.ask, step.answer, voice)


def marked_rows(ask: Ask, answer: Answer, voice: Voice) -> Iterator[Block]:
    """The same of any answer: glyph and words for each line."""
    match ask.question:
        case SingleChoice() | MultipleChoice() | TrueFalse():
            yield from marked_choices(ask, answer, voice)
        case Matching(pairs=pairs):
            key = tuple(places(ask).index(right) for _, right in pairs)
            yield from marked_pairs(ask, answer, voice, tuple(range(len(pairs))), key)
        case Classification():
            yield from marked_pairs(ask, answer, voice, ask.order, tuple(place for _, place in ask.question.items))
        case Ordering(steps=steps):
            yield from marked_steps(steps, answer, voice)
        case FreeRecall(points_expected=points):
            for n, point in enumerate(points):
                there = n in answer.picked
                says = voice.say(f" ({voice.text.screens.point_there if there else voice.text.screens.point_missing})", "hint")
                yield Block(Styled.assemble(voice.quote(point), says), lead=mark(ok=there, label=""), gap=n == 0)
        case ShortAnswer() | Cloze() | Number():
            return
        case _:
            assert_never(ask.question)


def placed(ask: Ask, answer: Answer, voice: Voice) -> Iterator[Block]:
    """What was placed wrong, or where everything belongs for one who did not know."""
    rows = tuple(marked_rows(ask, answer, voice))
    if answer.unknown:
        yield from (replace(block, lead=Styled("  • ")) for block in rows)
        return
    yield from (replace(block, lead=Styled.assemble("  ", block.lead)) for block in rows if block.lead.plain[0] != "✓")
    right = sum(block.lead.plain[0] == "✓" for block in rows)
    if right:
        yield Block(voice.say(voice.text.screens.others_right(right), "hint"), lead=Styled("  "))


def marked_choices(ask: Ask, answer: Answer, voice: Voice) -> Iterator[Block]:
    """Options in the order they were shown."""
    names = options(ask, voice.text)
    order: tuple[int, ...]
    keys: tuple[bool, ...]
    match ask.question:
        case TrueFalse(truth=truth):
            order, keys = (1, 0), (not truth, truth)
        case SingleChoice(choices=choices) | MultipleChoice(choices=choices):
            order, keys = ask.order, tuple(c.right for c in choices)
        case _:
            return
    several = isinstance(ask.question, MultipleChoice)
    for n, i in enumerate(order):
        lead, tail = marks(voice, key=keys[i], chosen=i in answer.picked, several=several)
        plain = "" if keys[i] or i in answer.picked else "hint"
        yield Block(Styled.assemble(voice.quote(names[i], plain), tail), lead=Styled.assemble(lead, (voice.label(n), "key")), gap=n == 0)


def marks(voice: Voice, *, key: bool, chosen: bool, several: bool) -> tuple[Styled, Styled]:
    """The glyph before an option and the words after it that say whose it is."""
    text = voice.text.screens
    says = [text.your_mark] if chosen else []
    missed = key and several and not chosen
    if key:
        says.append(text.missed_mark if missed else text.key_mark)
    elif chosen and several:
        says.append(text.no_mark)
    glyph, style = ("○ ", "warn") if missed else ("✓ ", "right") if key else ("✗ ", "wrong") if chosen else ("  ", "hint")
    return Styled(glyph, style), voice.say(f" ({', '.join(says)})", style) if says else Styled()


def marked_steps(steps: tuple[str, ...], answer: Answer, voice: Voice) -> Iterator[Block]:
    """The right order, with what stood at each place instead."""
    for n, right in enumerate(steps):
        given = steps[answer.picked[n]] if n < len(answer.picked) else ""
        extra = "" if given in {right, ""} else f" ({voice.text.screens.instead(given)})"
        body = Styled.assemble(voice.quote(right), voice.quote(extra, "hint"))
        yield Block(body, lead=mark(ok=given == right, label=f"{n + 1}. "), gap=n == 0)


def marked_typing(step: Feedback, voice: Voice) -> Iterator[Block]:
    """What was typed, and the usual spelling where it was right in another."""
    text = voice.text.screens
    given, key = answer_text(step.ask, step.answer, voice.text), key_text(step.ask, voice.text)
    if given and (given != key or not step.verdict.right):
        yield Block(voice.say(text.you_answered(literal(given))), gap=False)
    if step.verdict.right and given != key:
        yield Block(voice.say(text.expected(key), "hint"), gap=False)


def mark(*, ok: bool, label: str) -> Styled:
    """✓ or ✗ before a line."""
    return Styled.assemble(("✓ " if ok else "✗ ", "right" if ok else "wrong"), (label, "key"))


def marked_pairs(ask: Ask, answer: Answer, voice: Voice, order: tuple[int, ...], key: tuple[int, ...]) -> Iterator[Block]:
    """Each item with its place, and the place it was given where that is another."""
    names, where = options(ask, voice.text), places(ask)
    for n, i in enumerate(order):
        chosen = answer.picked[i] if i < len(answer.picked) else -1
        ok = chosen == key[i]
        extra = "" if ok or chosen < 0 else f" ({voice.text.screens.instead(where[chosen])})"
        body = Styled.assemble(voice.quote(names[i]), " → ", voice.quote(where[key[i]]), voice.quote(extra, "hint"))
        yield Block(body, lead=mark(ok=ok, label=""), gap=n == 0)
