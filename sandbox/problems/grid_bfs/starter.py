def shortest_moves(grid: list[str], start: tuple[int, int], target: tuple[int, int]) -> int:
    """The smallest number of moves from start to target; -1 if there is no way."""
