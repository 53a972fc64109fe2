def fewest_steps(
    modulus: int, operations: list[tuple[str, int]], start: int, target: int, limit: int
) -> int:
    """The smallest number of operations from start to target; -1 if that is more than limit."""
