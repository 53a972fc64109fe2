"""Volume, messages and memory of distributed matrix products, and what no algorithm can avoid.

C = A B with A m x k and B k x n on P ranks, every matrix spread evenly. Volumes are words (elements) that the busiest
rank receives, memory is words it holds at the peak, messages are those it receives one after the other. They count
the algorithm exactly; nothing is fitted. Sources: van de Geijn and Watts, SUMMA (1997); Cannon (1969); Solomonik and
Demmel, 2.5D (2011); Agarwal et al., 3D (1995); Smith et al., "A tight I/O lower bound for matrix multiplication"
(2019); Al Daas, Ballard, Grigori, Kumar and Rouse, "Tight memory-independent parallel matrix multiplication
communication lower bounds" (2022).
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Traffic:
    """What one rank receives and holds; words and messages."""

    volume: float
    messages: float
    memory: float


def row_parallel(m: int, n: int, k: int, ranks: int, *, ring: bool = False) -> Traffic:
    """1D by rows of A and C: B (k x n) is gathered by every rank.

    Volume (P - 1)/P kn in P - 1 ring steps. Gathered whole it needs mk/P + kn + mn/P; with `ring` B passes by in
    shards, two of which are held, mk/P + 2 kn/P + mn/P.
    """
    p = _positive(ranks)
    held = min(2, p) * k * n / p if ring else k * n
    return Traffic((p - 1) / p * k * n, p - 1, (m * k + m * n) / p + held)


def inner_parallel(m: int, n: int, k: int, ranks: int, *, scatter: bool = False) -> Traffic:
    """1D by k (tall and skinny): each rank has an m x n sum of its own.

    The sums are all-reduced, or reduce-scattered with `scatter`. Volume 2 (P - 1)/P mn or (P - 1)/P mn on a ring;
    memory (mk + kn)/P + mn.
    """
    p = _positive(ranks)
    passes = 1 if scatter else 2
    return Traffic(passes * (p - 1) / p * m * n, passes * (p - 1), (m * k + k * n) / p + m * n)


def summa(m: int, n: int, k: int, rows: int, columns: int, *, panel: int, double_buffered: bool = False) -> Traffic:
    """SUMMA on a grid of `rows` x `columns`, panels of `panel` columns of A and rows of B, broadcast by trees.

    Volume mk/pr (1 - 1/pc) + kn/pc (1 - 1/pr); k/b (lg pr + lg pc) steps of broadcasts; memory (mk + kn + mn)/P and
    one panel of each operand, two with `double_buffered`.
    """
    pr, pc = _positive(rows), _positive(columns)
    volume = m * k / pr * (1 - 1 / pc) + k * n / pc * (1 - 1 / pr)
    steps = math.ceil(k / panel) * (math.ceil(math.log2(pr)) + math.ceil(math.log2(pc)))
    panels = (2 if double_buffered else 1) * min(panel, k) * (m / pr + n / pc)
    return Traffic(volume, steps, (m * k + k * n + m * n) / (pr * pc) + panels)


def cannon(m: int, n: int, k: int, ranks: int) -> Traffic:
    """Cannon on a square grid of side q: a skew, then q - 1 shifts of one block of A and one of B.

    Volume (mk + kn)/q for a rank that takes part in both skews; 2 (q - 1) + 2 messages; three blocks and two being
    received.

    Raises:
        ValueError: `ranks` is not a square.
    """
    q = math.isqrt(_positive(ranks))
    if q * q != ranks:
        raise ValueError("Cannon's algorithm needs a square number of ranks")
    if q == 1:
        return Traffic(0.0, 0, float(m * k + k * n + m * n))
    return Traffic((m * k + k * n) / q, 2 * (q - 1) + 2, (2 * (m * k + k * n) + m * n) / ranks)


def replicated_2_5d(n: int, ranks: int, copies: int) -> Traffic:
    """2.5D product of n x n matrices with c copies, 1 <= c <= P^(1/3).

    Volume 2 n^2/sqrt(cP) of shifts, and 3 c n^2/P to replicate A and B and to reduce C where c > 1; sqrt(P/c^3)
    shifts and lg c steps to replicate; memory 3 c n^2/P.

    Raises:
        ValueError: c is out of range.
    """
    p = _positive(ranks)
    if copies < 1 or copies**3 > p:
        raise ValueError("the number of copies lies between 1 and the cube root of the ranks")
    block = copies * n * n / p
    volume = 2 * n * n / math.sqrt(copies * p) + (3 * block if copies > 1 else 0)
    return Traffic(volume, math.sqrt(p / copies**3) + math.log2(copies), 3 * block)


def best_copies(n: int, ranks: int, memory: float) -> int:
    """Largest c of 2.5D that `memory` words a rank allow: min(P^(1/3), M P/(3 n^2)); 0 where not even one copy fits."""
    p = _positive(ranks)
    by_ranks = max(c for c in range(1, p + 1) if c**3 <= p) if p < 8 else math.floor(round(p ** (1 / 3), 9))
    return min(by_ranks, math.floor(memory * p / (3 * n * n)))


def cube_3d(m: int, n: int, k: int, ranks: int) -> Traffic:
    """3D on a cube of side q: A and B are gathered along one axis each, C is reduce-scattered along the third.

    Volume (1 - 1/q) (mk + kn + mn)/q^2, which is the lower bound for square matrices; 3 lg q steps; memory (mk + kn +
    mn)/q^2.

    Raises:
        ValueError: `ranks` is not a cube.
    """
    q = round(_positive(ranks) ** (1 / 3))
    if q**3 != ranks:
        raise ValueError("the 3D algorithm needs a cubic number of ranks")
    faces = (m * k + k * n + m * n) / q**2
    return Traffic((1 - 1 / q) * faces, 3 * math.ceil(math.log2(q)), faces)


def memory_bound(m: int, n: int, k: int, ranks: int, memory: float) -> float:
    """Words that some rank has to receive when it can hold `memory`.

    2 mnk/(P sqrt(M)) - 2 M, at least 0 (Smith et al. 2019).
    """
    return max(0.0, 2.0 * m * n * k / (_positive(ranks) * math.sqrt(memory)) - 2 * memory)


def lower_bound(m: int, n: int, k: int, ranks: int) -> float:
    """Words that some rank has to receive however much memory it has (Al Daas et al. 2022, theorem 3.1).

    With the sizes in order a >= b >= c: (1 - 1/P) bc for P <= a/b; 2 sqrt(a b c^2/P) - (ac + bc)/P for P <= ab/c^2; and
    3 (abc/P)^(2/3) - (ab + ac + bc)/P beyond.
    """
    p = _positive(ranks)
    c, b, a = sorted((m, n, k))
    if p * b <= a:
        return (1 - 1 / p) * b * c
    if p * c * c <= a * b:
        return 2 * math.sqrt(a * b * c * c / p) - (a * c + b * c) / p
    return 3.0 * math.pow(a * b * c / p, 2 / 3) - (a * b + a * c + b * c) / p


def _positive(ranks: int) -> int:
    if ranks < 1:
        raise ValueError("there is at least one rank")
    return ranks
