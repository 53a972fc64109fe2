from collections import deque


def shortest_moves(grid, start, target):
    rows, columns = len(grid), len(grid[0])
    if grid[start[0]][start[1]] == "#" or grid[target[0]][target[1]] == "#":
        return -1
    ways = {start: [start]}
    queue = deque([start])
    while queue:
        row, column = queue.popleft()
        if (row, column) == target:
            return len(ways[target]) - 1
        for down, right in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            near = (row + down, column + right)
            if not (0 <= near[0] < rows and 0 <= near[1] < columns):
                continue
            if grid[near[0]][near[1]] == "." and near not in ways:
                ways[near] = ways[(row, column)] + [near]
                queue.append(near)
    return -1
