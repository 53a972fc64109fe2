def users_needed(
    baseline: float, lift: float, alpha: float, power: float, ratio: float = 1.0, comparisons: int = 1
) -> tuple[int, int]:
    """(users in control, users in treatment) for a two-sided z-test of two proportions."""
