"""The pages of `tutor progress`: for each subject a chart with its numbers, and the same in sentences. Pure."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial

from rich.text import Text as Styled

from tutor.cards import course_of, gap_of, question_of, without_gap
from tutor.contrasts import contrasts
from tutor.course import Cloze, Course
from tutor.figures.confusions import Pair
from tutor.figures.hard import Hard
from tutor.figures.retention import Kept
from tutor.figures.whole import Figures
from tutor.record import record, replace
from tutor.stats import Mastery
from tutor.text.figures import Charts
from tutor.ui.charts import Column, bullet, calendar, columns, legend, row, shares
from tutor.ui.contrast import contrast_table
from tutor.ui.layout import NARROW, Block
from tutor.ui.render import Voice

PAIRS_SHOWN = 6
WEEK = 7


@record
class Plate:
    """One page: its name (a key of `Charts.titles`), the chart for a width, and the sentences that say all of it."""

    name: str
    draw: Callable[[int], tuple[Block, ...]]
    tell: Callable[[], tuple[Block, ...]]


def plates(seen: Figures, course: Course, voice: Voice, words: Charts) -> tuple[Plate, ...]:
    """Every page, in the order in which they are turned; only the first where there is nothing to show yet."""
    painter, teller = Drawer(seen, course, voice, words), Drawer(seen, course, replace(voice, numbered=True), words)
    names = words.titles if any(s.read for s in seen.overview.lessons) or seen.overview.answers else ("overview",)
    return tuple(Plate(name, drawn(getattr(painter, name)), partial(drawn(getattr(teller, name)), 0)) for name in names)


def drawn(page: Callable[[int], Iterator[Block]]) -> Callable[[int], tuple[Block, ...]]:
    """The chart of a page for any width, each made once."""
    made: dict[int, tuple[Block, ...]] = {}

    def draw(width: int) -> tuple[Block, ...]:
        if width not in made:
            made[width] = tuple(page(width))
        return made[width]

    return draw


@record
class Drawer:
    """What pages are made from. Each method gives a page for a width of so many cells; for width 0 it says everything in sentences."""

    seen: Figures
    course: Course
    voice: Voice
    words: Charts

    def say(self, sentence: str, style: str = "", *, gap: bool = False) -> Block:
        """A sentence."""
        return Block(self.voice.say(sentence, style), gap=gap)

    def overview(self, width: int) -> Iterator[Block]:
        """What is read, what is known, how much was answered."""
        seen, words, text = self.seen.overview, self.words, self.voice.text.reports
        whole = seen.mastery
        read, sections = sum(s.read for s in seen.lessons), sum(len(s.lesson.sections) for s in seen.lessons)
        if not read and not seen.answers:
            yield self.say(text.nothing_yet)
            return
        if width:
            yield row(shares(whole.known, whole.learning, whole.total, min(width, 60)), tied=False)
            yield legend(self.voice.say(words.mastery_key, "hint"))
        yield self.say(words.whole(whole.known, whole.learning, whole.total - whole.known - whole.learning, whole.total), gap=width > 0)
        yield self.say(text.sections_read(read, sections))
        yield self.say(words.coming(self.seen.coming.now, sum(self.seen.coming.days)))
        if seen.first_answers:
            yield self.say(words.answered(seen.answers, seen.first_right, seen.first_answers))
        if self.seen.effort.ms:
            yield self.say(words.time(self.seen.effort.ms, self.seen.effort.days))

    def coming(self, width: int) -> Iterator[Block]:
        """What is due now and in the fortnight."""
        seen, words = self.seen.coming, self.words
        if not seen.all:
            yield self.say(words.nothing)
            return
        yield self.say(words.coming(seen.now, sum(seen.days)))
        days = [(seen.day(n), count) for n, count in enumerate(seen.days)]
        last = max((n for n, count in enumerate(seen.days) if count), default=0)
        days = days[: max(last + 1, WEEK)] if 0 < width < NARROW else days  # one below the other, days of nothing would fill a page
        if width:
            every = [Column(seen.now, str(seen.now), words.coming_now)]
            every += [Column(count, str(count), self.label(day, width)) for day, count in days]
            yield Block(Styled(), gap=False)
            yield from columns(every, width)
        else:
            yield from (self.say(words.coming_day(day, count)) for day, count in days if count)
        later = words.coming_later(seen.later) + " " if seen.later else ""
        yield self.say(later + words.coming_note, "hint", gap=width > 0)

    def label(self, day: date, width: int) -> str:
        """A day beneath its column; longer where bars lie."""
        return self.words.short_day(day) if width < NARROW else self.words.short_day(day).replace(" ", "")[:4]

    def year(self, width: int) -> Iterator[Block]:
        """The calendar of the year."""
        seen, words = self.seen.year, self.words
        if not seen.total + seen.before:
            yield self.say(words.nothing)
            return
        yield self.say(words.year(seen.total, seen.studied))
        if width:
            weeks = [tuple(seen.level(count) for count in week) for week in seen.weeks()]
            yield Block(Styled(), gap=False)
            yield from calendar(weeks, self.month_starts(), words.weekdays, width)
            yield Block(
                Styled.assemble(
                    self.voice.say(words.year_less, "hint"), " ", ("·░▒▓█", "accent"), " ", self.voice.say(words.year_more, "hint")
                )
            )
        if seen.total:
            best = max(range(len(seen.answers)), key=seen.answers.__getitem__)
            yield self.say(words.year_best(seen.first + timedelta(days=best), seen.answers[best]), gap=width > 0)
        months = ", ".join(f"{words.month(name)} ({words.count(n)})" for name, n in self.by_month() if n)
        yield self.sentence(words.year_months, months)
        if seen.before:
            yield self.say(words.year_before(seen.before))

    def sentence(self, label: str, rest: str) -> Block:
        """A label and what it names."""
        colon = " : " if self.voice.text.code == "fr" else ": "
        return self.say(f"{label}{colon}{rest}.")

    def month_starts(self) -> list[str]:
        """For each week the name of the month that begins in it."""
        seen, names = self.seen.year, []
        for n in range(len(seen.weeks())):
            days = [seen.first + timedelta(days=7 * n + k) for k in range(7)]
            names.append(next((self.words.months[day.month - 1] for day in days if day.day == 1), ""))
        return names

    def by_month(self) -> list[tuple[str, int]]:
        """The answers of each month of the year."""
        seen, sums = self.seen.year, dict[str, int]()
        for n, count in enumerate(seen.answers):
            name = (seen.first + timedelta(days=n)).isoformat()[:7]
            sums[name] = sums.get(name, 0) + count
        return list(sums.items())

    def lessons(self, width: int) -> Iterator[Block]:
        """Mastery lesson by lesson."""
        states = self.seen.overview.lessons
        begun = [s for s in states if s.read or s.mastery.known or s.mastery.learning]
        yield self.say(self.words.lessons(len(begun), len(states)))
        yield from self.masteries([(s.lesson.title, s.mastery) for s in begun], width)
        if len(begun) < len(states):
            yield self.say(self.words.lessons_unbegun(len(states) - len(begun)), "hint", gap=width > 0)

    def goals(self, width: int) -> Iterator[Block]:
        """Mastery objective by objective."""
        every = self.seen.goals
        if not every:
            yield self.say(self.words.goals_none)
            return
        begun = [goal for goal in every if goal.mastery.known or goal.mastery.learning]
        yield self.say(self.words.goals(len(begun), len(every)))
        yield from self.masteries([(goal.objective.text, goal.mastery) for goal in begun], width)
        if len(begun) < len(every):
            yield self.say(self.words.goals_unbegun(len(every) - len(begun)), "hint", gap=width > 0)

    def masteries(self, every: Sequence[tuple[str, Mastery]], width: int) -> Iterator[Block]:
        """A bar, a name and the numbers for each."""
        if width and every:
            yield legend(self.voice.say(self.words.mastery_key, "hint"))
        for n, (name, m) in enumerate(every):
            numbers = (self.words.mastery_short if width else self.words.mastery)(m.known, m.learning, m.total)
            if width:
                lead = Styled.assemble(shares(m.known, m.learning, m.total, 8 if width < NARROW else 12), "  ")
                yield Block(Styled.assemble(self.voice.quote(name), self.voice.say(f" —\u00a0{numbers}", "hint")), lead=lead, gap=n == 0)
            else:
                yield self.named(name, numbers)

    def named(self, name: str, numbers: str) -> Block:
        """Words of the course, then a sentence about them."""
        colon = " : " if self.voice.text.code == "fr" else ": "
        return Block(Styled.assemble(self.voice.quote(name.rstrip(".")), self.voice.say(f"{colon}{numbers}.")), gap=False)

    def retention(self, width: int) -> Iterator[Block]:
        """What was still known, by age and by month, against what was predicted."""
        seen, words = self.seen.retention, self.words
        if not seen.whole.count:
            yield self.say(words.kept_none)
            return
        yield self.say(words.kept(seen.whole.right, seen.whole.count, seen.whole.share))
        yield self.say(words.kept_note, "hint")
        if width:
            yield legend(self.voice.say(words.kept_key, "hint"))
        yield from self.kept_rows([(words.age(age.first, age.last), age.kept) for age in seen.ages if age.kept.count], width)
        yield self.say(words.by_month, "label", gap=True)
        yield from self.kept_rows([(words.month(name), kept) for name, kept in seen.months], width)
        if seen.brier is not None:
            yield self.say(words.brier(seen.brier), "hint", gap=width > 0)

    def kept_rows(self, every: Sequence[tuple[str, Kept]], width: int) -> Iterator[Block]:
        """A bar with its mark, or a sentence, for each."""
        side = max((len(name) for name, _ in every), default=0)
        for n, (name, kept) in enumerate(every):
            line = self.words.kept_line(kept.right, kept.count, kept.predicted)
            yield from self.share_row(name.ljust(side), kept.share, kept.predicted, line, width, gap=n == 0 and width > 0)

    def share_row(self, name: str, share: float, mark: float | None, line: str, width: int, *, gap: bool) -> Iterator[Block]:
        """A name, a bar, its percentage, the counts; on a narrow screen the counts go below."""
        percent = self.words.percent(share)
        if not width:
            yield self.sentence(name.strip(), f"{percent}, {line}")
            return
        bar = bullet(share, mark, 10 if width < NARROW else 20)
        lead = Styled.assemble(name, "  ", bar, " ", self.voice.say(percent.rjust(5), "bold"), "  ")
        if width >= NARROW:
            yield Block(self.voice.say(line, "hint"), lead=lead, gap=gap)
            return
        yield Block(lead, gap=gap)
        yield Block(self.voice.say(line, "hint"), lead=Styled("  "), gap=False, tied=True)

    def calibration(self, width: int) -> Iterator[Block]:
        """Confidence given against what happened."""
        words, levels = self.words, self.seen.calibration
        if not any(level.count for level in levels):
            yield self.say(words.calibration_none)
            return
        yield self.say(words.calibration)
        if width:
            yield legend(self.voice.say(words.calibration_key, "hint"))
        names = self.voice.text.screens.sure_levels
        side = max(map(len, names))
        for level in levels:
            name = names[level.level - 1]
            if not level.count:
                yield self.unsaid(name.ljust(side) if width else name.capitalize(), width)
                continue
            apart = "\n" if width else " — "
            line = f"{words.calibration_line(level.right, level.count, level.said)}{apart}{words.judged[level.judged.value]}"
            gap = width >= NARROW or (width > 0 and level is levels[0])
            yield from self.share_row(name.ljust(side) if width else name.capitalize(), level.share, level.said, line, width, gap=gap)

    def unsaid(self, name: str, width: int) -> Block:
        """A level of confidence that nothing was ever answered with: no bar, and no share of nothing."""
        if not width:
            return self.sentence(name, self.words.calibration_unsaid)
        return Block(self.voice.say(self.words.calibration_unsaid, "hint"), lead=Styled(f"{name}  "))

    def time(self, width: int) -> Iterator[Block]:
        """Time spent, and the last weeks."""
        seen, words = self.seen.effort, self.words
        if not seen.ms or not seen.days:
            yield self.say(words.time_none)
            return
        yield self.say(words.time(seen.ms, seen.days))
        yield self.say(words.time_each(seen.seconds_an_answer))
        weeks = [(monday, round(ms / 60_000)) for monday, ms in seen.weeks]
        begun = next(n for n, (_, spent) in enumerate([*weeks, (self.seen.day, 1)]) if spent)
        if width:
            yield self.say(words.time_weeks, "label", gap=True)
            yield from columns([Column(n, str(n), words.day_month(monday)) for monday, n in weeks[min(begun, len(weeks) - 4) :]], width)
        else:
            yield from (self.say(words.time_week(monday, n)) for monday, n in weeks[begun:])

    def hard(self, width: int) -> Iterator[Block]:
        """The questions forgotten most, and those answered sure and wrong."""
        words, hardest, sure = self.words, self.seen.hardest, self.seen.sure_and_wrong
        yield self.say(words.hard(len(hardest)) if hardest else words.hard_none)
        for n, each in enumerate(hardest, 1):
            lead = Styled(f"{n}. " if len(hardest) < 10 else f"{n:2}. ", "key") if width else Styled()
            yield Block(self.hard_line(each), lead=lead, gap=width > 0)
        yield self.say(words.sure(len(sure)) if sure else words.sure_none, gap=True)
        for card in sure:
            lead = Styled("✗ " if width else "", "wrong")
            yield Block(self.voice.quote(prompt(self.course, card)), lead=lead, gap=False, tied=card == sure[0])

    def hard_line(self, each: Hard) -> Styled:
        """A question and how it went."""
        numbers = self.words.hard_line(each.lapses, each.reps, max(round(each.stability_days), 1))
        return Styled.assemble(self.voice.quote(prompt(self.course, each.card)), self.voice.say(f" — {numbers}", "hint"))

    def confusions(self, width: int) -> Iterator[Block]:
        """The pairs that are mixed up, each with what tells them apart."""
        words, pairs = self.words, self.seen.confusions
        if not pairs:
            yield self.say(words.confusions_none)
            return
        yield self.say(words.confusions(len(pairs)))
        yield self.say(words.confusion_drill, "hint")
        for pair in pairs[:PAIRS_SHOWN]:
            yield from self.pair(pair, width)

    def pair(self, pair: Pair, width: int) -> Iterator[Block]:
        """One pair."""
        yield self.say(self.words.confusion(*pair.terms, pair.times) + ("" if width else "."), "bold", gap=True)
        yield from contrast_table(pair.terms, contrasts(self.course, pair.terms), self.voice, width)


def prompt(course: Course, card: str) -> str:
    """The question of a card in one line; its gaps blank. A question that is gone, or of another course, is named."""
    is_ours, name = course_of(card) == course.id, question_of(card)
    question = course.questions.get(name) if is_ours else None
    if question is None:
        return name if is_ours else without_gap(card)
    if not isinstance(question, Cloze):
        return question.prompt
    asked = gap_of(card)
    parts = [question.texts[0]]
    for n, each in enumerate(question.gaps):
        parts += ["_____" if asked in {0, n + 1} else each.accepted[0], question.texts[n + 1]]
    return "".join(parts)
