import numpy as np


def softmax_average(blocks, width):
    kept = [(scores.astype(float), values.astype(float)) for scores, values in blocks]
    if not kept:
        return np.zeros(width), -np.inf
    scores = np.concatenate([scores for scores, _ in kept])
    values = np.concatenate([values for _, values in kept])
    seen = scores > -np.inf
    if not seen.any():
        return np.zeros(width), -np.inf
    scores, values = scores[seen], values[seen]
    weights = np.exp(scores - scores.max())
    return weights @ values / weights.sum(), float(scores.max() + np.log(weights.sum()))
