import heapq
from bisect import bisect_left, insort


def trending(items, window, k):
    """A heap of items for each count, with stale ones inside, and a sorted list of the counts in use (few differ)."""
    counts, size, groups = {}, {}, {}
    levels, answers = [], []

    def move(item, by):
        old = counts.get(item, 0)
        new = counts[item] = old + by
        if old:
            size[old] -= 1
            if not size[old]:
                del levels[bisect_left(levels, old)]
        if new:
            if not size.get(new):
                insort(levels, new)
            size[new] = size.get(new, 0) + 1
            heapq.heappush(groups.setdefault(new, []), item)
        else:
            del counts[item]

    for place, item in enumerate(items):
        move(item, 1)
        if place >= window:
            move(items[place - window], -1)
        top = []
        for count in reversed(levels):
            if len(top) == k:
                break
            group, taken = groups[count], []
            while group and len(taken) < k - len(top):
                one = heapq.heappop(group)
                if counts.get(one) == count and (not taken or taken[-1] != one):
                    taken.append(one)
            for one in taken:
                heapq.heappush(group, one)
            top += taken
        answers.append(top)
    return answers
