"""The right items in order of their numbers."""

from bisect import bisect_left, insort
from collections import Counter


def trending(items, window, k):
    counts = Counter()
    ranking = []
    answers = []

    def change(item, by):
        old = counts[item]
        if old:
            del ranking[bisect_left(ranking, (-old, item))]
        counts[item] = old + by
        if old + by:
            insort(ranking, (-(old + by), item))
        else:
            del counts[item]

    for place, item in enumerate(items):
        change(item, 1)
        if place >= window:
            change(items[place - window], -1)
        answers.append(sorted(item for _, item in ranking[:k]))
    return answers
