def connected_after(
    n: int, edges: list[tuple[int, int]], operations: list[tuple]
) -> list[bool]:
    """One bool for each ("ask", u, v), in order."""
