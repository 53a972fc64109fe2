from collections import deque


def nearest_station(grid, stations):
    rows, columns = len(grid), len(grid[0])
    owner = [[-1] * columns for _ in range(rows)]
    best = [[rows * columns] * columns for _ in range(rows)]
    for number, (row, column) in enumerate(stations):
        if grid[row][column] == "#":
            continue
        seen = {(row, column)}
        queue = deque([(row, column, 0)])
        while queue:
            y, x, moves = queue.popleft()
            if moves < best[y][x]:
                best[y][x], owner[y][x] = moves, number
            for near in ((y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)):
                if 0 <= near[0] < rows and 0 <= near[1] < columns and grid[near[0]][near[1]] == "." and near not in seen:
                    seen.add(near)
                    queue.append((*near, moves + 1))
    return owner
