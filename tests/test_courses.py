"""Several courses: each is found, chosen, studied by itself; adding one takes all of it or nothing, and nothing outside it."""

import contextlib
import io
import json
import os
import shutil
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import Command, spaced
from tests.packs import course, write, write_document
from tests.terminal import Terminal
from tutor import installing
from tutor.content import parcel as parcels
from tutor.content.parcel import Refused, parcel

STUDY = "\n\n" + "s\n\n" * 6 + "\n" * 6
"""Past the welcome, and through a lesson whose questions nobody can answer."""


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder of two courses whose lessons, sections and questions have equal ids, in folders that are not named after them."""
    write(tmp_path / "packs" / "un", "cours-a", "Cours A")
    write(tmp_path / "packs" / "deux", "cours-b", "Cours B")
    return tmp_path / "packs"


def zipped(path: Path, files: dict[str, str | bytes], *, top: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(top + name, data)
    return path


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != ".lock"}


# --- several courses


def cards(command: Command, packs: Path) -> list[str]:
    events = json.loads(command("--content", packs, "history", "--json").stdout)
    return [e["card"] for e in events if e["type"] == "review"]


def test_a_course_is_opened_by_its_id_wherever_its_folder_is(command: Command, packs: Path) -> None:
    assert "Leçon de Cours B" in command("--content", packs, "lessons").stdout  # the first by name of its folder: deux
    for name, title in (("cours-a", "Cours A"), ("cours-b", "Cours B")):
        assert f"Leçon de {title}" in command("--content", packs, "--course", name, "lessons").stdout
        assert f"dans {title}" in command("--content", packs, "--course", name, "glossary").stdout


def test_a_course_that_does_not_exist_is_a_sentence(command: Command, packs: Path) -> None:
    assert "Le cours « cours-z » n’existe pas" in spaced(command("--content", packs, "--course", "cours-z", "lessons", code=2).stderr)
    assert "Le cours « x » n’existe pas" in spaced(command("--content", packs / "un", "--course", "x", "lessons", code=2).stderr)


def test_progress_of_two_courses_with_equal_ids_never_mixes(command: Command, packs: Path) -> None:
    a, b = ("--content", packs, "--course", "cours-a"), ("--content", packs, "--course", "cours-b")
    command(*a, "learn", "--plain", stdin=STUDY)
    assert set(cards(command, packs)) == {"cours-a/q1", "cours-a/q2"}
    mine, other = (json.loads(command(*which, "progress", "--json").stdout) for which in (a, b))
    assert (mine["answers"], mine["cards"]["learning"], mine["lessons"][0]["read"]) == (4, 2, 2)
    assert (other["answers"], other["cards"]["learning"], other["lessons"][0]["read"]) == (0, 0, 0)
    assert "tutor learn" in spaced(command(*b, "review", "--plain").stderr)
    assert "Question 1 sur 2" in spaced(command(*a, "practice", "--plain", stdin="q\n").stdout)
    assert command(*b, "practice", "--plain", stdin="q\n").stdout == ""
    command(*b, "learn", "--plain", stdin="\n" + "\nq\n")
    assert "Reprendre" not in command(*b, "learn", "--plain", stdin="q\n").stdout


def test_the_history_names_the_course_of_what_is_not_open(command: Command, packs: Path) -> None:
    command("--content", packs, "--course", "cours-a", "learn", "--plain", stdin=STUDY)
    own = spaced(command("--content", packs, "--course", "cours-a", "history").stdout)
    assert "Que fait le frein de Cours A ?" in own
    other = spaced(command("--content", packs, "--course", "cours-b", "history").stdout)
    assert "Cours B" not in other
    assert "cours-a/q1" in other
    assert "cours-a/s1" in other


def test_the_chosen_course_stays_chosen_and_home_says_what_is_due_elsewhere(command: Command, packs: Path) -> None:
    command("--content", packs, "--course", "cours-a", "learn", "--plain", stdin=STUDY)
    assert "Cours A" in command("--content", packs, "course", "use", "cours-a").stdout
    assert "Leçon de Cours A" in command("--content", packs, "lessons").stdout
    listed = json.loads(command("--content", packs, "course", "list", "--json").stdout)
    assert {(c["id"], c["current"], c["studied"], c["origin"]) for c in listed} == {
        ("cours-a", True, 2, "named"),
        ("cours-b", False, 0, "named"),
    }
    command("--content", packs, "course", "use", "cours-b")
    home = spaced(command("--content", packs).stdout)
    assert "Cours B" in home
    assert "Changer de cours" in home
    assert "Le cours « cours-c » n’existe pas" in spaced(command("--content", packs, "course", "use", "cours-c", code=2).stderr)


def test_course_alone_lists_the_courses(command: Command, packs: Path) -> None:
    assert command("--content", packs, "course").stdout == command("--content", packs, "course", "list").stdout != ""


def test_the_disclaimer_of_each_course_is_shown_once(command: Command, tmp_path: Path) -> None:
    for name in ("a", "b"):
        pack = write(tmp_path / name, name, f"Cours {name}")
        head = pack / "course.yaml"
        head.write_text(head.read_text(encoding="utf-8") + f"avertissement: Le cours {name} sert à étudier.\n", encoding="utf-8")
    for name in ("a", "b"):
        warned = [
            f"Le cours {name} sert à étudier" in command("--content", tmp_path / name, "learn", "--plain", stdin="\nq\n").stdout
            for _ in range(2)
        ]
        assert warned == [True, False]


def test_a_chosen_course_that_is_gone_leaves_the_first_and_that_is_said_once(command: Command, packs: Path) -> None:
    command("--content", packs, "course", "use", "cours-a")
    shutil.rmtree(packs / "un")
    for args in (("lessons",), (), ("course", "list")):
        done = command("--content", packs, *args)
        assert "Cours B" in done.stdout
        assert spaced(done.stderr).count("Le cours que vous aviez choisi, « cours-a », n’est plus là") == 1
        assert "ouvert à sa place : Cours B" in spaced(done.stderr)
    assert command("--content", packs / "deux", "lessons").stderr == "", "who names a course wants no other"
    command("--content", packs, "course", "use", "cours-b")
    assert command("--content", packs, "lessons").stderr == ""


def test_a_course_of_ones_own_that_was_removed_is_missed_aloud(command: Command, packs: Path) -> None:
    command("course", "add", packs / "un")
    command("course", "use", "cours-a")
    command("course", "remove", "cours-a")
    assert "« cours-a », n’est plus là" in spaced(command("lessons").stderr)
    assert "« cours-a », n’est plus là" in spaced(command().stderr)


@pytest.mark.parametrize("text", ["titre: sans identifiant\n", "{", ""])
def test_a_broken_course_beside_a_good_one_is_told_once_passed_over_and_listed(command: Command, packs: Path, text: str) -> None:
    """Whichever of the two comes first, and whether the folder of both is named or each of them."""
    for broken, good in (("deux", "Cours A"), ("un", "Cours B")):
        kept = (packs / broken / "course.yaml").read_text(encoding="utf-8")
        (packs / broken / "course.yaml").write_text(text, encoding="utf-8")
        for named in (("--content", packs), ("--content", packs / "un", "--content", packs / "deux")):
            for args in (("lessons",), ()):
                done = command(*named, *args)
                assert good in done.stdout
                assert spaced(done.stderr) == f"{packs / broken} : aucun cours lisible ; « tutor check {packs / broken} » dit pourquoi.\n"
            assert "aucun cours lisible" in spaced(command(*named, "course", "list").stdout)
            listed = json.loads(command(*named, "course", "list", "--json").stdout)
            assert {(c["id"] if c["state"] == "good" else c["path"], c["state"]) for c in listed} == {
                ("cours-a" if good == "Cours A" else "cours-b", "good"),
                (str(packs / broken), "broken"),
            }
        (packs / broken / "course.yaml").write_text(kept, encoding="utf-8")


def test_a_broken_course_of_ones_own_cannot_be_used_and_that_is_what_is_said(command: Command, packs: Path, tmp_path: Path) -> None:
    command("course", "add", packs / "un")
    broken = tmp_path / "data" / "courses" / "cours-a"
    (broken / "course.yaml").write_text("{", encoding="utf-8")
    for args in (("course", "use", "cours-a"), ("--course", "cours-a", "lessons")):
        told = spaced(command(*args, code=2).stderr)
        assert f"{broken} : aucun cours lisible ; « tutor check {broken} » dit pourquoi." in told
        assert "n’existe pas" not in told
    assert spaced(command().stderr).count("aucun cours lisible") == 1, "home says it, once"
    assert "E033" in command("check", broken, code=2).stdout


def test_what_is_named_and_not_there_ends_the_command_with_what_is_missing(command: Command, packs: Path, tmp_path: Path) -> None:
    gone = tmp_path / "nulle part"
    for args in (("lessons",), ("check",), (), ("course", "list"), ("progress", "--json")):
        for named in (("--content", gone), ("--content", packs, "--content", gone)):
            done = command(*named, *args, code=2)
            assert spaced(done.stderr) == f"tutor : {gone} n’existe pas.\n"
            assert done.stdout == ""
    assert spaced(command("lessons", code=2, TUTOR_CONTENT=str(gone)).stderr) == f"tutor : {gone} n’existe pas.\n"


@pytest.mark.parametrize("args", [("check",), ("check", "--format", "json"), ("coverage",), ("lessons",), ("learn", "--plain"), ()])
def test_a_folder_of_documents_that_is_not_there_is_refused_by_every_command(
    command: Command, packs: Path, tmp_path: Path, args: tuple[str, ...]
) -> None:
    file = tmp_path / "f.txt"
    file.touch()
    for folder, said in ((tmp_path / "nope", "n’existe pas"), (file, "n’est pas un dossier")):
        done = command("--content", packs / "un", *args, "--documents", folder, code=2)
        assert spaced(done.stderr) == f"tutor : {folder} {said}.\n"
        assert done.stdout == ""
    if args[:1] in {("check",), ("coverage",)}:
        done = command("--content", packs / "un", *args, code=2, TUTOR_DOCUMENTS=str(tmp_path / "nope"))
        assert spaced(done.stderr) == f"tutor : {tmp_path / 'nope'} n’existe pas.\n"


def test_a_zip_that_is_named_as_content_is_to_be_added_first(command: Command, tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", dict(course("x", "X")))
    assert f"tutor course add {path}" in spaced(command("--content", path, "lessons", code=2).stderr)


def test_content_may_be_named_by_a_variable_and_several_times(command: Command, packs: Path) -> None:
    both = os.pathsep.join([str(packs / "un"), str(packs / "deux")])
    assert "Leçon de Cours A" in command("lessons", TUTOR_CONTENT=both).stdout
    assert "Leçon de Cours B" in command("lessons", "--course", "cours-b", TUTOR_CONTENT=both).stdout
    assert "Leçon de Cours B" in command("--content", packs / "un", "--content", packs / "deux", "--course", "cours-b", "lessons").stdout


def test_two_packs_of_one_id_are_told_and_the_first_is_opened(command: Command, packs: Path) -> None:
    write(packs / "zzz", "cours-b", "Cours B bis")
    assert "même identifiant" in spaced(command("--content", packs, "course", "list").stdout)
    assert "Leçon de Cours B\n" in command("--content", packs, "--course", "cours-b", "lessons").stdout.replace("  à lire", "")


def test_a_reset_of_one_course_leaves_the_other(command: Command, packs: Path) -> None:
    for name in ("cours-a", "cours-b"):
        command("--content", packs, "--course", name, "learn", "--plain", stdin=STUDY)
    command("data", "reset", "--course", "cours-a", "--yes")
    seen = {c["id"]: c["studied"] for c in json.loads(command("--content", packs, "course", "list", "--json").stdout)}
    assert seen == {"cours-a": 0, "cours-b": 2}


def test_a_course_is_changed_from_the_menu(terminal: Callable[..., Terminal], packs: Path) -> None:
    t = terminal("--content", str(packs))
    t.wait("Cours B").send(" ").wait("trente secondes").send("esc").wait("5. Changer de cours").send("5")
    t.wait("Quel cours").wait("Cours A").send("2").wait("Commencer la leçon : Leçon de Cours A").send("q")
    assert t.end() == 0
    t = terminal("--content", str(packs)).wait("Commencer la leçon : Leçon de Cours A").send("q")
    assert t.end() == 0


def test_an_unused_course_is_not_read(command: Command, tmp_path: Path) -> None:
    """Where the folders have their courses' ids, as those that are added have, only the open course is looked into."""
    own = tmp_path / "data" / "courses"
    for n in range(20):
        write(own / f"c{n}", f"c{n}", f"Cours {n}")
    command("course", "use", "c7")
    for path in own.iterdir():
        if path.name != "c7":
            (path / "course.yaml").write_text("{", encoding="utf-8")
    done = command("lessons")
    assert "Leçon de Cours 7" in done.stdout
    assert done.stderr == ""


