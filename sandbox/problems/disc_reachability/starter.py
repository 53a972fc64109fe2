def reached(stations: list[tuple[int, int, int]], origin: int) -> list[int]:
    """Numbers of all stations that have the alarm in the end, ascending."""
