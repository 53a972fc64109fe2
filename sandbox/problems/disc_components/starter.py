def touching_groups(discs: list[tuple[int, int, int]]) -> list[int]:
    """For each disc the smallest number of a disc in its group."""
