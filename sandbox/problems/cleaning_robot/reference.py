"""Distances between dock and dirty cells by breadth-first search, then a table over sets of cells and the last one (Held and Karp)."""

from collections import deque


def shortest_tour(grid):
    spots = []
    for y, row in enumerate(grid):
        for x, cell in enumerate(row):
            if cell == "D":
                spots.insert(0, (y, x))
            elif cell == "*":
                spots.append((y, x))
    far = 10**9

    def distances(place):
        found = {place: 0}
        queue = deque([place])
        while queue:
            y, x = queue.popleft()
            for near in ((y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)):
                if 0 <= near[0] < len(grid) and 0 <= near[1] < len(grid[0]):
                    if grid[near[0]][near[1]] != "#" and near not in found:
                        found[near] = found[y, x] + 1
                        queue.append(near)
        return [found.get(spot, far) for spot in spots]

    apart = [distances(spot) for spot in spots]
    count = len(spots) - 1
    if count == 0:
        return 0
    if max(apart[0]) == far:
        return -1
    best = [[far] * count for _ in range(1 << count)]
    for spot in range(count):
        best[1 << spot][spot] = apart[0][spot + 1]
    for clean in range(1, 1 << count):
        for last in range(count):
            moves = best[clean][last]
            if moves < far:
                for spot in range(count):
                    if not clean >> spot & 1:
                        after = clean | 1 << spot
                        best[after][spot] = min(best[after][spot], moves + apart[last + 1][spot + 1])
    return min(best[-1][last] + apart[last + 1][0] for last in range(count))
