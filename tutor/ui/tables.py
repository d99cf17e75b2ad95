"""Reports as blocks. Pure: the same numbers give the same lines; each chart says its numbers in words."""

from collections.abc import Iterator, Sequence

from rich.text import Text as Styled

from tutor.course import Course, Lesson
from tutor.desk import references_of, stated
from tutor.stats import LessonState
from tutor.ui.layout import Block
from tutor.ui.render import Voice, sources, taught

GLYPHS = {"read": "✓", "begun": "◐", "open": "○", "locked": "·"}


def lessons_table(states: Sequence[LessonState], voice: Voice) -> Iterator[Block]:
    """Every lesson under its module: how far it is read, what is known, what is due, what had better be read before."""
    text = voice.text.reports
    modules: dict[str, list[LessonState]] = {}
    for state in states:
        modules.setdefault(state.module, []).append(state)
    for module, inside in modules.items():
        read = sum(standing_of(state) == "read" for state in inside)
        yield Block(Styled.assemble(voice.quote(module, "title"), "  ", voice.say(text.module_read(read, len(inside)), "hint")))
        for state in inside:
            lead = Styled.assemble((GLYPHS[standing_of(state)], "accent"), " ", (f"{state.lesson.id}  ", "key"))
            yield Block(
                Styled.assemble(voice.quote(state.lesson.title), "  ", voice.say(standing(state, voice), "hint")), lead=lead, gap=False
            )
    if not states:
        yield Block(voice.say(voice.text.home.no_lessons))
    elif not voice.numbered:
        yield Block(voice.say(text.lessons_key, "hint"))


def standing_of(state: LessonState) -> str:
    """`read`, `begun`, `open`, or `locked` while lessons are unread that had better come first; nothing is truly shut."""
    count = len(state.lesson.sections)
    if count and state.read == count:
        return "read"
    return "begun" if state.read else "locked" if state.missing else "open"


def standing(state: LessonState, voice: Voice) -> str:
    """Where a lesson stands, in words."""
    text, m = voice.text.reports, state.mastery
    words = {
        "read": text.lesson_read,
        "begun": text.lesson_state(state.read, len(state.lesson.sections)),
        "open": text.lesson_unread,
        "locked": text.needs(", ".join(state.missing)),
    }
    told = [words[standing_of(state)]]
    if m.known or m.learning:
        told.append(text.lesson_known(m.known, m.total))
    if m.due:
        told.append(text.due(m.due))
    return ", ".join(told)


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
