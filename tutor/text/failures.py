"""Errors as sentences, from the facts they carry."""

import re
from difflib import get_close_matches

from tutor.errors import BadExam, BadPath, NoCourse, NoTerminal, NotSaved, OutputFailed, ProgressRefused, SameId, TutorError, UnknownName
from tutor.text.exams import exams_for
from tutor.text.manual import manual_for
from tutor.text.packs import packs_for
from tutor.text.record import Text


def tell(error: TutorError, text: Text) -> str:
    """One or two sentences: what is wrong, and what to do."""
    words = text.errors
    match error:
        case UnknownName(what=what, name=name, close=close):
            told = words.unknown(words.kinds[what], name)
            return words.prefix + told + (" " + words.close(close) if close else "")
        case BadExam(what=what, facts=facts):
            return words.prefix + exams_for(text.code).refused[what](*facts)
        case NoTerminal():
            return words.prefix + words.no_terminal
        case NoCourse(path=path):
            return words.prefix + words.no_course(path)
        case SameId(id=name, path=path, other=other):
            return words.prefix + words.same_id(name, path, other)
        case BadPath(what=what, path=path):
            return words.prefix + words.paths[what](path)
        case OutputFailed(reason=reason, path=""):
            return words.prefix + words.output(reason)
        case OutputFailed(reason=reason, path=path):
            return words.prefix + packs_for(text.code).not_exported(path, reason)
        case NotSaved(path=path, reason=reason, count=count):
            return words.prefix + words.not_saved(count, path, reason)
        case ProgressRefused(path=path, reason="newer", detail=detail):
            return words.prefix + words.newer(path, detail)
        case ProgressRefused(path=path, reason="kind", detail="directory"):
            return words.prefix + words.not_directory(path)
        case ProgressRefused(path=path, reason="kind"):
            return words.prefix + words.not_regular(path)
        case ProgressRefused(path=path, detail="ENOENT"):
            return words.prefix + words.paths["missing"](path)
        case ProgressRefused(path=path, reason=reason, detail=detail):
            return words.prefix + words.refused[reason](path, detail)
        case _:
            return words.prefix + type(error).__name__


def usage(error: Exception, text: Text) -> str:
    """A usage error of Typer in our words: unknown options and commands with the nearest names, the rest as it says."""
    words, context = text.errors, getattr(error, "ctx", None)
    option = getattr(error, "option_name", "")
    if option and hasattr(error, "possibilities"):
        known = [name for p in getattr(getattr(context, "command", None), "params", []) for name in p.opts]
        return tell(UnknownName("option", option, tuple(get_close_matches(option, known, 3, 0.5))), text)
    message = getattr(error, "message", str(error))
    unknown = re.match(r"No such command ['\"](.*?)['\"]", message)
    if unknown:
        commands = list(getattr(getattr(context, "command", None), "commands", {}))
        return tell(UnknownName("command", unknown[1], tuple(get_close_matches(unknown[1], commands, 3, 0.5))), text)
    return words.prefix + words.usage(translated(error, message, text))


def translated(error: Exception, message: str, text: Text) -> str:
    """The other messages: which parameter, and what is wrong with it."""
    parameter = getattr(error, "param", None)
    name = "/".join(getattr(parameter, "opts", []) or []) or (getattr(parameter, "name", "") or "")
    more = re.match(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", message)
    if more:
        return text.errors.too_many(more[1].strip() or '""')
    number = re.search(r"['\"](.*?)['\"] is not a valid (?:integer|float|int)", message) or re.match(
        r"(-?[\d.]+) is not in the range", message
    )
    if number:
        return text.errors.bad_number(name, number[1])
    missing = re.match(r"Option ['\"](.+)['\"] requires an argument", message)
    if missing:
        return text.errors.no_value(missing[1])
    idle = re.match(r"Option ['\"](.+)['\"] does not take a value", message)
    if idle:
        return text.errors.takes_none(idle[1])
    if not message:
        shown = (getattr(parameter, "metavar", None) or name).upper().strip("[]").rstrip(".…")
        return text.errors.missing(manual_for(text.code).names.get(shown, shown))
    return f"{name}: {message}" if name else message
