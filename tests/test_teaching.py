"""`tutor new` writes files that a teacher can begin with: good ones, in their language, over nothing."""

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.command import Command
from tests.command import called as tutor
from tests.content_examples import write_pack
from tests.terminal import Terminal
from tutor.content.lint import inspect
from tutor.content.load import load
from tutor.teaching import scaffold


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    ("kind", "name"), [("quiz", "freins.yaml"), ("quiz", "freins"), ("lesson", "les freins.yml"), ("course", "mon-cours")]
)
def test_a_new_file_has_nothing_to_mend(tmp_path: Path, lang: str, kind: str, name: str) -> None:
    code, out, _ = tutor("new", kind, tmp_path / name, "--title", 'Les "freins" : un début', lang=lang)
    assert code == 0
    written = Path(out.splitlines()[0])
    course, problems = inspect(written.parent if kind == "course" else written)
    assert problems == ()
    assert course is not None
    assert course.questions or kind == "lesson"
    assert 'Les "freins" : un début' in {course.title, *(lesson.title for lesson in course.lessons.values())}


def test_a_course_is_whole(tmp_path: Path) -> None:
    tutor("new", "course", tmp_path / "cours")
    course, _ = inspect(tmp_path / "cours")
    assert course is not None
    assert (course.id, course.language, len(course.lessons), len(course.questions)) == ("cours", "fr", 1, 4)


def test_what_is_there_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "q.yaml"
    path.write_text("à moi")
    code, _, err = tutor("new", "quiz", path)
    assert code == 2
    assert "existe déjà" in err
    assert path.read_text() == "à moi"


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    assert tutor("new", "quizz", tmp_path / "q")[0] == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [(), ("quiz",)])
def test_without_a_terminal_what_is_missing_is_said_and_nothing_is_asked(tmp_path: Path, words: tuple[str, ...]) -> None:
    code, out, err = tutor("new", *words)
    assert (code, out) == (2, "")
    assert "tutor new quiz mon-quiz.yaml" in err
    assert list(tmp_path.iterdir()) == []


def test_on_a_terminal_what_is_missing_is_asked_for(
    tmp_path: Path, terminal: Callable[..., Terminal], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    t = terminal("new").wait("Que voulez-vous écrire").wait("Un cours").send("enter").wait("Son titre")
    t.send("Réponse immunitaire\r").wait("Le fichier à écrire : ?reponse-immunitaire.yaml").send("enter").wait(
        "tutor check reponse-immunitaire.yaml"
    )
    assert t.end() == 0
    course, problems = inspect(tmp_path / "reponse-immunitaire.yaml")
    assert problems == ()
    assert course is not None
    assert course.title == "Réponse immunitaire"


def test_only_what_is_missing_is_asked_and_leaving_writes_nothing(
    tmp_path: Path, terminal: Callable[..., Terminal], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "les-freins.yaml").write_text("à moi", encoding="utf-8")
    t = terminal("new", "lesson", "--title", "Les freins", TUTOR_LANG="en").wait("The file to write: ?les-freins.yaml")
    t.send("enter").wait("exists already").send("ctrl-d")
    assert t.end() == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "les-freins.yaml"]
    t = terminal("new").wait("Que voulez-vous").wait("Un cours").send("ctrl-c")
    assert t.end() == 130


@given(st.text(max_size=80), st.sampled_from(["quiz", "lesson", "course"]), st.sampled_from(["fr", "en"]))
def test_any_title_makes_a_good_file(tmp_path_factory: pytest.TempPathFactory, title: str, kind: str, language: str) -> None:
    folder = tmp_path_factory.mktemp("new")
    for path, text in scaffold(kind, folder / "x", title, language).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert inspect(folder / "x" if kind == "course" else folder / "x.yaml")[1] == ()


@pytest.mark.parametrize(
    "words",
    [
        ("new", "course", "f.yaml"),
        ("new", "quiz", "f.yaml/x.yaml"),
        ("schema", "--out", "f.yaml"),
        ("schema", "--out", "f.yaml/x"),
    ],
)
def test_a_place_where_nothing_can_be_written_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("f.yaml").write_text("mine", encoding="utf-8")
    code, _, err = tutor(*words)
    assert code == 4
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err
    assert Path("f.yaml").read_text(encoding="utf-8") == "mine"


def test_a_new_quiz_is_called_by_the_name_it_has(tmp_path: Path) -> None:
    (tmp_path / "q").mkdir()
    _, out, _ = tutor("new", "quiz", tmp_path / "q")
    assert f"tutor check {tmp_path / 'q.yaml'}" in out.splitlines()[-1]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_new_quiz_says_its_language_and_a_name_of_its_own(tmp_path: Path, lang: str) -> None:
    data = {"TUTOR_DATA_DIR": str(tmp_path / "data")}
    assert tutor("new", "quiz", tmp_path / "quiz.yaml", "--title", "Capitals, part 2", lang=lang)[0] == 0
    course, _ = load(tmp_path / "quiz.yaml")
    assert course is not None
    assert (course.id, course.language) == ("capitals-part-2", lang)
    _, out, _ = tutor("--content", tmp_path / "quiz.yaml", "review", "--plain", lang=lang, **data)
    assert "This course is in" not in out
    assert "Ce cours est en" not in out
    tutor("new", "course", tmp_path / "c", lang=lang)
    assert not {"id", "title", "titre", "language", "langue"} & set(
        yaml.safe_load((tmp_path / "c" / "quiz" / "l1.yaml").read_text("utf-8"))
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("questions:\n- id: a\n  true: Two is even.\n", "en"),
        ("- id: a\n  question: Two?\n  answer: two\n", "en"),
        ("title: T\nquestions:\n- id: a\n  vrai: Deux est pair.\n", "fr"),
        ("questions:\n- id: a\n  vrai: Deux est pair.\n", "fr"),
        ("language: fr\nquestions:\n- id: a\n  true: Deux est pair.\n", "fr"),
        ("langue: en\nquestions:\n- id: a\n  vrai: Two is even.\n", "en"),
    ],
)
def test_a_quiz_that_states_no_language_has_that_of_its_keys(tmp_path: Path, text: str, language: str) -> None:
    (tmp_path / "q.yaml").write_text(text, encoding="utf-8")
    data = {"TUTOR_DATA_DIR": str(tmp_path / "data"), "TUTOR_CACHE_DIR": str(tmp_path / "cache")}
    for _ in range(2):
        _, out, _ = tutor("--content", tmp_path / "q.yaml", "review", "--plain", lang="en", **data)
        assert ("This course is in French" in out) == (language == "fr")


def test_a_course_that_states_no_language_has_that_of_its_keys(tmp_path: Path) -> None:
    quiz = "questions:\n- id: a\n  true: Two is even.\n"
    for head, language in (("id: c\ntitle: C\n", "en"), ("id: c\ntitre: C\n", "fr")):
        course, _ = load(write_pack(tmp_path / language, {"course.yaml": head, "quiz/q.yaml": quiz}))
        assert course is not None
        assert course.language == language


@pytest.mark.parametrize("name", ["l'été à venir.yaml", "a b.yaml", "é.yaml", "$HOME.yaml", 'un "mot".yaml'])
def test_the_command_that_is_named_can_be_typed_as_it_stands(command: Command, tmp_path: Path, name: str) -> None:
    """A shell reads it back to the path; where nothing needs quotes there are none."""
    typed = command("new", "quiz", tmp_path / name).stdout.splitlines()[-1].rpartition("tutor check ")[2]
    assert shlex.split(typed) == [str(tmp_path / name)]
    assert (typed == str(tmp_path / name)) == (name == "é.yaml")
