def shortest_tour(grid):
    """Distances along the axes; walls do not count."""
    spots = [(y, x) for y, row in enumerate(grid) for x, cell in enumerate(row) if cell == "*"]
    dock = next((y, x) for y, row in enumerate(grid) for x, cell in enumerate(row) if cell == "D")

    def apart(a, b):
        return abs(a[0] - b[0]) + abs(a[1] - b[1])

    best = {(0, dock): 0}
    for _ in spots:
        after = {}
        for (clean, last), moves in best.items():
            for number, spot in enumerate(spots):
                if not clean >> number & 1:
                    state = (clean | 1 << number, spot)
                    after[state] = min(after.get(state, 10**9), moves + apart(last, spot))
        best = after
    return min(moves + apart(last, dock) for (_, last), moves in best.items())
