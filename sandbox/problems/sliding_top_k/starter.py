def trending(items: list[int], window: int, k: int) -> list[list[int]]:
    """After each event, the at most k most frequent items of the window, ties by number."""
