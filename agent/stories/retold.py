"""A told story beside the story bank and earlier rounds: told before for something else, or with another figure. Pure.

Two texts tell the same story where they share enough of their rare words and figures. The weights and the threshold
were set on the bank's own exemplars: different stories share at most a quarter, the same one told anew more than half
(docs/planning.md).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from agent.models import Quote, Turn
from agent.planning.played import Played
from agent.results import StoryFinding
from agent.stories.competencies import BY_QUESTION
from agent.stories.figures import Figure, figures, sentence
from agent.stories.story import Story
from rubrics.words import COMMON_STEMS, content_words

SAME_STORY = 0.38
"""Shared weight from which two texts tell the same story."""
COMMON_WEIGHT = 0.1
FIGURE_WEIGHT = 2.0
"""Of a word that anybody uses, and of a figure, next to 1 of a rare word."""
LEAST_WEIGHT = 6.0
"""Of a text: under it nothing can be told."""
LEAST_COUNT = 12
"""A number without a unit up to here is no mark of a story."""
CHANGED_BY = 0.05
"""Relative difference up to which a figure is only rounded."""


@dataclass(frozen=True)
class Telling:
    """What a candidate told in one behavioral round."""

    question: str
    at: datetime.datetime
    session: str
    round: int
    turns: tuple[Turn, ...]

    @property
    def text(self) -> str:
        """The candidate's words."""
        return "\n".join(turn.text for turn in self.turns if turn.speaker == "candidate")


def tellings(rounds: Iterable[Played]) -> Iterator[Telling]:
    """The behavioral rounds among those that were played."""
    for one in rounds:
        if one.question is not None and one.question.kind == "behavioral":
            yield Telling(one.question.id, one.at, one.session, one.round, one.turns)


def same_story(left: str, right: str) -> float:
    """How much of the shorter text's weight the two share, 0 to 1; 0 where one is too short to tell."""
    one, other = _weights(left), _weights(right)
    least = min(sum(one.values()), sum(other.values()))
    if least < LEAST_WEIGHT:
        return 0.0
    return sum(weight for key, weight in one.items() if key in other) / least


def retold(told: Telling, bank: Sequence[Story], earlier: Iterable[Telling]) -> tuple[StoryFinding, ...]:
    """What is to be noticed about a telling.

    - the story of the bank that it tells, or that the bank does not hold it;
    - the bank has marked that story for other competencies than the question asks for;
    - it was told before for another question (the newest time is named);
    - a figure differs from the bank's or from the newest earlier telling's: the same unit, about the same thing, more
      than rounded, and neither value stands in the other text.

    Earlier tellings are those before `told`; others are left out.
    """
    found: list[StoryFinding] = []
    before = [one for one in earlier if (one.at, one.round) < (told.at, told.round)]
    before = sorted((one for one in before if _same(told.text, one.text)), key=lambda one: one.at)
    story = max(bank, key=lambda one: same_story(told.text, _all(one)), default=None)
    story = story if story is not None and _same(told.text, _all(story)) else None
    if story is not None:
        found.append(StoryFinding(kind="in_bank", what=f'You told "{story.title}".', story=story.id))
        found += _other_competency(told, story)
    elif bank and same_story(told.text, told.text):
        what = "This story is not in your bank. `hotseat stories add` keeps it."
        found.append(StoryFinding(kind="not_in_bank", what=what))
    found += _reused(told, before)
    if story is not None:
        found += _changed(told, _all(story), "in your story bank", story.id)
    if before:
        found += _changed(told, before[-1].text, f"on {before[-1].at:%Y-%m-%d}", story.id if story else None)
    return tuple(found)


def _same(left: str, right: str) -> bool:
    return same_story(left, right) >= SAME_STORY


def _all(story: Story) -> str:
    """A story's text with its figures, a line each."""
    return "\n".join([story.body, *(f"{name}: {value}." for name, value in story.figures)])


