def mean_average_precision(
    truths: list[tuple[int, int, list[float], bool]],
    detections: list[tuple[int, int, list[float], float]],
    overlap: float,
) -> float | None:
    """The mean over classes of the average precision; None without an ordinary object."""
