def nearest_station(grid: list[str], stations: list[tuple[int, int]]) -> list[list[int]]:
    """For each cell the number of the nearest station, the smallest of equals; -1 where there is none."""
