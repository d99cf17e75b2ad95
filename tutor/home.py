"""Home: what to do now. A menu on a terminal, a plain summary elsewhere."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text as Styled

from tutor import agenda
from tutor.absence import Return, returning
from tutor.errors import ExitCode
from tutor.events import Set
from tutor.opening import tell_broken
from tutor.play import choosing
from tutor.record import record
from tutor.settings import THEMES
from tutor.stats import finished, reading_minutes
from tutor.steps import Item, Menu
from tutor.text.entrance import entrance_for
from tutor.text.packs import packs_for
from tutor.ui.layout import Block

if TYPE_CHECKING:
    from datetime import date

    from tutor.agenda import Agenda
    from tutor.app import App
    from tutor.course import Course
    from tutor.outline import Heading
    from tutor.progress import OpenSession, Progress
    from tutor.text.entrance import Entrance
    from tutor.ui.render import Voice


@record
class Entry:
    """One line of the menu: what it says and costs, what to type for it, what it does (None: leave).

    `looking`: it prints on the screen, which the menu must not cover before it was read.
    """

    label: str
    command: str
    action: Callable[[], ExitCode] | None
    note: str = ""
    looking: bool = False


@record
class Actions:
    """What the menu can start; `tutor.cli` fills it with its commands."""

    resume: "Callable[[OpenSession], ExitCode]"
    learn: Callable[[str | None], ExitCode]
    reread: Callable[[str], ExitCode]
    review: Callable[[int | None, int | None], ExitCode]
    practise: Callable[[], ExitCode]
    progress: Callable[[], ExitCode]
    lessons: Callable[[], ExitCode]
    glossary: Callable[[], ExitCode]


@record
class State:
    """How things stand, worked out once for a screen: what there is to do, the return after an absence, what other courses have due."""

    course: "Course"
    progress: "Progress"
    today: "date"
    seen: "Agenda"
    back: Return | None
    others: int


def state_of(app: "App") -> State:
    """The state now."""
    course, progress, today = app.course(), app.store().progress, app.world.now().day
    seen, back = agenda.agenda(course, progress, today), returning(course, progress, today)
    return State(course, progress, today, seen, back, due_elsewhere(app))


def home(app: "App", actions: Actions) -> ExitCode:
    """Show home; on a terminal come back to it after each thing done."""
    tell_broken(app)
    if app.plain or not app.at_terminal:
        state = state_of(app)
        blocks = (*summary(app, state, app.voice(numbered=True)), *typed(app, entries(app, state, actions)))
        app.out().blocks(blocks)
        app.close()
        return ExitCode.DONE
    while True:
        chosen = chosen_of(app, actions)
        if chosen is None or chosen.action is None:
            app.close()
            return ExitCode.DONE
        code = chosen.action()
        if code is not ExitCode.DONE:
            return code
        if chosen.looking and not awaited(app):
            app.close()
            return ExitCode.DONE


def chosen_of(app: "App", actions: Actions) -> Entry | None:
    """Show the menu; the entry that was chosen of those that were shown, None when it was left."""
    shown: list[Entry] = []

    def menu() -> Menu:
        state = state_of(app)  # not before the welcome of a first start, which may change the language
        shown[:] = entries(app, state, actions)
        return Menu(state.course.title, tuple(standing(app, state)), tuple(Item(entry.label, entry.note) for entry in shown))

    at = choose(app, menu)
    return None if at is None else shown[at]


def choose(app: "App", make: Callable[[], Menu]) -> int | None:
    """The number of the item that was chosen on the stage, on a first start after the welcome; None when the menu was left."""
    from tutor.sessions import greeted

    chosen: list[int] = []
    app.interface().run(greeted(app, lambda: choosing(make(), chosen)))
    return chosen[0] if chosen else None


def awaited(app: "App") -> bool:
    """Wait until what was printed is read; False at the end of the input."""
    app.out().blocks([Block(app.voice().say(entrance_for(app.language).enter_returns, "hint"))])
    return bool(app.world.stdin.readline())


def standing(app: "App", state: State) -> Iterator[str]:
    """How things stand, one sentence each: the exam, the return, what is done today, that nothing is due."""
    course, progress, today, seen = state.course, state.progress, state.today, state.seen
    text, words = entrance_for(app.language), app.text.home
    yield from noted(app, state)
    done = progress.days.get(f"{today} {course.id}")
    sitting = any(each.start.kind == "exam" and each.start.course == course.id for each in progress.open)
    if done and done.answers and not sitting:  # what an exam came to is said when it is handed in, not before
        yield text.done_today(done.answers, done.right)
    if not seen.due and not seen.fresh and progress.cards:
        yield words.nothing_due((seen.next_day - today).days if seen.next_day else None)
    if not seen.lesson and course.lessons:
        yield words.all_read
    if state.others:
        yield packs_for(app.language).others_due(state.others)


def noted(app: "App", state: State) -> Iterator[str]:
    """What is said first: how far the exam is, and the return after an absence."""
    text, plan, back = entrance_for(app.language), state.progress.plans.get(state.course.id), state.back
    if plan and plan.exam_day and plan.exam_day >= state.today:
        days = (plan.exam_day - state.today).days
        yield text.exam(days, plan.exam_day) if days else text.exam_today
    if back:
        yield text.back(back.days)
        yield text.waiting(back.due, back.known)


def summary(app: "App", state: State, voice: "Voice") -> Iterator[Block]:
    """One look says what there is to do."""
    course, today, seen, text = state.course, state.today, state.seen, voice.text.home
    yield Block(voice.quote(course.title, "title"))
    yield from (Block(voice.say(line), lead=bullet(voice), gap=False) for line in noted(app, state))
    kinds = ("lesson", "pretest", "review", "practice", "exam")
    open_one = agenda.resumable(course, state.progress, today, kinds, app.store().claims.is_running)
    if open_one:
        offer = agenda.offer_of(course, open_one)
        yield Block(voice.say(text.resume(text.resume_kinds[offer.kind], offer.answered, 0)), lead=bullet(voice), gap=False)
    if seen.due or seen.fresh:
        counts = [text.due(seen.due)] * bool(seen.due) + [text.fresh(seen.fresh)] * bool(seen.fresh)
        yield Block(voice.say(", ".join(counts) + f" ({text.minutes(seen.minutes)})"), lead=bullet(voice), gap=False)
    else:
        days = (seen.next_day - today).days if seen.next_day else None
        yield Block(voice.say(text.nothing_due(days)), lead=bullet(voice), gap=False)
    if seen.lesson and seen.sections_left < len(seen.lesson.sections):
        yield Block(voice.say(text.lesson_on(seen.lesson.title, seen.sections_left)), lead=bullet(voice), gap=False)
    elif seen.lesson:
        yield Block(
            voice.say(text.next_lesson(seen.lesson.title, reading_minutes(course.lessons[seen.lesson.id]))), lead=bullet(voice), gap=False
        )
    elif course.lessons:
        yield Block(voice.say(text.all_read), lead=bullet(voice), gap=False)
    if state.others:
        yield Block(voice.say(packs_for(app.language).others_due(state.others)), lead=bullet(voice), gap=False)


def due_elsewhere(app: "App") -> int:
    """How many cards of the other courses there are due today."""
    if len(app.packs()) < 2:
        return 0
    from tutor.courses import known

    return sum(each.due for each in known(app) if not each.current and not each.shadowed)


def bullet(voice: "Voice") -> Styled:
    """What stands before each line."""
    return Styled("" if voice.numbered else "• ", "accent")


def entries(app: "App", state: State, actions: Actions) -> tuple[Entry, ...]:
    """The menu, the most sensible thing first: what was interrupted, what is due, the next lesson."""
    words, text = app.text.home, entrance_for(app.language)
    course, progress, seen, back = state.course, state.progress, state.seen, state.back
    out = list(resuming(app, state, actions))
    if back:
        out += ways_back(back, text, actions)
    elif seen.due or seen.fresh:
        review = partial(actions.review, None, None)
        out.append(Entry(words.do_review(seen.due + seen.fresh, seen.minutes), "tutor review", review))
    if seen.lesson:
        begun = seen.sections_left < len(seen.lesson.sections)
        label = words.do_continue(seen.lesson.title) if begun else words.do_learn(seen.lesson.title)
        note = text.about(reading_minutes(course.lessons[seen.lesson.id]))
        if back and back.fading < back.known:
            note = text.way_none(back.known, back.fading)
        out.append(Entry(label, "tutor learn", partial(actions.learn, None), note))
    if course.lessons:
        out.append(Entry(words.do_choose, "tutor lessons", partial(choose_lesson, app, actions)))
    if progress.cards:
        out.append(Entry(text.practise, "tutor practice", actions.practise))
    out.append(Entry(words.do_progress, "tutor progress", actions.progress))
    if course.glossary:
        out.append(Entry(words.do_glossary, "tutor glossary", actions.glossary, looking=True))
    if len(app.packs()) > 1:
        out.append(Entry(packs_for(app.language).change, "tutor course list", partial(change_course, app)))
    out.append(Entry(text.settings, "", partial(settings, app)))
    out.append(Entry(words.do_leave, "", None))
    return tuple(out)


def resuming(app: "App", state: State, actions: Actions) -> Iterator[Entry]:
    """The session that was interrupted, first of all."""
    text, course = app.text.home, state.course
    again = agenda.resumable(course, state.progress, state.today, ("lesson", "pretest", "review", "exam"), app.store().claims.is_running)
    if again:
        offer = agenda.offer_of(course, again)
        commands = {"review": "tutor review", "exam": "tutor exam run"}
        command = commands.get(again.start.kind, f"tutor learn {again.start.lesson}")
        note = offer.lesson.title if offer.lesson else ""
        yield Entry(text.do_resume, command, partial(actions.resume, again), note)


def ways_back(back: Return, text: "Entrance", actions: Actions) -> Iterator[Entry]:
    """The ways to take up again what waits, each with what it costs."""
    for way in back.ways:
        whole = way is back.ways[-1]
        label = (text.way_all if whole else text.way)(way.minutes, way.questions)
        command = f"tutor review --minutes {way.minutes}" + (f" --limit {way.limit}" if way.limit else "")
        yield Entry(label, command, partial(actions.review, way.minutes, way.limit), text.way_days(way.days))


def typed(app: "App", every: tuple[Entry, ...]) -> Iterator[Block]:
    """The same for who is not at a terminal: what to type."""
    voice = app.voice(numbered=True)
    colon = " : " if app.language == "fr" else ": "
    for n, entry in enumerate(e for e in every if e.command):
        note = f" ({entry.note})" if entry.note else ""
        yield Block(voice.say(f"{entry.label}{note}{colon}{entry.command}"), gap=n == 0)


def choose_lesson(app: "App", actions: Actions) -> ExitCode:
    """Pick a lesson under its module, with where it stands, and read it."""
    lessons = agenda.in_order(app.course())
    items = tuple(lesson_items(app, lessons))
    seen = agenda.next_lesson(app.course(), app.store().progress)
    here = next((n for n, lesson in enumerate(lessons) if seen and lesson.id == seen.id), 0)
    at = choose(app, partial(Menu, app.text.home.choose_lesson, (), items, at=here, inner=True)) if items else None
    if at is None:
        return ExitCode.DONE
    is_read = finished(app.course(), app.store().progress, lessons[at].id)
    return again(app, actions, lessons[at].id) if is_read else actions.learn(lessons[at].id)


def again(app: "App", actions: Actions, lesson: str) -> ExitCode:
    """A lesson that was read: read it once more, or do it once more."""
    text = packs_for(app.language)
    items = (Item(text.read_again), Item(text.do_again))
    at = choose(app, partial(Menu, text.is_read, (), items, inner=True))
    return ExitCode.DONE if at is None else (actions.reread, actions.learn)[at](lesson)


def change_course(app: "App") -> ExitCode:
    """Pick the course to open from now on."""
    from tutor import courses

    every = [each for each in courses.known(app) if each.can_be_opened]
    text = packs_for(app.language)
    items = tuple(Item(each.title, text.state(each.studied, each.due) if each.studied else "", code=each.id) for each in every)
    here = next((n for n, each in enumerate(every) if each.current), 0)
    at = choose(app, partial(Menu, text.which, (), items, at=here, inner=True))
    if at is None:
        return ExitCode.DONE
    done = courses.use(app, every[at].id)
    app.forget_course()
    return done


def lesson_items(app: "App", lessons: "tuple[Heading, ...]") -> Iterator[Item]:
    """Each lesson with where it stands; the first of a module under its title."""
    course, progress, text = app.course(), app.store().progress, entrance_for(app.language)
    modules = {lesson: module.title for module in course.modules for lesson in module.lessons}
    last = ""
    for lesson in lessons:
        read = sum(f"{course.id}/{section}" in progress.sections for section in lesson.sections)
        first = [p for p in lesson.prerequisites if not finished(course, progress, p)]
        note = text.read if read == len(lesson.sections) else text.begun(read, len(lesson.sections)) if read else ""
        note = note or (text.needs(", ".join(first)) if first else "")
        module = modules.get(lesson.id, "")
        yield Item(lesson.title, note, module if module != last else "", lesson.id)
        last = module


def settings(app: "App") -> ExitCode:
    """The learner's settings: each choice turns one, until the menu is left."""
    at = 0
    while True:
        text = entrance_for(app.language)
        asks = app.store().progress.settings.get("confidence") != "off"
        items = (
            Item(text.set_language),
            Item(text.set_theme(text.themes[app.theme])),
            Item(text.set_confidence(asks), text.confidence_note),
        )
        chosen = choose(app, partial(Menu, text.settings, (), items, at=at, inner=True))
        if chosen is None:
            return ExitCode.DONE
        at = chosen
        if at == 0:
            app.speak("en" if app.language == "fr" else "fr")
        elif at == 1:
            app.wear(THEMES[(THEMES.index(app.theme) + 1) % len(THEMES)])
        else:
            app.store().append([Set(app.world.now(), "confidence", "off" if asks else "on")])
