def cheapest(
    n: int, routes: list[tuple[int, int, int]], source: int, target: int, stops: int
) -> int:
    """The lowest price of a way with at most `stops` depots in between; -1 if there is none."""