# --- adding and removing


def test_a_folder_is_added_checked_listed_studied_and_removed_and_its_history_stays(command: Command, packs: Path, tmp_path: Path) -> None:
    (packs / "un" / "notes.txt").write_text("x", encoding="utf-8")
    write_document(packs / "un" / "documents")
    said = spaced(command("course", "add", packs / "un").stdout)
    assert said.startswith("Ajouté : Cours A. 1 leçon, 2 questions, 6 fichiers (1 autre laissé de côté), dans ")
    command("course", "use", "cours-a")
    command("learn", "--plain", stdin=STUDY)
    own = tmp_path / "data" / "courses"
    assert sorted(tree(own)) == [
        f"cours-a/{n}" for n in ["course.yaml", "documents/freins.txt", "glossary.yaml", "lessons/l1.yaml", "quiz/l1.yaml", "sources.yaml"]
    ]
    assert "Vos 2 questions étudiées restent" in spaced(command("course", "remove", "cours-a").stdout)
    assert tree(own) == {}
    assert "L’essentiel" in command().stdout
    assert "Ajouté" in command("course", "add", packs / "un").stdout
    assert json.loads(command("progress", "--json").stdout)["cards"]["learning"] == 2


@pytest.mark.parametrize("top", ["", "cours-principal/"])
def test_a_zip_is_added_with_or_without_the_folder_around_it(command: Command, tmp_path: Path, top: str) -> None:
    path = zipped(tmp_path / "a.zip", {**course("cours-a", "Cours A"), "README.md": "x"}, top=top)
    assert "5 fichiers (1 autre laissé de côté)" in spaced(command("course", "add", path).stdout)
    assert "Leçon de Cours A" in command("--course", "cours-a", "lessons").stdout


