"""`tutor coverage`: what the questions ask of the documents, by number and by predicted recall, in every form."""

import json
import xml.etree.ElementTree as ET
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.command import Command, spaced
from tests.courses import COURSE
from tests.packs import DOCUMENT, FIRST, SECOND, THIRD, sources, write, write_document
from tutor.coverage import Row, coverage, level, share, stretches
from tutor.progress import Progress
from tutor.record import replace

TODAY = date(2026, 11, 22)
STUDY = "\n\n" + "s\n\n" * 6 + "\n" * 6


def row(start: int, end: int, asked: int = 0, recall: float | None = None) -> Row:
    return Row(f"c{start}", "", "", tuple(f"q{start}-{n}" for n in range(asked)), asked, 0, recall, start, end)


ROWS = st.lists(
    st.builds(row, st.integers(-3, 60), st.integers(-3, 60), st.integers(0, 6), st.sampled_from([None, 0.1, 0.6, 0.95])), max_size=8
)


@given(length=st.integers(0, 50), rows=ROWS, by_recall=st.booleans())
def test_stretches_are_the_whole_document_in_order(length: int, rows: list[Row], *, by_recall: bool) -> None:
    parts = stretches(length, rows, by_recall=by_recall)
    assert "".join("x" * (p.end - p.start) for p in parts) == "x" * length
    assert all(a.end == b.start for a, b in pairwise(parts))
    fitting = [r for r in rows if 0 <= r.start < r.end <= length]
    for part in parts:
        covering = [r for r in fitting if r.start <= part.start and part.end <= r.end]
        assert (part.level is None) == (not covering)
        if covering and not by_recall:
            assert part.number == len({name for r in covering for name in r.asked})


def test_levels_go_by_questions_or_by_recall() -> None:
    assert [level(row(0, 1, n), by_recall=False) for n in range(6)] == [0, 1, 2, 3, 4, 4]
    assert [level(row(0, 1, 1, r), by_recall=True) for r in (None, 0.2, 0.5, 0.7, 0.95)] == [0, 1, 2, 3, 4]


def test_the_share_of_a_text_is_of_its_letters_in_asked_claims() -> None:
    text = "ab  cd"
    assert share(text, [row(0, 2, 1), row(4, 6, 0)]) == 0.5
    assert share(text, [row(0, 3, 1), row(1, 6, 2)]) == 1.0
    assert share("", []) == 0.0


def test_a_course_without_documents_has_its_lessons() -> None:
    seen = coverage(replace(COURSE, documents={}, claims={}), Progress(), TODAY)
    assert seen.documents == ()
    assert [r.questions for r in seen.lessons[0][1]] == [3, 2]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write(tmp_path / "pack", "essai")


def test_without_the_document_its_claims_stand_for_it(command: Command, pack: Path) -> None:
    out = spaced(command("--content", pack, "coverage").stdout)
    assert "2 affirmations sur 3 ont une question ; le texte n’est pas fourni" in out
    assert "– aucune question   ░ 1 question   ▒ 2 questions   ▓ 3 questions   █ 4 ou plus" in out
    assert "░ D1 (10–46) : 1 question. Un frein retient le lymphocyte." in out
    assert "– D3 (102–138) : aucune question. Il y a des tumeurs qui résistent." in out
    assert "░ La fin : 1 question, hors documents" in out


def test_with_the_document_its_text_is_painted(command: Command, pack: Path, tmp_path: Path) -> None:
    folder = write_document(tmp_path / "d")
    out = spaced(command("--content", pack, "--documents", folder, "coverage").stdout)
    assert f"{FIRST} ░1 {SECOND} ░1, et le lymphocyte attaque." in out
    assert f"{THIRD} –0" in out
    asked = len((FIRST + SECOND).replace(" ", ""))
    percent = round(100 * asked / len("".join(DOCUMENT.split())))
    assert f"2 affirmations sur 3 ont une question, soit {percent} % du texte." in out


def test_plain_lines_are_sentences_with_the_passage(command: Command, pack: Path, tmp_path: Path) -> None:
    folder = write_document(tmp_path / "d")
    out = spaced(command("--content", pack, "--documents", folder, "--plain", "coverage").stdout)
    assert f"D1 (10–46) : 1 question. {FIRST}" in out
    assert not set("░▒▓█\x1b") & set(out)


def test_recall_is_painted_once_there_are_answers(command: Command, pack: Path) -> None:
    before = spaced(command("--content", pack, "coverage", "--recall").stdout)
    assert "– jamais demandé   ░ moins de 50 %" in before
    assert "– D1 (10–46) : 1 question." in before
    command("--content", pack, "learn", "--plain", stdin=STUDY)
    after = spaced(command("--content", pack, "coverage", "--recall").stdout)
    assert "█ D1 (10–46) : 1 question, rappel prévu 100 %." in after
    assert "– D3" in after


