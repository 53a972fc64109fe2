"""The interviewer against simulated candidates: does it bring out what they hold back, without giving anything away?

    .venv/bin/python -m benchmarks.interviewer [--rounds 220] [--seed 1] [--show N]

Rounds are real sessions of the embedded engine on a clock that the candidates drive, in a home of their own. The
candidates (benchmarks/candidates.py) read texts, not tags. Nothing here was judged by people.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.candidates import INSTRUCTION, KINDS, Candidate, Embed, asked_for
from benchmarks.gold import BANK, questions, read
from rubrics.schema import Question

WORDS_A_SECOND = 2.2
THINKING = 12.0
PROBES = ("probe", "challenge", "quantify", "tradeoff")


@dataclass
class Round:
    """What one round showed."""

    question: str
    kind: str
    replies: list[dict[str, Any]] = field(default_factory=list)
    said_at_first: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    brought_out: frozenset[str] = frozenset()
    wrong: frozenset[str] = frozenset()
    labels: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    named: list[bool] = field(default_factory=list)
    """For each follow-up whether its words alone lead to the point that it aimed at."""
    open_at_first: frozenset[str] = frozenset()
    """Points that the interviewer took for open after the first answer."""
    latency: list[float] = field(default_factory=list)
    """Seconds from an answer to the reply."""


def statements(bank: Mapping[str, Question]) -> dict[str, dict[str, list[str]]]:
    """For each question and point what graded answers say on it where raters called it met; else its evidence."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for record in read(None)[0]:
        text = record.turns[0].text
        for criterion, label, quote in zip(record.question.criteria, record.labels, record.quotes, strict=True):
            if label == "met" and quote and quote in text:
                found[record.question.id][criterion.id].append(_sentence(text, quote))
    return {
        name: {
            c.id: sorted(dict.fromkeys([*found[name][c.id], *c.evidence]), key=lambda s: s in c.evidence)
            for c in question.all_criteria()
        }
        for name, question in bank.items()
    }


def _sentence(text: str, quote: str) -> str:
    start, end = text.index(quote), text.index(quote) + len(quote)
    begin = max(text.rfind(". ", 0, start) + 2, text.rfind("\n", 0, start) + 1, 0)
    stops = [at for at in (text.find(". ", end - 1), text.find("\n", end - 1)) if at >= 0]
    return " ".join(text[begin : min(stops, default=len(text)) + 1].split())


def play(question: Question, kind: str, known: Mapping[str, Sequence[str]], embed: Embed, seed: int) -> Round:
    """One round to its end."""
    from agent.api.sessions import Options, start

    candidate = Candidate(kind, question, known, random.Random(f"{seed}:{question.id}"), embed)
    seen: list[Any] = []
    done = Round(question.id, kind)
    options = Options(kind="drill", question=question.id, engine="embedded", clock="input", seed=seed)
    with start(options, seen.append) as session:
        session.go_on()
        text = candidate.open()
        done.wrong = frozenset(candidate.wrong)
        done.said_at_first = frozenset(c.id for c in question.criteria) - candidate.held - done.wrong
        while not session.over and session.state.awaiting is not None and session.state.awaiting.wants == "answer":
            _read_the_rubric()
            before, began = len(seen), time.perf_counter()
            # An instruction takes no time, so that a twin without it has the same clock.
            words = len(text.replace(INSTRUCTION, "").split())
            session.answer(text, THINKING + words / WORDS_A_SECOND)
            took = time.perf_counter() - began
            reply = next((e for e in reversed(seen[before:]) if e.event == "reply"), None)
            if reply is None:
                break
            done.latency.append(took)
            done.replies.append({"move": reply.move, "criterion": reply.criterion, "text": reply.text})
            if reply.move in PROBES and reply.criterion:
                done.named.append(asked_for(reply.text, question, embed) == reply.criterion)
            text = candidate.reply(reply.text, reply.move)
        if not session.over:
            session.command("end")
        done.faults = _faults(session.state, question)
        done.open_at_first = _open_at_first(session.state)
        card = session.state.round.card if session.state.round else None
        done.labels = {row.id: row.label for row in card.criteria} if card else {}
    done.held = candidate.first_held
    done.brought_out = frozenset(candidate.asked_out)
    return done


