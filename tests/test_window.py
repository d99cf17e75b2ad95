"""What happens to the window while a card is on it: sizes, Ctrl-Z, Ctrl-L, pastes, wheels. One copy of the card, nothing left behind."""

import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal import ROOT, Terminal
from tests.test_terminal import answers, at_home, begin, first_question

Start = Callable[..., Terminal]
CARD = "Avant de lire, que"
NO_KEYS = {
    "wheel up, SGR": "\x1b[<64;10;10M",
    "wheel down, SGR": "\x1b[<65;10;10M",
    "click, SGR": "\x1b[<0;5;9M\x1b[<0;5;9m",
    "wheel, urxvt": "\x1b[96;10;10M",
    "focus in and out": "\x1b[I\x1b[O",
}


def test_a_card_and_a_menu_stand_once_whatever_the_window_does(terminal: Start, tmp_path: Path) -> None:
    for t, once in (
        (first_question(terminal), "Vrai ou faux"),
        (at_home(terminal, TUTOR_DATA_DIR=str(tmp_path / "menu")), "Choisir une leçon"),
    ):
        for columns, rows in ((40, 20), (120, 40), (20, 10), (60, 16), (200, 50), (80, 24)):
            t.resize(columns, rows).wait(once if columns > 30 else "[Vv]rai|[Cc]hoisir|page")
        t.once(once)
        t.send("q")
        assert t.end() == 0


def test_after_all_that_only_the_summary_is_left(terminal: Start) -> None:
    t = first_question(terminal)
    for columns, rows in ((40, 20), (80, 24)):
        t.resize(columns, rows).wait(r"a\. Vrai")
    t.send("\x0c").wait(r"a\. Vrai").send("b").wait("certitude").send("1").wait("✗ Incorrect").send("q")
    assert t.end() == 0
    left = [line for line in t.main.display if line.strip()]
    assert left[0].startswith("Leçon interrompue")
    assert "Vrai ou faux" not in "\n".join(left)
    assert "Espace" not in "\n".join(left)


def test_control_l_paints_the_same_card_anew(terminal: Start) -> None:
    t = first_question(terminal).send("down").wait(r"› a\.")
    before = t.text()
    t.streams[id(t.alternate)].feed(b"\x1b[3;3Hsomebody else's words\x1b[12;1Hmore\x1b[H")
    t.send("\x0c").until(lambda: t.text() == before, "the card as it was")


@pytest.mark.parametrize("pasted", ["b", "a3", " ", "q\r", "s\n", "\x1b\x03"])
def test_a_paste_answers_no_card(terminal: Start, tmp_path: Path, pasted: str) -> None:
    t = first_question(terminal).send(f"\x1b[200~{pasted}\x1b[201~").send("down").wait(r"› a\.")
    assert CARD in t.text()
    assert answers(tmp_path) == 0


def test_a_paste_is_text_where_text_is_typed(terminal: Start, tmp_path: Path) -> None:
    t = begin(terminal, "practice", "im-01").wait("Votre réponse")
    t.send("\x1b[200~immuno\r\nlogie\x1b[201~").wait("immuno ?logie|immunologie")
    assert answers(tmp_path) == 0


@pytest.mark.parametrize("what", NO_KEYS)
def test_wheels_clicks_and_focus_do_nothing(terminal: Start, tmp_path: Path, what: str) -> None:
    t = first_question(terminal).send(NO_KEYS[what]).send("b").wait("certitude")
    assert "Votre réponse : Faux" in t.text()
    assert answers(tmp_path) == 0


def test_the_mouse_is_never_asked_for_and_wheels_send_no_arrows(terminal: Start) -> None:
    t = first_question(terminal).send("q")
    assert t.end() == 0
    assert not any(mode in t.raw for mode in (b"\x1b[?1000h", b"\x1b[?1002h", b"\x1b[?1003h", b"\x1b[?1006h"))
    assert t.raw.index(b"\x1b[?1007l") < t.raw.index(b"\x1b[?1049h")
    assert t.raw.rindex(b"\x1b[?1007r") > t.raw.rindex(b"\x1b[?1049l")


