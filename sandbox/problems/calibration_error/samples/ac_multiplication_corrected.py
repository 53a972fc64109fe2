import numpy as np


def calibration_error(probs, labels, bins):
    """A first guess by multiplication, corrected by one comparison with each of the two edges."""
    n = len(labels)
    if n < 1 or bins < 1:
        raise ValueError("nothing to bin")
    top = np.argmax(probs, axis=1)
    p = probs[np.arange(n), top].astype(np.float64)
    k = np.minimum((p * bins).astype(np.int64), bins - 1)
    k -= (k > 0) & (p < k / bins)
    k += (k < bins - 1) & (p >= (k + 1) / bins)
    difference, size = np.zeros(bins), np.zeros(bins)
    np.add.at(difference, k, p - (top == labels))
    np.add.at(size, k, 1)
    mean = np.abs(difference) / np.maximum(size, 1)
    return float(np.sum(mean * size) / n), float(mean.max())
