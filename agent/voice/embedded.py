"""The embedded voice: the bank's own probes and a table of phrases, never the same sentence twice in a session."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import chain, product

import yaml

from agent.assess.text import FUNCTION_WORDS
from agent.events import Citation
from agent.voice.brief import Brief, Emit, Phrased

MAX_QUOTE_WORDS = 18
LEAST_CLAUSE = 5
"""Words from which a clause is worth repeating."""
MAX_TAKEN_UP = 12
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
        text = next((way for way in chain(ways, repeated) if way not in brief.said), ways[0])
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
    kind = decided.phrase or decided.move
    if kind == "challenge" and not brief.quote:
        kind = "challenge_plain"
    elif kind == "challenge" and brief.question.kind == "behavioral":
        kind = "challenge_story"
    asks = criterion is not None and kind in ("probe", "tradeoff", "quantify")
    own = criterion.probes if criterion and asks else ()
    ways = _turned(list(own) or [template.format(**slots) for template in table[kind]], brief.variant)
    leads = _turned(table["lead"], brief.variant) if own else [""]
    if asks and brief.quote:
        words = _short(brief.quote.text, MAX_TAKEN_UP)
        joined = table["taken_up" if brief.about == "point" else "beside"]
        leads = [lead.format(quote=words) for lead in _turned(joined, brief.variant)] + leads
    yield from (f"{lead}{_spoken(way) if lead.endswith(': ') else way}" for lead, way in product(leads, ways))


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


def _short(quote: str, most: int = MAX_QUOTE_WORDS) -> str:
    """The beginning of a quote: up to its last clause within `most` words, else without a small word at its end."""
    words = quote.replace("“", '"').replace("”", '"').split()
    if len(words) <= most:
        return " ".join(words).rstrip(" .,;:!")
    kept = words[:most]
    clause = max((at for at, word in enumerate(kept, 1) if at >= LEAST_CLAUSE and word[-1] in ",;:."), default=0)
    if clause:
        kept = kept[:clause]
    while len(kept) > LEAST_CLAUSE and kept[-1].lower() in FUNCTION_WORDS:
        kept.pop()
    return " ".join(kept).rstrip(" .,;:!") + "…"
