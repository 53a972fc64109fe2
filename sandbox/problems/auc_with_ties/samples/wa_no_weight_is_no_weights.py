"""Weights that are all zero are taken for no weights."""

import math
from itertools import groupby


def auc(labels, scores, weights=None):
    if any(math.isnan(score) for score in scores):
        raise ValueError("a score is NaN")
    if not weights or not any(weights):
        weights = [1] * len(scores)
    order = sorted(range(len(scores)), key=scores.__getitem__)
    won = negatives = positives = 0.0
    for _, group in groupby(order, key=scores.__getitem__):
        here = [0.0, 0.0]
        for i in group:
            here[labels[i]] += weights[i]
        won += here[1] * (negatives + here[0] / 2)
        negatives += here[0]
        positives += here[1]
    return won / (positives * negatives) if positives and negatives else None
