"""Running maximum, sum and weighted sum, rescaled when the maximum grows."""

import numpy as np


def softmax_average(blocks, width):
    top, total, mix = -np.inf, 0.0, np.zeros(width)
    for scores, values in blocks:
        seen = scores > -np.inf
        if not seen.any():
            continue
        scores, values = scores[seen].astype(np.float64), values[seen].astype(np.float64)
        new = max(top, float(scores.max()))
        shrink = np.exp(top - new)
        weights = np.exp(scores - new)
        total = total * shrink + weights.sum()
        mix = mix * shrink + weights @ values
        top = new
    if total == 0:
        return np.zeros(width), -np.inf
    return mix / total, float(top + np.log(total))
