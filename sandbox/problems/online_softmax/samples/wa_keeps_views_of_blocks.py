import numpy as np


def softmax_average(blocks, width):
    top, total, mix, last = -np.inf, 0.0, np.zeros(width), None

    def take(top, total, mix, scores, values):
        seen = scores > -np.inf
        if not seen.any():
            return top, total, mix
        scores, values = scores[seen].astype(np.float64), values[seen].astype(np.float64)
        new = max(top, float(scores.max()))
        shrink = np.exp(top - new)
        weights = np.exp(scores - new)
        return new, total * shrink + weights.sum(), mix * shrink + weights @ values

    for block in blocks:
        if last is not None:
            top, total, mix = take(top, total, mix, *last)
        last = block
    if last is not None:
        top, total, mix = take(top, total, mix, *last)
    if total == 0:
        return np.zeros(width), -np.inf
    return mix / total, float(top + np.log(total))
