"""The result of a mock exam to keep: as data, as the pages of a file, as a line of the list of all. Pure."""

from collections.abc import Iterator, Sequence
from typing import Any

from tutor.course import Course
from tutor.marks import Marks
from tutor.mock_steps import Corrected, Result
from tutor.paper import Tally
from tutor.record import asdict
from tutor.steps import Evidence
from tutor.text import Text
from tutor.text.mock import mock_for
from tutor.ui.drawing import Sheet
from tutor.ui.layout import Block
from tutor.ui.mock import by_module, compared, missed_of, misses, objectives, percent, score
from tutor.ui.render import Voice
from tutor.ui.spoken import spoken
from tutor.ui.words import answer_text, key_text, prompt_text


def data(course: Course, seen: Result, text: Text) -> dict[str, Any]:
    """A result as data; shares are 0 to 1, times are minutes."""
    marks, names = seen.marks, {**dict(seen.modules), **dict(seen.objectives)}
    total, started = marks.report.total, marks.handed.started
    return {
        "course": course.id,
        "handed_in": True,
        "session": started.session,
        "day": marks.handed.moment.day.isoformat(),
        "questions": total.questions,
        "minutes": started.minutes or None,
        "minutes_used": round(marks.handed.ms / 60_000, 2),
        "time_over": marks.handed.late,
        "marking": marks.terms.marking,
        "pass_mark": marks.terms.pass_share,
        "passed": marks.report.passed if total.questions else None,
        "points": total.points,
        "possible": total.possible,
        "share": round(total.share, 4) if total.questions else None,
        "blank": marks.report.blank,
        "forecast": asdict(seen.expected) if seen.expected else None,
        "earlier": [{"day": each.day.isoformat(), "share": round(each.share, 4)} for each in seen.earlier],
        "modules": [tally_data(tally, names) for tally in marks.report.modules],
        "objectives": [tally_data(tally, names) for tally in marks.report.objectives],
        "gone": marks.gone,
        "not_marked": marks.left_out,
        "changed": list(marks.changed),
        "marked_when_handed_in": marks.handed.marks is not None,
        "paper": [corrected_data(each, text) for each in seen.papers],
    }


def tally_data(tally: Tally, names: dict[str, str]) -> dict[str, Any]:
    """Points of those possible in a module or objective."""
    return {
        "id": tally.name,
        "title": names.get(tally.name, ""),
        "questions": tally.questions,
        "points": tally.points,
        "possible": tally.possible,
        "share": round(tally.share, 4),
    }


def corrected_data(each: Corrected, text: Text) -> dict[str, Any]:
    """A question of the paper with its answer, its key, its points and its proof."""
    told = each.feedback
    return {
        "number": each.number,
        "id": told.ask.question.id,
        "question": prompt_text(told.ask),
        "answered": not each.blank,
        "unknown": told.answer.unknown and not each.blank,
        "answer": answer_text(told.ask, told.answer, text) if each.readable else None,
        "expected": key_text(told.ask, text),
        "changed": each.changed,
        "expected_before": told.ask.formerly or None,
        "right": told.verdict.right,
        "points": each.points,
        "possible": each.possible,
        "explanation": told.ask.question.explanation,
        "source": source_data(told.ask.evidence),
    }


def source_data(evidence: Evidence) -> dict[str, Any]:
    """What proves an answer."""
    return {
        "lesson": evidence.lesson,
        "section": evidence.section.title if evidence.section else None,
        "quote": evidence.quote or None,
        "documents": [{"document": claim.document, "sentence": claim.sentence} for claim, _ in evidence.claims],
        "references": [reference.text for reference in evidence.references],
    }


def listed(every: Sequence[Marks], voice: Voice) -> Iterator[Block]:
    """Every exam with its number, the first one first."""
    text = mock_for(voice.text.code)
    yield Block(voice.say(text.results_title, "title"), gap=False)
    for n, marks in enumerate(every, 1):
        total, handed = marks.report.total, marks.handed
        minutes = round(handed.ms / 60_000)
        if not marks.marks:
            yield Block(voice.say(text.results_nothing(n, handed.moment.day)), gap=n == 1)
            continue
        line = text.results_line(n, handed.moment.day, percent(total.share), total.questions, minutes, text.names[marks.terms.marking])
        yield Block(voice.say(line), gap=n == 1)


def heading(course: Course, seen: Result, voice: Voice) -> str:
    """The first line of the file."""
    day = voice.text.day(seen.marks.handed.moment.day)
    return f"{voice.quote(course.title).plain} — {voice.say(mock_for(voice.text.code).title).plain}, {day}"


def sheets(seen: Result, voice: Voice) -> tuple[Sheet, ...]:
    """The pages of the file: the score and the modules, the objectives, what was missed."""
    text = mock_for(voice.text.code)
    missed, aims = tuple(misses(seen, text, voice)), tuple(objectives(seen, text, voice))
    parts = [
        (text.result, (*score(seen, text, voice), *compared(seen, text, voice), *by_module(seen, text, voice))),
        (voice.text.reports.objectives, aims[1:] if len(aims) > 1 else aims),
        (text.misses(len(missed_of(seen))) if missed_of(seen) else text.no_misses, missed[1:]),
    ]
    parts = [parts[0], *(part for part, there in zip(parts[1:], (aims, missed), strict=True) if there)]
    return tuple(Sheet(voice.say(title).plain, blocks, " ".join(spoken(block) for block in blocks)) for title, blocks in parts)
