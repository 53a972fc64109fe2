def walk_distribution(n: int, edges: list[tuple[int, int]], start: int, steps: int) -> list[float]:
    """Probability of being on each node after `steps` steps of the walk that starts on `start`."""
