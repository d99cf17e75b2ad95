"""Beginning sessions: what is asked, in which order, and whether an interrupted one is gone on with."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from tutor import agenda
from tutor.desk import Desk
from tutor.errors import ExitCode, NoCourse, NotSaved
from tutor.events import Ended, Fact, Happened, Read, Reviewed, Set, Started
from tutor.play import Driver, Outcome, Record, offered, playing, remembered, replay, welcomed
from tutor.progress import name_now
from tutor.record import replace
from tutor.session import PAIR, flow_for
from tutor.steps import Rehearsal, Reply, Welcome

if TYPE_CHECKING:
    from tutor.app import App
    from tutor.events import Event
    from tutor.progress import OpenSession


def run(app: "App", start: Started, again: "OpenSession | None" = None, *, ask: bool = True, pretest: Started | None = None) -> ExitCode:
    """Run a session to its end; `again`: one that was interrupted, with `ask` only if the learner wants to; `pretest` comes before.

    Raises NotSaved if an answer could not be kept.
    """
    interface = app.interface()
    outcome: Outcome | None = None
    try:
        outcome = interface.run(driver_for(app, start, again, ask=ask, pretest=pretest))
    finally:
        unsaved = app.close()
        tell_end(app, outcome)
        if unsaved:  # whatever ended the session, this is worse
            raise NotSaved(str(app.data_directory()), "", unsaved)
    return ExitCode.DONE


def gone_on(app: "App", again: "OpenSession") -> ExitCode:
    """Go on with an interrupted session without asking; with an exam after saying how much time is left. Raises NotSaved."""
    if again.start.kind == "exam":
        from tutor import mock_run

        return mock_run.run(app, mock_run.Wish())
    return run(app, again.start, again, ask=False)


def tell_end(app: "App", outcome: Outcome | None) -> None:
    """Print what the session came to, where it has not just been read."""
    if outcome is None or outcome.summary is None or (app.plain and outcome.finished):
        return
    from tutor.ui.ending import summary

    if outcome.summary.asked or outcome.finished:
        app.out().blocks(tuple(summary(outcome.summary, app.voice(numbered=app.plain), finished=outcome.finished)))


def driver_for(app: "App", start: Started, again: "OpenSession | None", *, ask: bool = True, pretest: Started | None = None) -> Driver:
    """The session, after the welcome of a first start, and after the offer to go on where one was interrupted."""
    anew = partial(pretested, app, pretest, start) if pretest else partial(fresh, app, start)
    go_on = partial(resumed, app, again, anew) if again else None
    begin = partial(offered, agenda.offer_of(app.course(), again), go_on, partial(abandoned, app, again, anew)) if again and go_on else anew
    return greeted(app, go_on if go_on and not ask else begin)


def greeted(app: "App", begin: Callable[[], Driver]) -> Driver:
    """What begins, after the welcome and the rehearsal of the keys where this is a first start."""
    course, seen = app.course(), app.store().progress.settings.get("welcomed", "").split()
    if seen and (not course.disclaimer or course.id in seen or "1" in seen):  # 1: before there were several courses
        return begin()
    first = (Welcome(course),) if app.plain or seen else (Welcome(course), Rehearsal())
    return welcomed(first, partial(after_welcome, app, begin))


def after_welcome(app: "App", begin: Callable[[], Driver]) -> Driver:
    """Remember that the welcome was seen, and of which course; the next answer would be saved anyway, so a failure here is no matter."""
    seen = app.store().progress.settings.get("welcomed", "").split()
    with suppress(NotSaved):
        app.store().append([Set(app.world.now(), "welcomed", " ".join([*seen, app.course().id]))])
    return begin()


def fresh(app: "App", start: Started, before: tuple[Fact, ...] = ()) -> Driver:
    """A session from its beginning; `before` is kept with its first fact."""
    desk = desk_for(app, start)
    app.store().claims.take(start.session)
    return playing(partial(flow_for, desk), Record(app.store(), start, before=before), app.world.now, elsewhere=app.store().elsewhere)


def pretested(app: "App", before: Started, lesson: Started) -> Driver:
    """A pretest, then its lesson."""
    record = Record(app.store(), before, ends=False)
    app.store().claims.take(before.session)
    return then_lesson(app, playing(partial(flow_for, desk_for(app, before)), record, app.world.now), record, lesson)


def then_lesson(app: "App", pretest: Driver, record: Record, lesson: Started) -> Driver:
    """What is left of a pretest, then the lesson, which remembers how that went; the pretest is not over before something of it is kept."""
    from tutor.pretest import options_of

    outcome = yield from pretest
    if not outcome.finished:
        return outcome
    now = app.world.now()
    over = (Ended(now, record.started.session, finished=True),) if record.begun else ()
    return (yield from fresh(app, replace(lesson, moment=now, options=options_of(record.facts)), over))


def desk_for(app: "App", start: Started, again: "OpenSession | None" = None) -> Desk:
    """What a session works from; `again`: one that was interrupted."""
    course, store, today = app.course(), app.store(), app.world.now().day
    return agenda.desk(course, store.progress, start, today, again, store.former_key, partial(reviews, app))


def reviews(app: "App") -> Sequence[Reviewed]:
    """The answers of the course that count, in order of time."""
    from tutor.fold import counted

    return counted(app.store().events(), app.course().id)


def abandoned(app: "App", again: "OpenSession", anew: "partial[Driver]") -> Driver:
    """End the interrupted session, then begin anew; what could not be saved goes with the first answer."""
    with suppress(NotSaved):
        if not app.store().claims.is_running(again.id):
            app.store().append([Ended(app.world.now(), again.start.session, finished=False)])
    return anew()


def resumed(app: "App", again: "OpenSession", anew: "partial[Driver]") -> Driver:
    """An interrupted session at the question where it stopped; a new one if it was gone on with in another terminal meanwhile."""
    if not app.store().claims.take(again.id):
        return anew()
    again = under_new_names(app, again)
    desk = desk_for(app, again.start, again)
    record, replies = recall_session(app, desk, again)
    driver = playing(partial(flow_for, desk), record, app.world.now, replies, app.store().elsewhere)
    if again.start.kind != "pretest":
        return driver
    record.ends = False
    return then_lesson(app, driver, record, begun(app, "lesson", lesson=again.start.lesson))


def names_now(app: "App") -> Callable[[str], str]:
    """What tells the card that a card is now: by the history, or by the course if the question was never answered under its old id."""
    course, progress = app.course(), app.store().progress
    renamed = {f"{course.id}/{old}": f"{course.id}/{new}" for old, new in course.renamed}
    return lambda card: name_now(progress.name_of(card), renamed)


def under_new_names(app: "App", again: "OpenSession") -> "OpenSession":
    """An interrupted session with the cards that questions have now, where some got other ids since."""
    if not (app.store().progress.renamed or app.course().renamed):
        return again
    name_of = names_now(app)
    start = replace(again.start, cards=tuple(map(name_of, again.start.cards)))

    def now(event: "Event") -> "Event":
        fact = event.fact
        return replace(event, fact=replace(fact, card=name_of(fact.card))) if isinstance(fact, Reviewed | Happened) else event

    return replace(again, started=replace(again.started, fact=start), events=tuple(map(now, again.events)))


def recall_session(app: "App", desk: Desk, again: "OpenSession") -> tuple[Record, Sequence[Reply]]:
    """The record and the replies of an interrupted session, from the events it left."""
    begin = partial(flow_for, desk)
    replies = remembered(begin, [e.fact for e in again.events])
    _, log, _ = replay(begin, replies)
    answers = iter([e.id for e in again.events if isinstance(e.fact, Reviewed)])
    read = {e.fact.section: e.id for e in again.events if isinstance(e.fact, Read)}
    names = [read.get(f.section, "") if isinstance(f, Read) else next(answers, "") for f in log.facts]
    return Record(app.store(), again.start, list(log.facts), names, begun=True, read=set(read)), replies


def lesson_start(app: "App", name: str | None) -> Started | None:
    """The plan to read a lesson: the one named, else the next one; None when all are read."""
    course = app.course()
    lesson = agenda.find_lesson(course, name) if name else agenda.next_lesson(course, app.store().progress)
    return begun(app, "lesson", lesson=lesson.id) if lesson else None


def reading(app: "App", name: str | None) -> Started:
    """The plan to read a lesson once more: the one named, else the one read last, else the first. Raises UnknownName, NoCourse."""
    course = app.course()
    if name:
        return begun(app, "reading", lesson=agenda.find_lesson(course, name).id)
    lesson = agenda.last_read(course, app.store().progress) or next(iter(agenda.in_order(course)), None)
    if lesson is None:
        raise NoCourse(app.pack)
    return begun(app, "reading", lesson=lesson.id)


def pretest_start(app: "App", lesson: Started) -> Started | None:
    """The pretest of a lesson: None for one that was begun, or has no question to ask."""
    from tutor.pretest import pretest_cards

    course, read = app.course(), app.store().progress.sections
    found = course.lessons[lesson.lesson]
    cards = pretest_cards(course, found, lesson.seed) if not any(f"{course.id}/{s.id}" in read for s in found.sections) else ()
    return begun(app, "pretest", lesson=lesson.lesson, cards=cards) if cards else None


def begun(
    app: "App",
    kind: str,
    *,
    lesson: str = "",
    cards: tuple[str, ...] = (),
    seed: int | None = None,
    minutes: int = 0,
    options: tuple[tuple[str, str], ...] = (),
) -> Started:
    """A Started fact for now."""
    return Started(
        moment=app.world.now(),
        session=os.urandom(4).hex(),
        kind=kind,
        course=app.course().id,
        lesson=lesson,
        cards=cards,
        seed=new_seed() if seed is None else seed,
        minutes=minutes,
        options=options,
    )


def confusion_start(app: "App", limit: int) -> Started | None:
    """The plan of a drill of what is mixed up: each pair compared, then asked about; None where nothing is. `limit` 0: no limit."""
    from tutor.figures.confusions import confusions, drill, often

    course, progress = app.course(), app.store().progress
    pairs = often(confusions(course, progress.cards))
    cards, options = list[str](), list[tuple[str, str]]()
    for pair, about in drill(course, pairs, agenda.openness(course, progress)):
        if limit and cards and len(cards) + len(about) > limit:
            break
        options.append((PAIR, "\t".join((*pair.terms, str(len(cards))))))
        cards += about
    return begun(app, "practice", cards=tuple(cards), options=tuple(options)) if cards else None


def new_seed() -> int:
    """A seed for the order of choices and ties."""
    return int.from_bytes(os.urandom(4))
