"""A stack: the first visit is not the nearest station's."""

from collections import deque


def nearest_station(grid, stations):
    rows, columns = len(grid), len(grid[0])
    owner = [[-1] * columns for _ in range(rows)]
    queue = deque()
    for number, (row, column) in enumerate(stations):
        if grid[row][column] == "." and owner[row][column] == -1:
            owner[row][column] = number
            queue.append((row, column))
    while queue:
        row, column = queue.pop()
        for down, right in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            y, x = row + down, column + right
            if 0 <= y < rows and 0 <= x < columns and grid[y][x] == "." and owner[y][x] == -1:
                owner[y][x] = owner[row][column]
                queue.append((y, x))
    return owner
