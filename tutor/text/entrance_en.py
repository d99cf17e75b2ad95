"""What is said at the door, in English."""

from tutor.text.en import day, in_days, minutes, s
from tutor.text.entrance import Entrance

EN = Entrance(
    rehearsal="The keys, in thirty seconds",
    rehearsal_intro="Nothing counts here. Esc skips the rest.",
    tasks=(
        ("? gives a hint. Press ?", "A hint appears; pressing again gives a stronger one."),
        ("A letter or a digit answers. Press b", "Answer b is given, and already saved."),
        ("u undoes the last answer. Press u", "Undone; the question is asked again."),
        ("h shows every key. Press h", "They all appear. While typing: Esc first."),
        ("Space goes on. Press Space", "Here we go."),
    ),
    other_key=lambda key: f"That was another key ({key}).",
    exam=lambda n, when: f"Exam {in_days(n)}, on {day(when)}.",
    exam_today="The exam is today. Good luck!",
    done_today=lambda n, right: f"Today: {n} answer{s(n)}, {right} of them right.",
    back=lambda n: f"Welcome back, after {n} days. Nothing is lost.",
    waiting=lambda n, known: f"{n} question{s(n)} {'is' if n == 1 else 'are'} waiting; you probably still know {known} of them.",
    way=lambda m, n: f"Review for {minutes(m)}: about {n} question{s(n)}",
    way_all=lambda m, n: f"Review them all: {n} question{s(n)}, about {minutes(m)}",
    way_days=lambda n: (
        "at this pace you would not catch up" if n is None else "up to date today" if n <= 1 else f"at this pace, up to date in {n} days"
    ),
    way_none=lambda now, then: f"without reviewing, in a week you would know {then} of these questions instead of {now}",
    about=lambda m: f"about {minutes(m)}",
    needs=lambda names: f"first: {names}",
    read="read",
    begun=lambda n, total: f"{n} of {total} sections read",
    enter_returns="Enter to go back home: ",
    settings="Settings",
    practise="Practise without changing dates",
    set_language="Language: English. Passer au français",
    set_theme=lambda name: f"Colours: {name}",
    themes={"auto": "automatic", "mono": "none (mono)", "high-contrast": "high contrast"},
    set_confidence=lambda on: f"Ask how sure you are: {'yes' if on else 'no'}",
    confidence_note="answer and certainty decide the date together",
)
