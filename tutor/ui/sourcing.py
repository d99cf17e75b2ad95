"""The source documents as blocks: the sentence behind a claim, marked where it stands. Pure but for the reading of the documents."""

from collections.abc import Iterator

from tutor.content.documents import NotAtHand, Passage
from tutor.course import Claim
from tutor.steps import Feedback, Page, Step
from tutor.text.packs import packs_for
from tutor.ui.highlight import marked
from tutor.ui.layout import Block
from tutor.ui.render import BAR, Voice
from tutor.ui.safe import clean


def claims_of(step: Step) -> tuple[Claim, ...]:
    """The claims behind a page, or behind an answer that was given; none before, for they give it away."""
    match step:
        case Page(claims=claims):
            return tuple(claim for claim, _ in claims)
        case Feedback(ask=ask):
            return tuple(claim for claim, _ in ask.evidence.claims)
        case _:
            return ()


def source_blocks(step: Step, voice: Voice) -> Iterator[Block]:
    """The passages of the documents that a card comes from, or why they cannot be shown."""
    text, found = packs_for(voice.text.code), voice.passages(claims_of(step))
    yield Block(voice.say(text.source_here, "title"))
    if not found:
        yield Block(voice.say(text.no_source))
    for each in found:
        if isinstance(each, Passage):
            title = f"{each.document.id}, « {each.document.title} »"
            yield Block(voice.quote(text.source(title, ", ".join(each.sentences)), "hint"))
            yield Block(marked(each.text, each.marks, plain=voice.numbered, shown=shown), bar=BAR, gap=False)
        else:
            yield Block(voice.say(why_absent(each, voice.text.code), "warn"))


def shown(words: str) -> str:
    """Words of a document, harmless, whatever its line ends."""
    return clean(words.replace("\r", ""))


def why_absent(each: NotAtHand, language: str) -> str:
    """One sentence."""
    file = each.document.file if each.reason == "missing" else each.path.replace("\\", "/").rpartition("/")[2]
    return packs_for(language).absent[each.reason](each.document.title, file or each.document.sha256[:12], each.detail)
