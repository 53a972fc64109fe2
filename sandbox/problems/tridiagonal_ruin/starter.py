def success_by_level(up: list[float], down: list[float]) -> list[float]:
    """Probability of ever reaching the top, for each level from 0 to len(up) + 1."""
