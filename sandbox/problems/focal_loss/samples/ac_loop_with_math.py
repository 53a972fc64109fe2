import math

import numpy as np


def _softplus(z):
    return z + math.log1p(math.exp(-z)) if z > 0 else math.log1p(math.exp(z))


def focal_loss(logits, labels, alpha, gamma):
    """Entry by entry, positives and negatives apart."""
    flat, kinds = logits.ravel().tolist(), labels.ravel().tolist()
    positives = max(1, kinds.count(1))
    gradient, losses = [], []
    for x, kind in zip(flat, kinds, strict=True):
        if kind < 0:
            gradient.append(0.0)
            continue
        z, a = (x, alpha) if kind == 1 else (-x, 1 - alpha)
        small = math.exp(-abs(z))
        p, q = (1 / (1 + small), small / (1 + small)) if z >= 0 else (small / (1 + small), 1 / (1 + small))
        nll = _softplus(-z)
        power = q**gamma
        losses.append(a * power * nll)
        slope = -a * power * (gamma * p * nll + q)
        gradient.append((slope if kind == 1 else -slope) / positives)
    return math.fsum(losses) / positives, np.array(gradient, dtype=np.float64).reshape(logits.shape)
