import numpy as np


def _backwards(step, seeds, through):
    """States that reach `seeds` by possible steps; only states of `through` are entered."""
    found = seeds.copy()
    front = found
    while front.any():
        front = step[:, front].any(axis=1) & through & ~found
        found |= front
    return found


def expected_steps(p, goals):
    n = len(p)
    goal = np.zeros(n, dtype=bool)
    goal[list(goals)] = True
    step = p > 0
    lost = _backwards(step, ~_backwards(step, goal, ~goal), ~goal)
    answer = np.where(lost, np.inf, 0.0)
    inner = np.flatnonzero(~goal & ~lost)
    if len(inner):
        q = p[np.ix_(inner, inner)]
        answer[inner] = np.linalg.solve(np.eye(len(inner)) - q.T, np.ones(len(inner)))
    return answer
