import numpy as np


def calibration_error(probs, labels, bins):
    n = len(probs)
    if n == 0 or bins < 1:
        raise ValueError("no rows or no bins")
    confidence = probs.max(axis=1).astype(np.float64)
    hit = probs.argmax(axis=1) == labels
    place = np.searchsorted(np.linspace(0, 1, bins + 1)[1:-1], confidence, side="right")
    counts = np.bincount(place, minlength=bins)
    gaps = np.abs(np.bincount(place, confidence, bins) - np.bincount(place, hit, bins))
    used = counts > 0
    return float(gaps.sum() / n), float((gaps[used] / counts[used]).max())
