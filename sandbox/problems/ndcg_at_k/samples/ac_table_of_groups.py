import math
from collections import defaultdict


def mean_ndcg(queries, k):
    """A table from score to the gains' sum and count; distinct scores are sorted."""
    if k < 1:
        raise ValueError("k must be at least 1")
    total, counted = 0.0, 0
    for items in queries:
        table = defaultdict(lambda: [0, 0])
        grades = [0] * 31
        for score, grade in items:
            entry = table[score]
            entry[0] += (1 << grade) - 1
            entry[1] += 1
            grades[grade] += 1
        ideal, rank = 0.0, 1
        for grade in range(30, 0, -1):
            for _ in range(min(grades[grade], k + 1 - rank)):
                ideal += ((1 << grade) - 1) / math.log2(rank + 1)
                rank += 1
        if not ideal:
            continue
        dcg, rank = 0.0, 1
        for score in sorted(table, reverse=True):
            gain, count = table[score]
            stop = min(rank + count, k + 1)
            dcg += gain / count * sum(1.0 / math.log2(r + 1) for r in range(rank, stop))
            rank += count
            if rank > k:
                break
        total += dcg / ideal
        counted += 1
    return total / counted if counted else None
