"""A sorted list for each count would do; here a heap of (-count, item) whose stale entries go when they come up."""

import heapq


def trending(items, window, k):
    counts = {}
    heap = []
    answers = []
    for place, item in enumerate(items):
        counts[item] = counts.get(item, 0) + 1
        heapq.heappush(heap, (-counts[item], item))
        if place >= window:
            gone = items[place - window]
            counts[gone] -= 1
            if counts[gone]:
                heapq.heappush(heap, (-counts[gone], gone))
            else:
                del counts[gone]
        top = []
        while heap and len(top) < k:
            entry = heapq.heappop(heap)
            # Of equal true entries one is kept: they come up one after the other.
            if counts.get(entry[1]) == -entry[0] and (not top or top[-1] != entry):
                top.append(entry)
        for entry in top:
            heapq.heappush(heap, entry)
        answers.append([item for _, item in top])
    return answers
