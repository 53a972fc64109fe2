def shortest_tour(grid: list[str]) -> int:
    """Fewest moves from the dock over all dirty cells and back; -1 if there is no such tour."""
