"""What `tutor exam` says about plans and forecasts, in two languages; what other screens say of them too."""

from typing import NamedTuple


class Exams(NamedTuple):
    """One language. Functions get numbers, days and names and give a whole sentence."""

    group: str
    plan: str
    no_plan: str


def exams_for(language: str) -> Exams:
    """The sentences of a language; only that one is imported."""
    if language == "fr":
        from tutor.text.exams_fr import FR

        return FR
    from tutor.text.exams_en import EN

    return EN
