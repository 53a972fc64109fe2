from itertools import groupby
from math import fsum, log2


def mean_ndcg(queries, k):
    if k < 1:
        raise ValueError("k")
    values = []
    for items in queries:
        best = sorted((2**grade - 1 for _, grade in items), reverse=True)[:k]
        ideal = fsum(gain / log2(place + 2) for place, gain in enumerate(best))
        if ideal == 0:
            continue
        place, terms = 0, []
        for _, group in groupby(sorted(items, key=lambda item: -item[0]), key=lambda item: item[0]):
            gains = [2**grade - 1 for _, grade in group]
            gains.sort(reverse=True)
            terms += [gain / log2(rank + 2) for rank, gain in enumerate(gains, place) if rank < k]
            place += len(gains)
            if place >= k:
                break
        values.append(fsum(terms) / ideal)
    return fsum(values) / len(values) if values else None
