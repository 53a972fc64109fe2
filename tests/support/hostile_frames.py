"""A seeded fuzzer of what a taken-over process can send, run in a process of little memory: `hostile_frames.py N SEED`.

Frames are random bytes, random nodes, and frames of the encoder that were cut, spliced, nested or given other numbers.
Each goes the judge's whole way: parsed, decoded, compared and shown, as one answer and as a batch of answers.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from sandbox.answers import Answers
from sandbox.broker import Ended, Reply
from sandbox.correctness import _split
from sandbox.inside.codec import Decoder, Encoder, Malformed, Raised, dump, parse
from sandbox.problem import Problem, ProblemFile
from sandbox.suite import TestCase

MEMORY = 192 * 2**20
SECONDS = 2.0
"""Of one frame."""
PARTS = 20_000
TAGS = [*"tdsfbcargxm", "q", ""]
LEAVES: list[Any] = [None, True, 0, -1, 1.5, float("nan"), float("inf"), "", "<i8", "<f4", "|O", "|b1", "set", 2**31, 2**63, 10**30, 10**4000, [], [0, 8], [3], [0, 2**40, 2**40], "x" * 300, "\ud800", "\x1b[2J"]  # fmt: skip
VALUES: list[Any] = [
    7, 2.5, "text", b"bytes", None, 3j, [1, 2, 3], (1, "a"), {1: 2, "k": [3]}, {1, 2}, frozenset({3}), [[1.0, 2.0]],
    np.arange(6.0).reshape(2, 3), np.float32(2.5), [np.arange(4), {"a": np.zeros(0)}], Raised("E", ("E", "Exception"), 3, "t"),
    [None, 1, Raised("KeyError", ("KeyError",), 2, "")], np.zeros((2, 0, 3), "c16"), [{(1, 2): frozenset({(3, 4)})}],
]  # fmt: skip


def node(rng: random.Random, depth: int = 0) -> Any:
    """A random node, sometimes of a right form."""
    what = rng.random()
    if depth > 5 or what < 0.35:
        return rng.choice(LEAVES)
    if what < 0.6:
        return [node(rng, depth + 1) for _ in range(rng.randrange(6))]
    if what < 0.8:
        shape = [rng.choice([0, 0, 1, 2, 8, 2**20, 2**39, 2**40]) for _ in range(rng.randrange(5))]
        dtype = rng.choice(["<f8", "|b1", "<c16", "<i4"])
        return rng.choice([{"a": [dtype, shape, 0, rng.choice([0, 0, 8, 32, 2**40])]}, {"r": [dtype, shape, rng.choice([0, 64, 2**50])]},
                           {"g": [dtype, 0, 8]}, {"b": [0, 32]}])  # fmt: skip
    return {rng.choice(TAGS): node(rng, depth + 1) for _ in range(rng.choice([1, 1, 1, 2]))}


def mutated(rng: random.Random, data: bytes) -> bytes:
    """`data` with some bytes changed, cut out, doubled, or numbers replaced."""
    out = bytearray(data)
    for _ in range(rng.randrange(1, 5)):
        if not out:
            break
        at, other = sorted((rng.randrange(len(out)), rng.randrange(len(out))))
        match rng.randrange(6):
            case 0:
                out[at] = rng.randrange(256)
            case 1:
                del out[at:other]
            case 2:
                out[at:at] = out[at:other]
            case 3:
                del out[at:]
            case 4:
                digits = [i for i, byte in enumerate(out) if 48 <= byte <= 57]
                if digits:
                    i = rng.choice(digits)
                    out[i : i + 1] = str(rng.choice([0, 1, 2**31, 2**63, 10**25, -1])).encode()
            case _:
                out[at:at] = rng.choice([b"[", b"{", b"]", b"}", b",", b'"', b":", b'{"t":[', b"1e999", b"NaN"])
    return bytes(out)


def frame(rng: random.Random) -> tuple[bytes, bytes]:
    """Header and body of one hostile answer."""
    kind = rng.randrange(8)
    if kind == 0:
        return rng.randbytes(rng.randrange(80)), rng.randbytes(rng.randrange(64))
    if kind == 1:
        return json.dumps({rng.choice(["value", "raised", "unsupported", "results"]): node(rng)}).encode(), bytes(64)
    if kind == 2:
        tag, deep = (
            rng.choice(['{"t":[', "[", '{"s":[', '{"d":[[1,', '{"f":[']),
            rng.choice([3, 60, 70, rng.randrange(900, 1000), 5000]),
        )
        close = {'{"t":[': "]}", "[": "]", '{"s":[': "]}", '{"d":[[1,': "]]}", '{"f":[': "]}"}[tag]
        key = rng.choice(["value", "raised", "unsupported", "results"])
        return f'{{"{key}":{tag * deep}{close * deep}}}'.encode(), b""
    if kind == 3:
        one = rng.choice(
            [
                "[]",
                '{"t":[]}',
                '{"a":["<f8",[8],0,64]}',
                '{"b":[0,64]}',
                '{"r":["<f8",[131072],0]}',
                '{"g":["<f8",0,8]}',
                "1",
                '{"d":[[1,2]]}',
            ]
        )
        return f'{{"value":[{",".join([one] * rng.choice([2, 100, 3000, 40_000]))}]}}'.encode(), rng.randbytes(64)
    encoder = Encoder()
    value = rng.choice(VALUES)
    header = dump({"value": encoder.node(value if rng.random() < 0.7 else [value, rng.choice(VALUES)])})
    if kind == 4:
        results = [
            {"value": encoder.node(rng.choice(VALUES)), "span": [0, rng.randrange(encoder.size + 1)]} for _ in range(2)
        ]
        header = dump({"results": results})
    body = b"".join(encoder.body)
    return mutated(rng, header) if rng.random() < 0.75 else header, mutated(rng, body) if rng.random() < 0.5 else body


def problems() -> list[Problem]:
    """A function and a class, with strict and with loose comparison."""
    made = []
    for kind in ("function", "class"):
        for comparison in (
            {},
            {"rtol": 1e-6, "numbers": "any_number", "sequences": "any_sequence", "order": "any_order"},
        ):
            spec = ProblemFile.model_validate(
                {"id": "tiny", "title": "T", "version": 1, "difficulty": 1, "minutes": 10, "topics": ["graph_search"],
                 "entry": {"kind": kind, "name": "f"}, "signature": "f", "comparison": comparison, "hints": ["a", "b", "c"],
                 "facts": [{"ask": "a", "fact": "b"}] * 2}
            )  # fmt: skip
            made.append(Problem(folder=Path("/"), spec=spec, statement="", starter="", reference=Path("/"), samples=()))
    return made


def cases() -> list[TestCase]:
    """A case for each of the values, as the expected answer."""
    empty = b'{"args":[],"kwargs":{"d":[]},"calls":[["m"],["n"],["o"]]}'
    found = []
    for value in VALUES:
        encoder = Encoder()
        expected = Decoder(b"".join((n := encoder.node(value), encoder.body)[1])).value(n)
        found.append(TestCase("c", "visible", empty, b"", expected, (None, b"")))
    return found


def main(rounds: int, seed: int) -> None:
    """Fuzz; an exception that is not the codec's own, or too much memory or time, ends it."""
    with open("/proc/self/statm", encoding="ascii") as file:
        used = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
    rng = random.Random(seed)
    arena = memoryview(bytearray(2**20))
    judges, known = [Answers(problem, lambda *_: None) for problem in problems()], cases()
    decoded = slowest = 0.0
    for _ in range(rounds):
        header, body = frame(rng)
        start = time.process_time()
        try:
            answer = parse(header, PARTS)
            batch = _split(Reply(dict(answer), body, 0.0, 0.0), 2) if "results" in answer else []
        except Malformed:
            continue
        for reply in [Reply(answer, body, 0.0, 0.0), *batch]:
            judge, case = rng.choice(judges), rng.choice(known)
            if judge.problem.spec.entry.kind == "class" and type(case.expected) is not list:
                case = known[6]
            try:
                judge.judge(case, reply, arena)
                decoded += 1
            except Ended:
                pass
        slowest = max(slowest, time.process_time() - start)
        assert slowest < SECONDS, (header[:200], slowest)
    print(json.dumps({"rounds": rounds, "judged": decoded / rounds, "slowest_s": round(slowest, 3)}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