def test_a_course_is_replaced_only_when_asked(command: Command, packs: Path, tmp_path: Path) -> None:
    command("course", "add", packs / "un")
    before = tree(tmp_path / "data" / "courses")
    write(packs / "un", "cours-a", "Cours neuf")
    assert "--replace" in command("course", "add", packs / "un", code=2).stderr
    assert tree(tmp_path / "data" / "courses") == before
    assert "a été remplacé" in spaced(command("course", "add", packs / "un", "--replace").stdout)
    assert "Leçon de Cours neuf" in command("--course", "cours-a", "lessons").stdout


def test_the_course_that_comes_with_the_program_may_be_replaced_by_ones_own(command: Command, tmp_path: Path) -> None:
    mine = write(tmp_path / "mine", "immunotherapie", "Le mien")
    assert "--replace" in command("course", "add", mine, code=2).stderr
    command("course", "add", mine, "--replace")
    assert "Leçon de Le mien" in command("lessons").stdout
    assert [c["title"] for c in json.loads(command("course", "list", "--json").stdout)] == ["Le mien"]
    command("course", "remove", "immunotherapie")
    assert "m1.l1" in command("lessons").stdout


def test_a_course_with_an_error_is_refused_whole_with_its_place(command: Command, packs: Path, tmp_path: Path) -> None:
    quiz = packs / "un" / "quiz" / "l1.yaml"
    quiz.write_text(quiz.read_text(encoding="utf-8").replace("explication", "explicaton"), encoding="utf-8")
    done = spaced(command("course", "add", packs / "un", code=2).stderr)
    assert "quiz/l1.yaml:9:5: erreur E021" in done
    assert "<U+" not in done
    assert "\n      9 |     explicaton: Le frein retient.\n        |     ^^^^^^^^^^\n" in done, "the line, and what of it is wrong"
    assert "a 1 erreur : rien n’a été ajouté" in done
    assert tree(tmp_path / "data" / "courses") == {}
    assert [p.name for p in (tmp_path / "data" / "courses").iterdir()] == [".lock"]


