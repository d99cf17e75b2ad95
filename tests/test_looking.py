"""Looking from outside and within: the history by days, words found, files written, and what is mixed up asked again."""

import io
import json
import subprocess
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.command import Command, command_in, spaced
from tests.happenings import histories
from tests.learner import Learner, Memo, desk, moment, play, started
from tests.studied import LEARNERS, STUDIED
from tutor.cli import now
from tutor.codec import encode
from tutor.content.load import load
from tutor.events import Event, Read, Reviewed
from tutor.fold import is_undone, rebuild, undone
from tutor.glossary import folded
from tutor.grade import Answer
from tutor.journal import journal
from tutor.play import Move, Record, playing, remembered, replay
from tutor.record import replace
from tutor.schedule import Rating
from tutor.search import Kind, excerpt, search, text_with_places
from tutor.session import PAIR, flow_for
from tutor.steps import Ask, Compare, Feedback
from tutor.store import Store
from tutor.text import text_for
from tutor.ui.look import Look
from tutor.ui.plain import Plain
from tutor.ui.records import hits_pages
from tutor.ui.render import Voice

QUIZ = """
titre: Les freins
questions:
  - id: a
    question: Quel frein agit dans la tumeur ?
    réponse: PD-1
  - id: b
    question: Quel frein agit dans le ganglion ?
    réponse: CTLA-4
  - {id: c, vrai: Un frein peut se lever.}
"""


def newest_first(events: list[Event]) -> list[Event]:
    return sorted(events, key=lambda event: event.fact.moment.at, reverse=True)


@given(histories(), st.integers(0, 6))
def test_the_history_has_whole_days_and_every_answer_once(events: list[Event], limit: int) -> None:
    shown = [e for e in newest_first(events) if isinstance(e.fact, Reviewed | Read)]
    found = journal(rebuild(events), shown, limit=limit)
    days = [each.day for each in found.days]
    assert days == sorted(set(days), reverse=True)
    rows = [row for each in found.days for row in each.rows]
    assert len(rows) == len(shown) or (limit and len(rows) >= limit)
    assert found.more == (len(rows) < len(shown))
    if not limit:
        assert sum(each.answers for each in found.days) == sum(isinstance(e.fact, Reviewed) for e in shown)


def test_a_question_says_when_it_comes_back_beside_its_latest_answer_only() -> None:
    events = list(LEARNERS["a year"])
    progress = rebuild(events)
    rows = [row for each in journal(progress, newest_first(events), limit=0).days for row in each.rows]
    due = {row.card: row.due for row in rows if row.due}
    assert due == {card: state.memory.due for card, state in progress.cards.items()}  # type: ignore[union-attr]
    assert sum(row.due is not None for row in rows) == len(due)


def test_older_days_follow_where_the_newer_ones_ended() -> None:
    events = newest_first(list(LEARNERS["a year"]))
    progress, seen, before = rebuild(events), list[date](), None
    while True:
        found = journal(progress, events, limit=20, before=before)
        seen += [each.day for each in found.days]
        if not found.more:
            break
        before = seen[-1]
    assert seen == [each.day for each in journal(progress, events, limit=0).days]


@given(histories())
def test_the_store_tells_its_newest_events_first_and_none_that_was_undone(events: list[Event]) -> None:
    gone = undone(events)
    wanted = sorted(e.id for e in events if not is_undone(e.id, e.n, gone))
    with TemporaryDirectory() as folder:
        (Path(folder) / "history.jsonl").write_bytes(b"".join(map(encode, events)))
        found = list(Store.open(folder).newest())
    assert sorted(e.id for e in found) == wanted
    assert [e.fact.moment.at for e in found] == sorted((e.fact.moment.at for e in found), reverse=True)


words = st.text(st.sampled_from("abcéœ’-ÇIi ıß«"), min_size=0, max_size=40)


@given(words)
def test_folding_keeps_the_place_of_every_letter(text: str) -> None:
    plain, places = text_with_places(text)
    assert len(plain) == len(places)
    assert places == sorted(places)
    assert "".join(plain.split()) == "".join(folded(text).split())


@given(st.lists(st.sampled_from(["frein", "lever", "PD-1", "l’œil", "réponse", "x"]), min_size=1, max_size=80), st.integers(0, 79))
def test_an_excerpt_holds_the_first_word_found_where_it_says(parts: list[str], at: int) -> None:
    parts[at % len(parts)] = "CIBLE"
    text = " ".join(parts)
    spans = [(text.index("CIBLE"), text.index("CIBLE") + 5)]
    cut, moved = excerpt(text, spans, whole=False)
    assert [cut[a:b] for a, b in moved] == ["CIBLE"]
    assert len(cut) <= 200


