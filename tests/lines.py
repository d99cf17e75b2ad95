"""Plain mode's learner: lines of input that follow what is asked."""

import io

from tests.learner import right
from tutor.grade import Answer
from tutor.play import Scene
from tutor.steps import Ask, Feedback, Step, Sure, Tick
from tutor.ui.widgets import Arrange, Assign, Pick, Toggle, widget_for


class Lines(io.StringIO):
    """The answers of a learner who knows everything, but for what `instead` says for a question (or `feedback of` one), once."""

    def __init__(self, instead: dict[str, list[str]] | None = None) -> None:
        super().__init__()
        self.scene: Scene | None = None
        self.waiting: list[str] = []
        self.instead = dict(instead or {})

    def readline(self, _: int = -1) -> str:  # type: ignore[override]
        if not self.waiting:
            assert self.scene is not None
            self.waiting = list(self.instead.pop(name_of(self.scene.step), [])) or lines_for(self.scene.step)
        return self.waiting.pop(0) + "\n"


def name_of(step: Step) -> str:
    """What `instead` calls a step."""
    match step:
        case Ask(question=question):
            return question.id
        case Sure(ask=ask):
            return f"sure {ask.question.id}"
        case Feedback(ask=ask):
            return f"feedback {ask.question.id}"
        case _:
            return type(step).__name__


def lines_for(step: Step) -> list[str]:
    """What a learner who knows everything types at a step."""
    if isinstance(step, Sure):
        return ["3"]
    if not isinstance(step, Ask | Tick):
        return [""]
    ask = step if isinstance(step, Ask) else step.ask
    return spoken_answer(ask, right(ask.question, ask.gap), ticking=isinstance(step, Tick))


def spoken_answer(ask: Ask, key: Answer, *, ticking: bool) -> list[str]:
    """The key as lines of numbers or words."""
    if ticking:
        return [" ".join(str(i + 1) for i in key.picked)]
    match widget_for(ask):
        case Pick(order=order) | Toggle(order=order) | Arrange(order=order):
            return [" ".join(str(order.index(i) + 1) for i in key.picked)]
        case Assign(items=items, places=places):
            return [str(places.index(key.picked[i]) + 1) for i in items]
        case _:
            return list(key.typed)
