"""The clock and the head of the screens of a mock exam, and what plain lines ask for. Pure."""

from rich.text import Text as Styled

from tutor.mock_steps import Corrected, ExamStep, HandIn, Item, Listing, Paused, Result, Rules, timed_of
from tutor.text.mock import mock_for
from tutor.ui.render import Voice

SECONDS_BELOW_MS = 120_000


def exam_header(step: ExamStep, voice: Voice, now: int) -> tuple[Styled, Styled]:
    """Where we are, and the time left. The lesson is not named: it would be a hint."""
    text, deadline = mock_for(voice.text.code), timed_of(step).deadline
    right = voice.say(text.left(deadline - now), "hint") if deadline is not None else Styled()
    match step:
        case Item(ask=ask, flagged=flagged):
            flag = Styled(" !", "warn") if flagged else Styled()
            return Styled.assemble(voice.say(voice.text.screens.question_of(ask.number, ask.total), "hint"), flag), right
        case Corrected():
            return voice.say(text.corrected_of(step.number, step.total), "hint"), Styled()
        case _:
            return voice.say(text.title, "hint"), right


def said_head(step: ExamStep, voice: Voice, now: int) -> str:
    """The same as a sentence for plain lines."""
    text, deadline = mock_for(voice.text.code), timed_of(step).deadline
    time = "" if deadline is None else text.left_said(max(0, deadline - now))
    match step:
        case Item(ask=ask):
            head = voice.text.plain.question(ask.number, ask.total)
        case Corrected():
            head = text.corrected_of(step.number, step.total)
        case _:
            head = text.title
    return f"{head}, {time}." if time else f"{head}."


def exam_prompt(step: ExamStep, voice: Voice) -> str:
    """What plain lines expect where no widget of a question says it."""
    text = mock_for(voice.text.code)
    match step:
        case Listing(slots=slots):
            return text.prompt_list(len(slots))
        case Result():
            return text.on_looking
        case Corrected():
            return text.on_corrected
        case HandIn():
            return voice.text.plain.pick(2)
        case _:
            return text.on


def exam_complaint(step: ExamStep, voice: Voice) -> str:
    """What would have been understood."""
    return mock_for(voice.text.code).bad_number(len(step.slots)) if isinstance(step, Listing) else exam_commands(step, voice)


def exam_commands(step: ExamStep, voice: Voice) -> str:
    """The commands of a step, for plain lines."""
    text = mock_for(voice.text.code)
    match step:
        case Item(timed=timed):
            return text.commands(timed.pausable)
        case Listing(timed=timed):
            return text.commands_list(timed.pausable)
        case HandIn():
            return text.commands_hand_in
        case Result() | Corrected():
            return text.commands_result
        case Rules() | Paused():
            return text.commands_few
