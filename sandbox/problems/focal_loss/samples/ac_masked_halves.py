import numpy as np


def _half(x, weight, gamma):
    """Loss and derivative for logits whose right answer is a large x."""
    small = np.exp(-np.abs(x))
    miss = np.where(x > 0, small, 1.0) / (1.0 + small)
    hit = np.where(x > 0, 1.0, small) / (1.0 + small)
    cross = np.log1p(small) + np.maximum(-x, 0.0)
    factor = np.power(miss, gamma)
    return weight * factor * cross, weight * (-gamma * factor * hit * cross - factor * miss)


def focal_loss(logits, labels, alpha, gamma):
    """Positives and negatives are taken out, treated alike and put back."""
    gradient = np.zeros(logits.shape)
    yes, no = labels == 1, labels == 0
    count = max(1, np.count_nonzero(yes))
    right, right_slope = _half(logits[yes], alpha, gamma)
    wrong, wrong_slope = _half(-logits[no], 1 - alpha, gamma)
    gradient[yes] = right_slope / count
    gradient[no] = -wrong_slope / count
    return float((right.sum() + wrong.sum()) / count), gradient
