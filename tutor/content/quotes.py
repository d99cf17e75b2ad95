"""Quotations: the words a question is proved by stand in the section it names."""

import re
from collections.abc import Mapping
from typing import Final

from tutor.content.draft import Draft
from tutor.content.problems import Code
from tutor.course import Lesson, Question, Section
from tutor.record import replace

MAX_COMPARED: Final = 300
"""Characters up to which a quotation that was not found is compared with the sentences that may have been meant."""
MAX_GUESSES: Final = 50

_MARKS = re.compile(r"[*`]")
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+")


def bare(text: str) -> str:
    """Words as they are compared: one space between them, straight apostrophes, no inline marks."""
    return " ".join(_MARKS.sub("", text).replace("’", "'").replace("‘", "'").split())


def check_quotes(drafts: list[Draft], lessons: Mapping[str, Lesson], questions: dict[str, Question]) -> None:
    """Tell each quotation that its section does not hold, and take it off its question."""
    texts = {section.id: _texts(section) for lesson in lessons.values() for section in lesson.sections}
    guesses = 0
    for draft in drafts:
        for asked, section, node in draft.quotes:
            said = bare(node.value)
            question = questions.get(asked)
            if section not in texts or any(said in text for text in texts[section]) or question is None or question.proof is None:
                continue
            guesses += 1
            facts = _instead(said, section, texts) if guesses <= MAX_GUESSES else {}
            draft.sheet.at(Code.NO_QUOTE, node, text=said[:80], section=section, **facts)
            questions[asked] = replace(question, proof=replace(question.proof, quote=""))


def _texts(section: Section) -> tuple[str, ...]:
    nuance = (section.nuance.says, section.nuance.nuance) if section.nuance else ()
    return tuple(bare(text) for text in (section.title, section.text, section.remember, *nuance))


def _instead(said: str, section: str, texts: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The other section that has these words, or the sentence of this one that is nearest to them."""
    for other, there in texts.items():
        if other != section and any(said in text for text in there):
            return {"elsewhere": other}
    if len(said) > MAX_COMPARED:
        return {}
    sentences = [s for text in texts[section] for s in _SENTENCE.split(text) if len(s) <= MAX_COMPARED][:40]
    best = max(sentences, key=lambda s: _likeness(said, s), default="")
    return {"nearest": best} if best and _likeness(said, best) > 0.5 else {}


def _likeness(said: str, sentence: str) -> float:
    """How much of what was said is in the sentence, in the same order."""
    from difflib import SequenceMatcher

    blocks = SequenceMatcher(None, said.casefold(), sentence.casefold(), autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 2) / max(1, len(said))
