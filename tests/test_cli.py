"""The command from outside: arguments, exit codes, one sentence for each failure."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.command import Command, spaced
from tests.terminal import ROOT, Terminal
from tutor.quick import common_first, quick


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["learn", "m1.l9"], "La leçon « m1.l9 » n’existe pas. Vouliez-vous dire"),
        (["lessons", "systeme imunitaire"], "« Le système immunitaire »"),
        (["review", "--topic", "chimie"], "Le thème « chimie » n’existe pas."),
        (["revue"], "La commande « revue » n’existe pas. Vouliez-vous dire « review »"),
        (["review", "--minuts", "3"], "L’option « --minuts » n’existe pas. Vouliez-vous dire « --minutes »"),
        (["--lang", "de", "progress"], "La langue « de » n’existe pas. Vouliez-vous dire « fr » ou « en »"),
        (["glossary", "CAR-B"], "Dans le glossaire, le mot « CAR-B » n’existe pas. Vouliez-vous dire"),
        (["review", "--minutes", "dix"], "--minutes : « dix » n’est pas un nombre possible ici."),
        (["review", "--minutes", "-3"], "« -3 » n’est pas un nombre possible ici."),
        (["review", "--order", "alphabet"], "L’ordre « alphabet » n’existe pas."),
        (["--color", "mauve", "lessons"], "La valeur de couleur « mauve » n’existe pas."),
        (["learn", "a", "b"], "Trop de mots : b."),
        (["--content", "/nowhere", "lessons"], "/nowhere"),
    ],
)
def test_what_does_not_exist_is_one_sentence_with_the_nearest_names(command: Command, args: list[str], said: str) -> None:
    done = command("--plain", *args, code=2)
    assert said in spaced(done.stderr)
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 2
    assert done.stdout == ""


@pytest.mark.parametrize(
    "args",
    [
        ["check", ""], ["check", "--fix", ""], ["check", "--answers", ""], ["new", "course", ""], ["new", "quiz", "", "--title", "X"],
        ["schema", "--out", ""], ["schema", "--out="], ["preview", ""], ["coverage", ""], ["coverage", "--export", ""], ["course", "add", ""],
        ["course", "remove", ""], ["data", "verify", ""], ["exam", ""], ["review", "--limit", ""], ["data", "restore", ""], ["progress", "--export="], ["exam", "results", "--export", ""], ["data", "merge", ""],
        ["--content", "", "lessons"], ["lessons", "--content="], ["--data", "", "history"], ["lessons", "--data="],
        ["--documents", "", "check"], ["check", "--documents="], [""],
    ],
)  # fmt: skip
def test_an_empty_argument_never_means_the_working_directory(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str]
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "quiz.yaml").write_text("questions:\n  - vrai: Oui : non\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "here")
    for language in ("fr", "en"):
        done = command("--lang", language, "--plain", *args, code=2)
        assert done.stdout == ""
        assert len(done.stderr.splitlines()) == 1
        assert ("vide" if language == "fr" else "empty") in done.stderr
    assert sorted(path.name for folder in (tmp_path, tmp_path / "here") for path in folder.iterdir()) == ["cache", "here", "quiz.yaml"]
    assert (tmp_path / "here" / "quiz.yaml").read_text(encoding="utf-8").endswith("vrai: Oui : non\n")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--data", "FILE", "progress"], "FILE n’est pas un dossier. Rien n’a été modifié."),
        (["--data", "FILE/x", "progress"], "illisible : une partie du chemin n’est pas un dossier (ENOTDIR)."),
        (["data", "merge", "GONE"], "GONE n’existe pas."),
        (["--data", "LOOP", "progress"], "LOOP est illisible"),
    ],
)
def test_what_the_system_refuses_is_said_in_the_readers_language(command: Command, tmp_path: Path, args: list[str], said: str) -> None:
    (tmp_path / "FILE").write_bytes(b"x")
    (tmp_path / "LOOP").symlink_to(tmp_path / "LOOP")
    where = [f"{tmp_path}/{word}" if word.isupper() or "/" in word else word for word in args]
    done = command(*where, code=3)
    assert said in spaced(done.stderr)
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("args", [["learn"], ["review"], ["practice"]])
def test_without_a_terminal_nothing_is_asked_and_no_answer_invented(command: Command, tmp_path: Path, args: list[str]) -> None:
    done = command(*args, stdin="1\n1\n1\n", code=2)
    assert "--plain" in done.stderr
    assert done.stdout == ""
    assert not (tmp_path / "data").exists()


def test_home_without_a_terminal_is_a_summary_with_what_to_type(command: Command) -> None:
    done = command()
    assert "Prochaine leçon : Le système immunitaire" in spaced(done.stdout)
    assert "tutor learn" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_lesson_answered_line_by_line_is_kept_and_shown(command: Command) -> None:
    command("learn", "m1.l1", "--plain", stdin="\n\n1\n3\n\n\n1\n3\nq\n")
    progress = json.loads(command("progress", "--json").stdout)
    assert progress["answers"] == 2
    assert progress["lessons"][0]["read"] == 1
    history = json.loads(command("history", "--json").stdout)
    assert [e["type"] for e in history if e["type"] != "setting"] == ["start", "review", "read", "review", "end"]
    assert "Le système immunitaire" in command("history").stdout
    assert "1 sur 66" in command("progress").stdout


def test_an_interrupted_lesson_is_offered_by_home(command: Command) -> None:
    command("learn", "m1.l1", "--plain", stdin="\n\n1\n3\n\n\n")
    assert "Leçon en cours : Le système immunitaire (encore 2 sections)" in spaced(command().stdout)


def test_nothing_due_is_said_and_is_no_failure(command: Command) -> None:
    done = command("review", "--plain")
    assert "Lisez d’abord une leçon" in done.stderr


@pytest.mark.parametrize("words", ["lessons", "progress", "history", "glossary", "search frein"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_looking_command_answers_in_words_and_in_json(command: Command, words: str, language: str) -> None:
    said = command("--lang", language, *words.split()).stdout
    assert said.strip()
    assert "\x1b" not in said
    json.loads(command(*words.split(), "--json").stdout)


def test_a_lesson_is_printed_whole(command: Command) -> None:
    whole = command("lessons", "système immunitaire").stdout
    assert "La défense du corps" in whole
    assert "À retenir" in whole
    assert json.loads(command("lessons", "m1.l1", "--json").stdout)["sections"][0]["id"] == "si-1"


def test_the_glossary_answers_in_both_languages(command: Command) -> None:
    assert "CAR-T" in command("glossary", "car-t").stdout
    assert "A T cell modified" in command("glossary", "CAR T cell", "--lang", "en").stdout


def test_the_shipped_course_has_no_problem(command: Command) -> None:
    assert "rien à redire" in spaced(command("check").stdout).splitlines()[-1]


def test_check_tells_every_problem_with_its_line_and_exits_2(command: Command, tmp_path: Path) -> None:
    quiz = tmp_path / "quiz.yaml"
    quiz.write_text(
        "titre: T\nquestions:\n  - question: A ?\n    choix:\n      - faux: x\n      - faux: y\n  - vrai: B\n    explicaton: z\n"
    )
    done = command("check", str(quiz), code=2)
    assert "quiz.yaml:4" in done.stdout
    assert "« explicaton »" in spaced(done.stdout)
    assert "vouliez-vous dire « explication »" in spaced(done.stdout)


def test_a_broken_question_is_left_out_in_one_line_and_the_rest_is_studied(command: Command, tmp_path: Path) -> None:
    quiz = tmp_path / "quiz.yaml"
    quiz.write_text(
        "titre: T\nquestions:\n  - id: a\n    question: A ?\n    choix:\n      - faux: x\n      - faux: y\n  - {id: b, vrai: B}\n"
    )
    done = command("--content", str(quiz), "review", "--plain", stdin="\n1\n3\n\n\n")
    assert "quiz.yaml : 1 élément laissé de côté" in spaced(done.stderr)
    assert "1 juste sur 1" in done.stdout


def test_a_quiz_without_a_course_around_it_is_told_of_no_lesson(command: Command, tmp_path: Path) -> None:
    quiz = tmp_path / "quiz.yaml"
    quiz.write_text("titre: Seul\nquestions:\n- {id: a, vrai: Le ciel est bleu.}\n", encoding="utf-8")
    for args in ((), ("progress",), ("practice", "--plain"), ("exam",), ("history",)):
        done = command("--content", quiz, *args)
        assert not re.search("leçon|section|glossaire|tutor learn", done.stdout + done.stderr), args
    assert "tutor review" in command("--content", quiz).stdout
    assert "n’a pas de glossaire" in spaced(command("--content", quiz, "glossary").stdout)
    for words in ("lessons", "learn --plain", "learn --plain --read"):
        done = command("--content", quiz, *words.split())
        assert "n’a pas de leçon, rien que des questions" in spaced(done.stdout + done.stderr)


def test_looking_for_a_passage_that_is_not_there_is_no_help(command: Command, tmp_path: Path) -> None:
    quiz = tmp_path / "quiz.yaml"
    quiz.write_text("titre: Seul\nquestions:\n- {id: a, vrai: Le ciel est bleu.}\n", encoding="utf-8")
    command("--content", quiz, "review", "--plain", stdin="\nt\n1\n3\n\n")
    (fact,) = (e for e in json.loads(command("history", "--json").stdout) if e["type"] == "review")
    assert (fact["score"], fact["rating"]) == (1, 3)


def test_a_card_without_a_passage_offers_none(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    quiz = tmp_path / "quiz.yaml"
    quiz.write_text("titre: Seul\nquestions:\n- {id: a, vrai: Le ciel est bleu.}\n", encoding="utf-8")
    t = terminal("--content", str(quiz), "review").wait("Entrée|Espace").send(" ").wait("trente").send("esc").wait(r"a\. Vrai")
    assert "passage" not in t.text()
    t.send("a").wait("certitude").send("3").wait("✓ Juste")
    assert "passage" not in t.text()


def test_another_language_by_option_variable_or_locale(command: Command) -> None:
    assert "Next lesson" in command("--lang", "en").stdout
    assert "Next lesson" in command(TUTOR_LANG="en").stdout
    assert "Next lesson" in command(TUTOR_LANG="", LC_ALL="en_GB.UTF-8").stdout
    assert "Prochaine leçon" in command(TUTOR_LANG="", LC_ALL="C").stdout


def test_help_speaks_both_languages_and_names_every_command(command: Command) -> None:
    french, english = command("--help").stdout, command("--help", "--lang=en").stdout
    assert "Revoir ce qui est prévu" in french
    assert "Review what is due" in english


def test_of_an_option_that_is_repeated_the_last_counts_everywhere(command: Command) -> None:
    for args in (("--help",), (), ("practice", "--plain"), ("bogus",)):
        done = command("--lang", "en", "--lang", "fr", *args, code=2 if args == ("bogus",) else 0)
        assert done.stdout + done.stderr == (again := command("--lang", "fr", *args, code=done.returncode)).stdout + again.stderr


def test_a_width_that_is_no_width_is_that_of_a_page(command: Command) -> None:
    assert command("--help", COLUMNS="9" * 5000).stdout == command("--help", COLUMNS="80").stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_a_poor_encoding_gets_what_it_can_show(command: Command, encoding: str) -> None:
    done = command(
        "learn", "m1.l1", "--plain", stdin="\n\n1\n3\n", encoding=encoding, PYTHONIOENCODING=f"{encoding}:strict", PYTHONUTF8="0"
    )
    assert "Juste." in done.stdout
    assert "UnicodeEncodeError" not in done.stderr


def test_a_closed_output_is_no_crash(tmp_path: Path) -> None:
    env = {**os.environ, "TUTOR_DATA_DIR": str(tmp_path / "d"), "PYTHONPATH": str(ROOT)}
    line = f"{sys.executable} -m tutor.cli glossary | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], env=env, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_output_is_one_sentence(tmp_path: Path) -> None:
    env = {**os.environ, "TUTOR_DATA_DIR": str(tmp_path / "d"), "PYTHONPATH": str(ROOT)}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-m", "tutor.cli", "glossary"], env=env, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60)  # fmt: skip
    assert done.returncode == 4
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_crash(tmp_path: Path, closed: str) -> None:
    env = {**os.environ, "TUTOR_DATA_DIR": str(tmp_path / "d"), "PYTHONPATH": str(ROOT)}
    for command in ("", "review", "review --plain", "progress"):
        done = subprocess.run(["bash", "-c", f"{sys.executable} -m tutor.cli {command} {closed}"], env=env, capture_output=True, text=True, check=False, timeout=60)  # fmt: skip
        assert done.returncode in {0, 2}, (command, done.stderr)
        assert "Traceback" not in done.stderr


words = st.sampled_from(
    ["learn", "review", "practice", "--missed", "--confusions", "--limit", "progress", "lessons", "history", "search", "glossary", "m1.l1", "--before", "--export=x.svg", "--minutes", "--limit=3", "--topic", "10", "x y", "--plain", "--lang", "fr", "--lang=en", "--seed", "--data", "/tmp/x", "--json", "-1", "", "--order=file", "--order", "--"]
)  # fmt: skip


@given(st.lists(words, max_size=7))
def test_the_quick_way_in_understands_what_typer_understands(argv: Sequence[str]) -> None:
    argv = common_first(argv)
    parsed = quick(argv)
    if parsed is None:
        return
    command, found = parsed
    seen = by_typer(argv)
    assert seen is not None, f"Typer refuses {argv}"
    name, options, arguments = seen
    assert name == command
    for key, value in found.items():
        assert (argument_of(arguments) if key == "" else options[key.lstrip("-")]) == value


def argument_of(arguments: dict[str, object]) -> object:
    """The one argument of a command, whatever its name; of several words the first."""
    given = next((arguments[name] for name in ("lesson", "topic", "term", "words") if name in arguments), None)
    return given[0] if isinstance(given, list | tuple) else given


def by_typer(argv: Sequence[str]) -> tuple[str, dict[str, object], dict[str, object]] | None:
    """What Typer's own parser makes of the words, nothing run."""
    import typer

    from tests.learner import moment
    from tutor.app import App, World
    from tutor.cli import build

    app = App(World({}, sys.stdin, sys.stdout, sys.stderr, moment))
    group = typer.main.get_command(build(app))
    try:
        with group.make_context("tutor", list(argv)) as context:
            outer = dict(context.params)
            rest = [*context._protected_args, *context.args]
            if not rest:
                return "", outer | {k: str(v[0]) for k, v in outer.items() if isinstance(v, tuple | list) and v}, {}
            name, command, args = group.resolve_command(context, rest)  # type: ignore[attr-defined]
            with command.make_context(name, args, parent=context) as inner:
                plain = {k: v for k, v in inner.params.items() if v is not None}
                common = {
                    k: str(v[0]) if isinstance(v, tuple | list) and v else str(v) if isinstance(v, Path) else v for k, v in outer.items()
                }
                return str(name), {**common, **plain}, plain
    except typer.BadParameter.__mro__[1]:  # type: ignore[misc]
        return None


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("lessons nosuch 2>/dev/full", 2),
        ("lessons nosuch 2>&1 | true", 2),
        ("--version >/dev/full", 4),
        ("--help >/dev/full", 4),
        ("lessons >/dev/full 2>/dev/full", 4),
        ("learn m1.l1 --plain 0>out >/dev/null", 0),
    ],
)
def test_streams_that_take_or_give_nothing_change_no_exit_code(tmp_path: Path, command: str, code: int) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TUTOR_DATA_DIR": str(tmp_path / "data")}
    script = f"set -o pipefail; {sys.executable} -m tutor.cli {command}"
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False, env=env)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr


def test_bytes_that_are_no_utf8_are_only_a_wrong_answer(tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TUTOR_DATA_DIR": str(tmp_path / "data"), "PYTHONIOENCODING": "utf-8:strict"}
    done = subprocess.run(
        [sys.executable, "-m", "tutor.cli", "--plain", "--lang", "fr", "practice", "im-01"],
        input=b"\n\xff\xfe\xc3\x00\n\n", capture_output=True, timeout=60, check=False, env=env,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Incorrect." in done.stdout.decode()
    assert json.loads((tmp_path / "data" / "history.jsonl").read_text(encoding="utf-8").splitlines()[-2])["score"] < 1


def test_what_went_wrong_with_the_files_meanwhile_is_said_at_the_end(command: Command, tmp_path: Path) -> None:
    (tmp_path / "data" / "progress.json.new").mkdir(parents=True)
    done = command("--plain", "learn", "m1.l1", stdin="\n\n1\n3\n")
    assert "progress.json n’a pas pu être écrit : c’est un dossier (EISDIR)." in spaced(done.stderr)
    assert done.stderr.count("n’a pas pu") == 1
