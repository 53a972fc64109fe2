"""What a story lacks, seen by code: a baseline, a number, an "I", a learning; or it is too long to be told. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from agent.stories.figures import Figure, figures
from agent.stories.story import Story
from rubrics.schema import Dimension

Lack = Literal["empty", "no_number", "no_baseline", "no_i", "no_learning", "too_long", "figure_not_told"]

WORDS_A_MINUTE = 140
MOST_MINUTES = 2
FEWEST_WORDS = 40
LEAST_SHARE_OF_I = 0.4
"""Of all first persons, singular and plural, under which a story is told as a team's."""

_I = re.compile(r"\b(?:I|I'm|I'd|I've|I'll|me|my|mine|myself)\b")
_WE = re.compile(r"\b(?:we|we're|we'd|we've|us|our|ours|ourselves)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:from\b.{1,60}\bto|instead of|compared (?:to|with)|rather than|as against|against|versus|vs|baseline|before|"
    r"previous(?:ly)?|until then|used to|usual(?:ly)?|had been|would have been|control|up from|down from|"
    r"(?:higher|lower|more|less|fewer|better|worse|faster|slower) than|halved|doubled|tripled|than in|the year before|"
    r"where\b.{1,60}\bwould be)\b|(?:->|→|=>)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:rose|fell|dropped|grew|cut|reduced|increased|improved|raised|lowered|saved|gained|lost|up|down|shorter|longer)"
    r"\b[^.!?;]{0,40}\bby\s",
    re.IGNORECASE,
)
_LEARNING = re.compile(
    r"\b(?:learn(?:ed|t|ing)?|lesson|since then|ever since|from then on|these days|nowadays|next time|"
    r"(?:today|now) I|I (?:now|always|never) |I(?:'d| would) (?:do|have|not|rather|start|ask|write|keep|talk)|"
    r"differently|if I (?:could|had to)|my rule|the rule I|I've (?:asked|done|written|kept|used) .{0,40}since|"
    r"half a year later|a year later|months later|changed (?:how|what) I|in hindsight|habit)\b",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    r"\b(?:eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|hundreds?|thousands?|million|half|third|quarter)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?;\n]+(?:[.](?=\d)[^.!?;\n]+)*")


@dataclass(frozen=True)
class Gap:
    """One thing a story lacks."""

    lack: Lack
    what: str
    todo: str


def gaps(story: Story) -> tuple[Gap, ...]:
    """What the story lacks, in the order of the telling; empty: code sees nothing."""
    body = story.body
    count = count_words(body)
    if count < FEWEST_WORDS:
        return (Gap("empty", f"It has {count} words.", "Write it out as you would tell it."),)
    found = [
        _number(body),
        _baseline(body),
        _first_person(body),
        _learning(body),
        _length(count),
        *(_untold(body, name, value) for name, value in story.figures),
    ]
    return tuple(one for one in found if one is not None)


def lacking(told: str) -> dict[Dimension, str]:
    """What a story as told so far makes an interviewer insist on: the own part, and figures. Each with its reason."""
    if count_words(told) < FEWEST_WORDS:
        return {}
    found: dict[Dimension, str] = {}
    if _first_person(told) is not None:
        found["ownership"] = "the story is told as a team's"
    if _number(told) is not None:
        found["verification"] = "no number is told"
    return found


def count_words(text: str) -> int:
    """Words as they are spoken: a number is one, punctuation is none."""
    return len(re.findall(r"[^\W_][\w'’.,-]*", text))


def _counted(body: str) -> list[Figure]:
    return [one for one in figures(body) if not one.is_year]


def _number(body: str) -> Gap | None:
    if _counted(body) or _SPELLED.search(body):
        return None
    return Gap("no_number", "No number is told.", "Say how much, how many or how long, in digits.")


def _baseline(body: str) -> Gap | None:
    """A baseline stands in the sentence of a number: two numbers of one unit, or words of comparison."""
    told = _counted(body)
    for match in _SENTENCE.finditer(body):
        inside = [one for one in told if match.start() <= one.start < match.end()]
        units = [one.unit for one in inside if one.unit]
        if inside and (_COMPARED.search(match[0]) or _RELATIVE.search(match[0]) or len(set(units)) < len(units)):
            return None
    if not told:
        return None  # `no_number` says it.
    return Gap(
        "no_baseline", "No number has something to compare it with.", "Tell what it was before: from 41 % to 33 %."
    )


def _first_person(body: str) -> Gap | None:
    own, team = len(_I.findall(body)), len(_WE.findall(body))
    if own and own / (own + team) >= LEAST_SHARE_OF_I:
        return None
    return Gap(
        "no_i",
        f'It says "I" {own} times and "we" {team} times.',
        "Tell what you decided and did yourself; name what others did.",
    )


def _learning(body: str) -> Gap | None:
    if _LEARNING.search(body):
        return None
    return Gap("no_learning", "It ends without a learning.", "Tell what you do differently, and when it last showed.")


def _length(count: int) -> Gap | None:
    most = WORDS_A_MINUTE * MOST_MINUTES
    if count <= most:
        return None
    minutes = count / WORDS_A_MINUTE
    return Gap(
        "too_long",
        f"{count} words are {minutes:.1f} minutes of speech at {WORDS_A_MINUTE} words a minute.",
        f"Cut it to {most} words; keep the rest for follow-ups.",
    )


def _untold(body: str, name: str, value: str) -> Gap | None:
    """A figure of the front matter that the text does not tell."""
    wanted = {(one.value, one.unit) for one in figures(value)}
    told = {(one.value, one.unit) for one in figures(body)}
    values = {number for number, _ in told}
    if all(one in told or (not one[1] and one[0] in values) for one in wanted):
        return None
    return Gap("figure_not_told", f"The figure {name!r} ({value}) is not in the text.", "Tell it, or take it out.")
