"""Home: what to do now. A menu on a terminal, a plain summary elsewhere."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text as Styled

from tutor import agenda
from tutor.errors import ExitCode
from tutor.record import record
from tutor.stats import reading_minutes
from tutor.ui.layout import Block

if TYPE_CHECKING:
    from tutor.app import App
    from tutor.progress import OpenSession
    from tutor.ui.render import Voice


@record
class Entry:
    """One line of the menu: what it says, what to type for it, what it does (None: leave)."""

    label: str
    command: str
    action: Callable[[], ExitCode] | None


def home(app: "App", actions: "Actions") -> ExitCode:
    """Show home; on a terminal come back to it after each thing done."""
    if app.plain or not app.at_terminal:
        blocks = (*summary(app, app.voice(numbered=True)), *typed(app, entries(app, actions)))
        app.out().blocks(blocks)
        app.close()
        return ExitCode.DONE
    app.out().blocks(tuple(summary(app, app.voice())))
    while True:
        chosen = ask(app, entries(app, actions))
        if chosen is None or chosen.action is None:
            app.close()
            return ExitCode.DONE
        code = chosen.action()
        if code is not ExitCode.DONE:
            return code


@record
class Actions:
    """What the menu can start; `tutor.cli` fills it with its commands."""

    resume: "Callable[[OpenSession], ExitCode]"
    learn: Callable[[str | None], ExitCode]
    review: Callable[[], ExitCode]
    progress: Callable[[], ExitCode]
    lessons: Callable[[], ExitCode]
    glossary: Callable[[], ExitCode]


def summary(app: "App", voice: "Voice") -> Iterator[Block]:
    """One look says what there is to do."""
    course, text, now = app.course(), voice.text.home, app.world.now()
    seen = agenda.agenda(course, app.store().progress, now.day)
    yield Block(voice.quote(course.title, "title"))
    plan = agenda.followed(course, app.store().progress, now.day, "review")
    if plan:
        from tutor.text.exams import exams_for

        ahead = exams_for(voice.text.code).ahead(plan.exam_day, (plan.exam_day - now.day).days, round(plan.minutes))
        yield Block(voice.say(ahead), lead=bullet(voice), gap=False)
    open_one = agenda.resumable(course, app.store().progress, now.day, ("lesson", "review", "practice", "exam"))
    if open_one:
        offer = agenda.offer_of(course, open_one)
        yield Block(voice.say(text.resume(text.resume_kinds[offer.kind], offer.answered, 0)), lead=bullet(voice), gap=False)
    if seen.due or seen.fresh:
        counts = [text.due(seen.due)] * bool(seen.due) + [text.fresh(seen.fresh)] * bool(seen.fresh)
        yield Block(voice.say(", ".join(counts) + f" ({text.minutes(seen.minutes)})"), lead=bullet(voice), gap=False)
    else:
        days = (seen.next_day - now.day).days if seen.next_day else None
        yield Block(voice.say(text.nothing_due(days)), lead=bullet(voice), gap=False)
    if seen.lesson and seen.sections_left < len(seen.lesson.sections):
        yield Block(voice.say(text.lesson_on(seen.lesson.title, seen.sections_left)), lead=bullet(voice), gap=False)
    elif seen.lesson:
        yield Block(
            voice.say(text.next_lesson(seen.lesson.title, reading_minutes(course.lessons[seen.lesson.id]))), lead=bullet(voice), gap=False
        )
    else:
        yield Block(voice.say(text.all_read), lead=bullet(voice), gap=False)


def bullet(voice: "Voice") -> Styled:
    """What stands before each line."""
    return Styled("" if voice.numbered else "• ", "accent")


def entries(app: "App", actions: Actions) -> tuple[Entry, ...]:
    """The menu, the most sensible thing first: what was interrupted, what is due, the next lesson."""
    text, course = app.text.home, app.course()
    progress, today = app.store().progress, app.world.now().day
    seen = agenda.agenda(course, progress, today)
    out = []
    if seen.due or seen.fresh:
        out.append(Entry(text.do_review(seen.due + seen.fresh, seen.minutes), "tutor review", actions.review))
    if seen.lesson:
        begun = seen.sections_left < len(seen.lesson.sections)
        label = text.do_continue(seen.lesson.title) if begun else text.do_learn(seen.lesson.title)
        out.append(Entry(label, "tutor learn", partial(actions.learn, None)))
    open_one = agenda.resumable(course, progress, today, ("lesson", "review", "exam"))
    if open_one:
        commands = {"review": "tutor review", "exam": "tutor exam run"}
        command = commands.get(open_one.start.kind, f"tutor learn {open_one.start.lesson}")
        out.insert(0, Entry(text.do_resume, command, partial(actions.resume, open_one)))
    out.append(Entry(text.do_choose, "tutor lessons", partial(choose_lesson, app, actions)))
    out.append(Entry(text.do_progress, "tutor progress", actions.progress))
    out.append(Entry(text.do_glossary, "tutor glossary", actions.glossary))
    out.append(Entry(text.do_leave, "", None))
    return tuple(out)


def typed(app: "App", menu: tuple[Entry, ...]) -> Iterator[Block]:
    """The same for who is not at a terminal: what to type."""
    voice = app.voice(numbered=True)
    for n, entry in enumerate(e for e in menu if e.command):
        yield Block(
            voice.say(f"{entry.label} : {entry.command}" if app.language == "fr" else f"{entry.label}: {entry.command}"), gap=n == 0
        )


def ask(app: "App", menu: tuple[Entry, ...]) -> Entry | None:
    """The menu by questionary; Ctrl-D and Esc leave."""
    labels = {shorten(app, entry.label): entry for entry in menu}
    answer = select(app, app.text.home.what_now, list(labels))
    return labels.get(answer) if answer else None


def choose_lesson(app: "App", actions: Actions) -> ExitCode:
    """Pick a lesson from the list and read it."""
    lessons = agenda.in_order(app.course())
    labels = {shorten(app, f"{lesson.id}  {lesson.title}"): lesson.id for lesson in lessons}
    back = shorten(app, app.text.home.back_to_menu)
    answer = select(app, app.text.home.choose_lesson, [*labels, back])
    return actions.learn(labels[answer]) if answer in labels else ExitCode.DONE


def shorten(app: "App", label: str) -> str:
    """A label that fits one row: questionary cuts longer ones without a word."""
    size = app.out().size
    room = (size.columns if size else 80) - 6
    label = app.set_in_type(label)
    return label if len(label) <= room else label[: room - 1].rstrip() + "…"


def select(app: "App", message: str, labels: list[str]) -> str | None:
    """One of the labels; None when the learner leaves. Ctrl-C goes through."""
    import questionary
    from prompt_toolkit.keys import Keys

    from tutor.ui.stage import catch_signals

    style = questionary.Style([("nbsp", "nounderline fg:default"), ("qmark", "bold"), ("pointer", "bold"), ("highlighted", "bold")])
    question = questionary.select(
        app.set_in_type(message), choices=[app.set_in_type(label) for label in labels], qmark="", pointer="›", instruction=" ", style=style
    )
    bindings = question.application.key_bindings
    for key in (Keys.ControlD, Keys.Escape, "q"):
        bindings.add(key, eager=True)(lambda event: event.app.exit(result=None))  # type: ignore[union-attr]
    bindings.add(Keys.ControlZ, eager=True)(lambda event: event.app.suspend_to_background())  # type: ignore[union-attr]
    bindings.add(Keys.SIGINT)(lambda event: event.app.exit(exception=KeyboardInterrupt()))  # type: ignore[union-attr]
    question.application.ttimeoutlen = 0.05
    question.application.erase_when_done = True
    question.application.pre_run_callables.append(partial(catch_signals, question.application))
    answer = question.unsafe_ask()
    return str(answer) if answer is not None else None
