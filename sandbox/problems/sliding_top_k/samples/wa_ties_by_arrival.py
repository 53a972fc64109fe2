"""Equal counts in the order in which the items came into the window."""

from bisect import bisect_left, insort
from collections import Counter


def trending(items, window, k):
    counts = Counter()
    ranking = []
    answers = []
    born = {}

    def change(item, by):
        old = counts[item]
        if old:
            del ranking[bisect_left(ranking, (-old, born[item], item))]
        if not old:
            born[item] = len(answers)
        counts[item] = old + by
        if old + by:
            insort(ranking, (-(old + by), born[item], item))
        else:
            del counts[item]

    for place, item in enumerate(items):
        change(item, 1)
        if place >= window:
            change(items[place - window], -1)
        answers.append([item for _, _, item in ranking[:k]])
    return answers
