from collections.abc import Iterator

import numpy as np


def softmax_average(blocks: Iterator[tuple[np.ndarray, np.ndarray]], width: int) -> tuple[np.ndarray, float]:
    """The softmax-weighted average of all values, (width,), and the log of the sum of the exps of all scores."""
