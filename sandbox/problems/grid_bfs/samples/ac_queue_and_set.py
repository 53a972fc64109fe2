from collections import deque


def shortest_moves(grid, start, target):
    rows, columns = len(grid), len(grid[0])
    if grid[start[0]][start[1]] == "#" or grid[target[0]][target[1]] == "#":
        return -1
    seen = {start}
    queue = deque([(start, 0)])
    while queue:
        (row, column), moves = queue.popleft()
        if (row, column) == target:
            return moves
        for down, right in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            near = (row + down, column + right)
            if not (0 <= near[0] < rows and 0 <= near[1] < columns):
                continue
            if grid[near[0]][near[1]] == "." and near not in seen:
                seen.add(near)
                queue.append((near, moves + 1))
    return -1
