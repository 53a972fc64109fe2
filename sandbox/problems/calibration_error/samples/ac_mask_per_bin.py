import numpy as np


def calibration_error(probs, labels, bins):
    """The definition, one mask per bin; only bins that can hold something are looked at."""
    if bins < 1 or probs.shape[0] == 0:
        raise ValueError
    confidence = np.amax(probs.astype(np.float64), axis=1)
    right = (np.argmax(probs, axis=1) == labels).astype(np.float64)
    order = np.argsort(confidence, kind="stable")
    confidence, right = confidence[order], right[order]
    ends = [0] + [int(np.searchsorted(confidence, k / bins, side="left")) for k in range(1, bins)] + [len(confidence)]
    ece, mce = 0.0, 0.0
    for start, stop in zip(ends, ends[1:]):
        if stop > start:
            gap = abs(confidence[start:stop].mean() - right[start:stop].mean())
            ece += gap * (stop - start) / len(confidence)
            mce = max(mce, gap)
    return ece, mce
