def features_as_known(
    rows: list[tuple[str, int, int, float | None]], queries: list[tuple[str, int]], max_age: int
) -> list[float | None]:
    """For every query the value that was known at its time."""