def test_only_what_was_added_is_removed(command: Command) -> None:
    for name in ("immunotherapie", "../data", ".", "..", ".lock", "x/y"):
        assert "n’est pas parmi ceux que vous avez ajoutés" in spaced(command("course", "remove", name, code=2).stderr)
    assert "L’essentiel" in command().stdout


def test_a_course_without_anything_to_study_is_refused(command: Command, tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "course.yaml").write_text("id: vide\ntitre: Rien\n", encoding="utf-8")
    zipped(tmp_path / "p.zip", {"course.yaml": "id: vide\ntitre: Rien\n"})
    for path in (tmp_path / "p", tmp_path / "p.zip"):
        done = command("course", "add", path, code=2)
        assert spaced(done.stderr) == "tutor : il n’y a ni leçon ni question dans « Rien » : rien à étudier, rien n’a été ajouté.\n"
    (tmp_path / "p" / "quiz").mkdir()
    (tmp_path / "p" / "quiz" / "q.yaml").write_text("questions:\n  - {id: a, vrai: Oui.}\n", encoding="utf-8")
    assert "0 leçon, 1 question" in spaced(command("course", "add", tmp_path / "p").stdout)


# --- checking what comes as a zip


@pytest.mark.parametrize("top", ["", "cours-principal/"])
def test_a_zip_is_checked_like_the_folder_it_was_made_of(command: Command, tmp_path: Path, top: str) -> None:
    files: dict[str, str | bytes] = {**course("x", "X")}
    path = zipped(tmp_path / "mon cours.zip", dict(files), top=top)
    folder = write(tmp_path / "x", "x", "X")
    assert command("check", path).stdout == command("check", folder).stdout
    files["quiz/l1.yaml"] = str(files["quiz/l1.yaml"]).replace("explication", "explicaton")
    zipped(path, files, top=top)
    (folder / "quiz" / "l1.yaml").write_text(str(files["quiz/l1.yaml"]), encoding="utf-8")
    wrong = command("check", path, code=2)
    assert wrong.stdout == command("check", folder, code=2).stdout
    assert "quiz/l1.yaml:9:5: erreur E021" in spaced(wrong.stdout)
    told = json.loads(command("check", path, "--format", "json", code=2).stdout)["problems"][0]
    assert told["path"] == str(path / "quiz" / "l1.yaml")
    assert "mon cours.zip/quiz/l1.yaml,line=9" in command("check", path, "--format", "github", code=2).stdout
    said = spaced(command("course", "add", path, code=2).stderr)
    assert f"Pour tout voir : tutor check '{path}'" in said, "and that can be done"


