def adjust(p_values: list[float], level: float) -> tuple[list[float], list[int]]:
    """(Benjamini-Hochberg adjusted p-values in the input's order, positions of the discoveries)."""
