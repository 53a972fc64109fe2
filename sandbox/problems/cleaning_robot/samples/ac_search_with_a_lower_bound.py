import heapq


def shortest_tour(grid):
    """A* over (spot, set) with distances by rounds of sets of cells; the bound is the way to the farthest dirty spot and home."""
    free = {(y, x) for y, row in enumerate(grid) for x, cell in enumerate(row) if cell != "#"}
    dirt = [place for place in sorted(free) if grid[place[0]][place[1]] == "*"]
    dock = next(place for place in free if grid[place[0]][place[1]] == "D")
    spots = [*dirt, dock]

    def rounds(place):
        left, front, steps, found = free - {place}, {place}, 0, {}
        while front:
            for one in front:
                found[one] = steps
            front = {near for y, x in front for near in ((y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)) if near in left}
            left -= front
            steps += 1
        return found

    table = {spot: rounds(spot) for spot in spots}
    if any(spot not in table[dock] for spot in spots):
        return -1
    home, full = len(dirt), (1 << len(dirt)) - 1
    apart = [[table[a][b] for b in spots] for a in spots]

    def bound(spot, clean):
        rest = [apart[spot][other] + apart[other][home] for other in range(home) if not clean >> other & 1]
        return max(rest, default=apart[spot][home])

    best = {(home, 0): 0}
    heap = [(bound(home, 0), 0, home, 0)]
    while heap:
        _, moves, spot, clean = heapq.heappop(heap)
        if moves > best[spot, clean]:
            continue
        if clean == full:
            if spot == home:
                return moves
            following = [home]
        else:
            following = [other for other in range(home) if not clean >> other & 1]
        for other in following:
            state = (other, clean | (1 << other & full))
            total = moves + apart[spot][other]
            if total < best.get(state, total + 1):
                best[state] = total
                heapq.heappush(heap, (total + bound(*state), total, *state))
    return -1
