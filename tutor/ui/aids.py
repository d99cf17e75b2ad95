"""What a learner can call up beside a card: hints, the passage, why now, the glossary, the keys."""

from collections.abc import Iterator, Sequence

from rich.text import Text as Styled

from tutor.course import Cloze, Term
from tutor.glossary import found_in
from tutor.hints import Follows, Hint, Joined, Letters, Point, Strike, Told, hints
from tutor.record import replace
from tutor.schedule import Learned, Rating
from tutor.steps import Ask, Feedback, OfExam, Page, Reason, Recap, Step, Summary, Sure, Tick
from tutor.ui.layout import Block
from tutor.ui.render import BAR, Voice, sources, taught
from tutor.ui.words import key_text, options, places, prompt_text


def ask_of(step: Step) -> Ask | None:
    """The question that a step is about, where one can be looked up."""
    match step:
        case Ask():
            return step
        case Feedback(ask=ask) | Sure(ask=ask) | Tick(ask=ask):
            return ask
        case OfExam():
            from tutor.mock_steps import Corrected

            return step.feedback.ask if isinstance(step, Corrected) else None
        case _:
            return None


def answered_on(step: Step) -> Ask | None:
    """The question that a step wants an answer to."""
    match step:
        case Ask():
            return step
        case OfExam():
            from tutor.mock_steps import Item

            return step.ask if isinstance(step, Item) else None
        case _:
            return None


def hint_blocks(ask: Ask, shown: int, voice: Voice) -> Iterator[Block]:
    """The hints asked for so far."""
    every = hints(ask.question, ask.gap)
    if not every:
        yield Block(voice.say(voice.text.screens.no_hint, "hint"))
        return
    for n, each in enumerate(every[:shown]):
        label = voice.say(voice.text.screens.hint(n + 1, len(every)), "accent")
        yield Block(Styled.assemble(label, " — ", hint_text(ask, each, voice)), bar=BAR, gap=n == 0)


def hint_text(ask: Ask, each: Hint, voice: Voice) -> Styled:
    """One hint in words."""
    text, names = voice.text.screens, options(ask, voice.text)
    match each:
        case Told(words):
            return voice.quote(words)
        case Letters(shape, gap):
            many = isinstance(ask.question, Cloze) and ask.gap is None and len(ask.question.gaps) > 1
            return voice.say(text.hint_letters(shape, each.letters, gap if many else 0))
        case Strike(option):
            return voice.say(text.hint_strike(names[option]))
        case Joined(item, place):
            return voice.say(text.hint_pair(names[item], places(ask)[place]))
        case Follows(step, before):
            return voice.say(text.hint_first(names[step]) if before is None else text.hint_follows(names[before], names[step]))
        case Point(index):
            return voice.say(text.hint_point(names[index]))


def passage_blocks(ask: Ask, voice: Voice, *, before: bool) -> Iterator[Block]:
    """The section that proves the answer, with its words marked, and its source."""
    text, section = voice.text.screens, ask.evidence.section
    if section is None:
        yield Block(voice.say(text.no_passage))
        return
    if before:
        yield Block(voice.say(text.passage_counts, "hint"))
    yield Block(voice.quote(f"{ask.evidence.lesson} › {section.title}", "title"))
    yield from (marked_quote(block, ask.evidence.quote, voice) for block in taught(section, voice))
    yield from (replace(block, tied=True) for block in sources(ask.evidence.claims, ask.evidence.references, voice))


def missed_passages(summary: Summary, voice: Voice) -> Iterator[Block]:
    """The passage of the lesson for each question that was missed, after the question and its answer; a passage stands once."""
    told: set[str] = set()
    for missed in summary.missed:
        section, ask = missed.ask.evidence.section, missed.ask
        yield Block(voice.quote(prompt_text(ask)), lead=Styled("✗ ", "wrong"))
        yield Block(voice.say(voice.text.screens.missed_key(key_text(ask, voice.text))), lead=Styled("  "), gap=False)
        if section is None or section.id not in told:
            yield from passage_blocks(ask, voice, before=False)
        told.add(section.id if section else "")


