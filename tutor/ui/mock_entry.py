"""What a step of a mock exam is answered with: the widget of its question, filled with the answer given so far. Pure."""

from tutor.grade import Answer
from tutor.mock_steps import ExamStep, HandIn, Item, Listing
from tutor.record import replace
from tutor.ui.widgets import Arrange, Assign, Go, Jump, Pick, Toggle, Type, Widget, widget_of


def widget_in_exam(step: ExamStep) -> Widget:
    """The widget of a step, filled with the answer given so far."""
    match step:
        case Item(locked=True):
            return Go()
        case Item(ask=ask, given=given):
            return filled(widget_of(ask, ask.question), given) if given and not given.unknown else widget_of(ask, ask.question)
        case Listing(slots=slots):
            return Jump(len(slots))
        case HandIn():
            return Pick((0, 1), at=1 if step.unanswered else 0)
        case _:
            return Go()


def filled(widget: Widget, given: Answer) -> Widget:
    """A widget as it was when that answer was handed in."""
    places = {author: n for n, author in enumerate(getattr(widget, "order", ()))}
    picked = [places[i] for i in given.picked if i in places]
    match widget:
        case Pick():
            return replace(widget, at=picked[0] if picked else -1)
        case Toggle():
            return replace(widget, on=frozenset(picked))
        case Arrange():
            return replace(widget, given=tuple(picked))
        case Assign(items=items, places=where) if len(given.picked) == len(items):
            return replace(widget, chosen=tuple(where.index(given.picked[i]) if given.picked[i] in where else -1 for i in items))
        case Type(texts=texts) if len(given.typed) == len(texts):
            return replace(widget, texts=given.typed, cursor=len(given.typed[0]))
        case _:
            return widget