class Tmux:
    """A shell in a window of tmux, which reflows what it holds as terminals do."""

    def __init__(self, folder: Path) -> None:
        self.socket = str(folder / "tmux")
        env = f"PS1='$ ' HOME={folder} TUTOR_DATA_DIR={folder}/data TUTOR_LANG=fr LC_ALL=C.UTF-8 PYTHONPATH={ROOT}"
        self.call("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", f"env {env} bash --norc -i")

    def call(self, *args: str) -> str:
        done = subprocess.run(["tmux", "-u", "-S", self.socket, *args], capture_output=True, text=True, encoding="utf-8", check=True)
        return done.stdout

    def keys(self, *keys: str) -> "Tmux":
        self.call("send-keys", *keys)
        return self

    def shown(self, *, whole: bool = False) -> str:
        """What the window shows, or that with all that has scrolled out of it."""
        return self.call("capture-pane", "-p", *(["-S", "-"] if whole else [])).replace("\u00a0", " ")

    def wait(self, wanted: str) -> "Tmux":
        end = time.monotonic() + 40
        while wanted not in self.shown():
            assert time.monotonic() < end, self.shown()
            time.sleep(0.05)  # tmux has no way to tell that something was painted
        return self


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    if not shutil.which("tmux"):
        pytest.skip("no tmux here")
    window = Tmux(tmp_path)
    yield window
    window.call("kill-server")


def to_the_card(tmux: Tmux) -> Tmux:
    """The first question, in a shell that has shown something before."""
    program = shlex.join([sys.executable, "-m", "tutor.cli", "learn", "m1.l1"])
    tmux.wait("$").keys("echo earlier; " + program, "Enter")
    tmux.wait("Avertissement").keys("Space").wait("trente secondes").keys("Escape").wait("vous saurez")
    return tmux.keys("Space").wait(CARD)


def left(tmux: Tmux) -> None:
    """The question answered, and the session ended."""
    tmux.keys("b").wait("certitude").keys("1").wait("✗ Incorrect").keys("q").wait("0 juste sur 1")


def test_suspended_resumed_and_reflowed_it_leaves_one_card_and_then_the_summary(tmux: Tmux) -> None:
    to_the_card(tmux).keys("C-z").wait("Stopped")
    tmux.keys("fg", "Enter").wait(CARD)
    for columns, rows in (("40", "20"), ("120", "40"), ("80", "24")):
        tmux.call("resize-window", "-x", columns, "-y", rows)
        tmux.wait("b. Faux")
    assert tmux.shown().count("b. Faux") == 1
    left(tmux)
    whole = tmux.shown(whole=True)
    assert "Vrai ou faux" not in whole
    assert whole.count("Leçon interrompue") == 1


def test_painted_anew_and_left_it_gives_back_the_screen_of_the_shell(tmux: Tmux) -> None:
    to_the_card(tmux).keys("C-l").wait(CARD)
    left(tmux)
    assert "\nearlier\n" in tmux.shown()


@pytest.mark.parametrize("stopped", [("60", "24"), ("60", "16"), ("40", "12")])
def test_a_window_that_shrinks_while_it_is_stopped_and_grows_again_keeps_nothing_of_the_card(tmux: Tmux, stopped: tuple[str, str]) -> None:
    to_the_card(tmux).keys("C-z").wait("Stopped").call("resize-window", "-x", stopped[0], "-y", stopped[1])
    tmux.keys("fg", "Enter").wait("Question 1/5").call("resize-window", "-x", "80", "-y", "24")
    left(tmux.wait("b. Faux"))
    for words in (CARD, "Vrai ou faux", "b. Faux", "répondre"):
        assert words not in tmux.shown(whole=True)
