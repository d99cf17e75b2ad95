"""Questions as blocks: how each kind is asked, and what has been entered so far. Pure."""

from collections.abc import Iterator

from rich.text import Text as Styled

from tutor.course import Cloze, FreeRecall, TrueFalse
from tutor.record import replace
from tutor.steps import Ask, Offer, Reason, Sure, Tick
from tutor.ui.layout import Block
from tutor.ui.render import BAR, Voice, offer
from tutor.ui.typography import literal
from tutor.ui.widgets import LABELS, Arrange, Assign, Go, Pick, Scale, Toggle, Type, Widget
from tutor.ui.words import instruction, options, places, prompt_text, said_answer


def preface(ask: Ask, voice: Voice) -> Iterator[Block]:
    """What stands before the question itself: the case, the prediction, the lead-in of a cloze."""
    text = voice.text.screens
    if ask.formerly is not None:
        yield Block(voice.say(text.key_changed, "warn"))
    if ask.reason is Reason.PREDICTION:
        yield Block(voice.say(text.prediction))
    if ask.reason is Reason.PRETEST:
        yield Block(voice.say(text.pretest))
    if ask.setting:
        yield Block(voice.say(text.case_step(ask.setting.step, ask.setting.steps), "label"))
        yield Block(voice.quote(ask.setting.vignette), gap=False)
    if isinstance(ask.question, Cloze) and ask.question.prompt:
        yield Block(voice.quote(ask.question.prompt))
    if isinstance(ask.question, TrueFalse):
        yield Block(voice.say(text.true_or_false))


def question_blocks(ask: Ask, widget: Widget, voice: Voice) -> Iterator[Block]:
    """A question to answer, with what has been entered so far."""
    yield from preface(ask, voice)
    yield from posed(ask, widget, voice)


def posed(ask: Ask, widget: Widget, voice: Voice) -> Iterator[Block]:
    """What is asked, and what can be answered if anything still can; choices stay with the question where a page holds them all."""
    yield Block(voice.quote(prompt_text(ask), "bold"))
    if isinstance(widget, Go):
        return
    told = instruction(ask, voice.text)
    if told:
        yield Block(voice.say(told), gap=False)
    yield from choices(ask, widget, voice)


def choices(ask: Ask, widget: Widget, voice: Voice) -> Iterator[Block]:
    """The part that changes as keys are pressed, on the page of what asks for it."""
    together = isinstance(widget, Pick | Toggle | Arrange)
    yield from (replace(block, tied=True) if together else block for block in entry_blocks(ask, widget, voice))


def entry_blocks(ask: Ask, widget: Widget, voice: Voice) -> Iterator[Block]:
    """The answer as far as it is entered, and what can be."""
    names = options(ask, voice.text)
    if voice.numbered:
        yield from listed(ask, widget, voice)
        return
    match widget:
        case Pick(order=order, at=at):
            for n, i in enumerate(order):
                yield choice(voice, n, names[i], lead=pointer(n == at), current=n == at, gap=n == 0)
        case Toggle(order=order, on=on, at=at):
            for n, i in enumerate(order):
                mark = Styled("[x] " if n in on else "[ ] ", "accent" if n in on else "")
                yield choice(voice, n, names[i], lead=Styled.assemble(pointer(n == at), mark), current=n == at, gap=n == 0)
        case Assign():
            yield from assign_blocks(ask, widget, voice)
        case Arrange(order=order, given=given, at=at):
            for n, i in enumerate(order):
                rank = f"{given.index(n) + 1}" if n in given else "·"
                lead = Styled.assemble(pointer(n == at), (f"{rank} ", "accent"))
                yield choice(voice, n, names[i], lead=lead, current=n == at, gap=n == 0)
        case Type():
            yield from typing_blocks(ask, widget, voice)
        case _:
            return


def listed(ask: Ask, widget: Widget, voice: Voice) -> Iterator[Block]:
    """The same for plain lines: only what can be chosen, each with its number."""
    names = options(ask, voice.text)
    match widget:
        case Pick(order=order) | Toggle(order=order) | Arrange(order=order):
            shown = [names[i] for i in order]
        case Assign(places=where):
            shown = [places(ask)[i] for i in where]
        case _:
            shown = []
    yield from (choice(voice, n, name, lead=Styled()) for n, name in enumerate(shown))


