"""Speed of the embedded assessor on one core after loading: fresh answers a second, and a new turn of a long dialogue.

    OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.assessor_speed

Both in wall time and in the processor's own, which other work on the machine does not inflate.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice

from agent.assess import Assessor
from agent.models import Turn
from benchmarks.gold import BANK, questions

ANSWERS_TARGET, TURN_TARGET = 3.0, 0.150
"""Answers of 200 words a second, at least; seconds for a new turn of 100 words, at most."""
QUESTIONS, ANSWERS, TURNS = 6, 5, 10


def timed(call: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor seconds of one call."""
    wall, own = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - wall, time.process_time() - own


def fresh(words: list[str], count: int, number: int) -> str:
    """Return `count` words of a text whose every sentence is new: a number is put into each."""
    said = list(islice(cycle(words[number:]), count))
    return " ".join(f"{word[:-1]} {number}." if word.endswith(".") else word for word in said)


def main() -> int:
    bank = [question for question in questions(BANK).values() if question.exemplars and not question.problem]
    answers: list[tuple[float, float]] = []
    turns: list[tuple[float, float]] = []
    for question in bank[:: len(bank) // QUESTIONS][:QUESTIONS]:
        assert question.exemplars is not None
        words = question.exemplars.strong.split()
        assessor = Assessor(question)
        assessor.assess([Turn(speaker="candidate", text=question.exemplars.borderline)])
        for number in range(1, ANSWERS + 1):
            said = [Turn(speaker="candidate", text=fresh(words, 200, number))]
            answers.append(timed(partial(assessor.assess, said)))
        talk = [Turn(speaker="candidate", text=fresh(words, 100, 50))]
        for number in range(51, 51 + TURNS):
            aim = question.criteria[number % len(question.criteria)].id
            talk.append(Turn(speaker="interviewer", text=f"What about point {number}?", move="probe", criterion=aim))
            assessor.assess(talk)
            talk.append(Turn(speaker="candidate", text=fresh(words, 100, number)))
            turns.append(timed(partial(assessor.assess, tuple(talk))))
    held = True
    for at, clock in enumerate(("wall", "processor")):
        rate = len(answers) / sum(one[at] for one in answers)
        middle = sorted(one[at] for one in turns)[len(turns) // 2]
        late = sorted(one[at] for one in turns[TURNS - 1 :: TURNS])[QUESTIONS // 2]
        print(
            f"{clock:9}: {rate:.1f} answers of 200 words a second (target {ANSWERS_TARGET:.0f}), a turn of 100 words "
            f"{1000 * middle:.0f} ms, the tenth {1000 * late:.0f} ms (target {1000 * TURN_TARGET:.0f})"
        )
        held = rate >= ANSWERS_TARGET and late <= TURN_TARGET
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