def test_json_says_everything(command: Command, pack: Path, tmp_path: Path) -> None:
    folder = write_document(tmp_path / "d")
    seen = json.loads(command("--content", pack, "--documents", folder, "coverage", "--json").stdout)
    (document,) = seen["documents"]
    assert document["characters"] == len(DOCUMENT)
    first = document["claims"][0]
    assert first == {"id": "c1", "questions": ["q1"], "cards": 1, "learned": 0, "recall": None, "sentence": "D1", "start": 10, "end": 46}
    assert seen["lessons"][0]["sections"][1] == {
        "id": "s2", "questions": ["q2"], "cards": 1, "learned": 0, "recall": None, "title": "La fin", "outside": True,
    }  # fmt: skip
    assert json.loads(command("--content", pack, "coverage", "--json").stdout)["documents"][0]["characters"] is None


def test_a_document_that_changed_is_told_and_the_claims_stand_for_it(command: Command, pack: Path, tmp_path: Path) -> None:
    done = command("--content", pack, "--documents", write_document(tmp_path / "d", "autre"), "coverage")
    assert "son contenu a changé" in spaced(done.stderr)
    assert "░ D1" in spaced(done.stdout)


class Marks(HTMLParser):
    """The words of each mark in a page's text."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.seen = False, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside |= ("class", "text") in attrs
        if tag == "mark" and self.inside:
            self.seen.append("")

    def handle_data(self, data: str) -> None:
        if self.inside and self.seen:
            self.seen[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.inside &= tag != "div"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_page_holds_the_painted_text_and_fetches_nothing(command: Command, pack: Path, tmp_path: Path, lang: str) -> None:
    out = tmp_path / "c.html"
    command("--lang", lang, "--content", pack, "--documents", write_document(tmp_path / "d"), "coverage", "--export", out)
    page = out.read_text(encoding="utf-8")
    marks = Marks()
    marks.feed(page)
    assert [each[: len(words)] for each, words in zip(marks.seen, (FIRST, SECOND, THIRD), strict=True)] == [FIRST, SECOND, THIRD]
    assert "http" not in page
    assert "<script" not in page


@pytest.mark.parametrize("with_text", [True, False])
def test_a_picture_is_whole_and_fetches_nothing(command: Command, pack: Path, tmp_path: Path, *, with_text: bool) -> None:
    out = tmp_path / "c.svg"
    given = ["--documents", write_document(tmp_path / "d")] if with_text else []
    command("--content", pack, *given, "coverage", "--export", out)
    root = ET.fromstring(out.read_text(encoding="utf-8"))
    words = spaced(" ".join(root.itertext()))
    assert "D1 (10–46) : 1 question." in words
    assert out.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "").count("http") == 0


def test_hostile_words_stay_words(command: Command, tmp_path: Path) -> None:
    bad = '<script>alert("x")</script>&amp;</mark>]]>'
    text = DOCUMENT.replace("attaque", bad + "\x1b[2J")
    pack = write(tmp_path / "p", "essai", sources=sources(text).replace("Sur les freins", "'<b onload=x>'"))
    for name in ("c.html", "c.svg"):
        command("--content", pack, "--documents", write_document(tmp_path / "d", text), "coverage", "--export", tmp_path / name)
        page = (tmp_path / name).read_text(encoding="utf-8")
        assert "<script" not in page
        assert "<b onload" not in page
        assert "\x1b" not in page
    ET.fromstring((tmp_path / "c.svg").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("c.txt", 2, ".html"),
        ("folder.svg", 4, "ne peut pas être écrit"),
        ("no/c.svg", 4, "ne peut pas"),
        ("a\udcff/c.svg", 4, "ne peut pas"),
    ],
)
def test_what_cannot_be_exported_is_a_sentence(command: Command, pack: Path, tmp_path: Path, name: str, code: int, said: str) -> None:
    (tmp_path / "folder.svg").mkdir()
    done = command("--content", pack, "coverage", "--export", tmp_path / name, code=code)
    assert said in spaced(done.stderr)
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("args", [("coverage",), ("progress",), ("exam", "results"), ("exam", "run", "--plain")])
def test_whatever_writes_a_page_refuses_another_form_in_the_same_words_before_anything_else(
    command: Command, pack: Path, tmp_path: Path, args: tuple[str, ...]
) -> None:
    path = tmp_path / "page.pdf"
    done = command("--content", pack, *args, "--export", path, code=2)
    assert spaced(done.stderr) == f"tutor : Le format « {path} » n’existe pas. Vouliez-vous dire « .svg » ou « .html » ?\n"
    assert done.stdout == ""


def test_only_an_earlier_page_is_written_over(command: Command, pack: Path, tmp_path: Path) -> None:
    mine, draft, link = tmp_path / "c.html", tmp_path / "c.html.new", tmp_path / "null.svg"
    for file in (mine, draft):
        file.write_text("mine", encoding="utf-8")
    link.symlink_to("/dev/null")
    for target in (mine, link):
        assert "n’est pas" in spaced(command("--content", pack, "coverage", "--export", target, code=2).stderr)
    assert {file.read_text(encoding="utf-8") for file in (mine, draft)} == {"mine"}
    mine.unlink()
    for _ in range(2):
        command("--content", pack, "coverage", "--export", mine)
    assert "<html" in mine.read_text(encoding="utf-8")


def test_the_whole_shipped_course_is_asked(command: Command) -> None:
    seen = json.loads(command("coverage", "--json").stdout)
    assert [len(d["claims"]) for d in seen["documents"]] == [41, 42]
    assert all(claim["questions"] for d in seen["documents"] for claim in d["claims"])
