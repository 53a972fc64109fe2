def auc(labels: list[int], scores: list[float], weights: list[float] | None = None) -> float | None:
    """Share of weighted positive-negative pairs in the right order, ties one half; None without pairs."""