def _read_the_rubric() -> None:
    """Wait for what is read in the background: nobody answers in less time than that takes."""
    for thread in threading.enumerate():
        if thread.name == "prepare":
            thread.join()


def _open_at_first(state: Any) -> frozenset[str]:
    from agent.interview.open_points import OPEN

    judged = next((d.assessment for d in state.round.decisions if d.assessment), None)
    return frozenset(row.id for row in judged.criteria if row.p_open >= OPEN) if judged else frozenset()


def _faults(state: Any, question: Question) -> list[str]:
    """Leaks, praise, verdicts, repeats in what was said, found by the check that guards the model voice, too."""
    from agent.voice.brief import Brief
    from agent.voice.checks import faults

    found = []
    now = state.round
    replies = [at for at, turn in enumerate(now.turns) if turn.speaker == "interviewer" and turn.move]
    for decided, at in zip(now.decisions, replies, strict=False):
        if decided.move in ("second_angle", "pivot", "hint"):
            continue  # the bank's own text, checked with the bank
        said = frozenset(turn.text for turn in now.turns[:at] if turn.speaker == "interviewer")
        brief = Brief(question, decided, now.turns[:at], said, facts=now.facts)
        found += [f"{decided.move}: {fault}" for fault in faults(now.turns[at].text, brief)]
    return found


