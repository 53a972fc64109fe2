def boundaries(fractions: list[float], alpha: float, kind: str) -> list[float]:
    """Two-sided boundaries for |z| at the given information fractions."""
