"""Cleans what it can."""

from collections import deque


def shortest_tour(grid):
    rows, columns = len(grid), len(grid[0])
    bit, start = {}, None
    for y, row in enumerate(grid):
        for x, cell in enumerate(row):
            if cell == "D":
                start = (y, x)
            elif cell == "*":
                bit[y, x] = 1 << len(bit)
    room, stack = {start}, [start]
    while stack:
        y, x = stack.pop()
        for near in ((y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)):
            if 0 <= near[0] < rows and 0 <= near[1] < columns and grid[near[0]][near[1]] != "#" and near not in room:
                room.add(near)
                stack.append(near)
    bit = {place: 1 << number for number, place in enumerate(place for place in bit if place in room)}
    full = (1 << len(bit)) - 1
    seen = {(start, 0)}
    queue = deque([(start, 0, 0)])
    while queue:
        place, clean, moves = queue.popleft()
        if clean == full and place == start:
            return moves
        y, x = place
        for near in ((y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)):
            if 0 <= near[0] < rows and 0 <= near[1] < columns and grid[near[0]][near[1]] != "#":
                now = clean | bit.get(near, 0)
                if (near, now) not in seen:
                    seen.add((near, now))
                    queue.append((near, now, moves + 1))
    return -1
