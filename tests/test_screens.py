"""Every card of the shipped course, drawn at small sizes: no choice is cut, the verdict is on the first page."""

import re
from functools import cache

import pytest
from rich.cells import cell_len

from tests.learner import UNKNOWN, Learner, play, right, started
from tests.learner import desk as make_desk
from tutor.content.find import shipped
from tutor.content.load import load
from tutor.course import Course, card_ids
from tutor.grade import Answer
from tutor.play import Scene
from tutor.steps import Ask, Feedback, Page, Step
from tutor.text import text_for
from tutor.ui.layout import Screen, Size
from tutor.ui.render import Voice
from tutor.ui.view import View, draw, view_of
from tutor.ui.words import options, places

SIZES = (Size(40, 20), Size(80, 24), Size(120, 40))


@cache
def course() -> Course:
    found, problems = load(shipped() / "immunotherapie" if (shipped() / "immunotherapie").exists() else shipped())
    assert found is not None
    assert not [p for p in problems if p.severity == "error"]
    return found


def steps(*, wrong: bool) -> list[Step]:
    """Every question of the course with its feedback, answered right, or wrong."""
    cards = [c.partition("/")[2] for q in course().questions.values() for c in card_ids(course().id, q)]
    start = started("practice", course=course(), cards=cards)
    learner = Wrong() if wrong else Learner()
    play(start, learner, on=make_desk(start, course=course()))
    return learner.seen


class Wrong(Learner):
    """Picks the first wrong option, and types nonsense."""

    def reply(self, step: Step):  # type: ignore[no-untyped-def]  # noqa: ANN201
        reply = super().reply(step)
        if isinstance(step, Ask):
            key = right(step.question, step.gap)
            picked = tuple(reversed(key.picked)) if len(key.picked) > 1 else ((key.picked[0] + 1) % 2,) if key.picked else ()
            answer = Answer(picked=picked, typed=tuple("faux" for _ in key.typed)) if key != UNKNOWN else UNKNOWN
            return type(reply)(reply.moment, answer)  # type: ignore[union-attr, call-arg]
        return reply


def page(step: Step, size: Size, language: str = "fr", number: int = 0) -> Screen:
    view = view_of(Scene(step))
    return draw(View(view.scene, view.widget, page=number), size, Voice(text_for(language), course().language), course().glossary)


def pages(step: Step, size: Size, language: str = "fr") -> list[Screen]:
    first = page(step, size, language)
    return [first, *(page(step, size, language, n) for n in range(1, first.pages))]


def squeezed(screens: list[Screen]) -> str:
    """The letters of the pages, one body after the other."""
    return re.sub(r"[\s\u00a0\u202f┃›]|\[ \]|·", "", "".join(line.text.plain for s in screens for line in s.body))


def letters(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f*`·]|\[ \]", "", text).replace("'", "’")


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s.columns}x{s.rows}")
def test_no_choice_of_the_shipped_course_is_cut(size: Size) -> None:
    text = text_for("fr")
    seen = 0
    for step in steps(wrong=False):
        if not isinstance(step, Ask):
            continue
        screens = pages(step, size)
        shown = squeezed(screens)
        for name in (*options(step, text), *places(step)):
            if step.question.__class__.__name__ != "FreeRecall":
                assert letters(name) in shown, f"{step.question.id}: {name}"
                seen += 1
        assert all(cell_len(line.text.plain) <= size.columns for s in screens for line in s.lines)
    assert seen > 500


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s.columns}x{s.rows}")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_verdict_is_on_the_first_page_and_its_first_line(size: Size, language: str) -> None:
    words = text_for(language).screens
    for step in [*steps(wrong=True), *steps(wrong=False)]:
        if isinstance(step, Feedback):
            top = page(step, size, language).lines[2].text.plain
            assert top[0] in "✓✗◐", (step.ask.question.id, top)
            assert any(word in top for word in (words.right, words.wrong, words.unknown, words.partly(1, 2).split(":")[0].strip()))


def test_a_question_and_all_its_choices_fit_one_page_at_80x24() -> None:
    for step in steps(wrong=False):
        if isinstance(step, Ask):
            assert len(pages(step, SIZES[1])) == 1, step.question.id


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s.columns}x{s.rows}")
def test_every_section_is_whole(size: Size) -> None:
    for lesson, section in course().sections():
        step = Page(lesson, section, 1, 3)
        shown = squeezed(pages(step, size))
        for word in letters(section.remember).split():
            assert word in shown
