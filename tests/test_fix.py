"""`tutor check --fix` writes repairs and ids into the teacher's files, and not one byte else."""

import re
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content_examples import PACK_FR, QUIZ_FR, write_pack, write_quiz
from tests.test_content_repair import TYPED
from tutor.content.fix import fix, mend, shown
from tutor.content.load import load
from tutor.content.problems import Code

MESSY = """\
# Un quiz tapé vite.   
titre: Les freins : un début
questions:

  – question:  Que font-ils : d'après vous ?   # à relire
    choix:
      - juste: Ils lèvent : un frein
      - faux: &PD-1 tue
  - {vrai: Oui}   # sans id
\u00a0\u00a0-  faux: Le n° #1 du monde


  - id:   garde
    question: Que fait
    cet anticorps
    réponse:
    -   rien
"""  # noqa: W291 - the spaces are the teacher's


def mended(text: str) -> str:
    data, _ = mend(text.encode(), "quiz.yaml", "quiz")
    return data.decode()


def test_what_yaml_would_misread_and_missing_ids_are_written(tmp_path: Path) -> None:
    path = write_quiz(tmp_path, MESSY)
    before, problems = load(path)
    assert {p.code for p in problems} >= {
        Code.COLON_IN_TEXT,
        Code.BULLET,
        Code.SPECIAL_START,
        Code.HASH_IN_TEXT,
        Code.NO_ID,
        Code.NO_INDENT,
    }
    (told,) = fix(path)
    assert not told.refusal
    after, none = load(path)
    assert not none
    assert after is not None
    assert after == before
    assert {p.code for p in told.done} == {p.code for p in problems}


def test_comments_order_and_layout_stay(tmp_path: Path) -> None:
    path = write_quiz(tmp_path, MESSY)
    list(fix(path))
    one, two, three = re.findall(r"id: (q-\w+)", path.read_text())
    assert path.read_text() == (
        "# Un quiz tapé vite.   \n"
        'titre: "Les freins : un début"\n'
        "questions:\n\n"
        f"  - id: {one}\n"
        '    question:  "Que font-ils : d\'après vous ?"   # à relire\n'
        "    choix:\n"
        '      - juste: "Ils lèvent : un frein"\n'
        '      - faux: "&PD-1 tue"\n'
        f"  - {{id: {two}, vrai: Oui}}   # sans id\n"
        f"  -  id: {three}\n"
        '     faux: "Le n° #1 du monde"\n\n\n'
        "  - id:   garde\n"
        "    question: Que fait\n"
        "     cet anticorps\n"
        "    réponse:\n"
        "    -   rien\n"
    )


@pytest.mark.parametrize(("typed", "meant", "code"), TYPED)
def test_every_repair_ends_its_problem_and_says_the_same(typed: str, meant: str, code: Code) -> None:
    text = f"questions:\n  - id: a\n    vrai: {typed}\n    tags: [x]\n"
    data, done = mend(text.encode(), "quiz.yaml", "quiz")
    assert [p.code for p in done] == [code]
    again, none = mend(data, "quiz.yaml", "quiz")
    assert (again, none) == (data, ())
    assert meant