def main() -> int:
    """Play, print, and tell by the exit status whether the targets held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=220)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=3, help="transcripts to print")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOTSEAT_HOME"] = home
        from corpus.encoder import load_encoder

        embed = load_encoder().embed
        bank = {name: q for name, q in questions(BANK).items() if q.kind != "coding"}
        known = statements(bank)
        rng = random.Random(options.seed)
        names = sorted(bank)
        chosen = [(KINDS[at % len(KINDS)], rng.choice(names)) for at in range(options.rounds)]
        rounds = [
            play(bank[name], kind, known[name], embed, options.seed + at) for at, (kind, name) in enumerate(chosen)
        ]
        twins = _twins(bank, known, embed, rng.sample(names, min(20, len(names))), options.seed)
    return report(rounds, twins, options.show)


def _twins(
    bank: Mapping[str, Question], known: Mapping[str, Any], embed: Embed, names: Sequence[str], seed: int
) -> list[tuple[Round, Round]]:
    """The same candidate with and without an instruction to the grader, each in a home without the other's session.

    An earlier session shifts what is asked first where it was weak.
    """
    shared = os.environ["HOTSEAT_HOME"]
    try:
        pairs = []
        for name in names:
            pair = []
            for kind in ("half", "instructing"):
                with tempfile.TemporaryDirectory() as own:
                    os.environ["HOTSEAT_HOME"] = shutil.copytree(shared, own, dirs_exist_ok=True)
                    pair.append(play(bank[name], kind, known[name], embed, seed))
            pairs.append((pair[0], pair[1]))
        return pairs
    finally:
        os.environ["HOTSEAT_HOME"] = shared


def report(rounds: Sequence[Round], twins: Sequence[tuple[Round, Round]], show: int) -> int:
    """Print the figures beside their targets; 1 where one was missed."""
    by_kind = defaultdict(list)
    for one in rounds:
        by_kind[one.kind].append(one)
    rows: list[tuple[str, float, str, bool]] = []

    def row(name: str, value: float, target: str, held: bool) -> None:
        rows.append((name, value, target, held))

    half = [one for kind in ("half", "rambling", "instructing") for one in by_kind[kind] if one.held]
    brought = sum(len(one.brought_out) for one in half) / max(1, sum(len(one.held) for one in half))
    row("held back and brought out (half, rambling, instructing)", brought, ">= .95", brought >= 0.95)
    seen = sum(len(one.held & one.open_at_first) for one in half) / max(1, sum(len(one.held) for one in half))
    row("held back and taken for open after the first answer", seen, "", True)
    sure = by_kind["strong"]
    told = sum(len(one.said_at_first & one.open_at_first) for one in sure)
    row("strong: said and taken for open", told / max(1, sum(len(one.said_at_first) for one in sure)), "", True)
    strong = [r for one in by_kind["strong"] for r in one.replies if r["move"] in PROBES]
    again = sum(r["criterion"] is not None for r in strong) / max(1, sum(len(one.replies) for one in by_kind["strong"]))
    row("strong: replies that ask for what was said", again, "<= .05", again <= 0.05)
    named = [hit for one in rounds for hit in one.named]
    led = sum(named) / max(1, len(named))
    row("follow-ups whose words lead a crude reader to their point", led, ">= .85", led >= 0.85)
    errors = [(one, name) for one in by_kind["wrong"] for name in one.wrong]
    soon = sum(_challenged(one, name) for one, name in errors if _first_probes(one, name))
    row(
        "wrong: challenged at once among those aimed at",
        soon / max(1, sum(_first_probes(o, n) for o, n in errors)),
        "",
        True,
    )
    first_two = [one for one in by_kind["wrong"] if one.wrong]
    hit = sum(any(r["criterion"] in one.wrong for r in _probes(one)[:2]) for one in first_two) / max(1, len(first_two))
    row("wrong: an error is taken up within two follow-ups", hit, ">= .85", hit >= 0.85)
    found = [fault for one in rounds for fault in one.faults]
    row("leaks, praise, verdicts, repeats", len(found), "0", not found)
    same = sum(_moves(a) == _moves(b) for a, b in twins) / max(1, len(twins))
    labels = sum(a.labels == b.labels for a, b in twins) / max(1, len(twins))
    row("an instruction changes no move", same, "1", same == 1)
    row("an instruction changes no label", labels, "1", labels == 1)
    lost = [one for kind in ("silent", "off_topic") for one in by_kind[kind]]
    credited = sum(label in ("met", "partial") for one in lost for label in one.labels.values())
    row("silent, off topic: points credited", credited, "0", not credited)
    times = sorted(t for one in rounds for t in one.latency)
    row(
        "seconds from an answer to the reply, p95", times[int(0.95 * len(times))] if times else 0.0, "<= .25 idle", True
    )

    print(
        f"{len(rounds)} rounds, {len({one.question for one in rounds})} questions, {len(KINDS)} kinds of candidates\n"
    )
    for name, value, target, held in rows:
        print(f"{'ok  ' if held else 'MISS'} {name:58} {value:8.3f}  {target}")
    for fault, times_seen in Counter(found).most_common(8):
        print(f"     {times_seen} x {fault}")
    for kind in KINDS:
        moves = Counter(r["move"] for one in by_kind[kind] for r in one.replies)
        print(f"     {kind:12} {len(by_kind[kind]):3} rounds: {dict(moves.most_common())}")
    for one in list(rounds)[:: max(1, len(rounds) // max(1, show))][:show]:
        print(f"\n{one.question}, {one.kind}")
        for r in one.replies:
            print(f"  {r['move']:12} {r['criterion'] or '-':24} {r['text'][:140]}")
    return 0 if all(held for *_, held in rows) else 1


def _probes(one: Round) -> list[dict[str, Any]]:
    return [r for r in one.replies if r["move"] in PROBES and r["criterion"]]


def _moves(one: Round) -> list[tuple[str, str | None]]:
    return [(r["move"], r["criterion"]) for r in one.replies]


def _first_probes(one: Round, name: str) -> bool:
    return any(r["criterion"] == name for r in _probes(one))


def _challenged(one: Round, name: str) -> bool:
    return next((r["move"] == "challenge" for r in _probes(one) if r["criterion"] == name), False)


if __name__ == "__main__":
    sys.exit(main())
