import numpy as np


def softmax_average(blocks, width):
    top, total, mix = -np.inf, np.float32(0.0), np.zeros(width, dtype=np.float32)
    for scores, values in blocks:
        seen = scores > -np.inf
        if not seen.any():
            continue
        scores, values = scores[seen].astype(np.float32), values[seen].astype(np.float32)
        new = max(top, float(scores.max()))
        shrink = np.exp(top - new)
        weights = np.exp(scores - new)
        total = np.float32(total * shrink + weights.sum())
        mix = (mix * shrink + weights @ values).astype(np.float32)
        top = new
    if total == 0:
        return np.zeros(width), -np.inf
    return mix.astype(np.float64) / total, float(top + np.log(total))
