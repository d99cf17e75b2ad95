"""Figures say what happened: their sums are the answers, whatever the history."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.happenings import histories
from tests.learner import TODAY
from tests.studied import LEARNERS, STUDIED, answered, moment, progress_after
from tutor.course import Course
from tutor.events import Event
from tutor.figures.calibration import Judged, Level, calibration
from tutor.figures.coming import DAYS, coming
from tutor.figures.confusions import Pair, confusions, drill, mixed, often, told_apart
from tutor.figures.data import extra
from tutor.figures.hard import hardest
from tutor.figures.naming import Names
from tutor.figures.retention import retention
from tutor.figures.whole import Figures, figures
from tutor.figures.year import LEVELS, WEEKS, effort, year
from tutor.fold import rebuild
from tutor.outline import entries
from tutor.progress import DayTotals, Progress, Tally
from tutor.record import replace
from tutor.schedule import Memory

dates = st.dates(date(2024, 1, 1), date(2028, 12, 31))
totals = st.builds(DayTotals, answers=st.integers(0, 300), ms=st.integers(0, 10**7))
days = st.dictionaries(dates, totals, max_size=40)


def seen(name: str) -> Figures:
    return figures(STUDIED, rebuild(LEARNERS[name]), TODAY)


@given(days, dates)
def test_the_calendar_and_what_was_before_it_sum_to_all_answers(known: dict[date, DayTotals], today: date) -> None:
    found = year(known, today)
    assert found.total + found.before == sum(each.answers for each in known.values())
    assert sum(sum(week) for week in found.weeks()) == found.total
    assert found.first.weekday() == 0
    assert found.first + timedelta(len(found.answers) - 1) == today
    assert len(found.weeks()) == WEEKS


@given(days, dates)
def test_a_fuller_day_is_never_paler(known: dict[date, DayTotals], today: date) -> None:
    found = year(known, today)
    levels = [found.level(count) for count in sorted(found.answers)]
    assert levels == sorted(levels)
    assert all((level > 0) == (count > 0) for level, count in zip(levels, sorted(found.answers), strict=True))
    assert max(levels) == (LEVELS if found.total else 0)


@given(days, dates)
def test_the_weeks_hold_no_more_time_than_there_was(known: dict[date, DayTotals], today: date) -> None:
    found = effort(known, today)
    assert sum(ms for _, ms in found.weeks) <= found.ms == sum(each.ms for each in known.values())


@given(st.lists(dates, max_size=60), dates)
def test_every_due_card_is_now_on_a_day_or_later(dues: list[date], today: date) -> None:
    found = coming(dues, today)
    assert found.all == len(dues)
    assert found.now == sum(due <= today for due in dues)
    assert len(found.days) == DAYS
    assert all(found.days[n] == dues.count(found.day(n)) for n in range(DAYS))


@given(histories())
def test_retention_counts_each_test_of_memory_once_by_age_and_once_by_month(events: list[Event]) -> None:
    progress = rebuild(events)
    tallies = {key.partition(" ")[0]: tally for key, tally in progress.tallies.items() if key.endswith(" c")}
    found = retention(tallies)
    assert found.whole.count == sum(age.kept.count for age in found.ages) == sum(kept.count for _, kept in found.months)
    assert found.whole.right <= found.whole.count
    assert found.brier is None or 0 <= found.brier <= 1


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_level_of_confidence_is_judged_by_what_happened(count: int, right: int) -> None:
    level = Level(3, 0.95, count, min(count, right))
    assert (level.judged is Judged.EARLY) == (count < 10)
    assert level.judged is not Judged.UNDER  # nobody is right more often than sure


def test_who_is_sure_and_often_wrong_is_told_so() -> None:
    levels = calibration({"sure3": Tally(20, 12), "sure2": Tally(20, 13), "sure1": Tally(20, 12)})
    assert [level.judged for level in levels] == [Judged.UNDER, Judged.FITS, Judged.OVER]


@pytest.mark.parametrize("name", LEARNERS)
def test_figures_agree_with_each_other(name: str) -> None:
    found = seen(name)
    assert found.year.total + found.year.before == found.overview.answers == found.effort.answers
    assert found.coming.now == found.overview.due_today
    assert sum(found.coming.days[:7]) == found.overview.due_week
    assert sum(level.count for level in found.calibration) == found.overview.first_answers
    data = extra(found, STUDIED)
    assert sum(data["year"]["days"].values()) == data["year"]["answers"]


def test_the_hardest_question_is_the_one_forgotten_most() -> None:
    progress = progress_after(364, 2)
    found = hardest("essai", entries(STUDIED), progress.cards)
    assert [each.lapses for each in found] == sorted((each.lapses for each in found), reverse=True)
    assert found[0].lapses == max(state.lapses for state in progress.cards.values())


def mistaken(*names: str) -> Progress:
    """A learner who answered these questions wrongly, one a day."""
    memories: dict[str, Memory] = {}
    facts = [answered(name, moment(9 - n), wrong=True, confidence=3, memories=memories) for n, name in enumerate(names)]
    return rebuild([Event(f"{n:032x}", n, fact) for n, fact in enumerate(facts, 1)])


def pairs_of(*names: str) -> list[tuple[tuple[str, str], int]]:
    return [(pair.terms, pair.times) for pair in confusions(STUDIED, mistaken(*names).cards)]


def test_once_is_a_slip_and_twice_a_confusion() -> None:
    once = confusions(STUDIED, mistaken("short").cards)
    assert [pair.terms for pair in once] == [("CAR-T", "TCR")]
    assert often(once) == ()
    assert [pair.times for pair in often(confusions(STUDIED, mistaken("short", "short").cards))] == [2]


def test_categories_and_pairs_that_were_swapped_are_confusions_whichever_way() -> None:
    assert pairs_of("classify", "match") == [(("Anticorps", "Globule blanc"), 1), (("Cellules", "Vaccin"), 1)]


def test_one_wrong_and_one_missed_choice_are_taken_for_each_other() -> None:
    assert pairs_of("multiple") == [(("CTLA-4", "HER2"), 1)]


def test_sentences_are_no_pair_and_neither_are_true_and_false() -> None:
    assert pairs_of("single", "tf", "number") == []


def test_a_pair_the_course_tells_apart_is_seen_in_sentences_in_its_order() -> None:
    right, given = "On bloque CTLA-4, qui freine tôt dans le ganglion", "On bloque PD-1, qui freine plus tard dans la tumeur"
    assert told_apart(Names(STUDIED), frozenset({("PD-1", "CTLA-4")}), right, given) == ("PD-1", "CTLA-4")
    assert told_apart(Names(STUDIED), frozenset(), right, given) is None


def test_a_mistake_on_a_question_that_was_changed_since_says_nothing() -> None:
    changed = replace(STUDIED.questions["short"], accepted=("Lymphocyte CAR",))
    course = replace(STUDIED, questions={**STUDIED.questions, "short": changed})
    assert confusions(course, mistaken("short", "short").cards) == ()


def test_what_does_not_fit_the_question_any_more_is_passed_over() -> None:
    for name in ("single", "multiple", "match", "classify"):
        for odd in ("", "9,9,9", "x", "-1", "1,", "99999999999"):
            assert list(mixed(STUDIED.questions[name], 0, odd)) == []


def test_a_name_is_found_whatever_its_hyphens_case_and_plural() -> None:
    names = Names(STUDIED)
    assert names.of("le récepteur PD1, les CAR-T et un tcr") == ("PD-1", "CAR-T")
    assert names.of("Pd-1 puis CTLA 4") == ("PD-1", "CTLA-4")
    assert names.of("tcr") == names.of("les TCR") == ("TCR",)
    assert names.of("") == ()


def course_of_pairs() -> Course:
    """Two questions about PD-1, one about CTLA-4."""
    short = STUDIED.questions["short"]
    made = {
        name: replace(short, id=name, accepted=(key,), refused=(), prompt="Lequel ?")
        for name, key in (("a1", "PD-1"), ("a2", "PD-1"), ("b1", "CTLA-4"), ("x", "TCR"))
    }
    return replace(STUDIED, questions=made, cases={})


def test_a_drill_asks_about_one_and_the_other_by_turns() -> None:
    pair = Pair(("PD-1", "CTLA-4"), 2, ("essai/a2",))
    ((found, cards),) = drill(course_of_pairs(), [pair], lambda _: True)
    assert found == pair
    assert cards == ("essai/a2", "essai/b1", "essai/a1")


def test_a_drill_asks_nothing_that_is_not_open() -> None:
    assert list(drill(course_of_pairs(), [Pair(("PD-1", "CTLA-4"), 2, ("essai/a2",))], lambda _: False)) == []
