from itertools import groupby
from math import fsum, log2


def mean_ndcg(queries, k):
    if k < 1:
        raise ValueError("k")
    values, ideals = [], []
    for items in queries:
        best = sorted((2**grade - 1 for _, grade in items), reverse=True)[:k]
        ideal = fsum(gain / log2(place + 2) for place, gain in enumerate(best))
        if ideal == 0:
            continue
        place, terms = 0, []
        for _, group in groupby(sorted(items, key=lambda item: -item[0]), key=lambda item: item[0]):
            gains = [2**grade - 1 for _, grade in group]
            mean = sum(gains) / len(gains)
            terms += [mean / log2(rank + 2) for rank in range(place, min(place + len(gains), k))]
            place += len(gains)
            if place >= k:
                break
        values.append(fsum(terms))
        ideals.append(ideal)
    return fsum(values) / fsum(ideals) if values else None