def marked_quote(block: Block, quote: str, voice: Voice) -> Block:
    """The block with the quoted words marked where they stand in it."""
    words = voice.quote(quote).plain
    at = block.text.plain.find(words) if words else -1
    if at >= 0:
        block.text.stylize("mark", at, at + len(words))
    return block


def why_blocks(ask: Ask, voice: Voice, *, before: bool, helped: int = 0) -> Iterator[Block]:
    """Why the question is asked now, and before the answer what each outcome does to its date; after help a right one was hard."""
    text = voice.text.screens
    yield Block(voice.say(text.why_now, "title"))
    yield Block(voice.say(reason(ask, voice)))
    if not before:
        return
    for rating, day in ask.coming:
        if rating is (Rating.GOOD if ask.reason is Reason.PREDICTION else Rating.EASY):
            continue
        if helped and rating > Rating.HARD:
            continue
        outcome = text.right_helped if helped and rating is Rating.HARD else text.ratings[rating - 1]
        told = text.outcome(outcome, (day - ask.today).days, day)
        yield Block(voice.say(told), lead=Styled("• "), gap=rating is Rating.AGAIN)
    if not ask.coming:
        planned = ask.exam_day and ask.reason is not Reason.AGAIN
        yield Block(voice.say(text.exam_chooses(ask.exam_day) if planned and ask.exam_day else text.not_moved))


def reason(ask: Ask, voice: Voice) -> str:
    """The reason in a sentence."""
    text = voice.text.screens
    match ask.reason:
        case Reason.DUE if isinstance(ask.memory, Learned):
            return text.why_due((ask.today - ask.memory.due).days, round(100 * ask.predicted))
        case Reason.AGAIN:
            return text.why_again
        case Reason.PLAN if ask.exam_day:
            return text.why_plan(ask.exam_day)
        case Reason.PREDICTION | Reason.PRETEST:
            return text.why_prediction
        case Reason.PRACTICE:
            return text.why_practice
        case _:
            return text.why_new


def term_blocks(step: Step, terms: Sequence[Term], voice: Voice) -> Iterator[Block]:
    """The glossary's words that stand on this card."""
    here = found_in(words_of(step), terms)
    yield Block(voice.say(voice.text.screens.glossary_here, "title"))
    if not here:
        yield Block(voice.say(voice.text.screens.no_terms))
    for term in here:
        yield Block(Styled.assemble(voice.quote(term.term, "bold"), (f" ({term.english})", "hint") if term.english else ""))
        yield Block(definition(term, voice), lead=Styled("  "), gap=False)


def definition(term: Term, voice: Voice) -> Styled:
    """A definition in the reader's language, where there is one."""
    return voice.say(term.definition_en) if voice.text.code == "en" and term.definition_en else voice.quote(term.definition)


def words_of(step: Step) -> str:
    """The course's words on a card; before an answer only those of the question, so that no key is given away."""
    match step:
        case Page(section=section):
            return f"{section.title} {section.text} {section.remember}"
        case Recap(remember=remember):
            return " ".join(remember)
        case Ask() as ask:
            return prompt_text(ask)
        case Feedback(ask=ask) | Sure(ask=ask) | Tick(ask=ask):
            return f"{prompt_text(ask)} {ask.question.explanation} {ask.evidence.quote}"
        case OfExam():
            told = ask_of(step)
            return f"{prompt_text(told)} {told.question.explanation} {told.evidence.quote}" if told else ""
        case _:
            return ""


def key_blocks(keys: Sequence[tuple[str, str]], voice: Voice) -> Iterator[Block]:
    """Every key of the card, one a line."""
    yield Block(voice.say(voice.text.screens.keys, "title"))
    keys = (*keys, *voice.text.keys.always)
    wide = max((len(k) for k, _ in keys), default=0)
    for n, (key, label) in enumerate(keys):
        yield Block(voice.say(voice.text.keys.long.get(label, label)), lead=Styled(f"{key.ljust(wide)}  ", "key"), gap=n == 0)
