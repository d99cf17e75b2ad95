"""A mock exam: which questions it asks, and the report of what came of it. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from tutor.chance import hashed, permutation
from tutor.course import Course, FreeRecall, Question
from tutor.record import record


@record(kw_only=True)
class Marked:
    """A question of the exam, by id, with the points it earned of those it could; `given` is whether it was answered at all."""

    name: str
    points: float
    possible: float
    given: bool = True
    module: str = ""
    objective: str = ""


@record
class Tally:
    """Points earned of those possible. `name` is the id of a module or objective, empty for the whole or for questions of none."""

    name: str
    questions: int
    points: float
    possible: float

    @property
    def share(self) -> float:
        """The share earned, 0..1; below 0 counts as 0."""
        return max(0.0, self.points / self.possible) if self.possible else 0.0


@record(kw_only=True)
class Report:
    """How an exam went. `missed`: the questions that did not earn all their points, by id, the most points lost first."""

    total: Tally
    passed: bool
    modules: tuple[Tally, ...]
    objectives: tuple[Tally, ...]
    missed: tuple[str, ...]
    blank: int


@record
class _Unit:
    """Questions that come together; `asked` is how often before, of the one asked most."""

    asked: int
    objective: str
    questions: tuple[str, ...]


def draw(
    course: Course,
    count: int,
    seed: int,
    *,
    asked: Mapping[str, int] | None = None,
    weights: Mapping[str, float] | None = None,
    open_to: Callable[[Question], bool] = lambda _: True,
) -> tuple[str, ...]:
    """Draw up to `count` questions by the weights of the modules, in the order of the modules; the same for a seed.

    `asked`: how often each question was answered before, by id. Of the questions about one thing (`variant_of`) one is taken, asked
    least, a paraphrase rather than what it paraphrases; things with a wording never met come before repeats. Within that, objectives
    take turns. Steps of a case come together and in order, or not at all. `weights` by module replace those of the course; a module
    too small for its share leaves the rest to the others. `open_to` says which questions may be taken; free recall, which the
    learner judges, never is, nor is what belongs to no module of a course that has some.
    """
    pools = {m: _pool(course, m, seed, asked or {}, open_to) for m in _module_ids(course)}
    known = {m.id: m.weight for m in course.modules}
    shares = {m: (weights or known).get(m, known.get(m, 1.0)) for m in pools}
    if not any(weight > 0 for weight in shares.values()):
        shares = dict.fromkeys(pools, 1.0)
    quotas = apportion(count, shares, {m: sum(map(len, pool)) for m, pool in pools.items()})
    used: set[str] = set()
    chosen = {m: _fill(course, pool, quotas[m], used) for m, pool in pools.items()}
    left = sum(quotas.values()) - sum(len(unit) for units in chosen.values() for unit in units)
    for m, units in chosen.items():
        more = _fill(course, pools[m], left, used) if shares[m] > 0 else []
        units.extend(more)
        left -= sum(map(len, more))
    return tuple(name for units in chosen.values() for unit in units for name in unit)


def apportion(count: int, shares: Mapping[str, float], sizes: Mapping[str, int]) -> dict[str, int]:
    """Share `count` out by weight, none above its size (largest remainders; ties in the order given). Weights below 0 are 0."""
    quotas = dict.fromkeys(shares, 0)
    left = min(max(count, 0), sum(size for m, size in sizes.items() if shares[m] > 0))
    while left:
        open_ones = {m: shares[m] for m in shares if shares[m] > 0 and quotas[m] < sizes[m]}
        whole = sum(open_ones.values())
        exact = {m: left * weight / whole for m, weight in open_ones.items()}
        added = {m: min(int(part), sizes[m] - quotas[m]) for m, part in exact.items()}
        if not any(added.values()):
            first = sorted(exact, key=lambda m: -exact[m])[:left]
            added = dict.fromkeys(first, 1)
        for m, more in added.items():
            quotas[m] += more
            left -= more
    return quotas


def report(course: Course, marked: Sequence[Marked], pass_share: float = 0.5) -> Report:
    """Sum an exam up by module and objective, in the order of the course. `pass_share`: the share (0..1) that passes."""
    order = {name: n for n, name in enumerate([*(m.id for m in course.modules), *_objective_ids(course)])}
    total = _tally("", marked)
    lost = [(each.possible - each.points, each.name) for each in marked]
    return Report(
        total=total,
        passed=bool(marked) and total.share >= pass_share,
        modules=_tallies(marked, lambda each: each.module, order),
        objectives=_tallies(marked, lambda each: each.objective, order),
        missed=tuple(name for loss, name in sorted(lost, key=lambda pair: -pair[0]) if loss > 0),
        blank=sum(not each.given for each in marked),
    )


def module_of_each(course: Course) -> dict[str, str]:
    """The module of each question by id; questions of no module are not in it."""
    by_lesson = {lesson: module.id for module in course.modules for lesson in module.lessons}
    return {name: by_lesson[q.lesson] for name, q in course.questions.items() if q.lesson in by_lesson}


def knowledge(course: Course, name: str) -> str:
    """What a question is about: the id of the question that it is a paraphrase of, in the end, or its own."""
    seen = {name}
    while name in course.questions and course.questions[name].variant_of:
        name = course.questions[name].variant_of
        if name in seen:
            return min(seen)
        seen.add(name)
    return name


def _module_ids(course: Course) -> tuple[str, ...]:
    return tuple(m.id for m in course.modules) or ("",)


def _pool(course: Course, module: str, seed: int, asked: Mapping[str, int], open_to: Callable[[Question], bool]) -> list[tuple[str, ...]]:
    """The units of a module (a question, or a whole case) in the order in which they are taken."""
    modules = module_of_each(course)
    inside = [q for q in course.questions.values() if modules.get(q.id, "") == module and not isinstance(q, FreeRecall) and open_to(q)]
    names = {q.id for q in inside}
    cases = [case for case in course.cases.values() if case.steps and names.issuperset(case.steps)]
    units = [_Unit(max(asked.get(s, 0) for s in case.steps), case.id, case.steps) for case in cases]
    shuffled = [inside[i] for i in permutation(len(inside), f"{seed}/{module}")]
    units += [_Unit(asked.get(q.id, 0), q.objective or q.lesson, (q.id,)) for q in _best_wordings(course, shuffled, asked)]
    units.sort(key=lambda unit: unit.asked)
    return [names for _, group in groupby(units, lambda unit: unit.asked) for names in _by_turns(list(group), seed)]


def _best_wordings(course: Course, questions: Iterable[Question], asked: Mapping[str, int]) -> Iterable[Question]:
    """One question about each thing: asked least, a paraphrase before what it paraphrases. Steps of cases are left out."""
    best: dict[str, Question] = {}

    def rank(question: Question) -> tuple[int, bool]:
        return asked.get(question.id, 0), not question.variant_of

    for question in questions:
        about = knowledge(course, question.id)
        if not question.case and (about not in best or rank(question) < rank(best[about])):
            best[about] = question
    return best.values()


def _by_turns(units: Sequence[_Unit], seed: int) -> Iterator[tuple[str, ...]]:
    """One of each objective, then the next of each, in a drawn order of objectives."""
    groups: dict[str, list[tuple[str, ...]]] = {}
    for unit in units:
        groups.setdefault(unit.objective, []).append(unit.questions)
    order = sorted(groups, key=lambda objective: hashed(f"{seed}/{objective}"))
    for turn in range(max(map(len, groups.values()), default=0)):
        yield from (groups[objective][turn] for objective in order if turn < len(groups[objective]))


def _fill(course: Course, pool: Iterable[tuple[str, ...]], quota: int, used: set[str]) -> list[tuple[str, ...]]:
    """As many units from the start as fit, none about a thing in `used`, which grows by what is taken."""
    chosen = []
    for unit in pool:
        about = {knowledge(course, name) for name in unit}
        if len(unit) <= quota and not about & used:
            used |= about
            chosen.append(unit)
            quota -= len(unit)
    return chosen


def _objective_ids(course: Course) -> Iterator[str]:
    return (objective.id for lesson in course.lessons.values() for objective in lesson.objectives)


def _tallies(marked: Iterable[Marked], name_of: Callable[[Marked], str], order: Mapping[str, int]) -> tuple[Tally, ...]:
    groups: dict[str, list[Marked]] = {}
    for each in marked:
        groups.setdefault(name_of(each), []).append(each)
    names = sorted(groups, key=lambda name: order.get(name, len(order)))
    return tuple(_tally(name, groups[name]) for name in names)


def _tally(name: str, marked: Sequence[Marked]) -> Tally:
    return Tally(name, len(marked), sum(each.points for each in marked), sum(each.possible for each in marked))
