"""Names and slugs of topics: by their headings, by what else the guide says, and by their words."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.parsing.blocks import slug
from corpus.words import stems


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic that many guides treat, and the words that tell it."""

    slug: str
    name: str
    strong: str
    """Words of which one in a heading is enough."""
    weak: str
    """Words of which a heading needs two."""
    body: str = ""
    """Words that tell it in a text without a heading."""


SUBJECTS: tuple[Subject, ...] = (
    Subject("graph_search", "Graph search and state spaces", "bfs dfs", "graph search traversal shortest path state",
            "bfs dfs union find visited queue reachability adjacency neighbor"),
    Subject("multi_gpu_matmul", "Multi-GPU matrix multiplication", "matmul gemm summa",
            "gpu multi matrix multiplication distributed sharded linear algebra", "nccl allreduce cannon cublas tile"),
    Subject("recommendation_ranking", "Recommendation and ranking", "recommendation recommender",
            "ranking candidate retrieval reranking feed", "reranker embedding ann click watch exploration bandit"),
    Subject("serving_feature_stores_monitoring", "Serving, feature stores and monitoring", "",
            "serving feature store monitoring production drift deployment", "skew freshness rollout canary online"),
    Subject("computer_vision", "Computer vision", "", "computer vision image detection segmentation cv",
            "iou map detector camera box convolution"),
    Subject("transformers_llm_lifecycle", "Transformers and the life cycle of LLMs", "transformer llm",
            "attention language lifecycle pretraining rlhf", "token lora perplexity kv decoding"),
    Subject("experimentation_ab_testing", "Experimentation and A/B testing", "experimentation a/b ab",
            "experiment testing metric hypothesis causal", "randomization guardrail power srm significance"),
    Subject("behavioral_star", "Behavioral questions and STAR", "behavioral behavioural star",
            "leadership ownership story conflict project", "situation stakeholder outcome postmortem"),
    Subject("lru_cache_pins", "LRU cache with pinned entries", "lru", "cache pinned pin eviction",
            "evict capacity linked list hash map recency"),
    Subject("probability_sampling_random_walks", "Probability, sampling and random walks", "",
            "probability sampling random walk weighted statistics", "martingale alias reservoir cdf ruin recurrence"),
)  # fmt: skip

_LABEL = re.compile(r"\s*\([^)]*\)\s*\Z")


@dataclass(frozen=True, slots=True)
class Lead:
    """What is known of a topic before it has a name."""

    heading: str
    """May be empty."""
    body: str
    example: str
    """The title of its worked example; may be empty."""
    category: str
    """The heading above it; may be empty."""


def name_topics(leads: Sequence[Lead], pointers: Sequence[str], known_only: bool = True) -> list[tuple[str, str]]:
    """Return (slug, name) of each topic, in order; slugs are unique.

    A lost heading is taken from the names that the guide gives elsewhere, by word overlap; else it is the subject
    whose words its text has, the title of its worked example or the category. With `known_only` false, headings get
    slugs of their own even where they fit a known subject.
    """
    names = [_LABEL.sub("", lead.heading) for lead in leads]
    for row, name in _matched(leads, pointers).items():
        names[row] = name
    subjects: dict[int, Subject] = {}
    for row, subject in sorted(_subjects(leads, names), key=lambda pair: pair[0]) if known_only else ():
        subjects[row] = subject
    out: list[tuple[str, str]] = []
    taken = Counter(subject.slug for subject in subjects.values())
    for row, lead in enumerate(leads):
        if row in subjects:
            name = names[row] or (subjects[row].name if not lead.example else lead.example)
            out.append((subjects[row].slug, name))
            continue
        name = names[row] or lead.example or lead.category or f"Topic {row + 1}"
        out.append((_unused(slug(name) or f"topic-{row + 1}", taken), name))
    return out


def _unused(wanted: str, taken: Counter[str]) -> str:
    """Return the slug, with a number where it is taken, and note it."""
    found = wanted
    while found in taken:
        taken[wanted] += 1
        found = f"{wanted}-{taken[wanted]}"
    taken[found] += 1
    return found


def _matched(leads: Sequence[Lead], pointers: Sequence[str]) -> dict[int, str]:
    """Give the pointers that no heading uses to the topics without one.

    The overlap is the mean, over the stems of the name, of how often the topic has it against the topic that has it
    most often. The name that would lose most by its second-best topic chooses first (Vogel's regret rule).
    """
    headings = {frozenset(stems(lead.heading)) for lead in leads if lead.heading}
    rows = [row for row, lead in enumerate(leads) if not lead.heading]
    counts = {row: Counter(stems(leads[row].body)) for row in rows}
    scores: dict[str, dict[int, float]] = {}
    for name in dict.fromkeys(pointers):
        wanted = set(stems(name))
        if wanted and frozenset(wanted) not in headings:
            most = {stem: max((counts[row][stem] for row in rows), default=0) or 1 for stem in wanted}
            scores[name] = {row: sum(counts[row][stem] / most[stem] for stem in wanted) / len(wanted) for row in rows}
    found: dict[int, str] = {}
    while True:
        choices = []
        for name, by_row in scores.items():
            left = sorted(((score, -row) for row, score in by_row.items() if row not in found), reverse=True)
            if left and left[0][0] >= 0.5:
                choices.append((left[0][0] - (left[1][0] if len(left) > 1 else 0), -left[0][1], name))
        if not choices:
            return found
        _, row, name = max(choices)
        found[row] = name
        del scores[name]


def _subjects(leads: Sequence[Lead], names: Sequence[str]) -> list[tuple[int, Subject]]:
    """Match topics with subjects one to one, the surest first."""
    pairs: list[tuple[float, int, Subject]] = []
    for row, lead in enumerate(leads):
        words = set(stems(names[row] or lead.example))
        body = Counter(stems(lead.body)) if not names[row] else Counter()
        for subject in SUBJECTS:
            strong, weak, telling = _stemmed(subject)
            score = 2.0 * len(words & strong) + len(words & weak)
            if score >= 2:
                pairs.append((score + 10 * score / (1 + len(words)), row, subject))
            elif not words:
                hits = sum(min(3, body[stem]) for stem in strong | weak | telling)
                if hits >= 8 and len([stem for stem in strong | telling if body[stem]]) >= 3:
                    pairs.append((hits / 100, row, subject))
    found: dict[int, Subject] = {}
    for _, row, subject in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        if row not in found and subject not in found.values():
            found[row] = subject
    return list(found.items())


@functools.cache
def _stemmed(subject: Subject) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    return frozenset(stems(subject.strong)), frozenset(stems(subject.weak)), frozenset(stems(subject.body))
