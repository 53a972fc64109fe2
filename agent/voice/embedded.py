"""The embedded voice: the bank's own probes and a table of phrases, never the same sentence twice in a session."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain, product

import yaml

from agent.assess.text import FUNCTION_WORDS
from agent.events import Citation
from agent.voice.brief import Brief, Emit, Phrased

MAX_QUOTE_WORDS = 24
LEAST_CLAUSE = 5
"""Words from which a clause is worth repeating."""
MAX_TAKEN_UP = 16
"""Words of the candidate's that a probe repeats."""


@cache
def phrases() -> Mapping[str, list[str]]:
    """The table of phrases by move or occasion."""
    data: dict[str, list[str]] = yaml.safe_load((files("agent.voice") / "phrases.yaml").read_text(encoding="utf-8"))
    return data


class EmbeddedVoice:
    """Speaks without a model."""

    def phrase(self, brief: Brief, emit: Emit, cancel: threading.Event) -> Phrased:
        """Choose the first way of saying it that was not used in this session."""
        ways = list(_ways(brief))
        repeated = (f"{lead}{way}" for lead in phrases()["again"] for way in ways)
        used = {_without_quotes(said) for said in brief.said}
        fresh = (way for way in ways if way not in brief.said and _without_quotes(way) not in used)
        text = next(chain(fresh, (way for way in chain(ways, repeated) if way not in brief.said)), ways[0])
        emit(text)
        sources = brief.criterion.sources if brief.criterion else ()
        return Phrased(text, "embedded", tuple(Citation(source=source) for source in sources))


def _ways(brief: Brief) -> Iterator[str]:
    decided, criterion = brief.decided, brief.criterion
    table = phrases()
    if decided.move == "clarify":
        yield from _clarifications(brief)
        return
    if decided.move == "second_angle" and brief.question.second_angle:
        yield brief.question.second_angle.prompt
        return
    if decided.move == "pivot" and decided.pivot is not None:
        yield brief.question.pivots[decided.pivot].question
        return
    slots = {
        "name": _spoken(criterion.name) if criterion else "",
        "quote": _short(brief.quote.text) if brief.quote else "",
        "outcome": brief.outcome,
        "note": brief.decided.note,
        "said": brief.decided.said,
    }
    kind = decided.move if decided.phrase == "rephrase" else decided.phrase or decided.move
    if kind == "challenge" and not brief.quote:
        kind = "challenge_plain"
    elif kind == "challenge" and brief.question.kind == "behavioral":
        kind = "challenge_story"
    elif kind == "challenge" and any(letter.isdigit() for letter in slots["quote"]):
        kind = "challenge_figure"
    asks = criterion is not None and kind in ("probe", "tradeoff", "quantify")
    own = criterion.probes if criterion and asks else ()
    if decided.phrase == "rephrase":
        heard = " ".join(brief.said).lower()
        own = tuple(probe for probe in own if probe.lower() not in heard)
    ways = _turned(list(own) or [template.format(**slots) for template in table[kind]], brief.variant)
    leads = _turned(table["lead"], brief.variant) if own else [""]
    if asks and decided.phrase == "rephrase":
        leads = _turned(table["rephrase"], brief.variant)
    elif asks and brief.quote and (words := _whole(brief.quote.text)):
        leads = [lead.format(quote=words) for lead in _turned(table["taken_up"], brief.variant)] + leads
    told = _facts(brief)
    yield from (f"{told}{lead}{_spoken(way) if lead.endswith(': ') else way}" for lead, way in product(leads, ways))


def _facts(brief: Brief) -> str:
    """What was asked inside an answer, told before the follow-up."""
    return "".join(f"{brief.facts[fact].fact} " for fact in dict.fromkeys(brief.decided.facts) if fact is not None)


def _without_quotes(text: str) -> str:
    """The interviewer's own words: another quote in the same sentence is no other sentence."""
    return re.sub(r"“[^”]*”", "“”", text)


def _turned(rows: list[str], variant: int) -> list[str]:
    """The rows beginning with another one each time."""
    at = variant % len(rows)
    return rows[at:] + rows[:at]


def _clarifications(brief: Brief) -> Iterator[str]:
    told: list[str] = []
    for index in brief.decided.facts:
        if index is not None and brief.facts[index].fact not in told:
            told.append(brief.facts[index].fact)
    unknown = any(index is None for index in brief.decided.facts) or not told
    for ending in _turned(phrases()["clarify_unknown"], brief.variant) if unknown else [""]:
        yield " ".join([*told, ending]).rstrip()


def _spoken(name: str) -> str:
    """A criterion's name inside a sentence: lower-case unless it begins with an acronym."""
    return name if len(name) > 1 and name[1].isupper() else name[:1].lower() + name[1:]


def _clause(words: Sequence[str]) -> Sequence[str]:
    """The words up to the last end of a clause that is worth repeating; none: there is no such end."""
    return words[
        : max((at for at, word in enumerate(words, 1) if at >= LEAST_CLAUSE and word[-1] in ",;:."), default=0)
    ]


def _whole(quote: str) -> str:
    """A quote as a clause that is complete, or nothing: half a clause says something else."""
    words = quote.split()
    return _short(quote, MAX_TAKEN_UP) if len(words) <= MAX_TAKEN_UP or _clause(words[:MAX_TAKEN_UP]) else ""


def _short(quote: str, most: int = MAX_QUOTE_WORDS) -> str:
    """The beginning of a quote: up to its last clause within `most` words, else without a small word at its end."""
    words = quote.replace("“", '"').replace("”", '"').split()
    if len(words) <= most:
        return " ".join(words).rstrip(" .,;:!")
    kept = list(_clause(words[:most]) or words[:most])
    while len(kept) > LEAST_CLAUSE and kept[-1].lower() in FUNCTION_WORDS:
        kept.pop()
    return " ".join(kept).rstrip(" .,;:!") + "…"
