"""What a course has to tell two terms apart that are mixed up. Pure."""

from tutor.course import Contrast, Course


def contrasts(course: Course, terms: tuple[str, str]) -> tuple[Contrast, ...]:
    """The table its teacher wrote; else both definitions of the glossary as one row without a trait; else nothing."""
    for each in course.confusions[:]:
        if each.contrasts and each.terms[:2] == terms:
            return each.contrasts
    known = {term.term: term.definition for term in course.glossary[:] if term.term in terms}
    first, second = (known.get(name, "") for name in terms)
    return (Contrast("", first, second),) if first and second else ()
