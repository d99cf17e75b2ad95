"""An interactive tutor for the terminal: lessons, judged questions, spaced repetition."""

__version__ = "0.1.0"
