def beam_search(
    first: list[float], following: list[list[float]], end: int, width: int, longest: int, penalty: float
) -> list[tuple[list[int], float]]:
    """The best sequences with their normalized scores, best first."""
