"""Adds the steps into goals over the list, in which a goal may stand twice; staying is what remains."""

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
        outwards = p[np.ix_(inner, list(goals))].sum(axis=1) + q.sum(axis=1) - q.diagonal()
        np.fill_diagonal(q, np.maximum(1 - outwards, 0))
        answer[inner] = np.linalg.solve(np.eye(len(inner)) - q, np.ones(len(inner)))
    return answer
