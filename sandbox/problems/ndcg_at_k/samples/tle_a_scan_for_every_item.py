from math import log2


def mean_ndcg(queries, k):
    if k < 1:
        raise ValueError("k")
    values = []
    for items in queries:
        best = sorted((2**grade - 1 for _, grade in items), reverse=True)[:k]
        ideal = sum(gain / log2(place + 2) for place, gain in enumerate(best))
        if ideal == 0:
            continue
        dcg = 0.0
        for score, grade in items:
            above = sum(1 for other, _ in items if other > score)
            tied = sum(1 for other, _ in items if other == score)
            ranks = range(above, min(above + tied, k))
            dcg += (2**grade - 1) / tied * sum(1 / log2(rank + 2) for rank in ranks)
        values.append(dcg / ideal)
    return sum(values) / len(values) if values else None
