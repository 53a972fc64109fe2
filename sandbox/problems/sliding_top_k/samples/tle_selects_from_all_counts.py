import heapq
from collections import Counter, deque


def trending(items, window, k):
    recent, counts, answers = deque(), Counter(), []
    for item in items:
        recent.append(item)
        counts[item] += 1
        if len(recent) > window:
            gone = recent.popleft()
            counts[gone] -= 1
            if counts[gone] == 0:
                del counts[gone]
        answers.append([one for _, one in heapq.nsmallest(k, ((-count, one) for one, count in counts.items()))])
    return answers
