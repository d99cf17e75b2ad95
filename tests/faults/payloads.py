"""Texts that would steer a terminal or be taken for markup, and a course with one in every field."""

import json
import re
from pathlib import Path

STEERING = {
    "title": "\x1b]0;owned\x07", "clear": "\x1b[2J\x1b[H", "link": "\x1b]8;;http://evil\x1b\\x", "clipboard": "\x1b]52;c;b3duZWQ=\x07", "ask": "\x1b[6n",
    "c1": "\x9b31m", "osc": "\x9d0;owned\x9c", "back": "safe\x08\x08\x08\x08evil", "return": "safe\revil", "bell": "\x07", "delete": "\x7f", "nul": "\0",
    "bidi": "\u202eevil\u202c", "isolate": "\u2066evil\u2069", "zero": "z\u200be\u200dr\u2060o\ufeff", "line": "a\u2028b", "tags": "\U000e0041\U000e007f",
}  # fmt: skip
MARKUP = "[red]r[/red][link=http://evil]l[/link] <ansired>a</ansired> <b>b</b> {{0}} %s $HOME $(id) `id` \\x1b[31m &amp; [/] [bold"
VISIBLE = ("[red]r[/red]", "[link=http://evil]l[/link]", "<ansired>a</ansired>", "<b>b</b>", "%s $HOME $(id)", "&amp; [/] [bold")
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
# All that the stage itself may send: colours and weights, moving, wiping, its own screen, the cursor, pasting, asking where it is.
OWN = re.compile(
    r"\x1b\[[0-9;]*m|\x1b\[[0-9;]*[ABCDGHJK]|\x1b\[\?(?:1049|25|12|7|1|2004)[hl]|\x1b\[\?1007[slr]|\x1b\[6n|\r|\x08(?=\x1b|$)|\x1b\[[0-6] q|\x1b\[0?q"
)


def steers(output: bytes, *, stage: bool = False) -> list[str]:
    """What in an output would steer a terminal, but for what the stage itself may send."""
    text = output.decode(errors="replace")
    return UNSAFE.findall(OWN.sub("", text) if stage else text)


def course(folder: Path, payload: str) -> Path:
    """A course with the payload in every text, and where they may be anything in names of terms; ids are as they must be."""
    p = json.dumps("P " + payload)
    (folder / "lessons").mkdir(parents=True)
    (folder / "quiz").mkdir()
    write = {
        "course.yaml": f"id: essai\ntitre: {p}\nlangue: fr\ndescription: {p}\nlicence: {p}\navertissement: {p}\nmodules:\n"
        f"  - {{id: m1, titre: {p}, leçons: [l1]}}\nconfusions:\n  - termes: [A, B]\n    contrastes: [{{trait: {p}, premier: {p}, second: {p}}}]\n",
        "lessons/l1.yaml": f"id: l1\ntitre: {p}\nobjectifs: [{{id: o1, texte: {p}}}]\namorce: q2\nsections:\n"
        f"  - {{id: s1, titre: {p}, texte: {p}, à-retenir: {p}, nuance: {{document: {p}, nuance: {p}}}, références: [r1], questions: [q1]}}\n",
        "glossary.yaml": f"termes:\n  - {{terme: {p}, anglais: {p}, définition: {p}}}\n  - {{terme: A, anglais: A, définition: {p}}}\n"
        f"  - {{terme: B, anglais: B, définition: {p}}}\n",
        "sources.yaml": f"références:\n  - {{id: r1, texte: {p}}}\n",
        "quiz/l1.yaml": f"""leçon: l1
questions:
  - {{id: q1, question: {p}, choix: [{{juste: {p}, pourquoi: {p}}}, {{faux: "F {p[1:]}, pourquoi: {p}}}], explication: {p}, indices: [{p}]}}
  - {{id: q2, vrai: {p}, pourquoi: {p}, explication: {p}}}
  - {{id: q3, question: {p}, réponse: [{p}], explication: {p}}}
  - {{id: q5, question: {p}, associer: {{a: {p}, b: "F {p[1:]}}}}}
  - {{id: q6, question: {p}, classer: {{a: [{p}], b: ["F {p[1:]}]}}}}
  - {{id: q7, question: {p}, ordonner: [{p}, "F {p[1:]}]}}
  - {{id: q8, question: {p}, nombre: 4, unité: {p}}}
  - {{id: q9, recto: {p}, verso: {p}, points-clés: [{p}]}}
  - {{id: k1, cas: {p}, étapes: [{{id: k2, vrai: {p}}}]}}
""",
    }
    for name, text in write.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