def test_a_bad_zip_is_refused_by_check_and_the_rest_is_still_checked(command: Command, tmp_path: Path) -> None:
    bad = zipped(tmp_path / "a.zip", {**course("x", "X"), "../out.yaml": "x"})
    text = tmp_path / "b.zip"
    text.write_text("bonjour", encoding="utf-8")
    bomb = zipped(tmp_path / "c.zip", {**course("x", "X"), "quiz/big.yaml": b"#" * 5_000_000})
    done = command("check", bad, text, bomb, write(tmp_path / "x", "x"), code=2)
    assert len(done.stderr.splitlines()) == 3
    assert "ni un dossier de cours ni un zip" in done.stderr
    assert "2 questions" in spaced(done.stdout)
    assert not (tmp_path / "out.yaml").exists()


@pytest.mark.parametrize("args", [("--fix",), ("--answers",)])
def test_nothing_is_written_into_a_zip(command: Command, tmp_path: Path, args: tuple[str, ...]) -> None:
    path = zipped(tmp_path / "a.zip", dict(course("x", "X")))
    before = path.read_bytes()
    assert spaced(command("check", path, *args, code=2).stderr) == f"tutor : {path} est un zip : décompressez-le d’abord.\n"
    assert path.read_bytes() == before


# --- hostile packs