@pytest.mark.parametrize(
    ("query", "kind", "name"),
    [
        ("récepteur", Kind.TERM, "TCR"),
        ("RECEPTEUR", Kind.TERM, "TCR"),
        ("pd1", Kind.TERM, "PD-1"),
        ("levee frein", Kind.LESSON, "freins"),
        ("patients repondent", Kind.QUESTION, "tf"),
        ("ctla-4 pd-1", Kind.SECTION, "fr-1"),
    ],
)
def test_words_are_found_whatever_their_accents_case_and_hyphens(query: str, kind: Kind, name: str) -> None:
    assert name in {hit.id for hit in search(STUDIED, query.split()) if hit.kind is kind}


def test_a_part_of_a_word_is_found_from_its_beginning_only() -> None:
    assert search(STUDIED, ["lympho"])
    assert not search(STUDIED, ["phocyte"])


def test_the_marks_stand_on_the_words() -> None:
    for hit in search(STUDIED, ["frein"]):
        assert all(folded(hit.text[a:b]) == "frein" for a, b in hit.spans)
        assert all(folded(hit.title[a:b]) == "frein" for a, b in hit.title_spans)


def test_a_drawing_is_looked_in_and_not_shown() -> None:
    name, lesson = next(iter(STUDIED.lessons.items()))
    section = replace(lesson.sections[0], text="Le frein agit.\n\n    PD-L1 === frein\n\n    levier\n\nEt voilà.", remember="")
    course = replace(STUDIED, lessons={name: replace(lesson, sections=(section,))}, questions={}, glossary=())
    assert [hit.text for hit in search(course, ["frein"]) if hit.kind is Kind.SECTION] == ["Le frein agit. Et voilà."]
    assert search(course, ["levier"])


def test_the_answer_of_a_question_is_not_told_by_a_search() -> None:
    assert not [hit for hit in search(STUDIED, ["prélever"]) if hit.kind is Kind.QUESTION]


def test_marks_are_seen_without_colour_and_without_a_terminal() -> None:
    found = search(STUDIED, ["frein"])
    voice = Voice(text_for("fr"), "fr")
    reversed_ones = [span.style for block in hits_pages(found, "frein", voice, Look(True, False)) for span in block.text.spans]
    assert "mark" in reversed_ones
    piped = [block.text.plain for block in hits_pages(found, "frein", voice, Look(False, False))]
    assert any("[frein]" in line for line in piped)


DRILL = replace(started("practice", cards=["single", "short"]), options=((PAIR, "PD-1\tCTLA-4\t0"), (PAIR, "CAR-T\tTCR\t1"), (PAIR, "x")))


def test_a_drill_of_confusions_compares_each_pair_before_its_questions() -> None:
    learner = Learner()
    play(DRILL, learner, on=desk(DRILL, course=STUDIED))
    compared = [step for step in learner.seen if isinstance(step, Compare)]
    assert [(step.terms, step.number, step.count) for step in compared] == [(("PD-1", "CTLA-4"), 1, 2), (("CAR-T", "TCR"), 2, 2)]
    kinds = [type(step) for step in learner.seen if isinstance(step, Compare | Ask)]
    assert kinds == [Compare, Ask, Compare, Ask]


def test_a_drill_of_confusions_moves_no_date() -> None:
    _, keeper = play(DRILL, Learner(["wrong"]), on=desk(DRILL, course=STUDIED))
    assert not any(fact.first for fact in keeper.standing() if isinstance(fact, Reviewed))


def test_an_interrupted_drill_goes_on_behind_the_comparison() -> None:
    table = desk(DRILL, course=STUDIED)
    _, keeper = play(DRILL, Learner(["right"], stop=True), on=table)
    facts = [event.fact for event in keeper.events if isinstance(event.fact, Reviewed)]
    begin = partial(flow_for, table)
    _, log, step = replay(begin, remembered(begin, facts))
    assert log.facts == facts
    assert isinstance(step, Feedback | Compare)


def test_back_leads_to_the_comparison() -> None:
    driver = playing(partial(flow_for, desk(DRILL, course=STUDIED)), Record(Memo(), DRILL), moment)
    learner = Learner()
    scene = next(driver)
    while not isinstance(scene.step, Ask):
        reply = learner.reply(scene.step)
        scene = driver.send(reply)
    assert isinstance(driver.send(Move.BACK).step, Compare)


def test_a_comparison_is_read_in_plain_lines() -> None:
    said: list[str] = []
    lines = io.StringIO("\nq\n")
    voice = Voice(text_for("fr"), "fr", numbered=True)
    Plain(voice, lines, said.append, moment).run(playing(partial(flow_for, desk(DRILL, course=STUDIED)), Record(Memo(), DRILL), moment))
    assert "Où : PD-1, dans la tumeur ; CTLA-4, dans le ganglion." in spaced("\n".join(said))


