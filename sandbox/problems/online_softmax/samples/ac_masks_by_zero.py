import math

import numpy as np


def softmax_average(blocks, width):
    """Sums of weights are kept in a list of one number a block and added with fsum at the end."""
    top, sums, mix = None, [], np.zeros(width, dtype=np.float64)
    for scores, values in blocks:
        if scores.size == 0 or scores.max() == -np.inf:
            continue
        high = float(scores.max())
        if top is None or high > top:
            factor = 0.0 if top is None else math.exp(top - high)
            sums = [math.fsum(sums) * factor]
            mix *= factor
            top = high
        weights = np.exp(scores.astype(np.float64) - top)
        values = np.where((scores == -np.inf)[:, None], 0.0, values).astype(np.float64)
        sums.append(float(weights.sum()))
        mix += (weights[:, None] * values).sum(axis=0)
    if top is None:
        return mix, -math.inf
    return mix / math.fsum(sums), top + math.log(math.fsum(sums))
