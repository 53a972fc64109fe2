def outcomes(start: int, target: int, p_up: float, p_down: float) -> tuple[float, float]:
    """(probability of reaching target before 0, probability of reaching 0 before target)."""
