from itertools import groupby
from math import fsum, log2


def mean_ndcg(queries, k):
    if k < 1:
        raise ValueError("k")
    values = []
    for items in queries:
        best = sorted((grade for _, grade in items), reverse=True)[:k]
        ideal = fsum(gain / log2(place + 2) for place, gain in enumerate(best))
        if ideal == 0:
            continue
        place, terms = 0, []
        for _, group in groupby(sorted(items, key=lambda item: -item[0]), key=lambda item: item[0]):
            gains = [grade for _, grade in group]
            mean = sum(gains) / len(gains)
            terms += [mean / log2(rank + 2) for rank in range(place, min(place + len(gains), k))]
            place += len(gains)
            if place >= k:
                break
        values.append(fsum(terms) / ideal)
    return fsum(values) / len(values) if values else None
