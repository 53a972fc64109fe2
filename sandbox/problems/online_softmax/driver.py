"""Feeds blocks through an iterator that overwrites each block when the next one is asked for."""

import numpy as np


def _long(recipe, width):
    rng = np.random.default_rng(recipe["seed"])
    for number in range(recipe["blocks"]):
        scores = rng.standard_normal(recipe["size"]) + recipe["slope"] * number
        values = rng.uniform(1.0, 2.0, (recipe["size"], width)) + number % 7
        yield scores.astype(recipe["dtype"]), values.astype(recipe["dtype"])


def _stream(blocks):
    for scores, values in blocks:
        scores, values = scores.copy(), values.copy()
        yield scores, values
        scores[:] = 3.0
        values[:] = -77.0


def drive(candidate, blocks, width):
    return candidate(_stream(_long(blocks, width) if isinstance(blocks, dict) else blocks), width)
