"""How a mock exam is steered, key by key: the one table for the stage and for plain lines. Pure."""

from collections.abc import Iterator

from tutor.grade import Answer
from tutor.mock_steps import Corrected, HandIn, Item, Listing, Result
from tutor.record import replace
from tutor.steps import OfExam, Turn
from tutor.ui.view import Overlay, Pressed, Special, View
from tutor.ui.widgets import Arrange, Assign, Given, Toggle, Type


def entered(view: View) -> Answer:
    """What is entered on a card but not yet handed in, where it is a whole answer: who turns to another question means it."""
    if not isinstance(view.scene.step, OfExam) or not isinstance(view.widget, Toggle | Assign | Arrange | Type):
        return Answer()
    done = view.widget.press("enter")
    return done.answer if isinstance(done, Given) else Answer()


def exam_keys(view: View) -> Iterator[tuple[str, Pressed, str]]:
    """Key, what it does, and the name of its label; in the order of their use."""
    step = view.scene.step
    keep = entered(view)
    if isinstance(step, Item):
        yield "n", Given(keep, turn=Turn.NEXT), "following"
        yield "m", Given(keep, turn=Turn.FLAG), "unflag" if step.flagged else "flag"
        yield "l", Given(keep, turn=Turn.LIST), "listing"
        if not step.locked:
            yield "s", Given(Answer(unknown=True)), "unknown"
    if isinstance(step, Item | Listing):
        yield "r", Given(keep, turn=Turn.HAND_IN), "paper"
        if step.timed.pausable:
            yield "p", Given(keep, turn=Turn.PAUSE), "pause"
    if isinstance(step, Item | Listing | HandIn | Corrected):
        yield "b", Given(keep, turn=Turn.PREVIOUS), "previous" if isinstance(step, Item | Corrected) else "back"
    if isinstance(step, Corrected):
        yield "n", Given(turn=Turn.NEXT), "following"
    if isinstance(step, Corrected | Result):
        yield "x", Given(turn=Turn.MISSED), "missed"
    if isinstance(step, Corrected):
        yield "t", replace(view, overlay=Overlay.PASSAGE, page=0), "passage"
        yield "g", replace(view, overlay=Overlay.TERMS, page=0), "terms"
        yield "e", Special.EDIT, "edit"
    yield "h", replace(view, overlay=Overlay.KEYS, page=0), "help"


def exam_key(view: View, key: str) -> Pressed | None:
    """What a key of the table does, whatever letters answer on the card; a pause that is not allowed is asked for all the same."""
    if key == "p" and isinstance(view.scene.step, Item | Listing):
        return Given(entered(view), turn=Turn.PAUSE)
    if key == "n" and isinstance(view.scene.step, Result):  # as Space does, which is said
        return Given(turn=Turn.NEXT)
    return next((action for name, action, _ in exam_keys(view) if name == key), None)
