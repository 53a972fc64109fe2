"""Breadth-first search over one flat list of cells with a blocked border, so that no index has to be checked."""

from collections import deque


def shortest_moves(grid, start, target):
    width = len(grid[0]) + 2
    free = [False] * width
    for row in grid:
        free.append(False)
        free.extend(cell == "." for cell in row)
        free.append(False)
    free.extend([False] * width)
    here = (start[0] + 1) * width + start[1] + 1
    goal = (target[0] + 1) * width + target[1] + 1
    if not free[here] or not free[goal]:
        return -1
    if here == goal:
        return 0
    free[here] = False
    queue = deque([(here, 0)])
    while queue:
        cell, moves = queue.popleft()
        for near in (cell - width, cell - 1, cell + 1, cell + width):
            if free[near]:
                if near == goal:
                    return moves + 1
                free[near] = False
                queue.append((near, moves + 1))
    return -1
