"""Advice on the quality of questions, in English."""

from typing import Final

WORDS: Final = {
    "longest": "choosing the longest answer",
    "hedge": "choosing the careful answer (“may”, “often”)",
    "absolute": "avoiding “always”, “never”, “all”",
    "first": "choosing the first",
    "second": "choosing the second",
    "third": "choosing the third",
    "last": "choosing the last",
    "true": "always answering “true”",
    "false": "always answering “false”",
}

SENTENCES: Final[dict[str, tuple[str, ...]]] = {
    "Q001": (
        "the right option is much longer than the others ({count} characters against {other})",
        "shorten it, or make a wrong option more precise",
    ),
    "Q002": (
        "the right option is the longest in {count} questions out of {all} ({percent}%, chance: {chance}%)",
        "lengthen wrong options, shorten right ones",
    ),
    "Q003": ("an absolute term (“{word}”) stands only in a wrong option", "remove it, or put one into the right option, too"),
    "Q004": ("only the right option is careful (“{word}”)", "soften a wrong option, or state the right one plainly"),
    "Q005": ("a negative question (“{word}”) with nothing to show it", "ask for what is true, or write “**{word}**”"),
    "Q006": ("an option about the other options", "replace it by a mistake that people really make, or remove it"),
    "Q007": ("this option says the same as “{other}”", "replace one of the two by another mistake"),
    "Q008": ("“{word}”, a word of the stem, comes back in the right option only", "say it in other words, or use it in a wrong option"),
    "Q009": (
        "the stem asks nothing by itself",
        "ask what can be answered without reading the options; or make true or false statements of it",
    ),
    "Q010": ("wrong option without a reason ({count})", "add “why: …”: what makes this mistake tempting, and what refutes it"),
    "Q011": ("the question “{other}” gives the answer to this one (“{key}”)", "change one of the two"),
    "Q012": ("the answer (“{key}”) can be read here", "take a detour: what it is for, where its name comes from"),
    "Q013": ("{percent}% of the {all} statements are true", "aim at half"),
    "Q014": ("the right option is in place {position} in {count} questions out of {all}", "move it, or let the program shuffle"),
    "Q015": ("no source ({count})", "add “source: {section: …, quote: …}” or “references: […]”"),
    "Q016": ("a long stem: {count} characters ({most} at most)", "keep what serves to answer; a situation can become a “case”"),
    "Q017": (
        "a long option: {count} characters ({most} at most)",
        "move what is repeated into the stem; the explanation will say the rest",
    ),
    "Q018": ("long feedback: {count} characters ({most} at most)", "one idea is enough: what refutes, or what proves"),
    "Q020": ("a single answer is accepted, and it holds several", "if the student may give either of them: [{list}]"),
    "Q019": (
        "somebody crafty who knows nothing would score {score}% in the {count} questions with options (chance: {chance}%)",
        "what pays most: {trick} ({best}%)",
    ),
}

WHY: Final[dict[str, str]] = {
    "Q001": "Someone who knows nothing picks the longest answer: authors are precise about what is right, and careless about the rest.",
    "Q002": "Someone who knows nothing picks the longest answer. Once or twice is an accident; a habit shows.",
    "Q003": "“Always”, “never”, “all” are nearly always wrong, and everybody knows.",
    "Q004": "“May”, “often”, “in general” are nearly always right, and everybody knows.",
    "Q005": "People read fast: a “not” is overlooked, and the mistake says nothing about what they know.",
    "Q006": "Two right options are enough for “all”; “none” does not show whether the answer is known.",
    "Q007": "Two options that say the same cannot be right: both can be struck out without knowing anything.",
    "Q008": "A rare word repeated points to the answer. Words of the subject, found everywhere, do not count.",
    "Q009": "A good stem has an answer before its options. Else it is several true or false statements under one title.",
    "Q010": "One learns at the moment of the mistake: a reason for each wrong option is worth more than one explanation for all.",
    "Q011": "A sentence of another question holds the answer and half of the words of the stem.",
    "Q012": "A hint leads towards the answer without holding it; else there is no question left.",
    "Q013": "Someone who always answers the same should not win.",
    "Q014": "Options are shuffled every time, except with “shuffle: no”: there, their order matters.",
    "Q015": "With a source, the student sees the sentence of the lesson that proves the answer, and you know what to read again.",
    "Q016": "What must be read before answering is not what one wants to measure.",
    "Q017": "Short options are compared at a glance.",
    "Q018": "Long feedback is not read.",
    "Q020": "Without brackets this is one text: it would have to be typed whole, commas and all.",
    "Q019": "Knowing nothing: strike out absolute terms, keep careful answers, take the longest.",
}
