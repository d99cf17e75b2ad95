"""The prompt_toolkit application of whatever is full screen. Imported when the first card is on the screen already."""

from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import Style

from tutor.ui.look import Look


class FullScreen(Application[Any]):
    """One control on the alternate screen, which is blank when it is left: tmux keeps lines of it where a window grew meanwhile."""

    def __init__(self, control: FormattedTextControl, keys: KeyBindings, look: Look) -> None:
        depth = ColorDepth.DEPTH_24_BIT if look.truecolour else ColorDepth.DEPTH_8_BIT
        keys.add("c-l", eager=True)(lambda _: self.repaint())
        super().__init__(
            layout=Layout(Window(control, wrap_lines=False)),
            key_bindings=keys,
            style=Style([("nbsp", "nounderline fg:default")]),
            full_screen=True,
            erase_when_done=True,
            mouse_support=False,
            color_depth=depth if look.colour else ColorDepth.DEPTH_1_BIT,
        )
        self.ttimeoutlen = self.timeoutlen = 0.05

    def repaint(self) -> None:
        """Paint every row anew, in one piece: the renderer's own `clear` would leave the alternate screen and wipe the other one."""
        self.renderer.reset(leave_alternate_screen=False)
        self.output.cursor_goto(1, 1)  # where the cursor was is not known after a change of size
        self.invalidate()

    def _on_resize(self) -> None:
        """What prompt_toolkit calls for another size; its own way shows a blank screen in between."""
        self.repaint()
