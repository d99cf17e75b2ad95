"""Reports as blocks. Pure: the same numbers give the same lines; each chart says its numbers in words."""

from collections.abc import Iterator, Sequence

from rich.text import Text as Styled

from tutor.course import Course, Lesson, Term
from tutor.desk import references_of, stated
from tutor.stats import LessonState
from tutor.text.record import Screens
from tutor.ui.aids import definition
from tutor.ui.layout import Block
from tutor.ui.render import Voice, sources, taught


def lessons_table(states: Sequence[LessonState], voice: Voice) -> Iterator[Block]:
    """Every lesson under its module: how far it is read, what is due."""
    text = voice.text.reports
    module = None
    for state in states:
        if state.module != module:
            module = state.module
            yield Block(voice.quote(module, "title"))
        yield Block(
            Styled.assemble(voice.quote(state.lesson.title), "  ", voice.say(standing(state, voice), "hint")),
            lead=Styled.assemble((glyph(state), "accent"), " ", (f"{state.lesson.id}  ", "key")),
            gap=False,
        )
    if not states:
        yield Block(voice.say(text.nothing_yet))


def glyph(state: LessonState) -> str:
    """Read, begun or not yet."""
    count = len(state.lesson.sections)
    return "✓" if count and state.read == count else "◐" if state.read else "·"


def standing(state: LessonState, voice: Voice) -> str:
    """Where a lesson stands, in words."""
    text, count = voice.text.reports, len(state.lesson.sections)
    words = [
        text.lesson_read if count and state.read == count else text.lesson_state(state.read, count) if state.read else text.lesson_unread
    ]
    if state.mastery.due:
        words.append(text.due(state.mastery.due))
    if state.missing and not state.read:
        words.append(text.needs(", ".join(state.missing)))
    return ", ".join(words)


def lesson_whole(course: Course, lesson: Lesson, voice: Voice) -> Iterator[Block]:
    """A lesson from its title to its last section, to read or to print; the questions are not in it."""
    text = voice.text
    yield Block(voice.quote(lesson.title, "title"), gap=False)
    if lesson.objectives:
        yield Block(voice.say(text.reports.objectives, "label"))
        yield from (Block(voice.quote(o.text), lead=Styled("• "), gap=False) for o in lesson.objectives)
    if lesson.prerequisites:
        names = [course.lessons[p].title if p in course.lessons else p for p in lesson.prerequisites]
        yield Block(voice.mixed(text.reports.prerequisites, ", ".join(names)))
    for number, section in enumerate(lesson.sections, 1):
        yield Block(voice.quote(f"{number}. {section.title}", "title"))
        yield from taught(section, voice)
        yield from sources(stated(course, section.claims), references_of(course, section), voice)


def glossary_table(terms: Sequence[Term], voice: Voice) -> Iterator[Block]:
    """Entries with both languages and the definition in the reader's, where there is one."""
    for term in terms:
        title = Styled.assemble(voice.quote(term.term, "title"), voice.say(f" ({term.english})" if term.english else "", "hint"))
        yield Block(title)
        yield Block(definition(term, voice), lead=Styled("  "), gap=False)


def history_table(rows: Sequence[tuple[str, float | None, str]], voice: Voice) -> Iterator[Block]:
    """Past events, the latest first: when, right or wrong, what."""
    if not rows:
        yield Block(voice.say(voice.text.reports.history_empty), gap=False)
    words = voice.text.screens
    for when, right, what in rows:
        said, style = verdict_words(right, words)
        lead = Styled.assemble((f"{when}  ", "hint"), (said.ljust(8), style))
        yield Block(voice.quote(what), lead=lead, gap=False)


def verdict_words(right: float | None, words: Screens) -> tuple[str, str]:
    """How much of an answer was right, with the style for it; a reading is only a dot."""
    if right is None:
        return "·", "hint"
    if right >= 1:
        return f"✓ {words.right}", "right"
    return (f"◐ {right:.0%}", "warn") if right else (f"✗ {words.wrong}", "wrong")
