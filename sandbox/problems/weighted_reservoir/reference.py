"""An exponential race: the k smallest of the times -log(u) / weight win (Efraimidis and Spirakis 2006, in log space)."""

import heapq
import math


def weighted_sample(stream, k, rng):
    if k == 0:
        return []
    heap = []
    for number, (item, weight) in enumerate(stream):
        if weight <= 0:
            continue
        # 1 - random() is never zero; the negative time makes heapq's smallest the slowest of those kept.
        key = math.log(1.0 - rng.random()) / weight
        if len(heap) < k:
            heapq.heappush(heap, (key, number, item))
        elif key > heap[0][0]:
            heapq.heapreplace(heap, (key, number, item))
    return [item for _, _, item in heap]
