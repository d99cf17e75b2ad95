"""The documents a course cites: shown with the sentence marked where they are at hand, one clear sentence where they are not."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import Command, spaced
from tests.course_documents import documents_at_hand
from tests.packs import DOCUMENT, FIRST, SECOND, THIRD, sources, write, write_document
from tests.terminal import Terminal
from tutor.content.documents import AtHand, Library, NotAtHand, Passage, joined, library, verified
from tutor.content.find import shipped
from tutor.content.load import load
from tutor.course import Course

READ = "\n\ni\nt\n\ns\ni\nq\n"
"""Past the welcome and the opening, the source of the page; then no answer, and its source."""


def loaded(folder: Path) -> Course:
    course, problems = load(folder)
    assert course is not None
    assert [p for p in problems if p.severity == "error"] == []
    return course


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write(tmp_path / "pack", "essai")


def books(pack: Path, *folders: Path) -> Library:
    return library(loaded(pack), [str(folder) for folder in folders], str(pack))


def shown(pack: Path, *folders: Path, claims: tuple[str, ...] = ("c1", "c2", "c3")) -> tuple[Passage | NotAtHand, ...]:
    course = loaded(pack)
    return books(pack, *folders).passages([course.claims[name] for name in claims])


def marked(passage: Passage | NotAtHand) -> list[str]:
    assert isinstance(passage, Passage)
    return [passage.text[start:end] for start, end in passage.marks]


def test_a_passage_stands_in_the_line_around_it_with_the_others_of_that_line(pack: Path, tmp_path: Path) -> None:
    both, last = shown(pack, write_document(tmp_path / "d"))
    assert isinstance(both, Passage)
    assert both.text == DOCUMENT.splitlines()[2]
    assert marked(both) == [FIRST, SECOND]
    assert both.sentences == ("D1", "D2")
    assert marked(last) == [THIRD]


def test_the_pack_may_hold_documents_its_author_owns(pack: Path) -> None:
    write_document(pack / "documents")
    assert all(isinstance(each, Passage) for each in shown(pack))


def test_a_document_is_known_by_its_content_under_any_name(pack: Path, tmp_path: Path) -> None:
    folder = write_document(tmp_path / "d", name="renommé.txt")
    write_document(folder, "autre chose", name="freins.txt")
    assert all(isinstance(each, Passage) for each in shown(pack, folder))


def reason(pack: Path, *folders: Path) -> str:
    (told,) = shown(pack, *folders)
    assert isinstance(told, NotAtHand)
    return told.reason


def test_a_document_that_is_not_at_hand_says_why_once(pack: Path, tmp_path: Path) -> None:
    assert reason(pack) == "nowhere"
    assert reason(pack, tmp_path / "no") == "missing"
    (tmp_path / "empty").mkdir()
    assert reason(pack, tmp_path / "empty") == "missing"
    assert reason(pack, write_document(tmp_path / "other", DOCUMENT + " ")) == "changed"
    assert reason(pack, tmp_path / "empty", tmp_path / "other") == "changed"
    (tmp_path / "folder" / "freins.txt").mkdir(parents=True)
    assert reason(pack, tmp_path / "folder") == "kind"


def test_a_pipe_a_device_and_a_giant_are_refused_at_once(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    os.mkfifo(tmp_path / "d" / "freins.txt")
    assert reason(pack, tmp_path / "d") == "kind"
    (tmp_path / "e").mkdir()
    (tmp_path / "e" / "freins.txt").symlink_to("/dev/zero")
    assert reason(pack, tmp_path / "e") == "kind"
    (tmp_path / "f").mkdir()
    with (tmp_path / "f" / "freins.txt").open("wb") as stream:
        stream.truncate(5_000_000_000)
    assert reason(pack, tmp_path / "f") == "big"


def test_bytes_that_are_no_utf8_are_told_even_when_they_are_the_right_ones(tmp_path: Path) -> None:
    import hashlib

    data = "é".encode("cp1252") * 300
    named = sources().replace(hashlib.sha256(DOCUMENT.encode()).hexdigest(), hashlib.sha256(data).hexdigest())
    pack = write(tmp_path / "pack", "essai", sources=named)
    (tmp_path / "freins.txt").write_bytes(data)
    assert reason(pack, tmp_path) == "encoding"


def test_offsets_that_give_no_whole_passage_are_told(tmp_path: Path) -> None:
    start = DOCUMENT.index(FIRST)
    for wrong in (f"début: {start + 1}, fin: {start + 20}", "début: 5000, fin: 5010", f"début: {start - 2}, fin: {start - 1}"):
        claims = sources().replace(f"début: {start}, fin: {start + len(FIRST)}", wrong)
        pack = write(tmp_path / "pack", "essai", sources=claims)
        folder = write_document(tmp_path / "d")
        told = shown(pack, folder)
        assert [each.reason for each in told if isinstance(each, NotAtHand)] == ["offsets"]
        assert [claim.id for claim in verified(loaded(pack), books(pack, folder)).wrong] == ["c1"]


def test_overlapping_passages_are_marked_as_one() -> None:
    assert joined([(5, 9), (0, 3), (3, 4), (8, 12)]) == ((0, 4), (5, 12))


def test_a_line_as_long_as_a_book_is_shown_around_its_passage(tmp_path: Path) -> None:
    text = "a " * 5000 + FIRST + " " + SECOND + " " + THIRD + " b" * 5000
    pack = write(tmp_path / "pack", "essai", sources=sources(text))
    told = shown(pack, write_document(tmp_path / "d", text), claims=("c1",))
    (passage,) = told
    assert isinstance(passage, Passage)
    assert len(passage.text) < 1000
    assert marked(passage) == [FIRST]
    assert passage.text.startswith("… a a")
    assert passage.text.endswith(" …")


@pytest.mark.parametrize("by_option", [True, False])
def test_in_plain_the_source_of_a_page_and_of_a_wrong_answer_has_the_sentence_in_brackets(
    command: Command, pack: Path, tmp_path: Path, *, by_option: bool
) -> None:
    folder = str(write_document(tmp_path / "d"))
    given, env = (["--documents", folder], {}) if by_option else ([], {"TUTOR_DOCUMENTS": folder})
    out = spaced(command("--content", pack, *given, "learn", "--plain", stdin=READ, **env).stdout)
    assert out.count("D, « Sur les freins », D1, D2") == 2
    assert out.count(f"[{FIRST}] [{SECOND}], et le lymphocyte attaque.") == 2


def test_the_source_is_not_shown_before_the_answer(command: Command, pack: Path, tmp_path: Path) -> None:
    folder = write_document(tmp_path / "d")
    out = command("--content", str(pack), "--documents", str(folder), "practice", "l1", "--plain", stdin="\ni\nq\n").stdout
    assert "Pourquoi maintenant" in out
    assert FIRST not in out


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_without_the_documents_a_sentence_says_how_to_give_them(command: Command, pack: Path, lang: str) -> None:
    out = spaced(command("--content", str(pack), "--lang", lang, "learn", "--plain", stdin=READ).stdout)
    assert "Sur les freins" in out
    assert "--documents" in out
    assert "Traceback" not in out


def test_a_changed_document_is_a_sentence_and_the_session_goes_on(command: Command, pack: Path, tmp_path: Path) -> None:
    folder = write_document(tmp_path / "d", DOCUMENT.replace("Un", "Le"))
    out = spaced(command("--content", str(pack), "--documents", str(folder), "learn", "--plain", stdin=READ).stdout)
    assert "freins.txt n’est pas le document « Sur les freins » que cite le cours" in out
    assert "Pas encore su." in out


def test_the_stage_marks_the_sentence_in_its_document(terminal: Callable[..., Terminal], pack: Path, tmp_path: Path) -> None:
    t = terminal("--content", str(pack), "--documents", str(write_document(tmp_path / "d")), "learn")
    t.wait("Cours A").send(" ").wait("trente secondes").send("esc").wait("2 sections à lire").send(" ").wait(
        "Le frein retient la cellule"
    ).send("i")
    t.wait("Dans le document").wait("lève le frein, et le")
    cells = [cell for row in t.screen.buffer.values() for cell in row.values() if cell.reverse]
    assert len([cell for cell in cells if not cell.data.isspace()]) == len((FIRST + SECOND).replace(" ", ""))
    t.send("esc").wait("À retenir").send("q")
    assert t.end() == 0


def test_check_verifies_every_passage_and_says_numbers(command: Command, pack: Path, tmp_path: Path) -> None:
    folder = write_document(tmp_path / "d")
    out = spaced(command("check", str(pack), "--documents", str(folder)).stdout)
    assert out.splitlines()[-2] == "Documents : 1 sur 1 reconnu (sha256) ; passages : 3 sur 3 à leur place."
    seen = json.loads(command("check", str(pack), "--documents", str(folder), "--format", "json").stdout)["documents"]
    assert seen == [
        {
            "documents": [{"id": "D", "path": str(folder / "freins.txt"), "state": "verified"}],
            "passages": 3,
            "right": 3,
            "wrong": [],
        }
    ]


def test_check_fails_where_a_document_or_a_passage_is_not_what_the_course_says(command: Command, pack: Path, tmp_path: Path) -> None:
    out = spaced(command("check", str(pack), "--documents", str(write_document(tmp_path / "d", "autre")), code=2).stdout)
    assert "son contenu a changé" in out
    assert "0 sur 1 reconnu (sha256) ; passages : 0 sur 3" in out
    (pack / "sources.yaml").write_text(sources().replace("début: 10", "début: 11"), encoding="utf-8")
    out = spaced(command("check", str(pack), "--documents", str(write_document(tmp_path / "e")), code=2).stdout)
    assert "c1 : de 11 à" in out
    assert "passages : 2 sur 3" in out
    assert "--documents DOSSIER" in spaced(command("check", str(pack)).stdout)


def test_the_shipped_course_cites_passages_that_stand_in_its_documents() -> None:
    folder = documents_at_hand()
    if folder is None:
        pytest.skip("the documents are not redistributed: name their folder in TUTOR_DOCUMENTS to verify the offsets")
    course = loaded(shipped() / "immunotherapie")
    seen = verified(course, library(course, [str(folder)], ""))
    assert seen.is_good
    assert seen.right == seen.passages == len(course.claims) == 83
    assert all(isinstance(each, AtHand) for each in seen.documents)
