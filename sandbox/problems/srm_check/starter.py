def srm_check(counts: list[int], weights: list[float], alpha: float = 0.001) -> tuple[float, float, bool]:
    """(chi-square statistic, p-value, whether there is a mismatch)."""
