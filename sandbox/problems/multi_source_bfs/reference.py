"""One breadth-first search from all stations, in order of their numbers, over a flat grid with a border."""


def nearest_station(grid, stations):
    width = len(grid[0]) + 1
    # -2: blocked (and the border), -1: free and not reached.
    owner = [-2] * width
    for row in grid:
        owner.extend(-1 if cell == "." else -2 for cell in row)
        owner.append(-2)
    owner.extend([-2] * width)
    queue = []
    for number, (row, column) in enumerate(stations):
        cell = (row + 1) * width + column
        if owner[cell] == -1:
            owner[cell] = number
            queue.append(cell)
    for cell in queue:
        number = owner[cell]
        for near in (cell - width, cell - 1, cell + 1, cell + width):
            if owner[near] == -1:
                owner[near] = number
                queue.append(near)
    rows = range(1, len(grid) + 1)
    return [[max(number, -1) for number in owner[row * width : (row + 1) * width - 1]] for row in rows]