def pointer(here: bool) -> Styled:
    """The mark before the option the arrows are at."""
    return Styled("› " if here else "  ", "accent")


def choice(voice: Voice, n: int, words: str, *, lead: Styled, current: bool = False, gap: bool = False) -> Block:
    """One labelled option; it hangs under its label and is never cut."""
    return Block(
        voice.quote(words, "current" if current else ""),
        lead=Styled.assemble(lead, (voice.label(n), "key")),
        index=n,
        gap=gap,
        current=current,
    )


def assign_blocks(ask: Ask, widget: Assign, voice: Voice) -> Iterator[Block]:
    """The places with their letters, then the items with the letter each has so far."""
    names, where = options(ask, voice.text), places(ask)
    for n, i in enumerate(widget.places):
        yield replace(choice(voice, n, where[i], lead=Styled("  "), gap=n == 0), tied=n > 0, sticky=True)
    for n, i in enumerate(widget.items):
        at = n == widget.at
        chosen = widget.chosen[n]
        letter = Styled(f"{LABELS[chosen]} " if chosen >= 0 else "· ", "accent")
        lead = Styled.assemble(pointer(at), letter)
        yield Block(voice.quote(names[i], "current" if at else ""), lead=lead, index=n, gap=n == 0, current=at)


def typing_blocks(ask: Ask, widget: Type, voice: Voice) -> Iterator[Block]:
    """A line to type for each gap asked; hints of gaps stand beside."""
    text = voice.text.screens
    for n, typed in enumerate(widget.texts):
        label = text.your_answer if not isinstance(ask.question, Cloze) else text.gap(n + 1, len(widget.texts))
        here = n == widget.at
        yield Block(Styled(typed), lead=voice.say(label, "key" if here else "hint"), gap=n == 0, cursor=widget.cursor if here else None)
    if widget.refused:
        yield Block(voice.say(text.not_a_number, "warn"), gap=False)


def sure_blocks(step: Sure, widget: Widget, voice: Voice) -> Iterator[Block]:
    """How sure are you, with the question and the answer still in sight."""
    yield Block(voice.say(voice.text.screens.sure, "bold"))
    at = widget.at if isinstance(widget, Scale) else -1
    for n, level in enumerate(voice.text.screens.sure_levels):
        lead = Styled.assemble(Styled() if voice.numbered else pointer(n == at), (f"{n + 1}. ", "key"))
        yield Block(voice.say(level, "current" if n == at else ""), lead=lead, index=n, gap=n == 0, current=n == at)
    yield Block(voice.quote(prompt_text(step.ask), "hint"))
    yield Block(voice.say(voice.text.screens.you_answered(said_answer(step.ask, step.answer, voice.text)), "hint"), gap=False)


def offer_blocks(step: Offer, widget: Widget, voice: Voice) -> Iterator[Block]:
    """Go on with an interrupted session, or start anew."""
    yield from offer(step, voice)
    at = widget.at if isinstance(widget, Pick) else -1
    for n, words in enumerate((voice.text.screens.offer_on, voice.text.screens.offer_anew)):
        lead = Styled() if voice.numbered else pointer(n == at)
        yield Block(voice.say(words), lead=Styled.assemble(lead, (voice.label(n), "key")), index=n, gap=n == 0, current=n == at)


def tick_blocks(step: Tick, widget: Widget, voice: Voice) -> Iterator[Block]:
    """The model answer, and the key points to tick."""
    question, text = step.ask.question, voice.text.screens
    yield Block(voice.quote(question.prompt, "bold"))
    if step.answer.typed and step.answer.typed[0]:
        yield Block(voice.say(text.you_answered(literal(step.answer.typed[0]))))
    if isinstance(question, FreeRecall):
        yield Block(voice.mixed(text.model_answer, question.answer, "accent"), bar=BAR)
    yield Block(voice.say(text.tick, "label"))
    yield from choices(step.ask, widget, voice)
