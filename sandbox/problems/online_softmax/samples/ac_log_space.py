import numpy as np


def softmax_average(blocks, width):
    """The running average moves toward each block's own average by the block's share, known from log-sums."""
    average, log_sum = np.zeros(width), float("-inf")
    for scores, values in blocks:
        keep = np.flatnonzero(np.isfinite(scores))
        if keep.size == 0:
            continue
        scores = scores[keep].astype(float)
        top = scores.max()
        weights = np.exp(scores - top)
        block_sum = top + np.log(weights.sum())
        block_average = (weights / weights.sum()) @ values[keep].astype(float)
        both = np.logaddexp(log_sum, block_sum)
        share = np.exp(block_sum - both)
        average = average * np.exp(log_sum - both) + block_average * share
        log_sum = float(both)
    return average, log_sum