def _weights(text: str) -> Mapping[object, float]:
    found: dict[object, float] = {
        word.stem: COMMON_WEIGHT if word.stem in COMMON_STEMS else 1.0 for word in content_words(text)
    }
    found.update({(one.value, one.unit): FIGURE_WEIGHT for one in figures(text) if _marks(one)})
    return found


def _marks(figure: Figure) -> bool:
    return not figure.is_year and bool(figure.unit or figure.value > LEAST_COUNT)


def _other_competency(told: Telling, story: Story) -> Iterator[StoryFinding]:
    asked = BY_QUESTION.get(told.question, ())
    if asked and not set(asked) & set(story.competencies):
        yield StoryFinding(
            kind="other_competency",
            what=f"The question asks for {_words(asked)}; your bank has this story for {_words(story.competencies)}.",
            story=story.id,
        )


def _reused(told: Telling, before: Sequence[Telling]) -> Iterator[StoryFinding]:
    for one in reversed(before):
        if one.question != told.question:
            where = "in an earlier round of this session" if one.session == told.session else f"on {one.at:%Y-%m-%d}"
            was, now = (_words(BY_QUESTION.get(name, (name,))[:1]) for name in (one.question, told.question))
            use = f"for {was}, now for {now}" if was != now else f"for another question on {was}"
            yield StoryFinding(
                kind="reused",
                what=f"You told the same story {where} {use}. In one loop interviewers compare notes.",
                before=_first_sentence(one.text),
                where=where,
                told=_quote(told, 0, len(_first_sentence(told.text))),
            )
            return


def _changed(told: Telling, other: str, where: str, story: str | None) -> Iterator[StoryFinding]:
    now, then = figures(told.text), figures(other)
    values_now, values_then = {one.value for one in now}, {one.value for one in then}
    for figure in now:
        if not _marks(figure) or figure.value in values_then:
            continue
        # One of the earlier figures that this telling does not hold, about the same thing.
        near = [one for one in then if one.unit == figure.unit and one.value not in values_now]
        match = max(near, key=lambda one: _alike(figure, one), default=None)
        if match is None or not _about_the_same(figure, match) or _rounded(figure.value, match.value):
            continue
        was = other[match.start : match.end].strip()
        quote = _quote(told, figure.start, figure.end)
        yield StoryFinding(
            kind="figure_changed",
            what=f"{was} {where}, {quote.text} today.",
            story=story,
            told=quote,
            before=sentence(other, match.start, match.end),
            where=where,
        )


def _alike(one: Figure, other: Figure) -> float:
    shared = sum(COMMON_WEIGHT * 5 if stem in COMMON_STEMS else 1.0 for stem in one.about & other.about)
    return shared / max(1.0, min(len(one.about), len(other.about))) if shared >= 1 else 0.0


def _about_the_same(one: Figure, other: Figure) -> bool:
    """Words around both say so: a third of the fewer, two where the number has no unit."""
    enough = 1 if one.unit else 2
    return len(one.about & other.about) >= enough and _alike(one, other) >= 1 / 3


def _rounded(one: float, other: float) -> bool:
    return abs(one - other) <= CHANGED_BY * max(abs(one), abs(other))


def _quote(told: Telling, start: int, end: int) -> Quote:
    """A range of the joined text, as a quote of the transcript's line in which it starts."""
    at = 0
    for number, turn in enumerate(told.turns, 1):
        if turn.speaker != "candidate":
            continue
        if start <= at + len(turn.text):
            left, right = start - at, min(end - at, len(turn.text))
            return Quote(turn=number, text=turn.text[left:right], start=left, end=right)
        at += len(turn.text) + 1
    raise ValueError("the range lies behind the text")


def _first_sentence(text: str) -> str:
    return text[: len(sentence(text, 0, 1))] if text[:1].strip() else ""


def _words(names: Sequence[str]) -> str:
    return " and ".join(name.replace("_", " ") for name in names)
