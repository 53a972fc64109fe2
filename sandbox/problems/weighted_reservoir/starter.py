import random
from collections.abc import Iterator


def weighted_sample(stream: Iterator[tuple[str | int, float]], k: int, rng: random.Random) -> list:
    """k items of the stream, drawn in proportion to their weights without replacement."""
