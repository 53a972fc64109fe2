import random


class WeightedPicker:
    def __init__(self, weights: list[int], rng: random.Random) -> None:
        """Prepare picks of the indices of `weights`."""

    def pick(self) -> int:
        """An index, with probability proportional to its weight."""
