"""The files that `tutor new` writes, in English: an example of each kind, explained. @TITRE@ and @ID@ are replaced."""

from typing import Final

COURSE: Final = """\
# A course: this file, the lessons in lessons/, the questions in quiz/.
# Check: tutor check .     Study: tutor --content . learn
id: @ID@
title: @TITRE@
language: en
description: >-
  What one will be able to do at the end, in a few sentences.
modules:
  - id: m1
    title: First module
    lessons: [l1]         # the ids of the lessons, in reading order
"""

LESSON: Final = """\
# A lesson: a few short sections, each followed by a question.
id: @ID@
title: @TITRE@
objectives:
  - id: @ID@.o1
    text: Explain what a battery is for
    level: understand     # remember, understand, apply, analyse, evaluate, create
# prediction: the id of a question of quiz/ that is asked before reading
sections:
  - id: @ID@-s1
    title: The battery
    text: |
      A battery **pushes** the current through the circuit.

      - one pole is positive
      - the other is negative
    remember: Without a battery, no current flows.
    # questions: [the id of a question, asked right after this section]
"""

QUIZ: Final = """\
# A quiz: a list of questions. The kind shows in the keys; nothing else is declared.
# A text with ": " or " #" in it goes into straight quotes, or after >- on the next line.
# Check: tutor check FILE     Repair and name: tutor check --fix FILE
# id: the name of this quiz, its own among all quizzes: progress is kept under it, wherever the file is
id: @QUIZ@
title: @TITRE@
language: en
# lesson: the id of the lesson these questions belong to
questions:
  # A choice: one right answer, mistakes that people really make, each with its reason.
  - id: @ID@-01
    question: What does a battery do in a circuit?
    choices:
      - right: It pushes the current
      - wrong: It slows the current down
        why: That is what a resistor does.
      - wrong: It measures the current
        why: That is what an ammeter does.
    explanation: The battery sets the charges in motion.
    level: understand
    # source: {section: the id of a section, quote: "words of that section"}

  # True or false: the statement stands after the word that judges it.
  - id: @ID@-02
    false: A bulb shines even when the circuit is open.
    why: One cut is enough to stop everything.
    source: @SECTION@

  # An answer to type: the first is the one that is shown; slips of the finger are forgiven.
  - id: @ID@-03
    question: What is the unit of voltage?
    answer: [volt, V]
    refuse: {ampere: That is the unit of current.}
    source: @SECTION@

  # A text with gaps: {answer|other form::hint}.
  - id: @ID@-04
    cloze: The current leaves the {positive|plus::the + sign} pole.
    source: @SECTION@

  # Other kinds: match, classify, order, number, front + back, case + steps. All keys: tutor schema quiz
"""
