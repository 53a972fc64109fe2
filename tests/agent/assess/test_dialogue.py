from __future__ import annotations

import numpy as np
import pytest

from agent.assess.dialogue import Asked, elicited
from agent.assess.reading import read
from agent.models import Turn

NOTHING = np.zeros(2, np.float32)


def asked(*moves: str) -> list[Asked]:
    return [Asked(turn, move, 0, NOTHING) for turn, move in enumerate(moves, start=2)]


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ((), "unprompted"),
        (("clarify",), "unprompted"),
        (("probe",), "probed"),
        (("quantify", "tradeoff"), "probed"),
        (("probe", "challenge"), "challenged"),
        (("challenge", "hint"), "hinted"),
    ],
)
def test_the_strongest_follow_up_names_it(moves: tuple[str, ...], expected: str) -> None:
    assert elicited(asked(*moves), 0) == expected
    assert elicited(asked(*moves), 1) == "unprompted"


def test_a_transcript_is_taken_apart() -> None:
    turns = [
        Turn(speaker="interviewer", text="How do you release?"),
        Turn(speaker="candidate", text="With a canary. And a flag to go back."),
        Turn(speaker="interviewer", text="How large is the canary?", move="quantify", criterion="canary"),
        Turn(speaker="candidate", text="One percent of mailboxes."),
        Turn(speaker="candidate", text="Then ten percent."),
    ]
    found = read(turns)
    assert [place.turn for place in found.places] == [2, 2, 4, 5]
    assert [turns[p.turn - 1].text[p.start : p.end] for p in found.places] == list(found.verbatim)
    assert [line.turn for line in found.followups] == [3]
    assert [(reply.turn, reply.text) for reply in found.replies] == [
        (3, "One percent of mailboxes.\nThen ten percent.")
    ]
    assert "canari" in found.replies[0].said
    assert not found.before[0]
