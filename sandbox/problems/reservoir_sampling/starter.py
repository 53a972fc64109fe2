import random


class Reservoir:
    def __init__(self, k: int, rng: random.Random) -> None:
        """A sample of k items of a stream."""

    def add(self, item) -> None:
        """Take the next item of the stream."""

    def sample(self) -> list:
        """min(k, n) of the n items so far, every set of positions equally likely."""
