"""What can be wrong with a course, as facts with a place; the sentences are in `tutor.text.problems`."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from tutor.content.advice import Advice

Severity: TypeAlias = Literal["error", "warning", "repair", "advice"]

MAX_PROBLEMS = 200
"""Errors, and as many warnings, told of one file; a hostile file could make millions."""
MAX_REPAIRS = 5_000
"""Repairs told of one file; the fix writes them all."""


class Code(StrEnum):
    """Every problem the loader finds. Codes are stable: E drops something, A advises, R was read in spite of it."""

    NOT_FOUND = "E001"
    UNREADABLE = "E002"
    NOT_A_FILE = "E003"
    OUTSIDE = "E004"
    TOO_BIG = "E005"
    BINARY = "E006"
    EMPTY = "E007"
    NO_COURSE = "E008"
    TOO_MANY_FILES = "E009"

    NOT_UTF8 = "E010"
    CONTROL = "E011"
    BIDI = "E012"
    LOST = "E013"

    KEY_NOT_TEXT = "E020"
    UNKNOWN_KEY = "E021"
    DUPLICATE_KEY = "E022"
    MISSING_KEY = "E023"
    MISPLACED_KEY = "E024"
    MERGE_KEY = "E025"

    SYNTAX = "E030"
    MISALIGNED = "E031"
    OPEN_QUOTE = "E032"
    OPEN_BRACKET = "E033"
    BAD_START = "E034"
    NO_COLON = "E035"
    COLON = "E036"
    ESCAPE = "E037"
    ANCHOR = "E038"
    ALIAS = "E039"
    TAG = "E040"
    SECOND_DOCUMENT = "E041"
    DIRECTIVE = "E042"
    TOO_DEEP = "E043"
    TOO_MANY_NODES = "E044"
    TEXT_TOO_LONG = "E045"
    TOO_MANY_QUESTIONS = "E046"
    TOO_MANY_LINES = "E047"
    TOO_MANY_PROBLEMS = "E048"

    WANTS_TEXT = "E050"
    WANTS_LIST = "E051"
    WANTS_FIELDS = "E052"
    NO_TEXT = "E053"
    NOT_A_NUMBER = "E054"
    NOT_YES_NO = "E055"
    NOT_A_LEVEL = "E056"
    NOT_AN_ID = "E057"
    OUT_OF_RANGE = "E058"
    NOT_A_DATE = "E059"
    NOT_A_FILE_NAME = "E060"
    NOT_AN_ADDRESS = "E061"
    NOT_A_SHA256 = "E062"
    NOT_A_LANGUAGE = "E063"

    NOT_A_QUESTION = "E064"
    NO_ANSWER = "E065"
    TWO_KINDS = "E066"
    NO_PROMPT = "E067"
    TOO_FEW = "E068"
    NO_RIGHT = "E069"
    UNMARKED = "E070"
    BOTH_MARKS = "E071"
    REPEATED = "E072"
    NO_GAP = "E073"
    BAD_GAP = "E074"
    RIGHT_AND_REFUSED = "E075"
    UNKNOWN_ITEM = "E076"
    NOT_A_MISTAKE = "E077"
    MARK_MISUSED = "E078"

    DUPLICATE_ID = "E080"
    UNKNOWN_ID = "E081"
    NO_QUOTE = "E082"
    BAD_OFFSETS = "E083"
    CYCLE = "E084"
    OWN_VARIANT = "E085"
    SAME_COURSE = "E086"

    CP1252 = "A001"
    UTF16 = "A002"
    CUT_SHORT = "A003"
    NO_ID = "A010"
    ALL_RIGHT = "A011"
    IN_NO_MODULE = "A012"
    OLD_ID_IN_USE = "A013"
    NO_SOURCES = "A014"
    EMPTY_KEY = "A015"
    RENAMED = "A016"
    UNREAD = "A017"

    COLON_IN_TEXT = "R001"
    SPECIAL_START = "R002"
    HALF_QUOTED = "R003"
    HASH_IN_TEXT = "R004"
    BAD_INDENT = "R005"
    BAD_SPACE = "R006"
    LINE_BREAK = "R007"
    FLOW_TEXT = "R008"
    NO_INDENT = "R009"
    BULLET = "R010"

    @property
    def severity(self) -> Severity:
        """What the first letter stands for."""
        return {"E": "error", "A": "warning", "R": "repair"}[self.value[0]]  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `width` characters at line:col (from 1, in the decoded text) by `text`; its line feeds stand for the file's line ends."""

    line: int
    col: int
    width: int
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong at one place. Lines and columns count from 1 in characters; line 0 is the file as a whole.

    `facts` fill the sentence of the code. Names that differ by language come twice, as `key_fr` and `key_en`. `source` is the line
    as the teacher wrote it. `fix`, where there is one, makes the repair permanent without touching anything else.
    """

    code: "Code | Advice"
    severity: Severity
    file: str
    line: int = 0
    col: int = 0
    width: int = 1
    facts: tuple[tuple[str, str], ...] = ()
    source: str = ""
    fix: tuple[Edit, ...] = ()


def problem(code: Code, file: str, **facts: str) -> Problem:
    """A problem of a whole file."""
    return Problem(code, code.severity, file, facts=tuple(facts.items()))
