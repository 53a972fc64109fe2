import numpy as np


def expected_steps(p: np.ndarray, goals: list[int]) -> np.ndarray:
    """Expected number of steps from each state until a goal, inf where a goal may never be reached."""
