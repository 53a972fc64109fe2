from bisect import bisect_left, insort
from collections import deque


def touching_groups(discs):
    """A sweep in x; the discs of the last 2 R are kept sorted by y, those within 2 R in y are compared. Groups by search."""
    reach = 2 * max((r for _, _, r in discs), default=0)
    near = [[] for _ in discs]
    window, leaving = [], deque()
    for x, y, number in sorted((x, y, number) for number, (x, y, _) in enumerate(discs)):
        while leaving and leaving[0][0] < x - reach:
            _, v, other = leaving.popleft()
            del window[bisect_left(window, (v, other))]
        r = discs[number][2]
        place = bisect_left(window, (y - reach, -1))
        while place < len(window) and window[place][0] <= y + reach:
            other = window[place][1]
            u, v, s = discs[other]
            if (x - u) ** 2 + (y - v) ** 2 <= (r + s) ** 2:
                near[number].append(other)
                near[other].append(number)
            place += 1
        insort(window, (y, number))
        leaving.append((x, y, number))
    group = [-1] * len(discs)
    for first in range(len(discs)):
        if group[first] < 0:
            group[first] = first
            stack = [first]
            while stack:
                for other in near[stack.pop()]:
                    if group[other] < 0:
                        group[other] = first
                        stack.append(other)
    return group
