"""Texts that would steer a terminal, everywhere they can come from: nothing of them gets out, and markup is only words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.payloads import MARKUP, STEERING, VISIBLE, course, steers
from tests.faults.served import Served
from tests.faults.sessions import environment, past_welcome
from tests.terminal import Terminal

LOOKING = [
    [], ["lessons"], ["lessons", "--json"], ["lessons", "l1"], ["lessons", "l1", "--json"], ["glossary"], ["glossary", "--json"], ["glossary", "A"],
    ["progress"], ["progress", "--json"], ["history"], ["history", "--json"], ["data", "verify"], ["data", "path"], ["data", "backup"],
    ["data", "backup", "list", "--json"], ["data", "backup", "verify"], ["data", "reset", "--yes"],
    ["course"], ["course", "list", "--json"], ["coverage"], ["coverage", "--json"], ["coverage", "--plain"],
]  # fmt: skip
NAMED = [
    ["learn", "X", "--plain"], ["learn", "X"], ["lessons", "X"], ["glossary", "X"], ["review", "--topic", "X", "--plain"], ["practice", "X", "--plain"],
    ["review", "--order", "X", "--plain"], ["review", "--minutes", "X"], ["review", "--seed", "X"], ["X"], ["--X"], ["--lang", "X", "lessons"],
    ["--lang=X"], ["--color", "X", "lessons"], ["--content", "X", "lessons"], ["check", "X"], ["check", "--format", "X"], ["data", "X"],
    ["data", "restore", "X"], ["data", "merge", "X"], ["data", "reset", "--course", "X", "--yes"], ["learn", "l1", "X"], ["data", "backup", "X"],
    ["--course", "X", "lessons"], ["course", "add", "X"], ["course", "use", "X"], ["course", "remove", "X"], ["coverage", "--export", "X"],
    ["--documents", "X", "coverage"], ["--documents", "X", "check"], ["learn", "X", "--read", "--plain"],
]  # fmt: skip


together = "".join(text for name, text in STEERING.items() if name not in {"nul", "return"})
PAYLOADS = {"together": together, **STEERING}
each = pytest.mark.parametrize("name", ["together", "return", *(pytest.param(name, marks=pytest.mark.nightly) for name in STEERING)])


@pytest.fixture(scope="module")
def tutor() -> Iterator[Served]:
    served = Served()
    yield served
    served.close()


def harmless(tutor: Served, data: Path, *words: str, given: bytes = b"") -> bytes:
    """Run a command; nothing it says steers. Returns what it said."""
    done = tutor(data, *words, given=given)
    assert not steers(done.out), (words, done.said())
    assert not steers(done.err), (words, done.said())
    assert b"Traceback" not in done.err, done.said()
    assert b"Erreur du programme" not in done.err, done.said()
    return done.out + done.err


@pytest.mark.parametrize("name", STEERING)
def test_nothing_in_any_field_of_a_course_steers_the_terminal(tutor: Served, tmp_path: Path, name: str) -> None:
    path, data = str(course(tmp_path / "pack", STEERING[name])), tmp_path / "data"
    assert b".yaml" in harmless(tutor, data, "check", path)
    harmless(tutor, data, "check", "--format", "json", path)
    for words in (*LOOKING[:8:2], ["lessons", "l1"], ["learn", "--plain"], ["review", "--plain"]):
        harmless(tutor, data, "--content", path, *words, given=b"\n\n1\n3\n\n" * 6)


@each
def test_nothing_that_is_typed_or_named_steers_the_terminal(tutor: Served, tmp_path: Path, name: str) -> None:
    payload, data = PAYLOADS[name], tmp_path / "data"
    quiz = tmp_path / "q.yaml"
    quiz.write_text(
        "titre: T\nquestions:\n- {id: a, question: Quoi ?, réponse: rien}\n- {id: b, question: Combien ?, nombre: 4}\n", encoding="utf-8"
    )
    typed = payload.replace("\n", "").encode("utf-8", "surrogateescape")
    said = harmless(tutor, data, "--content", str(quiz), "review", "--plain", given=b"\n" + (typed + b"x\n1\n\n") * 8)
    assert "Votre réponse".encode() in said
    for words in LOOKING:
        harmless(tutor, data, "--content", str(quiz), *words)
    if "\0" in payload:
        return
    for template in NAMED:
        harmless(tutor, data, *(word.replace("X", payload) for word in template))


@each
def test_nothing_in_the_name_of_a_file_steers_the_terminal(tutor: Served, tmp_path: Path, name: str) -> None:
    odd = tmp_path / ("n" + PAYLOADS[name].replace("/", "").replace("\0", ""))
    odd.mkdir()
    for text in ("titre: T\nquestions:\n- {id: a, vrai: A}\n- {id: a, vrai: B}\n", "questions: ["):
        (odd / f"{odd.name}.yaml").write_text(text, encoding="utf-8")
        for words in (
            ["check", str(odd)],
            ["check", "--format", "json", str(odd)],
            ["--content", str(odd), "lessons"],
            ["--content", str(odd)],
        ):
            harmless(tutor, tmp_path / "data", *words)
    for words in (["data", "path"], ["data", "verify"], ["data", "backup"], ["progress"], ["data", "backup", "list", "--json"]):
        harmless(tutor, odd / "data", *words)
    (odd / "data" / "history.jsonl").mkdir(parents=True)
    harmless(tutor, odd / "data", "progress")


def test_bytes_that_are_no_text_are_answers_and_names_like_any_other(tutor: Served, tmp_path: Path) -> None:
    raw = b"\xff\xfe\x9b31m".decode("utf-8", "surrogateescape")
    for template in NAMED:
        harmless(tutor, tmp_path / "data", *(word.replace("X", raw) for word in template))


def test_markup_is_only_words_through_a_pipe(tutor: Served, tmp_path: Path) -> None:
    path, data = str(course(tmp_path / "pack", MARKUP)), tmp_path / "data"
    for words in (["lessons"], ["lessons", "l1"], ["glossary"], [], ["learn", "--plain"]):
        said = harmless(tutor, data, "--content", path, *words, given=b"\n\n1\n3\n\n" * 6).decode().replace("\u00a0", " ")
        for words_of_markup in VISIBLE:
            assert words_of_markup in said, said


@pytest.mark.parametrize("command", [["lessons", "l1"], ["glossary"], ["progress"], ["learn"]])
def test_markup_is_only_words_on_a_terminal_and_only_the_stage_s_own_sequences_are_sent(tmp_path: Path, command: list[str]) -> None:
    pack = course(tmp_path / "pack", MARKUP)
    env = environment(tmp_path / "data", PAGER="cat")
    terminal = Terminal(("--content", str(pack), *command), columns=150, rows=50, env=env)
    try:
        if command[0] == "learn":
            past_welcome(terminal).wait("vous saurez").send(" ").wait("Avant de lire").send("a").wait("certitude").send("3")
            terminal.wait("Juste").send(" ").wait("À retenir").wait(r"\[red\]r\[/red\]").wait("<ansired>").send("q")
            terminal.end()
        else:
            assert terminal.end() == 0
        assert steers(bytes(terminal.raw), stage=True) == []
        assert b"]8;" not in terminal.raw
        assert "evil" not in terminal.text() or "[link=http://evil]" in terminal.text().replace("\n", "")
    finally:
        terminal.close()


def test_markup_is_only_words_on_the_pages_of_progress(tutor: Served, tmp_path: Path) -> None:
    path, data = str(course(tmp_path / "pack", MARKUP)), tmp_path / "data"
    harmless(tutor, data, "--content", path, "learn", "--plain", given=b"\n\n1\n3\n\n" * 6)
    for words in (
        ["progress"],
        ["progress", "--plain"],
        ["progress", "--json"],
        ["history"],
        ["search", "a"],
        ["practice", "--confusions", "--plain"],
    ):
        harmless(tutor, data, "--content", path, *words)
    terminal = Terminal(("--content", path, "progress"), columns=150, rows=50, env=environment(data))
    try:
        for page in range(1, 10):
            terminal.wait(f"{page}/10").send("right")
        terminal.wait("10/10").send("q")
        assert terminal.end() == 0
        assert steers(bytes(terminal.raw), stage=True) == []
        assert b"]8;" not in terminal.raw
    finally:
        terminal.close()


@pytest.mark.parametrize("name", ["title", "clear", "c1", "bidi", "zero"])
def test_what_is_typed_or_pasted_on_the_stage_does_not_steer_it(tmp_path: Path, name: str) -> None:
    quiz = tmp_path / "q.yaml"
    quiz.write_text("titre: T\nquestions:\n- {id: a, question: Quoi ?, réponse: rien, confiance: non}\n", encoding="utf-8")
    terminal = Terminal(("--content", str(quiz), "review"), env=environment(tmp_path / "data"))
    try:
        past_welcome(terminal).wait("Quoi").send("\x1b[200~" + STEERING[name] + "evil\x1b[201~").wait("evil").send("enter").wait(
            "Incorrect"
        )
        terminal.send("q")
        assert terminal.end() == 0
        assert steers(bytes(terminal.raw), stage=True) == []
    finally:
        terminal.close()
