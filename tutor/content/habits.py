"""What can be said of questions together: the habits of an author, and questions that answer each other."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import sqrt

from tutor.content.advice import LIMITS, Advice, Finding, finding
from tutor.content.crafty import crafty
from tutor.content.items import echoes, keys, options, stem
from tutor.content.sentences import sentences
from tutor.content.wording import content_words, shown
from tutor.course import Course, Place, Question, SingleChoice, TrueFalse


def habits(course: Course) -> Iterator[Finding]:
    """Every remark on questions together: file by file, then what only the whole course shows."""
    files: dict[str, list[Question]] = defaultdict(list)
    for question in course.questions.values():
        files[question.place.file].append(question)
    told = set[Advice]()
    for name, questions in files.items():
        for each in _of(questions, Place(name)):
            told.add(each.code)
            yield each
    if len(files) > 1:
        yield from (each for each in _of(list(course.questions.values()), Place()) if each.code not in told)
    yield from _echoes(course)
    yield from _unsourced(course, files)
    yield from _given_away(course)


def _of(questions: list[Question], place: Place) -> Iterator[Finding]:
    yield from _longest(questions, place)
    yield from _one_sided(questions, place)
    yield from _key_place(questions, place)
    found = crafty(questions)
    if (
        found
        and found.count >= LIMITS.counted
        and found.score - found.chance >= LIMITS.over_chance
        and found.deviations >= LIMITS.deviations
    ):
        shares = {"score": found.score, "chance": found.chance, "best": found.trick_score}
        facts = {name: f"{100 * share:.0f}" for name, share in shares.items()}
        yield finding(Advice.CRAFTY, place, trick=found.trick, count=str(found.count), **facts)


def _longest(questions: list[Question], place: Place) -> Iterator[Finding]:
    asked = [q for q in questions if isinstance(q, SingleChoice)]
    hits = sum(key_is_longest(q) for q in asked)
    chance = sum(1 / len(q.choices) for q in asked)
    if _beyond(hits, chance, len(asked)):
        shares = {"percent": f"{100 * hits / len(asked):.0f}", "chance": f"{100 * chance / len(asked):.0f}"}
        yield finding(Advice.KEYS_LONGEST, place, count=str(hits), all=str(len(asked)), **shares)


def key_is_longest(question: SingleChoice) -> bool:
    """Whether the right option is longer than each other one."""
    sizes = [(len(shown(c.text)), c.right) for c in question.choices]
    return max(size for size, right in sizes if right) > max(size for size, right in sizes if not right)


def _beyond(hits: float, chance: float, count: int) -> bool:
    """Whether so many hits are more than chance would give, by share and by significance."""
    if count < LIMITS.counted:
        return False
    spread = sqrt(chance * (1 - chance / count))
    return (hits - chance) / count >= LIMITS.over_chance and hits - chance >= LIMITS.deviations * spread


def _one_sided(questions: list[Question], place: Place) -> Iterator[Finding]:
    judged = [q for q in questions if isinstance(q, TrueFalse)]
    share = sum(q.truth for q in judged) / max(1, len(judged))
    if len(judged) >= LIMITS.counted and not 1 - LIMITS.true_most <= share <= LIMITS.true_most:
        yield finding(Advice.ONE_SIDED, place, percent=f"{100 * share:.0f}", all=str(len(judged)))


def _key_place(questions: list[Question], place: Place) -> Iterator[Finding]:
    """Where the keys stand, in questions whose options keep their order; the others are shuffled each time."""
    kept = [q for q in questions if isinstance(q, SingleChoice) and not q.shuffle]
    for (n, count), hits in Counter((_index(q), len(q.choices)) for q in kept).items():
        alike = sum(len(q.choices) == count for q in kept)
        if _beyond(hits, alike / count, alike):
            yield finding(Advice.KEY_PLACE, place, position=str(n + 1), count=str(hits), all=str(alike))


def _index(question: SingleChoice) -> int:
    return next(n for n, choice in enumerate(question.choices) if choice.right)


def _echoes(course: Course) -> Iterator[Finding]:
    """Keys that repeat a word of their stem, the words of the subject left out."""
    found = [(q, words) for q in course.questions.values() if isinstance(q, SingleChoice) and (words := echoes(q))]
    if not found:
        return
    common = Counter(word for q in course.questions.values() for word in content_words(" ".join((stem(q), *options(q)))))
    most = max(3, LIMITS.echo_share * len(course.questions))
    for question, words in found:
        word = next((word for start, word in words.items() if common[start] <= most), "")
        if word:
            key = next(choice.text for choice in question.choices if choice.right)
            yield finding(Advice.ECHO, question.place, key, word=word)


def _unsourced(course: Course, files: Mapping[str, list[Question]]) -> Iterator[Finding]:
    """Questions that nothing proves, where others are proved; a file where most are not gets one remark."""
    bare = {q.id for q in course.questions.values() if not q.proof and not q.references}
    if not course.lessons and len(bare) == len(course.questions):
        return
    for name, questions in files.items():
        here = [q for q in questions if q.id in bare]
        if len(here) > (1 - LIMITS.sourced) * len(questions):
            yield finding(Advice.NO_SOURCE, Place(name), count=str(len(here)))
        else:
            yield from (finding(Advice.NO_SOURCE, q.place, q.prompt, count="1") for q in here)


def _given_away(course: Course) -> Iterator[Finding]:
    """Questions of which another one, of the same lesson, states the answer. Variants are never asked beside their original."""
    lessons: dict[str, list[Question]] = defaultdict(list)
    for question in course.questions.values():
        if not question.variant_of:
            lessons[question.lesson or question.place.file].append(question)
    for questions in lessons.values():
        yield from _within(questions, course)


def _within(questions: list[Question], course: Course) -> Iterator[Finding]:
    index: dict[str, list[tuple[Question, frozenset[str]]]] = defaultdict(list)
    for teller in questions:
        for said in _told(teller, course):
            for word in said:
                index[word].append((teller, said))
    for asker in questions:
        found = _teller(asker, index)
        if found:
            yield finding(Advice.GIVEN_AWAY, asker.place, stem(asker), other=found.id, key=keys(asker)[0])


def _teller(asker: Question, index: Mapping[str, list[tuple[Question, frozenset[str]]]]) -> Question | None:
    """The first question one sentence of which holds a whole key of `asker`, and half of the words it asks with."""
    wanted = content_words(stem(asker))
    least = max(2, len(wanted) // 2)
    for key in keys(asker):
        answer = content_words(key) - wanted
        rarest = min(answer, key=lambda word: len(index.get(word, ())), default="")
        for teller, said in index.get(rarest, ()):
            other = teller.id != asker.id and not (teller.case and teller.case == asker.case)
            if other and answer <= said and len(said & wanted) >= least:
                return teller
    return None


_ASIDE = re.compile(r"((?:[^\s,?:]+ ){0,3}[^\s,?:]+), (?:qui|which|who) (?!n'|ne |not )([^,?]+)[,?]")
"""What a question takes for granted: a name, and the clause about it, « Le thymus, qui produit les lymphocytes T, … ? »."""


def _told(question: Question, course: Course) -> Iterator[frozenset[str]]:
    """What may be taken as true before answering: sentences that ask nothing, a true statement, a vignette. Options assert nothing."""
    texts: Iterable[str] = sentences(stem(question)) if not isinstance(question, TrueFalse) or question.truth else ()
    for text in texts:
        if not text.rstrip().endswith(("?", "…")):
            yield content_words(text)
        else:
            yield from (content_words(" ".join(found.groups())) for found in _ASIDE.finditer(shown(text)))
    if question.case in course.cases:
        yield from (content_words(text) for text in sentences(course.cases[question.case].vignette))
