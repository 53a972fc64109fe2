import heapq


def nearest_station(grid, stations):
    """Dijkstra's algorithm over (moves, number): the order of the heap is the rule for ties."""
    rows, columns = len(grid), len(grid[0])
    owner = [[-1] * columns for _ in range(rows)]
    heap = [(0, number, y, x) for number, (y, x) in enumerate(stations) if grid[y][x] == "."]
    heapq.heapify(heap)
    while heap:
        moves, number, y, x = heapq.heappop(heap)
        if owner[y][x] >= 0:
            continue
        owner[y][x] = number
        if y and grid[y - 1][x] == "." and owner[y - 1][x] < 0:
            heapq.heappush(heap, (moves + 1, number, y - 1, x))
        if x and grid[y][x - 1] == "." and owner[y][x - 1] < 0:
            heapq.heappush(heap, (moves + 1, number, y, x - 1))
        if y + 1 < rows and grid[y + 1][x] == "." and owner[y + 1][x] < 0:
            heapq.heappush(heap, (moves + 1, number, y + 1, x))
        if x + 1 < columns and grid[y][x + 1] == "." and owner[y][x + 1] < 0:
            heapq.heappush(heap, (moves + 1, number, y, x + 1))
    return owner
