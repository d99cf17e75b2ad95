"""The names of cards: `course/question`, with `#1`, `#2` … behind it where the question has several gaps. Sections are `course/section`.

An id has neither `/` nor `#` in it. Names may come from a history that somebody else wrote: every function here takes any text.
"""


def names_of(course: str, question: str, gaps: int) -> tuple[str, ...]:
    """The cards of a question with so many gaps; a lone gap has no number."""
    base = f"{course}/{question}"
    return (base,) if gaps == 1 else tuple(f"{base}#{n}" for n in range(1, gaps + 1))


def course_of(name: str) -> str:
    """The course of a card or section."""
    return name.partition("/")[0]


def local(name: str) -> str:
    """What a card or section is called inside its course."""
    return name.partition("/")[2]


def question_of(card: str) -> str:
    """The id of a card's question."""
    return card.partition("/")[2].partition("#")[0]


def gap_of(card: str) -> int:
    """Which gap a card is, from 1; 0 if it is a whole question."""
    gap = card.partition("#")[2]
    return int(gap) if gap.isdecimal() and len(gap) < 4 else 0


def place_of(card: str) -> int:
    """The place of a card among the cards of its question, from 0."""
    return max(gap_of(card) - 1, 0)


def without_gap(card: str) -> str:
    """The `course/question` that a card belongs to."""
    return card.partition("#")[0]


def moved(card: str, question: str) -> str:
    """The same gap of another `course/question`."""
    return question + card[len(without_gap(card)) :]