def refused(path: Path) -> Refused:
    with pytest.raises(Refused) as told:
        parcel(str(path))
    return told.value


GOOD = course("x", "X")


@pytest.mark.parametrize("name", [
    "../out.yaml", "/etc/x.yaml", "lessons/../../x.yaml", "..", "a/../course.yaml", "C:/x.yaml", "lessons\\x.yaml", "les\x00sons.yaml",
    "quiz/\x1b[2J.yaml", "quiz/\u202e.yaml",
])  # fmt: skip
def test_a_zip_with_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for good, text in GOOD.items():
            archive.writestr(good, text)
        info = zipfile.ZipInfo("placeholder")
        info.filename = name
        archive.writestr(info, "x")
    (tmp_path / "a.zip").write_bytes(data.getvalue())
    assert refused(tmp_path / "a.zip").reason in {"outside", "damaged"}


@pytest.mark.parametrize(
    ("mode", "reason"), [(stat.S_IFLNK | 0o777, "link"), (stat.S_IFIFO | 0o600, "kind"), (stat.S_IFCHR | 0o600, "kind")]
)
def test_a_zip_with_a_link_or_a_device_is_refused(tmp_path: Path, mode: int, reason: str) -> None:
    path = zipped(tmp_path / "a.zip", dict(GOOD))
    with zipfile.ZipFile(path, "a") as archive:
        info = zipfile.ZipInfo("lessons/l2.yaml")
        info.external_attr = mode << 16
        archive.writestr(info, "/etc/passwd")
    assert refused(path).reason == reason


def test_bombs_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    huge = zipped(tmp_path / "a.zip", {**GOOD, "lessons/l2.yaml": b"#" * 5_000_000})
    assert refused(huge).reason == "big"
    ratio = zipped(tmp_path / "b.zip", {**GOOD, "lessons/l2.yaml": b"#" * 4_000_000})
    assert refused(ratio).reason == "ratio"
    many = zipped(tmp_path / "c.zip", {**GOOD, **{f"x/{n}": "" for n in range(parcels.MAX_ENTRIES + 1)}})
    assert refused(many).reason == "entries"
    wanted = zipped(tmp_path / "d.zip", {**GOOD, **{f"quiz/{n}.yaml": "" for n in range(parcels.MAX_TAKEN + 1)}})
    assert refused(wanted).reason == "files"
    total = zipped(tmp_path / "e.zip", {**GOOD, **{f"documents/{n}.txt": os.urandom(1) * 10 + b"\x00" * 3_900_000 for n in range(9)}})
    assert refused(total).reason in {"ratio", "total"}


