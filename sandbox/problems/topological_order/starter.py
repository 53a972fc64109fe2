def build_order(
    n: int, needs: list[tuple[int, int]]
) -> tuple[list[int] | None, list[int] | None]:
    """(order, None), or (None, cycle) if there is no order."""