@pytest.fixture
def tutor(tmp_path: Path) -> Command:
    """The command, with a quiz of which two answers were taken for each other, sure of it, and a third was right long ago."""
    (tmp_path / "quiz.yaml").write_text(QUIZ, encoding="utf-8")
    course, problems = load(tmp_path / "quiz.yaml")
    assert course is not None
    assert not problems
    yesterday = now().day - timedelta(days=1)
    answers = [
        (30, "c", Answer((1,)), 2),
        (2, "a", Answer(typed=("CTLA-4",)), 3),
        (1, "b", Answer(typed=("PD-1",)), 3),
        (0, "a", Answer(typed=("CTLA-4",)), 3),
    ]
    with Store.open(tmp_path / "data") as store:
        for ago, name, answer, confidence in answers:
            wrong = name != "c"
            store.append([
                Reviewed(
                    moment=replace(moment(), day=yesterday - timedelta(days=ago)), session="s", card=f"{course.id}/{name}", version="",
                    answer=answer, score=float(not wrong), rating=Rating.AGAIN if wrong else Rating.HARD, confidence=confidence,
                )
            ])  # fmt: skip

    command = command_in(tmp_path)

    def run(*args: str, stdin: str = "", code: int = 0) -> subprocess.CompletedProcess[str]:
        done = command("--content", tmp_path / "quiz.yaml", *args, stdin=stdin, code=code)
        done.stdout, done.stderr = spaced(done.stdout), spaced(done.stderr)
        return done

    return run


def test_what_was_taken_for_each_other_is_shown_and_drilled(tutor: Command) -> None:
    assert json.loads(tutor("progress", "--json").stdout)["confusions"][0]["terms"] == ["CTLA-4", "PD-1"]
    assert "CTLA-4 / PD-1 : 3 confusions" in tutor("progress").stdout
    drill = tutor("practice", "--confusions", "--plain", stdin="\nCTLA-4\n3\n\nPD-1\n3\n\n\n").stdout
    assert "Question 1 sur 2" in drill
    assert drill.index("ganglion") < drill.index("tumeur")
    assert "2 justes sur 2" in drill


def test_sure_and_wrong_is_listed_and_asked_first_the_day_after(tutor: Command) -> None:
    assert "Sûr, mais incorrect : 2 questions, posées en premier dès le lendemain." in tutor("progress").stdout
    first = tutor("review", "--plain", stdin="\nq\n").stdout.partition("Question 1 sur 3")[2]
    assert "Quel frein agit" in first
    assert "peut se lever" not in first


def test_who_mixes_nothing_up_is_told_so(tutor: Command, tmp_path: Path) -> None:
    done = tutor("--data", str(tmp_path / "none"), "practice", "--confusions", "--plain")
    assert "Rien n’a été confondu deux fois" in done.stderr


def test_the_history_streams_one_event_a_line_and_shows_days_to_people(tutor: Command) -> None:
    streamed = tutor("history", "--json").stdout
    assert len(json.loads(streamed)) == 4 == len(streamed.splitlines()) - 2
    said = tutor("history").stdout
    assert "(hier)  0 juste sur 1" in said
    assert "(vous en étiez sûr ; revient le" in said
    assert tutor("history", "--limit", "1").stdout.count("Incorrect.") == 1
    assert "--before" in tutor("history", "--limit", "1").stdout
    day = now().day - timedelta(days=1)
    assert tutor("history", "--before", day.isoformat()).stdout.count("Incorrect.") == 2
    assert "Le jour « demain » n’existe pas" in tutor("history", "--before", "demain", code=2).stderr


def test_progress_is_written_to_a_file_of_ours_and_over_no_other(tutor: Command, tmp_path: Path) -> None:
    for name in ("mine.svg", "mine.HTML"):
        tutor("progress", "--export", name)
        first = (tmp_path / name).read_text(encoding="utf-8")
        assert "CTLA-4" in first
        tutor("progress", "--export", name)
        assert (tmp_path / name).read_text(encoding="utf-8") == first
    (tmp_path / "holiday.svg").write_text("<svg/>")
    assert "rien n’a été écrit" in tutor("progress", "--export", "holiday.svg", code=2).stderr
    assert (tmp_path / "holiday.svg").read_text() == "<svg/>"
    assert "« x.pdf »" in tutor("progress", "--export", "x.pdf", code=2).stderr
    assert "no/x.svg" in tutor("progress", "--export", "no/x.svg", code=4).stderr


def test_a_search_says_what_it_found_and_what_is_nowhere(tutor: Command) -> None:
    assert "Quel [frein] agit dans le [ganglion] ?" in tutor("search", "frein", "ganglion").stdout
    assert "ne se trouve nulle part" in tutor("search", "zygomatique").stdout
    assert json.loads(tutor("search", "ganglion", "--json").stdout)[0]["id"] == "b"
