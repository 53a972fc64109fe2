def paid_links(n: int, links: list[tuple[int, int, int]], source: int) -> list[int]:
    """For each machine the least number of paid links on a way from source; -1 if there is no way."""
