import heapq

import numpy as np


def pq_search(codebooks, codes, query, top):
    """Tables as plain lists; a heap keeps the best rows."""
    if top < 0:
        raise ValueError
    m, c, s = codebooks.shape
    lists = []
    for part in range(m):
        difference = codebooks[part] - query[part * s : (part + 1) * s]
        lists.append(np.square(difference).sum(axis=1))
    totals = lists[0].take(codes[:, 0]) if len(codes) else np.zeros(0)
    for part in range(1, m):
        totals = totals + lists[part].take(codes[:, part])
    best = heapq.nsmallest(top, zip(totals, range(len(totals)), strict=True))
    return [index for _, index in best], np.array([float(value) for value, _ in best], dtype=np.float64)
