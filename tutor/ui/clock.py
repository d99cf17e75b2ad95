"""The clock of a mock exam on the stage: it is redrawn when it shows another time, and hands the paper in when the time is over."""

import asyncio
from typing import TYPE_CHECKING

from tutor.mock_steps import timed_of
from tutor.steps import Reply, Turn
from tutor.ui.mock_keys import entered
from tutor.ui.mock_words import SECONDS_BELOW_MS

if TYPE_CHECKING:
    from prompt_toolkit.application import Application

    from tutor.play import Outcome
    from tutor.ui.stage import Stage

LONGEST_NAP_S = 1.0


async def watch(stage: "Stage", app: "Application[Outcome]") -> None:
    """Look at the clock once a second at least, for it may be set or the computer may have slept; redraw when its words change."""
    shown = -1
    while True:
        deadline = timed_of(stage.view.scene.step).deadline
        left = None if deadline is None else deadline - stage.now().at
        if left is not None and left <= 0:
            if time_over(stage, app):
                return
        elif left is not None and (words := left // 1000 if left < SECONDS_BELOW_MS else left // 60_000) != shown:
            shown = words
            app.invalidate()
        await asyncio.sleep(min(LONGEST_NAP_S, (left % 1000 + 1) / 1000 if left and left > 0 else LONGEST_NAP_S))


def time_over(stage: "Stage", app: "Application[Outcome]") -> bool:
    """Tell the driver, with what is entered at this moment; whether the session is over."""
    try:
        ended = stage.send(Reply(stage.now(), entered(stage.view), turn=Turn.TIME))
    except Exception as error:  # noqa: BLE001 - the event loop would print it and go on with a session that is over
        app.exit(exception=error)
        return True
    if ended:
        app.exit(result=stage.outcome)
    app.invalidate()
    return ended