def test_a_header_that_lies_about_a_size_unpacks_no_more_than_the_cap(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {**GOOD, "lessons/l2.yaml": b"#" * 30_000_000})
    data = bytearray(path.read_bytes())
    at = data.rindex(b"lessons/l2.yaml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    path.write_bytes(data)
    assert refused(path).reason in {"damaged", "big"}


def test_an_index_larger_than_a_course_needs_is_not_even_parsed(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {n * 200 + str(i): "" for i in range(1500) for n in ("é" * 2,)})
    assert path.stat().st_size > parcels.MAX_INDEX
    assert refused(path).reason == "entries"


def test_damaged_and_odd_archives_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", dict(GOOD))
    whole = path.read_bytes()
    for cut in (0, 10, len(whole) // 2, len(whole) - 5):
        path.write_bytes(whole[:cut])
        assert refused(path).reason in {"damaged", "not_zip"}
    bad = bytearray(whole)
    bad[60] ^= 0xFF
    path.write_bytes(bad)
    assert refused(path).reason == "damaged"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("course.yaml", "id: x")
    assert refused(path).reason == "method"
    twice = zipped(tmp_path / "b.zip", {**GOOD, "LESSONS/L1.yaml": "x"})
    assert refused(twice).reason == "twice"
    assert refused(zipped(tmp_path / "c.zip", {"x.yaml": "x"})).reason == "no_course"
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe").reason == "kind"


def test_a_zip_cut_or_changed_anywhere_is_refused_or_gives_only_what_a_course_is_made_of(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", dict(GOOD))
    whole = path.read_bytes()
    for n in range(0, len(whole), 3):
        for changed in (whole[:n], whole[:n] + bytes([whole[n] ^ 0x55]) + whole[n + 1 :]):
            path.write_bytes(changed)
            try:
                taken = parcel(str(path)).files
            except Refused:
                continue
            assert all(parcels.wanted(name) for name in taken)


@pytest.mark.parametrize("name", ["course.yaml", "lessons/l1.yaml", "lessons", "documents"])
def test_a_folder_with_a_link_is_refused(tmp_path: Path, name: str) -> None:
    pack = write(tmp_path / "p", "x")
    elsewhere = tmp_path / "secret"
    elsewhere.mkdir()
    (elsewhere / "l1.yaml").write_text("id: l1", encoding="utf-8")
    target = pack / name
    if target.is_dir():
        (target / "l1.yaml").unlink()
        target.rmdir()
    else:
        target.unlink(missing_ok=True)
    target.symlink_to(elsewhere if "." not in name else elsewhere / "l1.yaml")
    assert refused(pack).reason == "link"


def test_a_folder_with_a_pipe_or_a_giant_is_refused_at_once(tmp_path: Path) -> None:
    pack = write(tmp_path / "p", "x")
    os.mkfifo(pack / "quiz" / "pipe.yaml")
    assert refused(pack).reason == "kind"
    (pack / "quiz" / "pipe.yaml").unlink()
    with (pack / "quiz" / "big.yaml").open("wb") as stream:
        stream.truncate(5_000_000_000)
    assert refused(pack).reason == "big"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_refusal_is_one_sentence_with_exit_2(command: Command, tmp_path: Path, lang: str) -> None:
    zips = [
        zipped(tmp_path / "a.zip", {**GOOD, "../x": "x"}),
        zipped(tmp_path / "b.zip", {"x": "x"}),
        write(tmp_path / "p", "x"),
        tmp_path / "nowhere",
    ]
    (tmp_path / "p" / "quiz" / "l2.yaml").symlink_to("/etc/passwd")
    for path in zips:
        done = command("--lang", lang, "course", "add", path, code=2)
        assert len(done.stderr.splitlines()) == 1
        assert done.stdout == ""


# --- atomic


@pytest.mark.parametrize("name", ["mkdir", "rename", "fsync", "write", "makedirs"])
def test_a_failure_at_any_operation_leaves_the_old_course_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    own = str(tmp_path / "own")
    installing.add(str(write(tmp_path / "p", "x", "Ancien")), own)
    old = tree(tmp_path / "own" / "x")
    write(tmp_path / "p", "x", "Nouveau")
    new = tree(tmp_path / "p")
    real, calls, failed = getattr(os, name), 0, 0

    def failing(*args: object, **more: object) -> object:
        nonlocal calls
        calls += 1
        if calls == failed:
            raise OSError(28, "No space left on device")
        return real(*args, **more)

    while calls >= failed:
        failed, calls = failed + 1, 0
        with monkeypatch.context() as patch:
            patch.setattr(os, name, failing)
            done = False
            with contextlib.suppress(OSError):
                installing.add(str(tmp_path / "p"), own, replace=True)
                done = True
        assert tree(tmp_path / "own" / "x") == (new if done else old)
        assert installing.installed(own) == ("x",)
        installing.add(str(write(tmp_path / "q", "x", "Ancien")), own, replace=True)
    assert failed > 1


def test_what_a_crash_left_is_put_right_by_the_next(tmp_path: Path) -> None:
    own = tmp_path / "own"
    installing.add(str(write(tmp_path / "p", "x")), str(own))
    (own / "x").rename(own / ".old-x")
    (own / ".new-1234").mkdir()
    installing.add(str(write(tmp_path / "q", "y")), str(own))
    assert sorted(p.name for p in own.iterdir()) == [".lock", "x", "y"]
    assert installing.installed(str(own)) == ("x", "y")


def quiz_at(home: Path, question: str, answer: str, head: str = "") -> Path:
    home.mkdir(exist_ok=True)
    path = home / "quiz.yaml"
    path.write_text(f"{head}questions:\n- id: q1\n  question: {question}\n  réponse: {answer}\n", encoding="utf-8")
    return path


def test_two_quizzes_of_one_name_do_not_share_progress(command: Command, tmp_path: Path) -> None:
    one = quiz_at(tmp_path / "a", "Capitale de la France ?", "Paris")
    two = quiz_at(tmp_path / "b", "Capitale de l'Italie ?", "Rome")
    command("--content", one, "review", "--plain", stdin="Paris\no\n\n")
    for _ in range(2):
        refused = command("--content", two, "review", "--plain", stdin="Rome\no\n\n", code=2)
        assert refused.stdout == ""
        assert f"{two} et {one} ont le même identifiant, « quiz »" in spaced(refused.stderr)
        assert spaced(refused.stderr).count("\n") == 1
    assert command("--content", one, "lessons").stderr == ""
    listed = command("check", one, two, code=2).stdout
    assert f"E086 : {two} et {one} ont le même identifiant" in spaced(listed)
    quiz_at(tmp_path / "b", "Capitale de l'Italie ?", "Rome", "id: italie\n")
    assert "corrigée" not in command("--content", two, "review", "--plain", stdin="Rome\no\n\n").stdout
    command("check", one, two)


def test_a_copy_a_newer_version_and_a_moved_quiz_keep_their_progress(command: Command, tmp_path: Path) -> None:
    files = [tmp_path / name / "quiz.yaml" for name in "abc"]
    text = "questions:\n" + "".join(f"- {{id: q{n}, vrai: Le nombre {2 * n} est pair.}}\n" for n in range(4))
    for n, path in enumerate(files):
        path.parent.mkdir()
        path.write_text(text.replace("Le nombre 0", f"Le nombre {10 * n}"), encoding="utf-8")
        assert command("--content", path, "lessons").stderr == ""
    command("check", *files)
    shutil.move(files[0], tmp_path / "quiz.yaml")
    assert command("--content", tmp_path / "quiz.yaml", "lessons").stderr == ""
    for path in files[1:]:
        path.unlink()
    (tmp_path / "quiz.yaml").unlink()
    assert command("--content", quiz_at(tmp_path / "d", "Autre chose ?", "oui"), "lessons").stderr == "", "the others are gone"


def test_files_of_two_packs_may_have_one_name_when_they_are_checked_alone(command: Command, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / "course.yaml").write_text(f"id: {name}\ntitre: T\n", encoding="utf-8")
        quiz_at(tmp_path / name / "quiz", f"Que fait {name} ?", name * 3)
    command("check", tmp_path / "a" / "quiz" / "quiz.yaml", tmp_path / "b" / "quiz" / "quiz.yaml")


def test_a_quiz_without_lessons_sends_nobody_to_lessons(command: Command, tmp_path: Path) -> None:
    quiz = quiz_at(tmp_path / "a", "Capitale de la France ?", "Paris")
    told = [command("--content", quiz, *args, stdin="Paris\no\n\n") for args in (("review", "--plain"), (), ("learn", "--plain"))]
    for done in told:
        assert "tutor learn" not in done.stdout + done.stderr
        assert "Toutes les leçons" not in done.stdout + done.stderr
    assert "Ce cours n’a pas de leçon" in spaced(told[-1].stderr)
