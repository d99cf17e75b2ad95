"""The door as blocks: a menu, and the keys rehearsed. Pure."""

from collections.abc import Iterator

from rich.text import Text as Styled

from tutor.steps import Menu
from tutor.ui.layout import Block
from tutor.ui.render import Voice
from tutor.ui.widgets import REHEARSED, Choose, Rehearse, Widget


def menu_blocks(step: Menu, widget: Widget, voice: Voice) -> Iterator[Block]:
    """How things stand, then the things to choose under their headings; each says what it costs."""
    at = widget.at if isinstance(widget, Choose) else -1
    numbered = not any(item.heading for item in step.items) or voice.numbered
    yield Block(voice.quote(step.title, "title"), gap=False)
    yield from (Block(voice.say(line), gap=n == 0) for n, line in enumerate(step.lines))
    for n, item in enumerate(step.items):
        here = n == at
        if item.heading:
            yield Block(voice.quote(item.heading, "label"))
        number = (f"{n + 1}. " if numbered else f"{item.code}  ", "key")
        lead = Styled.assemble(Styled() if voice.numbered else ("› " if here else "  ", "accent"), number)
        note = (f" ({voice.say(item.note).plain})", "hint") if item.note else ""
        words = Styled.assemble(voice.say(item.label, "current" if here else ""), note)
        yield Block(words, lead=lead, index=n, gap=n == 0 and not item.heading, current=here, tied=bool(item.heading))


def rehearsal_blocks(widget: Widget, voice: Voice) -> Iterator[Block]:
    """The keys one after the other: what to press, then what it did."""
    from tutor.text.entrance import entrance_for  # once in a learner's life

    text = entrance_for(voice.text.code)
    done, other = (widget.done, widget.other) if isinstance(widget, Rehearse) else (0, "")
    yield Block(voice.say(text.rehearsal, "title"), gap=False)
    yield Block(voice.say(text.rehearsal_intro, "hint"), gap=False)
    for n, (task, told) in enumerate(text.tasks[: done + 1]):
        if n < done:
            key = REHEARSED[n] if len(REHEARSED[n]) == 1 else voice.text.keys.space
            yield Block(voice.say(told), lead=Styled.assemble(("✓ ", "right"), (f"{key}  ", "key")))
        else:
            yield Block(voice.say(task, "bold"), lead=Styled("› ", "accent"), current=True)
    if other:
        name = {"space": voice.text.keys.space, "enter": voice.text.keys.enter}.get(other, other)
        yield Block(voice.say(text.other_key(name), "warn"))
