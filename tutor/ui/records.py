"""The history, what was found, and the glossary, as blocks. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

from rich.text import Text as Styled

from tutor.cards import course_of, local, question_of
from tutor.course import Course, Lesson, Term
from tutor.events import Moment
from tutor.glossary import folded
from tutor.journal import Day, Journal, Row
from tutor.search import Hit, Kind
from tutor.ui.aids import definition
from tutor.ui.highlight import marked
from tutor.ui.layout import NARROW, Block, Size
from tutor.ui.look import Look
from tutor.ui.plates import prompt
from tutor.ui.render import Voice
from tutor.ui.typography import literal

SHOWN_OF_A_KIND = 8


def history_pages(found: Journal, course: Course, today: date, voice: Voice, size: Size | None = None) -> Iterator[Block]:
    """Days with their sums, and under each what was answered and read, by the clock of this place."""
    text, narrow = voice.text.reports, size is not None and size.width < NARROW
    if not found.days:
        yield Block(voice.say(text.history_empty), gap=False)
    for n, each in enumerate(found.days):
        yield Block(day_title(each, today, voice), gap=n > 0)
        yield from (history_row(row, course, voice, narrow=narrow) for row in each.rows)
    if found.more:
        yield Block(voice.say(text.history_more(found.days[-1].day.isoformat()), "hint"))


def day_title(each: Day, today: date, voice: Voice) -> Styled:
    """A day and what it came to."""
    text, ago = voice.text.reports, (today - each.day).days
    name = text.long_day(each.day) + (f" ({text.ago[ago]})" if ago in text.ago else "")
    said = voice.say(name[:1].upper() + name[1:], "title")
    return Styled.assemble(said, "  ", voice.say(text.day_sums(each.right, each.answers), "hint")) if each.answers else said


def local_time(moment: Moment) -> str:
    """The hour and the minute; nothing known where the clock was out of every calendar."""
    try:
        return datetime.fromtimestamp(moment.at / 1000, UTC).astimezone().strftime("%H:%M")
    except (OverflowError, ValueError, OSError):
        return "--:--"


def history_row(row: Row, course: Course, voice: Voice, *, narrow: bool) -> Block:
    """When, right or wrong, what, and when it comes back; in columns where there is room for them."""
    text = voice.text.reports
    when = local_time(row.moment)
    notes = []
    if row.drill:
        notes.append(text.was_drill)
    if row.score is not None and row.score < 1 and row.confidence == 3:
        notes.append(text.was_sure)
    if row.due and not is_gone(course, row.card):
        notes.append(text.comes_back(row.due))
    tail = voice.say(f" ({' ; '.join(notes)})" if notes else "", "hint")
    what = section_words(row, course, voice) if row.section else voice.quote(prompt(course, row.card))
    said, style = verdict_words(row.score, voice)
    if voice.numbered:
        lead = Styled(f"{when}, {said}. " if row.card else f"{when}, ")
    elif narrow:
        lead, what = Styled(f"{when}  ", "hint"), Styled.assemble((f"{said}  ", style), what)
    else:
        wide = max(len(word) for word in (voice.text.screens.right, voice.text.screens.wrong)) + 4
        lead = Styled.assemble((f"{when}  ", "hint"), (said.ljust(wide), style))
    return Block(Styled.assemble(what, tail), lead=lead, gap=False)


def is_gone(course: Course, card: str) -> bool:
    """Whether a card is of a question that this course has no more, and that will not come back."""
    return course_of(card) == course.id and question_of(card) not in course.questions


def section_words(row: Row, course: Course, voice: Voice) -> Styled:
    """Which section was read."""
    found = course.section_of(local(row.section)) if course_of(row.section) == course.id else None
    name = f"{found[0].title} › {found[1].title}" if found else row.section
    return Styled.assemble(voice.say(voice.text.reports.section_read), voice.quote(name))


def verdict_words(right: float | None, voice: Voice) -> tuple[str, str]:
    """How much of an answer was right, with the style for it; a reading is only a dot. A glyph stands before words that are drawn."""
    words = voice.text.screens
    if right is None:
        return "·", "hint"
    glyph, said, style = ("✓", words.right, "right") if right >= 1 else ("✗", words.wrong, "wrong")
    if 0 < right < 1:
        glyph, said, style = "◐", voice.say(voice.text.percent(round(100 * right))).plain, "warn"
    return (said if voice.numbered else f"{glyph} {said}"), style


def hits_pages(found: Sequence[Hit], words: str, voice: Voice, look: Look) -> Iterator[Block]:
    """What was found, by kind, with the words marked: reversed on a terminal, in brackets elsewhere."""
    text = voice.text.reports
    yield Block(voice.say(text.found(len(found), literal(words))), gap=False)
    for kind in Kind:
        hits = [hit for hit in found if hit.kind is kind]
        if hits:
            yield Block(voice.say(text.kinds[kind.value], "title"))
            yield from (block for hit in hits[:SHOWN_OF_A_KIND] for block in hit_blocks(hit, voice, look))
        if len(hits) > SHOWN_OF_A_KIND:
            yield Block(voice.say(text.found_more(len(hits) - SHOWN_OF_A_KIND), "hint"), gap=False)


def hit_blocks(hit: Hit, voice: Voice, look: Look) -> Iterator[Block]:
    """One thing found: its name, where it is, and the words in their sentence."""
    plain = not look.terminal
    title, place = (
        marked(hit.title, hit.title_spans, style="label", plain=plain),
        marked(hit.place, hit.place_spans, style="hint", plain=plain),
    )
    name = (f"{hit.id}  " if hit.kind is not Kind.TERM else "", "key")
    head = Styled.assemble(name, title, "  " if hit.title and hit.place else "", place)
    yield Block(head, gap=not voice.numbered)
    if hit.text:
        yield Block(marked(hit.text, hit.spans, plain=plain), lead=Styled("  "), gap=False, tied=True)


def glossary_pages(terms: Sequence[Term], places: Mapping[str, Sequence[Lesson]], voice: Voice, *, browsing: bool) -> Iterator[Block]:
    """Entries with both languages and the definition in the reader's; by letters to browse, else with the lessons that name them."""
    text, letter = voice.text.reports, ""
    if browsing:
        yield Block(voice.say(text.terms(len(terms)), "hint"), gap=False)
    for term in terms:
        first = folded(term.term)[:1].upper()
        if browsing and first != letter:
            letter = first
            yield Block(Styled(letter, "accent"))
        yield Block(Styled.assemble(voice.quote(term.term, "title"), voice.say(f" ({term.english})" if term.english else "", "hint")))
        yield Block(definition(term, voice), lead=Styled("  "), gap=False, tied=True)
        if places.get(term.term):
            names = ", ".join(f"{lesson.title} ({lesson.id})" for lesson in places[term.term])
            yield Block(voice.say(text.seen_in(names), "hint"), lead=Styled("  "), gap=False)