@pytest.mark.parametrize("text", [QUIZ_FR, "questions:\n- {id: a, vrai: Oui}", "vrai: Oui", "", "\x00\x01", "a: [", "-\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_where_there_is_nothing_to_mend_no_byte_moves(text: str, end: str) -> None:
    data = text.replace("\n", end).encode()
    again, done = mend(data, "quiz.yaml", "quiz")
    assert not done
    assert again == data


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("tail", ["", "\n", "\n\n  \n# fin"])
def test_marks_line_ends_encodings_and_the_end_of_the_file_are_kept(end: str, mark: str, codec: str, tail: str) -> None:
    text = "questions:\n- vrai: Été : chaud\n  # rien\n- id: b\n  faux: Non" + tail
    data, done = mend((mark + text).replace("\n", end).encode(codec), "quiz.yaml", "quiz")
    assert [p.code for p in done] == [Code.COLON_IN_TEXT, Code.NO_ID]
    identity = dict(done[1].facts)["id"]
    expected = mark + f'questions:\n- id: {identity}\n  vrai: "Été : chaud"\n  # rien\n- id: b\n  faux: Non' + tail
    assert data == expected.replace("\n", end).encode(codec)


@pytest.mark.parametrize("empty", ["id:", "id: ", 'id: ""', "id:   # à faire", "id: ''"])
def test_an_id_left_empty_is_filled_in(empty: str) -> None:
    data, done = mend(f"questions:\n- {empty}\n  vrai: Oui\n".encode(), "quiz.yaml", "quiz")
    identity = dict(done[0].facts)["id"]
    assert re.fullmatch(rf"questions:\n- id: +{identity} *(  # à faire)?\n  vrai: Oui\n", data.decode())
    assert mend(data, "quiz.yaml", "quiz") == (data, ())


def test_old_windows_text_is_mended_in_its_own_encoding() -> None:
    data, done = mend("questions:\n- id: a\n  vrai: Été : “chaud”\n".encode("cp1252"), "quiz.yaml", "quiz")
    assert [p.code for p in done] == [Code.COLON_IN_TEXT]
    assert data.decode("cp1252") == 'questions:\n- id: a\n  vrai: "Été : “chaud”"\n'


def test_a_file_whose_bytes_are_partly_lost_is_left_alone(tmp_path: Path) -> None:
    path = write_quiz(tmp_path, "questions:\n- id: a\n  vrai: Été : chaud\n- id: b\n  vrai: ".encode() + b"\xff\xfeoui\n")
    before = path.read_bytes()
    assert [each.refusal for each in fix(path)] == ["encoding"]
    assert path.read_bytes() == before


def test_every_file_of_a_pack_is_mended(tmp_path: Path) -> None:
    files = PACK_FR | {
        "lessons/l1.yaml": PACK_FR["lessons/l1.yaml"].replace("titre: Le frein\nobj", "titre: Le frein : un début\nobj"),
        "course.yaml": PACK_FR["course.yaml"].replace("Un essai", "Un essai : le premier"),
    }
    pack = write_pack(tmp_path, files)
    before, _ = load(pack)
    assert {each.file for each in fix(pack)} == {"course.yaml", "lessons/l1.yaml"}
    after, none = load(pack)
    assert (after, none) == (before, ())
    assert not list(fix(pack))


def test_mode_and_link_are_kept_and_nothing_is_left_beside(tmp_path: Path) -> None:
    real = write_quiz(tmp_path, "questions:\n- vrai: Oui : non\n", "real.yaml")
    real.chmod(0o640)
    link = tmp_path / "quiz.yaml"
    link.symlink_to("real.yaml")
    list(fix(link))
    assert link.is_symlink()
    assert "id: q-" in real.read_text()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert {path.name for path in tmp_path.iterdir()} == {"quiz.yaml", "real.yaml"}


def test_a_file_outside_the_pack_is_not_written(tmp_path: Path) -> None:
    outside = write_quiz(tmp_path, "questions:\n- vrai: Oui : non\n", "outside.yaml")
    pack = write_pack(tmp_path / "pack", {"course.yaml": PACK_FR["course.yaml"]})
    (pack / "quiz").mkdir()
    (pack / "quiz" / "q.yaml").symlink_to(outside)
    list(fix(pack))
    assert outside.read_text() == "questions:\n- vrai: Oui : non\n"


def test_a_file_saved_meanwhile_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_quiz(tmp_path, "questions:\n- vrai: Oui : non\n")

    def slow(data: bytes, name: str, role: str) -> object:
        path.write_text("questions:\n- vrai: Autre chose\n")
        return mend(data, name, role)

    monkeypatch.setattr("tutor.content.fix.mend", slow)
    assert [each.refusal for each in fix(path)] == ["changed"]
    assert path.read_text() == "questions:\n- vrai: Autre chose\n"
    assert [path.name for path in tmp_path.iterdir()] == ["quiz.yaml"]


def test_a_file_that_cannot_be_replaced_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_quiz(tmp_path, "questions:\n- vrai: Oui : non\n")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert [each.refusal for each in fix(path)] == ["ENOSPC"]
    assert [path.name for path in tmp_path.iterdir()] == ["quiz.yaml"]
    assert path.read_text() == "questions:\n- vrai: Oui : non\n"


def test_a_change_can_be_shown_before_and_after() -> None:
    _, done = mend(b"questions:\n- id: a\n  vrai: Oui : non\n", "quiz.yaml", "quiz")
    assert [shown(problem) for problem in done] == [("  vrai: Oui : non", '  vrai: "Oui : non"')]


PIECES = st.sampled_from(
    [
        *"\n\t :#&*|>'\"[]{},-–•%@!?",
        "\u00a0",
        "\u2028",
        "\r\n",
        "é",
        "vrai: ",
        "- ",
        "  ",
        "  - ",
        "question: ",
        "\n  - vrai: ",
        "\n    choix:",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_mending_twice_is_mending_once_and_loses_nothing(middle: str) -> None:
    data = f"questions:\n  - id: a\n    vrai: Un {middle}\n  - id: b\n    faux: Non\n".encode()
    once, _ = mend(data, "quiz.yaml", "quiz")
    twice, left = mend(once, "quiz.yaml", "quiz")
    assert twice == once
    assert not [p for p in left if once != data]
