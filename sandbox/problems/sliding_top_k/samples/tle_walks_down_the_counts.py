import heapq


def trending(items, window, k):
    """A heap of items for each count, with stale ones inside; counts are walked down from the highest that is in use."""
    counts, size, groups = {}, {}, {}
    highest, answers = 0, []

    def move(item, by):
        old = counts.get(item, 0)
        new = counts[item] = old + by
        if old:
            size[old] -= 1
        if new:
            size[new] = size.get(new, 0) + 1
            heapq.heappush(groups.setdefault(new, []), item)
        else:
            del counts[item]
        return new

    for place, item in enumerate(items):
        highest = max(highest, move(item, 1))
        if place >= window:
            move(items[place - window], -1)
        while not size.get(highest):
            highest -= 1
        top, count = [], highest
        while count and len(top) < k:
            if not size.get(count):
                count -= 1
                continue
            group, taken = groups[count], []
            while group and len(taken) < k - len(top):
                one = heapq.heappop(group)
                if counts.get(one) == count and (not taken or taken[-1] != one):
                    taken.append(one)
            for one in taken:
                heapq.heappush(group, one)
            top += taken
            count -= 1
        answers.append(top)
    return answers
