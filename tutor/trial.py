"""A file played to its author: what there is to show, in order, and the driver that shows it. Pure, and keeps nothing.

The place is kept when the file changes under it: by id, else by how manieth thing of the file it is; and so are the answers given
there, as long as the question still asks for such answers.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Literal, TypeAlias

from tutor.course import Classification, Cloze, Course, FreeRecall, Lesson, Matching, Question
from tutor.desk import Desk, Log, module_of, page
from tutor.events import Moment, Started
from tutor.play import Driver, Move, Outcome, Scene, next_step
from tutor.record import field, record, replace
from tutor.run import Run
from tutor.session import Flow
from tutor.steps import Ask, Feedback, Opening, Reason, Recap, Remark, Reply, Step, Sure, Tick

Kind: TypeAlias = Literal["lesson", "section", "question", "prediction", "recap", "remark", "end"]
Shape: TypeAlias = tuple[Any, ...]


@record
class Stop:
    """One thing a preview shows. `line` is where it begins in its file, `start` how many things of the file have begun by then."""

    kind: Kind
    id: str = ""
    line: int = 0
    start: int = 0
    remark: Remark | None = None


@record
class Script:
    """All that a preview shows, in order; the last stop is the end. There is no course where there are only remarks."""

    course: Course | None
    stops: tuple[Stop, ...]

    def questions(self, upto: int | None = None) -> int:
        """How many questions the stops ask, those before `upto` or all."""
        asking = [stop.id for stop in self.stops[:upto] if stop.kind in {"question", "prediction"}]
        cases = self.course.cases if self.course else {}
        return sum(len(cases[each].steps) if each in cases else 1 for each in asking)


def script_of(course: Course | None, file: str, starts: Sequence[int], remarks: Sequence[tuple[int, str, Remark]], end: Remark) -> Script:
    """The stops of a file (of the whole course when `file` is empty), with remarks (line, id, what to show) where their things stand."""
    stops = list(played(course, file)) if course else []
    for line, identity, remark in sorted(remarks, key=lambda each: each[0]):
        at = next((n for n, stop in enumerate(stops) if stop.line >= line and stop.kind != "remark"), len(stops))
        stops.insert(at, Stop("remark", identity, line, remark=remark))
    placed = [replace(stop, start=sum(start <= stop.line for start in starts)) for stop in stops]
    return Script(course, (*placed, Stop("end", remark=end)))


def played(course: Course, file: str) -> Iterator[Stop]:
    """Lessons with their questions, then the questions of the file that no lesson of it asks."""
    asked = set[str]()
    for lesson in course.lessons.values():
        if file in {"", lesson.place.file}:
            for stop in of_lesson(course, lesson):
                asked.add(stop.id)
                yield stop
    for question in course.questions.values():
        case = course.cases.get(question.case)
        name = case.id if case else question.id
        if name not in asked and file in {"", question.place.file}:
            asked.add(name)
            yield Stop("question", name, case.place.line if case else question.place.line)


def of_lesson(course: Course, lesson: Lesson) -> Iterator[Stop]:
    """A lesson as it is read."""
    yield Stop("lesson", lesson.id)
    if lesson.prediction:
        yield Stop("prediction", lesson.prediction)
    for section in lesson.sections:
        yield Stop("section", section.id, section.place.line)
        for name in section.questions:
            case = course.cases.get(name)
            place = case.place if case else course.questions[name].place
            yield Stop("question", name, place.line if place.file == lesson.place.file else section.place.line)
    yield Stop("recap", lesson.id, lesson.sections[-1].place.line)


def begins_at(script: Script, identity: str) -> int | None:
    """The stop that an id means: a lesson, section, question, case or step of one; what is wrong with it before itself."""
    question = script.course.questions.get(identity) if script.course else None
    name = question.case if question and question.case in (script.course.cases if script.course else {}) else identity
    return next((n for n, stop in enumerate(script.stops) if stop.id == name), None)


def found(stop: Stop, at: int, script: Script) -> int:
    """Where a stop is in a script that was made anew."""
    last = len(script.stops) - 1
    if stop.kind == "end":
        return min(at, last)
    same = [n for n, other in enumerate(script.stops) if stop.id and other.id == stop.id]
    wrong = [n for n in same if script.stops[n].kind == "remark"]
    exact = [n for n in same if script.stops[n].kind == stop.kind]
    near = [n for n, other in enumerate(script.stops) if other.start == stop.start and other.kind != "end"]
    return next(iter([*wrong, *exact, *same, *near]), min(at, last))


@record(frozen=False)
class Place:
    """Where a preview is: the stop, its number, and the replies given at it with the shape of what they replied to."""

    stop: Stop
    at: int
    given: list[tuple[Reply, Shape]] = field(default_factory=list)

    def go(self, script: Script, at: int) -> None:
        """On to another stop."""
        self.at, self.stop, self.given = at, script.stops[at], []

    def follow(self, script: Script) -> None:
        """Find the place again in a script made anew; an id that is lost for the moment is remembered."""
        self.at = found(self.stop, self.at, script)
        stop = script.stops[self.at]
        self.stop = replace(stop, id=stop.id or self.stop.id) if stop.kind != "end" else stop


def previewing(read: Callable[[], Script], at: int, now: Callable[[], Moment], *, staying: bool = False) -> Driver:
    """Show every stop from `at` on; `read` makes the script anew after Move.RELOAD. `staying`: only leaving ends it."""
    script, today = read(), now().day
    place = Place(script.stops[at], at)
    while True:
        step = shown(script, place, today)
        if step is None:
            place.go(script, place.at + 1)
            continue
        reply = yield Scene(step)
        if reply is Move.QUIT:
            return Outcome(finished=False)
        if reply is Move.RELOAD:
            script = read()
            place.follow(script)
        elif isinstance(reply, Move):
            back(script, place)
        elif place.stop.kind != "end":
            place.given.append((reply, shape(step)))
        elif not staying:
            return Outcome(finished=True)


def back(script: Script, place: Place) -> None:
    """To the question before, within a case too; else to the stop before."""
    asked = [n for n, (_, was) in enumerate(place.given) if was[0] is Ask]
    if asked:
        del place.given[asked[-1] :]
    else:
        place.go(script, max(place.at - 1, 0))


def shown(script: Script, place: Place, today: date) -> Step | None:
    """The step a stop has come to with the replies given there, None when it is over; replies that no longer fit are dropped."""
    flow = flow_at(script, place.at, today)
    step: Step | None = next(flow, None)
    for n, (reply, was) in enumerate(place.given):
        if step is None or shape(step) != was:
            del place.given[n:]
            break
        step = next_step(flow, reply)
    return step


def flow_at(script: Script, at: int, today: date) -> Flow:
    """What one stop shows."""
    stop, course = script.stops[at], script.course
    if stop.remark is not None or course is None:
        if stop.remark is not None:
            yield stop.remark
    elif stop.kind in {"lesson", "recap"}:
        lesson = course.lessons[stop.id]
        opening = Opening(lesson, module_of(course, lesson.id), len(lesson.sections))
        yield opening if stop.kind == "lesson" else Recap(lesson, tuple(s.remember for s in lesson.sections if s.remember))
    elif stop.kind == "section":
        found_there = course.section_of(stop.id)
        if found_there:
            yield page(course, *found_there)
    else:
        run = Run(desk(course, today), Log(), total=script.questions(), number=script.questions(at))
        yield from run.ask_question(stop.id, Reason.PREDICTION if stop.kind == "prediction" else Reason.NEW)


def desk(course: Course, today: date) -> Desk:
    """What somebody works from who never saw the course. As in a drill, nothing is asked again."""
    terms = tuple(name for term in course.glossary for name in (term.term, *term.forms))
    return Desk(course, Started(moment=Moment(0, today), session="", kind="practice", course=course.id, seed=1), today, terms=terms)


def shape(step: Step) -> Shape:
    """What replies to a step have to be like: equal for steps that the same reply answers."""
    match step:
        case Ask() as ask:
            return (Ask, ask.cards, *options(ask.question))
        case Sure(ask=ask) | Tick(ask=ask) | Feedback(ask=ask):
            return (type(step), ask.cards, *options(ask.question))
        case _:
            return (type(step),)


def options(question: Question) -> Shape:
    """The kind of a question and how much there is to choose from."""
    match question:
        case Matching():
            sizes = (len(question.pairs), len(question.rights))
        case Classification():
            sizes = (len(question.items), len(question.categories))
        case Cloze():
            sizes = (len(question.gaps), 0)
        case FreeRecall():
            sizes = (len(question.points_expected), 0)
        case _:
            sizes = (len(getattr(question, "choices", ())), len(getattr(question, "steps", ())))
    return (type(question), *sizes)
