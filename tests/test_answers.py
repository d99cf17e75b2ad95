"""`tutor check --answers`: what was refused and called right, and how it comes into the file."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.command import NOW, called
from tests.content_examples import PACK_FR, write_pack, write_quiz
from tests.terminal import Terminal
from tutor.content.accept import accept
from tutor.content.load import load
from tutor.course import ShortAnswer
from tutor.events import Reviewed
from tutor.grade import Answer
from tutor.schedule import Rating
from tutor.store import Store

QUIZ = """\
titre: Les freins   # un essai
questions:
  # la première
  - id: q1
    question: Comment les nomme-t-on ?
    réponse: [CAR-T, "cellules CAR-T"]   # deux
    refuser: {TCR: C'est le récepteur.}
  - id: q2
    question: Qui freine ?
    réponse: PD-1
  - id: q3
    trous: "Les {points de contrôle} lèvent les {freins::on les desserre}."
  - question: Sans identifiant ?
    réponse:
      - un
      - deux   # et pas trois
    id: q4
"""


def claims(data: Path, course: str, *cards: tuple[str, str], overruled: bool = True, version: str = "0" * 8) -> None:
    """A history in which these typed answers to these cards were refused, and called right."""
    facts = [
        Reviewed(moment=NOW, session="s", card=f"{course}/{card}", version=version, answer=Answer(typed=(text,)), score=float(overruled),
                 rating=Rating.GOOD, overruled=overruled)
        for card, text in cards
    ]  # fmt: skip
    with Store.open(data) as store:
        store.append(facts)


def tutor(*words: object, data: Path, lang: str = "fr", cache: Path | None = None) -> tuple[int, str, str]:
    return called("check", *words, lang=lang, TUTOR_DATA_DIR=str(data), TUTOR_CACHE_DIR=str(cache or data.with_name("cache")))


def test_they_are_listed_with_their_counts_the_most_claimed_first(tmp_path: Path) -> None:
    path, data = write_quiz(tmp_path, QUIZ), tmp_path / "data"
    claims(data, "quiz", ("q2", "anti-PD1 mab"), ("q1", "lymphocytes armés"), ("q1", "Lymphocytes  armés"), ("q3#2", "pédales"))
    code, out, _ = tutor("--answers", path, data=data)
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == f"2 fois : « lymphocytes armés » à q1 ({path}:4)"
    assert f"1 fois : « pédales » à q3#2 ({path}:11)" in lines
    assert "--accept 'q1=lymphocytes armés'" in lines[-1]
    assert path.read_text(encoding="utf-8") == QUIZ


def test_only_what_would_still_be_refused_here_and_was_called_right_counts(tmp_path: Path) -> None:
    path, data = write_quiz(tmp_path, QUIZ), tmp_path / "data"
    claims(data, "quiz", ("q1", "faux ami"), overruled=False)
    claims(data, "quiz", ("q1", "car t"), ("gone", "x"), ("q3#9", "x"))
    claims(data, "other", ("q1", "lymphocytes armés"))
    assert tutor("--answers", path, data=data)[1] == "Aucune réponse refusée n'a été suivie de « j'avais bon ».\n"


def test_the_wanted_ones_are_written_and_not_one_byte_else(tmp_path: Path) -> None:
    path, data = write_quiz(tmp_path, QUIZ), tmp_path / "data"
    claims(data, "quiz", ("q1", "T : armés"), ("q2", "le frein"), ("q3#1", 'les "check"points'), ("q3#2", "pédales"), ("q4", "trois"))
    code, out, _ = tutor("--accept", "all", path, data=data)
    assert code == 0
    assert out.count("est maintenant accepté.") == 5
    assert path.read_text(encoding="utf-8") == (
        QUIZ.replace('"cellules CAR-T"]', '"cellules CAR-T", "T : armés"]')
        .replace("PD-1\n", "[PD-1, le frein]\n")
        .replace("contrôle}", 'contrôle|les \\"check\\"points}')
        .replace("freins::", "freins|pédales::")
        .replace("pas trois\n", "pas trois\n      - trois\n")
    )
    assert load(path)[1] == ()
    yaml.safe_load(path.read_text(encoding="utf-8"))
    assert tutor("--answers", path, data=data)[1] == "Aucune réponse refusée n'a été suivie de « j'avais bon ».\n"


def test_one_is_named_by_its_question_and_its_words(tmp_path: Path) -> None:
    path, data = write_quiz(tmp_path, QUIZ), tmp_path / "data"
    claims(data, "quiz", ("q1", "armés"), ("q2", "le frein"))
    assert tutor("--answers", "--accept", "q2=le frein", path, data=data)[0] == 0
    assert path.read_text(encoding="utf-8") == QUIZ.replace("PD-1\n", "[PD-1, le frein]\n")
    code, _, err = tutor("--accept", "q1=armé", path, data=data)
    assert code == 2
    assert "La réponse « q1=armé » n'existe pas. Vouliez-vous dire « q1=armés »" in err


def test_a_lone_gap_is_listed_and_written_without_a_number(tmp_path: Path) -> None:
    path, data = write_quiz(tmp_path, 'titre: T\nquestions:\n- {id: c3, trous: "Le {chat|matou} dort."}\n'), tmp_path / "data"
    claims(data, "quiz", ("c3", "minet"))
    assert f"1 fois : « minet » à c3 ({path}:3)" in tutor("--answers", path, data=data)[1].splitlines()
    assert tutor("--accept", "c3=minet", path, data=data)[0] == 0
    assert "{chat|matou|minet}" in path.read_text(encoding="utf-8")


def test_a_pack_is_written_in_the_file_of_the_question(tmp_path: Path) -> None:
    pack, data = write_pack(tmp_path, PACK_FR), tmp_path / "data"
    course, _ = load(pack)
    assert course is not None
    asked = next(q for q in course.questions.values() if isinstance(q, ShortAnswer) and not q.exact)
    claims(data, course.id, (asked.id, "tout autre chose"))
    before = {path: path.read_bytes() for path in pack.rglob("*.yaml")}
    assert tutor("--accept", "all", pack, data=data)[0] == 0
    changed = [path for path, was in before.items() if path.read_bytes() != was]
    assert changed == [pack / asked.place.file]


def test_json_tells_the_same_to_a_program(tmp_path: Path) -> None:
    path, data = write_quiz(tmp_path, QUIZ), tmp_path / "data"
    claims(data, "quiz", ("q1", "TCR"), ("q2", "le frein"))
    code, out, _ = tutor("--answers", "--accept", "all", "--format", "json", path, data=data)
    told = json.loads(out)
    assert code == 2
    assert {each["name"]: each["refused"] for each in told["accepted"]} == {"q1=TCR": "refused", "q2=le frein": ""}
    assert [each["count"] for each in told["answers"]] == [1, 1]


@pytest.mark.parametrize(
    ("card", "text", "why"),
    [
        (("q1", 0), "tcr", "refused"),
        (("q3", 1), "a|b", "form"),
        (("q3", 2), "a::b", "form"),
        (("q9", 0), "x", "form"),
        (("q1", 0), "\x1b", "form"),
    ],
)
def test_what_cannot_be_written_safely_is_not_written(card: tuple[str, int], text: str, why: str) -> None:
    data = QUIZ.encode()
    assert accept(data, "quiz.yaml", "quiz", card, text) == (data, why)


def test_a_file_that_needs_repairs_is_repaired_first() -> None:
    data = QUIZ.replace("Qui freine ?", "Qui freine : lui ?").encode()
    assert accept(data, "quiz.yaml", "quiz", ("q2", 0), "x") == (data, "repairs")


def test_old_windows_text_takes_only_what_it_can_hold() -> None:
    data = QUIZ.encode("cp1252")
    assert accept(data, "quiz.yaml", "quiz", ("q2", 0), "récepteur α") == (data, "encoding")
    after, why = accept(data, "quiz.yaml", "quiz", ("q2", 0), "récepteur")
    assert (after.decode("cp1252"), why) == (QUIZ.replace("PD-1\n", "[PD-1, récepteur]\n"), "")


FORMS = ("réponse: {}", "réponse: [{}]", "réponse: [{}, autre]  # là", "réponse:\n    - {}", "réponse:\n    - autre\n    -  {} # là\n\n")


@given(st.sampled_from(FORMS), st.sampled_from(["PD-1", "'PD-1'", '"PD-1"']), st.text(min_size=1, max_size=20), st.booleans())
def test_any_answer_is_written_right_or_not_at_all(form: str, was: str, text: str, flow: bool) -> None:
    head = "questions:\n- {id: z, vrai: Non}\n" if flow else "questions:\n"
    data = f"{head}- id: a\n  question: Qui ?\n  {form.format(was)}\n- id: b\n  faux: Oui\n".encode()
    after, why = accept(data, "q.yaml", "quiz", ("a", 0), text)
    assert (after == data) == bool(why)
    if not why:
        written = next(row for row in yaml.safe_load(after)["questions"] if row["id"] == "a")["réponse"]
        assert written[-1] == " ".join(unicodedata.normalize("NFC", text).split())


def test_they_are_ticked_on_a_terminal(tmp_path: Path, terminal: Callable[..., Terminal]) -> None:
    path = write_quiz(tmp_path, QUIZ)
    claims(tmp_path / "data", "quiz", ("q1", "armés"), ("q2", "le frein"), ("q2", "le frein"))
    t = terminal("check", "--answers", str(path)).wait("espace pour cocher").wait(r"q2=le frein \(2\)")
    t.send(" ").wait("●").send("enter").wait("est maintenant accepté")
    assert t.end() == 0
    assert path.read_text(encoding="utf-8") == QUIZ.replace("PD-1\n", "[PD-1, le frein]\n")


@pytest.mark.parametrize("leave", ["esc", "ctrl-d", "enter"])
def test_leaving_changes_nothing(tmp_path: Path, terminal: Callable[..., Terminal], leave: str) -> None:
    path = write_quiz(tmp_path, QUIZ)
    claims(tmp_path / "data", "quiz", ("q1", "armés"))
    t = terminal("check", "--answers", str(path)).wait("espace pour cocher").wait("q1=armés")
    assert t.send(leave).end() == 0
    assert path.read_text(encoding="utf-8") == QUIZ
