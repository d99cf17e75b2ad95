"""The course measured against what it promises. `python -m tests.course_figures` prints every figure, and every hole under it."""

from typing import Final

from tests.course_coverage import COVERAGE
from tests.course_finding import Measure
from tests.course_questions import QUESTIONS
from tests.course_reading import the_course
from tests.course_wording import WORDING

MEASURES: Final[tuple[Measure, ...]] = (*COVERAGE, *QUESTIONS, *WORDING)


def main() -> None:
    """Print every figure, and every hole under it."""
    for measure in MEASURES:
        finding = measure(the_course())
        print(f"{'✘' if finding.holes else '✔'} {measure.__name__} : {finding.figure}")
        print("".join(f"    {hole}\n" for hole in finding.holes), end="")


if __name__ == "__main__":
    main()
