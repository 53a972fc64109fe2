import numpy as np


def choose_arm(
    successes: list[int],
    failures: list[int],
    prior: tuple[float, float],
    available: list[bool],
    rng: np.random.Generator,
) -> int | None:
    """The index of the arm to show next; None if none is available."""
