"""The embedded voice: the bank's own probes and a table of phrases, never the same sentence twice in a session."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import chain, product

import yaml

from agent.events import Citation
from agent.voice.brief import Brief, Emit, Phrased

MAX_QUOTE_WORDS = 18


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
        start = brief.variant % len(ways)
        turned = [*ways[start:], *ways[:start]]
        repeated = (f"{lead}{way}" for lead in phrases()["again"] for way in turned)
        text = next((way for way in chain(turned, repeated) if way not in brief.said), turned[0])
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
    slots = {
        "name": _spoken(criterion.name) if criterion else "",
        "quote": _short(brief.quote.text) if brief.quote else "",
        "outcome": brief.outcome,
    }
    kind = decided.phrase or decided.move
    if kind == "challenge" and not brief.quote:
        kind = "challenge_plain"
    own = criterion.probes if criterion and kind in ("probe", "tradeoff", "quantify") else ()
    leads = table["lead"]
    turned = leads[brief.variant % len(leads) :] + leads[: brief.variant % len(leads)]
    for lead, probe in product(turned, own):
        yield f"{lead}{probe}"
    if not own:
        yield from (template.format(**slots) for template in table[kind])


def _clarifications(brief: Brief) -> Iterator[str]:
    told: list[str] = []
    for index in brief.decided.facts:
        if index is not None and brief.facts[index].fact not in told:
            told.append(brief.facts[index].fact)
    unknown = any(index is None for index in brief.decided.facts) or not told
    for ending in phrases()["clarify_unknown"] if unknown else [""]:
        yield " ".join([*told, ending]).rstrip()


def _spoken(name: str) -> str:
    """A criterion's name inside a sentence: lower-case unless it begins with an acronym."""
    return name if len(name) > 1 and name[1].isupper() else name[:1].lower() + name[1:]


def _short(quote: str) -> str:
    words = quote.replace("“", '"').replace("”", '"').split()
    cut = " ".join(words[:MAX_QUOTE_WORDS])
    return f"{cut}…" if len(words) > MAX_QUOTE_WORDS else cut
