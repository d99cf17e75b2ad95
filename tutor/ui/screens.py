"""Which blocks a step is made of: the one table both front ends draw from."""

from typing import assert_never

from tutor.steps import Ask, Compare, End, Feedback, Menu, OfExam, Offer, Opening, Page, Recap, Rehearsal, Remark, Step, Sure, Tick, Welcome
from tutor.ui.asking import offer_blocks, question_blocks, sure_blocks, tick_blocks
from tutor.ui.ending import summary
from tutor.ui.entering import menu_blocks, rehearsal_blocks
from tutor.ui.layout import Block
from tutor.ui.render import Voice, opening, page, recap, remark, welcome
from tutor.ui.telling import feedback_blocks
from tutor.ui.widgets import Widget


def blocks_of(step: Step, widget: Widget, voice: Voice) -> tuple[Block, ...]:
    """Everything a step shows, with what has been entered so far."""
    match step:
        case Menu():
            return tuple(menu_blocks(step, widget, voice))
        case Rehearsal():
            return tuple(rehearsal_blocks(widget, voice))
        case Welcome():
            return tuple(welcome(step, voice))
        case Offer():
            return tuple(offer_blocks(step, widget, voice))
        case Opening():
            return tuple(opening(step, voice))
        case Page():
            return tuple(page(step, voice))
        case Ask():
            return tuple(question_blocks(step, widget, voice))
        case Sure():
            return tuple(sure_blocks(step, widget, voice))
        case Tick():
            return tuple(tick_blocks(step, widget, voice))
        case Feedback():
            return tuple(feedback_blocks(step, voice))
        case Recap():
            return tuple(recap(step, voice))
        case Compare():
            from tutor.ui.contrast import compare  # for a practice of what is mixed up alone

            return tuple(compare(step, voice))
        case End():
            return tuple(summary(step.summary, voice))
        case Remark():
            return tuple(remark(step, voice))
        case OfExam():
            from tutor.ui.mock import exam_blocks

            return tuple(exam_blocks(step, widget, voice))
        case _:
            assert_never(step)
