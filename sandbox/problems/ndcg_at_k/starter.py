def mean_ndcg(queries: list[list[tuple[float, int]]], k: int) -> float | None:
    """The mean NDCG at k over queries with a relevant item; None if there is none."""
