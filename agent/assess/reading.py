"""A transcript taken apart: the candidate's sentences, the interviewer's follow-ups and the replies to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent.assess.guards import to_the_grader
from agent.assess.text import legible, sentences, stems
from agent.language import not_english
from agent.models import Turn

MOST_CHARACTERS = 120_000
"""Of one line, no more is read (about 20,000 words)."""
MOST_SENTENCES = 600
"""Of one dialogue, no more of the candidate's sentences are read: over an hour of talk, about 8 s of work."""


@dataclass(frozen=True)
class Place:
    """Where a sentence stands in the transcript."""

    turn: int
    """Line of the transcript, counted from 1."""
    start: int
    end: int


@dataclass(frozen=True)
class Reply:
    """All that the candidate said after one line of the interviewer and before the next."""

    turn: int
    text: str
    stems: frozenset[str]
    said: frozenset[str]
    """Stems of the interviewer's lines so far, the question itself left out."""


@dataclass(frozen=True)
class Followup:
    """A line of the interviewer after the candidate first spoke."""

    turn: int
    move: str | None
    criterion: str | None
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """The lines of a transcript, numbered from 1."""

    said: tuple[str, ...]
    """The candidate's sentences, made legible: the same length as what stands in the transcript."""
    verbatim: tuple[str, ...]
    """The same sentences as they stand in the transcript."""
    places: tuple[Place, ...]
    followups: tuple[Followup, ...]
    replies: tuple[Reply, ...]
    """One for each follow-up that was answered; its `turn` is the follow-up's line."""
    before: tuple[frozenset[str], ...]
    """For each of the candidate's sentences, the stems of the follow-ups before it."""
    whole: str
    """All that the candidate said."""
    cut: bool
    """Something was too long to be read."""
    instructs: bool
    """Something was said to the grader; it is left out of everything else here."""
    foreign: bool
    """An answer was not in English, which is all that can be judged; it is left out, too."""


def read(turns: Sequence[Turn]) -> Reading:
    """Take a transcript apart. An interviewer's line before the candidate first speaks is the question itself."""
    said: list[str] = []
    verbatim: list[str] = []
    places: list[Place] = []
    before: list[frozenset[str]] = []
    followups: list[Followup] = []
    replies: dict[int, Reply] = {}
    heard: frozenset[str] = frozenset()
    whole: list[str] = []
    cut = instructs = foreign = elsewhere = False
    for number, turn in enumerate(turns, start=1):
        text = legible(turn.text[:MOST_CHARACTERS])
        if turn.speaker == "interviewer":
            elsewhere = turn.move == "pivot"
            if whole:
                spoken = tuple(text[start:end] for start, end in sentences(text, 20))
                followups.append(Followup(number, turn.move, turn.criterion, spoken))
                heard |= frozenset(stems(text))
            continue
        if elsewhere:  # The reply to a pivot counts for the topic it led to.
            continue
        if not_english(text):
            foreign = True
            text = ""
        room = MOST_SENTENCES - len(said)
        ranges = sentences(text, room + 1)
        cut |= len(turn.text) > MOST_CHARACTERS or len(ranges) > room
        ranges = ranges[:room]
        aside = to_the_grader([text[a:b] for a, b in ranges], [text.count("\n", 0, a) for a, _ in ranges])
        if aside.any():
            # As if it had not been said: what is masked only would still move the mean of the answer.
            instructs = True
            ranges = [span for span, out in zip(ranges, aside, strict=True) if not out]
            text_said = " ".join(text[a:b] for a, b in ranges)
        else:
            text_said = text
        for start, end in ranges:
            said.append(text[start:end])
            verbatim.append(turn.text[start:end])
            places.append(Place(number, start, end))
            before.append(heard)
        whole.append(text_said)
        if followups:
            asked = followups[-1].turn
            joined = f"{replies[asked].text}\n{text_said}" if asked in replies else text_said
            replies[asked] = Reply(asked, joined, frozenset(stems(joined)), heard)
    return Reading(
        said=tuple(said),
        verbatim=tuple(verbatim),
        places=tuple(places),
        followups=tuple(followups),
        replies=tuple(replies.values()),
        before=tuple(before),
        whole="\n".join(whole),
        cut=cut,
        instructs=instructs,
        foreign=foreign,
    )
