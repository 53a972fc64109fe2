import random


class AliasSampler:
    def __init__(self, weights: list[float]) -> None:
        """Prepare the table of n columns."""

    def table(self) -> tuple[list[float], list[int]]:
        """(keep, other), both of length n."""

    def draw(self, rng: random.Random) -> int:
        """An index with probability proportional to its weight, in constant time."""
