"""Anki's own library doing the same job: run by a Python that has it (`pip install anki`), never imported by anything here.

`make FILE N` makes a collection of N cards, a third of them due. `study FILE` opens it, prints the first due card and a line READY, then
answers a line on stdin for each line on stdout: `answer` one more card (ms of build and save), `memory` (VmHWM in MiB).
"""

import sys
import time
from pathlib import Path
from typing import Any

import anki.collection  # type: ignore[import-not-found] # first: the others can only be imported after it
from anki.cards import Card  # type: ignore[import-not-found]
from anki.scheduler.v3 import CardAnswer  # type: ignore[import-not-found]


def make(file: str, count: int) -> None:
    """Basic notes with a question and an answer as long as those of the made-up courses."""
    collection = anki.collection.Collection(file)
    kind, deck = collection.models.by_name("Basic"), collection.decks.id("Default")
    for n in range(count):
        note = collection.new_note(kind)
        note["Front"] = f"Que dit la section {n} de la leçon, question {n} ?"
        note["Back"] = f"Que le marqueur {n} est visible. Le marqueur est visible, la section le dit d'entrée."
        collection.add_note(note, deck)
    cards = collection.find_cards("")
    collection.sched.set_due_date(cards, "30-90")
    collection.sched.set_due_date(cards[: count // 3], "0")
    limits = collection.decks.config_dict_for_deck_id(deck)
    limits["rev"]["perDay"] = 9999
    collection.decks.update_config(limits)
    collection.close()


def first(collection: Any) -> tuple[Any, Any]:
    """The next due card and what the scheduler says of it."""
    queued = collection.sched.get_queued_cards(fetch_limit=1).cards[0]
    card = Card(collection, backend_card=queued.card)
    card.start_timer()
    return card, queued.states


def answered_ms(collection: Any) -> str:
    """Answer the next card; the time, and the CPU time in it, of working the answer out and saving it."""
    card, states = first(collection)
    begin, cpu = time.perf_counter(), time.process_time()
    answer = collection.sched.build_answer(card=card, states=states, rating=CardAnswer.GOOD)
    collection.sched.answer_card(answer)
    return f"{(time.perf_counter() - begin) * 1000} {(time.process_time() - cpu) * 1000}"


def memory_mib() -> float:
    """The most memory this process had; 0 where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def study(file: str) -> None:
    """Open, show a card, then do what is asked."""
    collection = anki.collection.Collection(file)
    card, _ = first(collection)
    print(card.question(), "READY", sep="\n", flush=True)
    for line in sys.stdin:
        print(answered_ms(collection) if line.strip() == "answer" else memory_mib(), flush=True)
    collection.close()


if __name__ == "__main__":
    make(sys.argv[2], int(sys.argv[3])) if sys.argv[1] == "make" else study(sys.argv[2])
